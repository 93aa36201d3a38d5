/**
 * Codes of batching: signed records, receipts, and what is said between a member and a batcher, each with what it means.
 * The sentences feed the generated error reference.
 */
export const batchingCodes = {
  RECORD_MALFORMED: "Bytes are not the packed form of a signed record.",
  ACKNOWLEDGEMENTS_MALFORMED: "A batcher's answer is not in the form that acknowledgements have.",
  RECEIPT_MALFORMED: "A text or a value is no receipt, or of a version that this release does not know.",
  RECEIPT_FOREIGN: "A receipt is of another chain, another contract or another kind than the one that was asked for.",
  RECEIPT_ALTERED: "A receipt's parts do not belong together: a digest or a proof is of something else.",
  RECEIPT_SIGNATURE_WRONG: "A receipt's record was not signed by the account that it names.",
  RECEIPT_PROMISE_WRONG:
    "A receipt's promise was not signed by a batcher that the caller trusts, or is of other records.",
  RECEIPT_NOT_ANCHORED: "A receipt has no batch yet, or nobody whom the caller trusts vouches for it.",
  RECEIPT_BATCH_DIFFERS: "A receipt's batch is not the one that the chain keeps.",
  RECORD_REFUSED: "A batcher does not take a record; the fact refusal says why.",
  BATCHER_REFUSED: "A batcher refuses a whole request; the fact problem says why.",
  BATCHER_BUSY: "A batcher takes no more records at the moment, however often it was asked.",
  BATCHER_UNREACHABLE: "None of the batchers answered as a batcher does.",
  BATCH_QUEUE_FULL: "More records wait to be stored than the client holds.",
  BATCH_CLIENT_CLOSED: "The client takes no more records, because it was closed.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of batching. */
export type BatchingCode = keyof typeof batchingCodes;
