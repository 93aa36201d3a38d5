import { AbiCoder, getBytes } from "ethers";

import { AbiValues } from "../types/AbiValues.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import { encodeBase64Url } from "./verifyWebAuthn.ts";

const MIN_MODULUS_BYTES = 256;

/** Checks what OpenZeppelin's `ERC7913RSAVerifier` checks: PKCS#1 v1.5 with SHA-256 over the digest's 32 bytes (RFC 8017). */
export async function verifyRsa(key: Hex, digest: Bytes32, signature: Hex): Promise<boolean> {
  try {
    const parts = new AbiValues(AbiCoder.defaultAbiCoder().decode(["bytes", "bytes"], key));
    const [exponent, modulus] = [getBytes(parts.bytes(0)), getBytes(parts.bytes(1))];
    if (modulus.length < MIN_MODULUS_BYTES) return false;
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const jwk = { kty: "RSA", e: encodeBase64Url(exponent), n: encodeBase64Url(modulus) };
    const imported = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, imported, copy(signature), copy(digest));
  } catch {
    return false;
  }
}

/** Bytes of their own, as WebCrypto wants them. */
function copy(bytes: Hex): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(getBytes(bytes));
}
