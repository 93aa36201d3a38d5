/**
 * Codes of batching: signed records, receipts, and what is said between a member and a batcher, each with what it means.
 * The sentences feed the generated error reference.
 */
export const batchingCodes = {
  RECORD_MALFORMED: "Bytes are not the packed form of a signed record.",
  ACKNOWLEDGEMENTS_MALFORMED: "A batcher's answer is not in the form that acknowledgements have.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of batching. */
export type BatchingCode = keyof typeof batchingCodes;
