import type { KeyState, StoredKey } from "../../types/StoredKey.ts";

/**
 * What a decryption key is good for at some time, in unix seconds.
 *
 * @example
 * ```ts
 * const state: KeyState = stateOfKey(storedKey, 1_800_000_000n);
 * ```
 */
export function stateOfKey(
  { notBefore, notAfter, rotatedAt, compromisedSince }: Omit<StoredKey, "keyId" | "suite" | "publicKey">,
  now: bigint,
): KeyState {
  if (compromisedSince !== null) return "compromised";
  if (notAfter !== null && now >= notAfter) return "ended";
  // The clocks of a chain and of a machine differ: what was replaced is replaced, even before it began.
  if (rotatedAt !== null && now >= rotatedAt) return "overlap";
  return now < notBefore ? "upcoming" : "current";
}
