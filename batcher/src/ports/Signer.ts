/** A transaction as it is signed. */
export interface UnsignedTransaction {
  readonly to: string;
  readonly input: string;
  readonly nonce: number;
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** Fees of a transaction. Where a chain has no fee market, both are its gas price. */
export type Fees = Pick<UnsignedTransaction, "maxFeePerGas" | "maxPriorityFeePerGas">;

/** The key that holds the duty: it signs promises, and the transactions that anchor. */
export interface Signer {
  /** Lower case. */
  readonly address: string;
  /** 65 bytes: r, s, v of 27 or 28. */
  signDigest(digest: Uint8Array): Uint8Array;
  /** Serialised and signed for the one chain that the signer was made for; the same for the same transaction. */
  signTransaction(transaction: UnsignedTransaction): SignedTransaction;
  /** What was signed, from the raw bytes. */
  parseTransaction(raw: string): UnsignedTransaction;
}

/** A transaction that can be sent. */
export interface SignedTransaction {
  readonly raw: string;
  readonly hash: string;
}
