import type { Hex } from "./Hex.ts";

/**
 * The suites of algorithms that a record can be sealed with:
 *
 * * 1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180)
 * * 2: MLKEM768-X25519 in its place, against quantum computers
 * * 3: DHKEM(P-256, HKDF-SHA256) in its place, for members bound to NIST's curves
 */
export const suites = [1, 2, 3] as const;

/** The number of a suite of algorithms. */
export type Suite = (typeof suites)[number];

/** A key that records are sealed to, as the key directory publishes it. */
export interface EncryptionKey {
  readonly suite: Suite;
  readonly publicKey: Hex;
}
