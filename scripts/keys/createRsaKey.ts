import { createPrivateKey, createPublicKey, sign } from "node:crypto";

import { AbiCoder, getBytes, hexlify } from "ethers";

import { QuorateError } from "#sdk";

import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import { hashTypedData } from "./hashTypedData.ts";
import type { VerifiedKey } from "./VotingKey.ts";

/** What OpenZeppelin's RSA checks: nothing shorter; and nothing so long that the registry would not store it. */
const MIN_MODULUS_BITS = 2_048;
const MAX_MODULUS_BITS = 4_096;

/**
 * Makes a voting key of an RSA private key. Its signature is what OpenZeppelin's `ERC7913RSAVerifier` takes: PKCS#1 v1.5 with
 * SHA-256 (RFC 8017) over the digest as a message of 32 bytes.
 *
 * @param pkcs8 the private key in DER (PKCS#8), with a modulus of 2,048 to 4,096 bits
 * @throws QuorateError KEY_MALFORMED
 */
export function createRsaKey(pkcs8: Hex): VerifiedKey {
  const privateKey = readPrivateKey(pkcs8);
  const { n, e } = createPublicKey(privateKey).export({ format: "jwk" });
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (n === undefined || e === undefined || bits < MIN_MODULUS_BITS || bits > MAX_MODULUS_BITS) {
    throw new QuorateError({
      code: "KEY_MALFORMED",
      summary: `The key is no RSA key of ${MIN_MODULUS_BITS} to ${MAX_MODULUS_BITS} bits.`,
      remedy: "Make one with 3,072 bits.",
      facts: { bits },
    });
  }
  const [exponent, modulus] = [e, n].map((text) => hexlify(Buffer.from(text, "base64url")));
  const signDigest = (digest: Hex) => toHex(hexlify(sign("sha256", getBytes(digest), privateKey)));
  return {
    publicKey: { kind: "rsa", key: toHex(AbiCoder.defaultAbiCoder().encode(["bytes", "bytes"], [exponent, modulus])) },
    signDigest,
    signTypedData: async (data) => signDigest(hashTypedData(data)),
  };
}

function readPrivateKey(pkcs8: Hex) {
  try {
    return createPrivateKey({ key: Buffer.from(getBytes(pkcs8)), format: "der", type: "pkcs8" });
  } catch {
    // The library's own error is not passed on: nobody knows what of the key it quotes.
    throw new QuorateError({
      code: "KEY_MALFORMED",
      summary: "The bytes are no private key in the form PKCS#8.",
      remedy: "Export the key as PKCS#8 in DER.",
    });
  }
}
