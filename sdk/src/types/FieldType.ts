/**
 * The kinds of value that a field can have. The number of each enters its commitment, so it never changes:
 *
 * * `text` any well-formed text; committed as UTF-8
 * * `bytes` any bytes
 * * `integer` a bigint; committed as an `int256`, 32 bytes
 * * `decimal` a number as people write it, as in "1250.00"; every digit counts
 * * `boolean` committed as one byte, 0 or 1
 * * `date` a day as ISO 8601 writes it, as in "2026-11-22"
 * * `instant` a moment as ISO 8601 writes it, with its zone or without one
 * * `document` a payload of any size; committed as its manifest, by which each part of it is checked
 */
export const fieldTypes = {
  text: 1,
  bytes: 2,
  integer: 3,
  decimal: 4,
  boolean: 5,
  date: 6,
  instant: 7,
  document: 8,
} as const;

/** The name of a kind of value. */
export type FieldType = keyof typeof fieldTypes;

/** The kind of value that a number stands for, or undefined. */
export function fieldTypeOf(number: unknown): FieldType | undefined {
  return typeNames.find((name) => fieldTypes[name] === number);
}

const typeNames: readonly FieldType[] = [
  "text",
  "bytes",
  "integer",
  "decimal",
  "boolean",
  "date",
  "instant",
  "document",
];
