import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";

import type { Bytes } from "../../types/Bytes.ts";
import { compiledHashes } from "./compiledHashes.ts";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** What the two hashes of an HMAC begin with. Kept, because new memory costs as much as hashing it. */
const INNER = new Uint8Array(1_024);
const OUTER = new Uint8Array(BLOCK_BYTES + HASH_BYTES);
const NO_SALT = new Uint8Array(HASH_BYTES);
const NOTHING: Uint8Array = new Uint8Array();

/** SHA-256. */
export function hashSha256(bytes: Uint8Array): Uint8Array {
  const compiled = compiledHashes();
  return compiled === undefined ? sha256(bytes) : compiled.sha256.init().update(bytes).digest("binary");
}

/** HMAC-SHA256 of a message in parts. Source: RFC 2104. */
export function hmacSha256(key: Uint8Array, ...message: readonly Uint8Array[]): Uint8Array {
  if (compiledHashes() === undefined) return hmac(sha256, key, concatBytes(...message));
  let length = BLOCK_BYTES;
  for (const part of message) length += part.length;
  const inner = length > INNER.length ? new Uint8Array(length) : INNER;
  const short = key.length > BLOCK_BYTES ? hashSha256(key) : key;
  for (let index = 0; index < BLOCK_BYTES; index += 1) {
    const byte = index < short.length ? (short[index] ?? 0) : 0;
    inner[index] = byte ^ 0x36;
    OUTER[index] = byte ^ 0x5c;
  }
  let offset = BLOCK_BYTES;
  for (const part of message) {
    inner.set(part, offset);
    offset += part.length;
  }
  OUTER.set(hashSha256(inner.subarray(0, length)), BLOCK_BYTES);
  return hashSha256(OUTER);
}

/** The key of HKDF's second step, from a secret in parts. Source: RFC 5869, section 2.2. */
export function extractKey(salt: Uint8Array, ...secret: readonly Uint8Array[]): Uint8Array {
  return hmacSha256(salt.length === 0 ? NO_SALT : salt, ...secret);
}

/** As many bytes as wanted from a key and what they are for, in parts. Source: RFC 5869, section 2.3. */
export function expandKey(key: Uint8Array, purpose: readonly Uint8Array[], bytes: number): Bytes {
  const expanded = new Uint8Array(bytes);
  let output = NOTHING;
  for (let done = 0; done < bytes; done += HASH_BYTES) {
    output = hmacSha256(key, output, ...purpose, Uint8Array.of(done / HASH_BYTES + 1));
    expanded.set(output.subarray(0, bytes - done), done);
  }
  return expanded;
}
