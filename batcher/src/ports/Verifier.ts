/** What became of a record's signature: it is the one of the signer that the record names. */
export const VALID = 1;
/** It is none that an account makes. */
export const MALFORMED = 2;
/** It is somebody else's, or over something else. */
export const INVALID = 3;

/**
 * A part of shared memory that records are packed into and that goes to a worker and back as a whole. Nobody writes to it
 * while it is away.
 */
export interface Slot {
  readonly index: number;
  /** Packed records one after another. Signatures are normalised in place by the verifier. */
  readonly bytes: Uint8Array;
  /** Where each record begins; the entry behind the last is where they end. */
  readonly offsets: Uint32Array;
  /** VALID, MALFORMED or INVALID for each record. */
  readonly verdicts: Uint8Array;
  /** 32 bytes for each record, written by the verifier. */
  readonly digests: Uint8Array;
  /** How many records are in it. */
  count: number;
}

/** Checks signatures elsewhere. */
export interface Verifier {
  /** Whether signatures are checked by the native library. */
  readonly isNative: boolean;
  readonly slots: readonly Slot[];
  /** Whether a worker has nothing to do. */
  hasIdleWorker(): boolean;
  /** Hands a slot over. `onVerified` is called with it, once, later. */
  send(slot: Slot): void;
  /** Who is told of slots that are back, and of a verifier that cannot go on. */
  listen(onVerified: (slot: Slot) => void, onFailed: (error: unknown) => void): void;
  /** The account that made a signature of 65 bytes, by the native library, at once; undefined where none could have. */
  recover(digest: Uint8Array, signature: Uint8Array): Uint8Array | undefined;
  close(): Promise<void>;
}
