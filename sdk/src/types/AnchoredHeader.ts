import type { Bytes32 } from "./Hex.ts";

/** A batch as the chain told of it. */
export interface AnchoredHeader {
  readonly logId: Bytes32;
  /** The batch's place in its log, from 0. */
  readonly number: bigint;
  readonly root: Bytes32;
  readonly firstSequence: bigint;
  readonly count: bigint;
  /** Unix seconds. */
  readonly anchoredAt: bigint;
  /** What the chain keeps of the batch before it, 32 zero bytes for the first. */
  readonly previous: Bytes32;
  /** What the chain keeps of it. */
  readonly batchHash: Bytes32;
  readonly blockNumber: bigint;
  readonly transactionHash: Bytes32;
}
