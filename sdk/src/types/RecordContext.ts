import type { Address } from "./Hex.ts";

/** Where a record belongs: what the chain knows of it before it is registered. No other record has the same. */
export interface RecordContext {
  readonly chainId: bigint;
  /** The registry of confidential records. */
  readonly registry: Address;
  /** The number of the group in the group directory. */
  readonly group: bigint;
  /** The membership of the group that the record is written for. */
  readonly epoch: bigint;
  /** The seat of the member that sends it. */
  readonly sender: bigint;
  /** A number that the sender uses once. */
  readonly senderNonce: bigint;
}
