import { p256 } from "@noble/curves/nist.js";
import { dataSlice, getBytes } from "ethers";

import type { Bytes32, Hex } from "../types/Hex.ts";
import { sizeOf } from "../types/parseHex.ts";

/** Checks what OpenZeppelin's `ERC7913P256Verifier` checks: r and s over the digest as it is, s the lower one. */
export function verifyP256(key: Hex, digest: Bytes32, signature: Hex): boolean {
  if (sizeOf(key) !== 64 || sizeOf(signature) < 64) return false;
  try {
    const point = Uint8Array.of(4, ...getBytes(key));
    return p256.verify(getBytes(dataSlice(signature, 0, 64)), getBytes(digest), point, { prehash: false, lowS: true });
  } catch {
    // Not a point of the curve, or not numbers of it.
    return false;
  }
}
