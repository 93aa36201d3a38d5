import type { BatchPromise } from "#sdk/receipts";

/** A stored group and the promise that was made for it. */
export interface PromisedGroup {
  /** 0x and 64 digits. */
  readonly logId: string;
  readonly firstSequence: number;
  readonly count: number;
  /** 32 bytes for each record. */
  readonly digests: Uint8Array;
  readonly leaves: Uint8Array;
  /** The flat tree over the leaves. */
  readonly tree: Uint8Array;
  readonly promise: BatchPromise;
  /** 65 bytes. */
  readonly signature: Uint8Array;
}
