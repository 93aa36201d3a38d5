import type { Bytes32 } from "./Hex.ts";

/** A transaction that was mined. */
export interface Receipt {
  readonly transactionHash: Bytes32;
  readonly blockNumber: bigint;
  readonly blockHash: Bytes32;
  readonly gasUsed: bigint;
}
