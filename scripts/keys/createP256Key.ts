import { p256 } from "@noble/curves/nist.js";
import { getBytes, hexlify } from "ethers";

import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import { hashTypedData } from "./hashTypedData.ts";
import { signP256 } from "./signP256.ts";
import type { VerifiedKey } from "./VotingKey.ts";

/**
 * Makes a voting key of a P-256 secret. Its signature is what OpenZeppelin's `ERC7913P256Verifier` takes: r and s, 64 bytes,
 * over the digest itself.
 *
 * @param secret 32 bytes, from 1 to the order of the curve less 1
 */
export function createP256Key(secret: Hex): VerifiedKey {
  const signDigest = (digest: Hex) => signP256(secret, getBytes(digest));
  return {
    publicKey: { kind: "p256", key: toP256PublicKey(secret) },
    signDigest,
    signTypedData: async (data) => signDigest(hashTypedData(data)),
  };
}

/** The coordinates x and y of the public key, 64 bytes. */
export function toP256PublicKey(secret: Hex): Hex {
  return toHex(hexlify(p256.getPublicKey(getBytes(secret), false).slice(1)));
}
