import { hexToBytes } from "@noble/hashes/utils.js";
import { keccak256 } from "../hashing/keccak.ts";
import { encodeUint32 } from "./encodeUint32.ts";

/** A value that is one word of the ABI: 32 bytes, an address in 20 bytes, or a whole number from 0. */
export type Word = Uint8Array | bigint | number;

/** `keccak256(abi.encode(...))` of values that are one word each. */
export function hashWords(words: readonly Word[]): Uint8Array {
  return keccak256(encodeWords(words));
}

/** `abi.encode(...)` of values that are one word each. */
export function encodeWords(words: readonly Word[]): Uint8Array {
  const encoded = new Uint8Array(32 * words.length);
  words.forEach((word, index) => {
    const bytes = typeof word === "object" ? word : toBigEndian(word);
    encoded.set(bytes, 32 * (index + 1) - bytes.length);
  });
  return encoded;
}

function toBigEndian(value: bigint | number): Uint8Array {
  if (typeof value === "number" && value < 2 ** 32) return encodeUint32(value);
  return hexToBytes(value.toString(16).padStart(64, "0"));
}
