import { p256 } from "@noble/curves/nist.js";
import { getBytes, type Provider, Wallet } from "ethers";

import { QuorateError } from "#sdk";

import { type Hex, isHex } from "../founding/Hex.ts";
import { createAccountKey } from "./createAccountKey.ts";
import { createP256Key } from "./createP256Key.ts";
import { createRsaKey } from "./createRsaKey.ts";
import { createWebAuthnKey } from "./createWebAuthnKey.ts";
import type { KeyMaterial } from "./KeyMaterial.ts";
import type { AccountKey, VerifiedKey } from "./VotingKey.ts";

/** A key of any kind that can sign. */
export type AnyKey = AccountKey | VerifiedKey;

/**
 * Makes a key that signs of its secret part.
 *
 * @param provider chain on which an account sends its transactions; without one it only signs
 * @throws QuorateError KEY_MALFORMED
 */
export async function toVotingKey(material: KeyMaterial, provider: Provider | null = null): Promise<AnyKey> {
  switch (material.kind) {
    case "account":
      return createAccountKey(createWallet(material.secret, provider));
    case "p256":
      return createP256Key(checkP256(material.secret));
    case "webauthn":
      return createWebAuthnKey({ ...material, secret: checkP256(material.secret) });
    case "rsa":
      return createRsaKey(material.pkcs8);
  }
}

function createWallet(secret: Hex, provider: Provider | null): Wallet {
  try {
    return new Wallet(secret, provider);
  } catch {
    throw refuse("secp256k1");
  }
}

function checkP256(secret: Hex): Hex {
  if (!isHex(secret, 32) || !p256.utils.isValidSecretKey(getBytes(secret))) throw refuse("P-256");
  return secret;
}

/** Says nothing of the secret itself. */
function refuse(curve: string): QuorateError {
  return new QuorateError({
    code: "KEY_MALFORMED",
    summary: `The secret is no private key on the curve ${curve}.`,
    remedy: "Use 32 bytes that a key generator made: 0x and 64 hexadecimal digits.",
    facts: { curve },
  });
}
