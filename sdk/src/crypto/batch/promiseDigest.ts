import type { Address } from "../../types/Hex.ts";
import { hashWords } from "../commitment/hashWords.ts";
import { batchTypehashes, computeSeparator, createSealer } from "./batchTypehashes.ts";

/** The contract in whose domain batchers promise and members sign bundles. */
export interface AnchorPlace {
  readonly chainId: bigint;
  readonly anchor: Address;
}

/** What a batcher promises of a group of records that it stored: that each of them is anchored by the deadline, in this order. */
export interface BatchPromise {
  readonly logId: Uint8Array;
  readonly firstSequence: number;
  readonly count: number;
  /** Root over the leaves of the group. */
  readonly groupRoot: Uint8Array;
  /** Unix seconds by the chain's time. */
  readonly deadline: number;
  /** The newest block that the batcher knew. */
  readonly promisedAtBlock: number;
}

/**
 * What a batcher signs to promise. Source: EIP-712.
 *
 * @throws RangeError for a number that is no safe integer
 * @example
 * ```ts
 * const digestOfPromise: Uint8Array = promiseDigest({ chainId, anchor }, batchPromise);
 * ```
 */
export function promiseDigest({ chainId, anchor }: AnchorPlace, promise: BatchPromise): Uint8Array {
  const { logId, firstSequence, count, groupRoot, deadline, promisedAtBlock } = promise;
  const seal = createSealer(computeSeparator("batches", chainId, anchor));
  const words = [batchTypehashes.promise, logId, ...[firstSequence, count].map(toWord), groupRoot];
  return seal(hashWords([...words, toWord(deadline), toWord(promisedAtBlock)]));
}

function toWord(value: number): bigint {
  return BigInt(value);
}
