import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

import { p256 } from "@noble/curves/nist.js";
import { hexlify, Wallet } from "ethers";

import { toHex } from "../founding/toHex.ts";
import type { KeyKind, KeyMaterial } from "./KeyMaterial.ts";

/** Domain and origin of a passkey in software that nobody named otherwise. */
export const DEFAULT_RELYING_PARTY = "quorate.localhost";

const RSA_BITS = 3_072;

/** What a new key is bound to, where its kind knows such a thing. */
export interface CreateKeyMaterialParameters {
  readonly kind: KeyKind;
  /** Domain of a webauthn key; its origin is that domain over https. */
  readonly relyingParty?: string;
}

/** Draws a new key from the machine's random numbers. */
export async function createKeyMaterial({
  kind,
  relyingParty = DEFAULT_RELYING_PARTY,
}: CreateKeyMaterialParameters): Promise<KeyMaterial> {
  switch (kind) {
    case "account":
      return { kind, secret: toHex(Wallet.createRandom().privateKey) };
    case "p256":
      return { kind, secret: drawP256Secret() };
    case "webauthn":
      return { kind, secret: drawP256Secret(), relyingParty, origin: `https://${relyingParty}` };
    case "rsa":
      return { kind, pkcs8: await drawRsaKey() };
  }
}

function drawP256Secret() {
  return toHex(hexlify(p256.utils.randomSecretKey()));
}

async function drawRsaKey() {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return toHex(hexlify(privateKey));
}
