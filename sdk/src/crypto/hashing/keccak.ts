import { keccak_256 } from "@noble/hashes/sha3.js";

import { compiledHashes } from "./compiledHashes.ts";

/** Keccak-256, as the chain computes it. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  const compiled = compiledHashes();
  return compiled === undefined ? keccak_256(bytes) : compiled.keccak.init().update(bytes).digest("binary");
}

const FIRST = new Uint8Array(32);

/**
 * Keccak-256 of the Keccak-256, which is how leaves of trees are hashed. The first hash is copied to memory that stays: the engine moves an array that is
 * small and new before it shares its bytes, which takes longer than hashing them.
 */
export function keccak256Twice(bytes: Uint8Array): Uint8Array {
  FIRST.set(keccak256(bytes));
  return keccak256(FIRST);
}
