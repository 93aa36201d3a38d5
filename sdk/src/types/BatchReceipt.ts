import type { Address, Bytes32, Hex } from "./Hex.ts";

/**
 * What a member holds of a record that went through a batcher: enough for anybody to check it with nothing else. It is JSON as it stands; numbers are
 * whole and below 2^53.
 */
export interface BatchReceipt {
  readonly version: 1;
  /** In decimal. */
  readonly chainId: string;
  /** The contract that anchors the batches of the log. */
  readonly anchor: Address;
  readonly logId: Bytes32;
  /** The record's place in its log, from 0. */
  readonly sequence: number;
  /** The packed record with its signature; an item's receipt has `bundle` in its place. */
  readonly record?: Hex;
  /** The bundle that an item was signed in, without its other items. */
  readonly bundle?: ReceiptBundle;
  /** What the member signed, by its digest. */
  readonly digest: Bytes32;
  /** One of the bundle's items. */
  readonly item?: ReceiptItem;
  /** What the batcher promised when it had stored the record. */
  readonly promise?: ReceiptPromise;
  /** The batch that holds the record, once it is anchored. */
  readonly batch?: ReceiptBatch;
}

/** A bundle by the root over its items. */
export interface ReceiptBundle {
  readonly kind: "bundle" | "callBundle";
  readonly seat: number;
  /** Unix seconds by the chain's time. */
  readonly deadline: number;
  readonly signer: Address;
  /** In decimal. */
  readonly nonce: string;
  readonly count: number;
  readonly root: Bytes32;
  readonly signature: Hex;
}

/** One item of a bundle, and what leads it to the bundle's root. */
export interface ReceiptItem {
  readonly index: number;
  /** The digest, in a bundle of digests. */
  readonly digest?: Bytes32;
  /** The registration that the digest is of, packed, for whoever is to open the record; its signature is not looked at. */
  readonly record?: Hex;
  /** The call, in a bundle of calls. */
  readonly call?: { readonly target: Address; readonly gas: number; readonly data: Hex };
  readonly proof: readonly Bytes32[];
}

/** A batcher's promise of a group of records, its signature, and what leads this record to the group's root. */
export interface ReceiptPromise {
  readonly firstSequence: number;
  readonly count: number;
  readonly groupRoot: Bytes32;
  /** Unix seconds by the chain's time. */
  readonly deadline: number;
  readonly promisedAtBlock: number;
  readonly signature: Hex;
  readonly proof: readonly Bytes32[];
}

/** A batch's header, and what leads this record to its root. */
export interface ReceiptBatch {
  /** The batch's place in its log, from 0. */
  readonly number: number;
  readonly root: Bytes32;
  readonly firstSequence: number;
  readonly count: number;
  /** Unix seconds. */
  readonly anchoredAt: number;
  /** What the chain keeps of the batch before it. */
  readonly previous: Bytes32;
  readonly proof: readonly Bytes32[];
  /** Where it was anchored, for whoever looks it up; nothing follows from it. */
  readonly transactionHash?: Bytes32;
  readonly blockNumber?: number;
}
