import type { Address, Bytes32, Hex } from "./Hex.ts";

/** What every signed record says. */
export interface SignedHead {
  /** The member that signed it. */
  readonly seat: bigint;
  /** Unix seconds by the chain's time after which it must not be taken. */
  readonly deadline: bigint;
  readonly signer: Address;
  /** A number that the seat uses once for this kind. */
  readonly nonce: bigint;
}

/** A signed registration of a confidential record; its nonce is the sender's number. */
export interface SignedRegistration extends SignedHead {
  readonly kind: "registration";
  readonly recordId: Bytes32;
  readonly group: bigint;
  readonly epoch: bigint;
  readonly suite: bigint;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
  /** The record that it follows, or 32 zero bytes. */
  readonly previous: Bytes32;
}

/** A call of a contract. */
export interface CallItem {
  readonly target: Address;
  /** The most gas that it may use. */
  readonly gas: bigint;
  readonly data: Hex;
}

/** A signed call. */
export interface SignedCall extends SignedHead, CallItem {
  readonly kind: "call";
}

/** A signed bundle, by the root over its items. */
export interface SignedBundle extends SignedHead {
  readonly kind: "bundle" | "callBundle";
  readonly count: bigint;
  readonly root: Bytes32;
}

/** What a member signed, as people and chain verbs read it. */
export type SignedRecord = SignedRegistration | SignedCall | SignedBundle;
