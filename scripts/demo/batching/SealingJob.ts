import type { Address } from "#sdk";
import type { EncryptionKey, RecordContext, RecordField } from "#sdk/records";

/** Records that one thread seals and signs, all of one sender. */
export interface SealingJob {
  /** Where they belong; `senderNonce` is that of the first, and they count up from there. */
  readonly context: RecordContext;
  readonly count: number;
  readonly readers: readonly EncryptionKey[];
  /** What every record says, beside the amount and the reference that are its own. */
  readonly fields: readonly RecordField[];
  /** Where the amount and the reference stand in the message. */
  readonly amountPath: string;
  readonly referencePath: string;
  /** Unix seconds, as is `deadline`. */
  readonly created: bigint;
  readonly deadline: number;
  /** The sender's account, which signs. It is of this demonstration, and dies with it. */
  readonly privateKey: Uint8Array;
  readonly signer: Uint8Array;
  /** The contracts that a signed record may name beside the registry. */
  readonly anchor: Address;
  readonly executor: Address;
}

/** A record that its sender sealed and signed, and that nobody knows of yet. */
export interface SignedEnvelope {
  /** Packed. */
  readonly record: Uint8Array;
  readonly envelope: Uint8Array;
}

/** Some of a job's records, in order. */
export type SealedPart = readonly SignedEnvelope[];
