import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { IHasher } from "hash-wasm";

import { compiledHashes } from "./compiledHashes.ts";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/** SHA-256. */
export function hashSha256(bytes: Uint8Array): Uint8Array {
  const compiled = compiledHashes();
  return compiled === undefined ? sha256(bytes) : compiled.sha256.init().update(bytes).digest("binary");
}

/** HMAC-SHA256. Source: RFC 2104. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const compiled = compiledHashes();
  if (compiled === undefined) return hmac(sha256, key, message);
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? hashSha256(key) : key);
  const inner = hashTwo(compiled.sha256, block, 0x36, message);
  return hashTwo(compiled.sha256, block, 0x5c, inner);
}

/** The key of HKDF's second step. Source: RFC 5869, section 2.2. */
export function extractKey(salt: Uint8Array, secret: Uint8Array): Uint8Array {
  return hmacSha256(salt.length === 0 ? new Uint8Array(HASH_BYTES) : salt, secret);
}

/** As many bytes as wanted from a key and what they are for. Source: RFC 5869, section 2.3. */
export function expandKey(key: Uint8Array, purpose: Uint8Array, bytes: number): Uint8Array {
  const expanded = new Uint8Array(HASH_BYTES * Math.ceil(bytes / HASH_BYTES));
  const input = new Uint8Array(HASH_BYTES + purpose.length + 1);
  input.set(purpose, HASH_BYTES);
  for (let block = 0; block * HASH_BYTES < bytes; block += 1) {
    input.set([block + 1], input.length - 1);
    const output = hmacSha256(key, block === 0 ? input.subarray(HASH_BYTES) : input);
    input.set(output);
    expanded.set(output, block * HASH_BYTES);
  }
  return expanded.subarray(0, bytes);
}

function hashTwo(hasher: IHasher, block: Uint8Array, mask: number, rest: Uint8Array): Uint8Array {
  const masked = block.map((byte) => byte ^ mask);
  return hasher.init().update(masked).update(rest).digest("binary");
}
