import { p256 } from "@noble/curves/nist.js";
import { concatBytes } from "@noble/hashes/utils.js";

import type { Bytes } from "../../types/Bytes.ts";
import type { NativeKey } from "../../types/NativeKey.ts";
import { encodeBase64Url } from "../verifyWebAuthn.ts";
import type { Kem, KemSecret } from "./Kem.ts";
import { createLabeledKdf, deriveSharedSecret, kemSuiteId } from "./labels.ts";

const ID = 0x0010;
const NOTHING = new Uint8Array();
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const kdf = createLabeledKdf(kemSuiteId(ID));

/** DHKEM(P-256, HKDF-SHA256) by WebCrypto, with a given ephemeral key. Source: RFC 9180, section 4.1. */
export const p256Kem: Kem = {
  id: ID,
  publicKeyBytes: 65,
  encBytes: 65,
  ephemeralBytes: 32,
  findFault,
  deriveSecret,
  // The recipient does not enter it.
  encapsulateToNobody: async (ephemeral) => toPublic(deriveSecret(ephemeral)),
  importPublic: async (publicKey) => {
    const recipient = await importPublic(publicKey);
    return {
      encapsulate: async (ephemeral) => {
        const secret = deriveSecret(ephemeral);
        const enc = toPublic(secret);
        const shared = await agree(await importSecret(secret, enc), recipient);
        return { enc, sharedSecret: deriveSharedSecret(kdf, shared, concatBytes(enc, publicKey)) };
      },
    };
  },
  importSecret: async (secret): Promise<KemSecret> => {
    if (!p256.utils.isValidSecretKey(secret))
      throw new RangeError("a P-256 secret is a number below the curve's order");
    const publicKey = toPublic(secret);
    const key = await importSecret(secret, publicKey);
    return {
      publicKey,
      decapsulate: async (enc) => {
        const shared = await agree(key, await importPublic(enc));
        return deriveSharedSecret(kdf, shared, concatBytes(enc, publicKey));
      },
    };
  },
};

/** DeriveKeyPair, section 7.1.3. */
function deriveSecret(seed: Uint8Array): Uint8Array {
  const key = kdf.extract(NOTHING, "dkp_prk", seed);
  for (let counter = 0; counter < 256; counter += 1) {
    const candidate = kdf.expand(key, "candidate", Uint8Array.of(counter), 32);
    if (p256.utils.isValidSecretKey(candidate)) return candidate;
  }
  throw new RangeError("no candidate is a key, which happens once in 2^8192 seeds");
}

function findFault(publicKey: Uint8Array): string | null {
  if (publicKey.length !== 65 || publicKey[0] !== 4) return "it is not 65 bytes that begin with 04";
  try {
    p256.Point.fromBytes(publicKey).assertValidity();
    return null;
  } catch {
    return "its point is not on the curve";
  }
}

function toPublic(secret: Uint8Array): Bytes {
  return new Uint8Array(p256.getPublicKey(secret, false));
}

async function importSecret(secret: Uint8Array, publicKey: Uint8Array): Promise<NativeKey> {
  const [x, y] = [publicKey.subarray(1, 33), publicKey.subarray(33)].map(encodeBase64Url);
  const jwk = { kty: "EC", crv: "P-256", d: encodeBase64Url(secret), ...(x && y ? { x, y } : {}) };
  return crypto.subtle.importKey("jwk", jwk, CURVE, false, ["deriveBits"]);
}

async function importPublic(publicKey: Bytes): Promise<NativeKey> {
  return crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
}

async function agree(secret: NativeKey, other: NativeKey): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: other }, secret, 256));
}
