/**
 * Codes of values that are not written the way they must be, each with what it means.
 * The sentences feed the generated error reference.
 */
export const valueCodes = {
  HEX_MALFORMED: "A text is not whole bytes in hexadecimal, or of the wrong length.",
  ADDRESS_MALFORMED: "A text is no address, or its checksum is wrong.",
  INTEGER_MALFORMED: "A value is no whole number within its limits.",
  TEXT_TOO_LONG: "A short text has more than 31 bytes, is empty, or holds a zero byte.",
  DUTY_UNKNOWN: "A duty or a scope has another name than those there are.",
  OBJECT_MALFORMED: "A value has not the fields that it needs.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a value that is not written the way it must be. */
export type ValueCode = keyof typeof valueCodes;
