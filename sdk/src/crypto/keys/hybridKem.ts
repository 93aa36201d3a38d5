import { utf8ToBytes } from "@noble/hashes/utils.js";
import { MLKEM768X25519 } from "@noble/post-quantum/hybrid.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import type { Bytes } from "../../types/Bytes.ts";
import { expandKey } from "../hashing/sha256.ts";
import type { Encapsulated, Kem, KemSecret } from "./Kem.ts";
import { findX25519Fault } from "./x25519Points.ts";

const LATTICE_KEY_BYTES = 1184;
const THROW_AWAY = utf8ToBytes("quorate/v1/throw-away");

/** MLKEM768-X25519 with given randomness, which no WebCrypto offers. Source: draft-ietf-hpke-pq, draft-connolly-cfrg-xwing-kem. */
export const hybridKem: Kem = {
  id: 0x647a,
  publicKeyBytes: 1216,
  encBytes: 1120,
  ephemeralBytes: 64,
  findFault,
  deriveSecret: (seed) => seed,
  // The ciphertext of ML-KEM shows whether it was made for some key at all, so it is made for one that is thrown away.
  encapsulateToNobody: async (ephemeral) =>
    encapsulate(toPublic(expandKey(ephemeral, [THROW_AWAY], 32)), ephemeral).enc,
  importPublic: async (publicKey) => ({
    encapsulate: async (ephemeral) => encapsulate(publicKey, ephemeral),
  }),
  importSecret: async (secret): Promise<KemSecret> => {
    if (secret.length !== 32) throw new RangeError("an MLKEM768-X25519 secret is 32 bytes long");
    const kept = Uint8Array.from(secret);
    return {
      publicKey: toPublic(kept),
      decapsulate: async (enc) => MLKEM768X25519.decapsulate(enc, kept),
    };
  },
};

function encapsulate(publicKey: Uint8Array, ephemeral: Uint8Array): Encapsulated {
  const { cipherText, sharedSecret } = MLKEM768X25519.encapsulate(publicKey, ephemeral);
  return { enc: new Uint8Array(cipherText), sharedSecret };
}

function toPublic(secret: Uint8Array): Bytes {
  return new Uint8Array(MLKEM768X25519.keygen(secret).publicKey);
}

function findFault(publicKey: Uint8Array): string | null {
  if (publicKey.length !== 1216) return "it is not 1216 bytes long";
  try {
    // The check of FIPS 203, 7.2, comes with encapsulation.
    ml_kem768.encapsulate(publicKey.slice(0, LATTICE_KEY_BYTES), new Uint8Array(32));
  } catch {
    return "its ML-KEM part is not in the one encoding that such a key has";
  }
  return findX25519Fault(publicKey.subarray(LATTICE_KEY_BYTES));
}
