import { keccak_256 } from "@noble/hashes/sha3.js";

import { compiledHashes } from "./compiledHashes.ts";

/** Keccak-256, as the chain computes it. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  const compiled = compiledHashes();
  return compiled === undefined ? keccak_256(bytes) : compiled.keccak.init().update(bytes).digest("binary");
}
