/**
 * What a member signs for a batch: a record's registration, a call, or many of either under one signature. The number of each is the first byte
 * of its packed form, so it never changes.
 */
export const recordKinds = { registration: 1, call: 2, bundle: 3, callBundle: 4 } as const;

/** The name of a kind of signed record. */
export type RecordKind = keyof typeof recordKinds;

/** What every signed record says. Numbers are whole; bytes are views of what was parsed, not copies. */
export interface PackedHead {
  /** The member that signed it. */
  readonly seat: number;
  /** Unix seconds by the chain's time after which it must not be taken. */
  readonly deadline: number;
  /** The account that signed it, 20 bytes. */
  readonly signer: Uint8Array;
  /** A number that the seat uses once for this kind: 32 bytes for a registration, 8 for all others, the high byte first. */
  readonly nonce: Uint8Array;
  /** 65 bytes: r, s, v of 27 or 28. */
  readonly signature: Uint8Array;
}

/** A confidential record, as `register` of its registry takes it; the nonce is the sender's number. */
export interface PackedRegistration extends PackedHead {
  readonly kind: "registration";
  readonly group: number;
  readonly epoch: number;
  readonly suite: number;
  readonly contentRoot: Uint8Array;
  readonly bodyHash: Uint8Array;
  /** The record that it follows, or 32 zero bytes. */
  readonly previous: Uint8Array;
}

/** One call of a contract. */
export interface PackedCallItem {
  /** 20 bytes. */
  readonly target: Uint8Array;
  /** The most gas that it may use. */
  readonly gas: number;
  /** At most 4,096 bytes. */
  readonly data: Uint8Array;
}

/** A call that the member makes. */
export interface PackedCall extends PackedHead, PackedCallItem {
  readonly kind: "call";
}

/** Registrations, or other 32-byte digests, under one signature. */
export interface PackedBundle extends PackedHead {
  readonly kind: "bundle";
  /** 1 to 1,000 digests of 32 bytes, one after another. */
  readonly digests: Uint8Array;
}

/** Calls under one signature, 1 to 1,000. */
export interface PackedCallBundle extends PackedHead {
  readonly kind: "callBundle";
  readonly calls: readonly PackedCallItem[];
}

/** A signed record as a program reads it out of its packed form. */
export type PackedRecord = PackedRegistration | PackedCall | PackedBundle | PackedCallBundle;
