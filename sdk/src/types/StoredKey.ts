import type { Bytes32 } from "./Hex.ts";
import type { EncryptionKey } from "./Suite.ts";

/**
 * What a decryption key is good for at some time: `upcoming` before it begins, `current` while records are sealed to it, `overlap` while
 * a newer one is current and records may still come for it, `ended` when it only reads what there is, `compromised` when
 * somebody else may have it.
 */
export type KeyState = "upcoming" | "current" | "overlap" | "ended" | "compromised";

/** A decryption key as a key store shows it: everything but its secret. Times are unix seconds. */
export interface StoredKey extends EncryptionKey {
  readonly keyId: Bytes32;
  readonly notBefore: bigint;
  /** From when nothing may be sealed to it any more, or null. */
  readonly notAfter: bigint | null;
  /** From when a newer key is the current one, or null. */
  readonly rotatedAt: bigint | null;
  /** Since when somebody else may have it, or null. */
  readonly compromisedSince: bigint | null;
}
