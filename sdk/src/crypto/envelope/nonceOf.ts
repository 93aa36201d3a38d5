import type { Bytes } from "../../types/Bytes.ts";
import { encodeUint32 } from "../commitment/encodeUint32.ts";

/** A content in one piece has this nonce: its key is used for nothing else. */
export const SINGLE_NONCE: Bytes = new Uint8Array(12);

/** The nonce of a chunk: prefix, number, and whether it is the last. Source: STREAM, Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015. */
export function nonceOf(prefix: Uint8Array, index: number, isLast: boolean): Bytes {
  // DEFENCE: chunk-numbers [encodeUint32(index) => encodeUint32(0)]
  // DEFENCE: last-chunk [isLast ? 1 : 0 => 0]
  return Uint8Array.of(...prefix, ...encodeUint32(index), isLast ? 1 : 0);
}
