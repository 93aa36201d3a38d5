import { p256 } from "@noble/curves/nist.js";
import { getBytes, hexlify } from "ethers";

import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";

/**
 * Signs 32 bytes with ECDSA over P-256, deterministically (RFC 6979). s is the lower one of its two values: OpenZeppelin's P256
 * refuses the other, so that a signature has one form.
 *
 * @returns r and s, 64 bytes
 */
export function signP256(secret: Hex, digest: Uint8Array): Hex {
  return toHex(hexlify(p256.sign(digest, getBytes(secret), { prehash: false, lowS: true })));
}
