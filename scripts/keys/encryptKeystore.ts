import { encryptKeystoreJson, hexlify, toUtf8Bytes, Wallet } from "ethers";

import { QuorateError } from "#sdk";

import type { KeyMaterial } from "./KeyMaterial.ts";
import { KEYSTORE_FORMAT, KEYSTORE_VERSION, toSealedLabel } from "./keystoreFormat.ts";
import { DEFAULT_SEAL_COST, type SealCost, sealSecret } from "./sealSecret.ts";
import { toVotingKey } from "./toVotingKey.ts";

/** How a keystore is encrypted. */
export interface EncryptKeystoreParameters {
  readonly password: string;
  /** Cost of deriving a key from the password; a lower one is for tests. */
  readonly cost?: SealCost;
}

/**
 * Writes a key as an encrypted keystore, in JSON. An account is kept in the form that every Ethereum wallet reads (Web3 Secret
 * Storage, version 3, through ethers). That form knows no other keys and derives an account from whatever it holds; the others
 * are therefore kept in a form of our own, with their public key in the open and protected against exchange.
 *
 * @throws QuorateError KEY_PASSWORD_MISSING, KEY_MALFORMED
 */
export async function encryptKeystore(
  material: KeyMaterial,
  { password, cost = DEFAULT_SEAL_COST }: EncryptKeystoreParameters,
): Promise<string> {
  if (password === "") {
    throw new QuorateError({
      code: "KEY_PASSWORD_MISSING",
      summary: "The password is empty.",
      remedy: "Choose one: the keystore is only as safe as its password.",
    });
  }
  const { publicKey } = await toVotingKey(material);
  if (material.kind === "account") return encryptAccount(material.secret, password, cost);
  const label = { kind: material.kind, publicKey: publicKey.kind === "account" ? publicKey.address : publicKey.key };
  const secret = toUtf8Bytes(JSON.stringify(material));
  const seal = await sealSecret(secret, password, { beside: toSealedLabel(label), cost });
  const file = {
    format: KEYSTORE_FORMAT,
    version: KEYSTORE_VERSION,
    ...label,
    seal: {
      kdf: { name: "scrypt", ...cost, salt: hexlify(seal.salt) },
      cipher: { name: "aes-256-gcm", nonce: hexlify(seal.nonce), tag: hexlify(seal.tag) },
      ciphertext: hexlify(seal.ciphertext),
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

async function encryptAccount(secret: string, password: string, { n, r, p }: SealCost): Promise<string> {
  const { address, privateKey } = new Wallet(secret);
  return `${await encryptKeystoreJson({ address, privateKey }, password, { scrypt: { N: n, r, p } })}\n`;
}
