import { hashWords } from "../commitment/hashWords.ts";

/** What an anchored batch is. */
export interface BatchHeader {
  /** Root over the leaves of its records. */
  readonly root: Uint8Array;
  readonly firstSequence: number;
  readonly count: number;
  /** Unix seconds: the time of the block that anchored it. */
  readonly anchoredAt: number;
  /** The hash of the header before it in its log, 32 zero bytes for the first. */
  readonly previous: Uint8Array;
}

/**
 * What the chain keeps of a batch: it binds the batches before it too.
 *
 * @throws RangeError for a number that is no safe integer
 * @example
 * ```ts
 * const batchHash: Uint8Array = computeHeaderHash(header);
 * ```
 */
export function computeHeaderHash({ root, firstSequence, count, anchoredAt, previous }: BatchHeader): Uint8Array {
  return hashWords([root, BigInt(firstSequence), BigInt(count), BigInt(anchoredAt), previous]);
}
