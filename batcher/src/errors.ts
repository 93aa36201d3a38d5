/** Faults of a batcher's own, each with what it means. They end a start or a stage; what a client is told are refusals. */
export const batcherCodes = {
  STORE_FOREIGN: "A store belongs to another chain or another contract.",
  STORE_NEWER: "A store was written by a later release.",
  STORE_LOCKED: "A store that admits one instance is open in another one.",
  STORE_FULL: "A store has no room; nothing was stored.",
  STORE_FAILED: "A store failed so that it must be opened again before anything is written.",
  STORE_UNAVAILABLE: "A shared store's server does not answer.",
  BATCH_CLOSED_ALREADY: "Another instance closed the batch first.",
  LEASE_LOST: "Another instance holds the lease to anchor.",
  CONFIGURATION_MALFORMED: "The configuration has faults; all of them are listed.",
  CRYPTO_NOT_NATIVE: "The native signature library is missing.",
  KEY_UNREADABLE: "The signing key could not be read.",
  CHAIN_UNAVAILABLE: "The chain's node did not answer as it should.",
  CHAIN_REFUSED: "The chain's node refused a request.",
  CHAIN_FOREIGN: "The node is on another chain, or a contract is not what it should be.",
  DUTY_MISSING: "The signing key does not hold the batcher duty.",
  PORT_TAKEN: "A port cannot be listened on.",
  STOPPED: "The batcher was stopped.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault of a batcher's own. */
export type BatcherCode = keyof typeof batcherCodes;

/** A fault's values by name. */
export type BatcherFacts = Readonly<Record<string, string | number | bigint | boolean | null>>;

/** What a fault is made of. */
export interface BatcherErrorParameters<Code extends BatcherCode = BatcherCode> {
  readonly code: Code;
  /** One sentence: what happened. */
  readonly summary: string;
  /** One sentence: what to do next. */
  readonly remedy: string;
  readonly facts?: BatcherFacts;
  readonly cause?: unknown;
}

/** The one error class of the batcher. Branch on `code`, never on text. */
export class BatcherError<Code extends BatcherCode = BatcherCode> extends Error {
  override readonly name: string = "BatcherError";
  readonly code: Code;
  readonly summary: string;
  readonly remedy: string;
  readonly facts: BatcherFacts;

  constructor({ code, summary, remedy, facts = {}, cause }: BatcherErrorParameters<Code>) {
    super(`${summary} ${remedy}`, cause === undefined ? {} : { cause });
    this.code = code;
    this.summary = summary;
    this.remedy = remedy;
    this.facts = facts;
  }
}

/** Whether an error is a fault of the batcher with one of these codes. */
export function isFault(error: unknown, ...codes: readonly BatcherCode[]): error is BatcherError {
  return error instanceof BatcherError && (codes.length === 0 || codes.includes(error.code));
}
