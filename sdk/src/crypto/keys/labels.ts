import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";

import type { Bytes } from "../../types/Bytes.ts";
import { expandKey, extractKey } from "../hashing/sha256.ts";

const VERSION = utf8ToBytes("HPKE-v1");
const NOTHING = new Uint8Array();

/** The functions of RFC 9180, section 4, for one suite of it. */
export interface LabeledKdf {
  readonly extract: (salt: Uint8Array, label: string, ikm: Uint8Array) => Uint8Array;
  readonly expand: (prk: Uint8Array, label: string, context: Uint8Array, bytes: number) => Bytes;
}

/** LabeledExtract and LabeledExpand with HKDF-SHA256. Source: RFC 9180, section 4. */
export function createLabeledKdf(suiteId: Uint8Array): LabeledKdf {
  const prefixes = new Map<string, Uint8Array>();
  const prefixOf = (label: string): Uint8Array => {
    const known = prefixes.get(label) ?? concatBytes(VERSION, suiteId, utf8ToBytes(label));
    prefixes.set(label, known);
    return known;
  };
  return {
    extract: (salt, label, ikm) => extractKey(salt, prefixOf(label), ikm),
    expand: (prk, label, context, bytes) => expandKey(prk, [encodeUint16(bytes), prefixOf(label), context], bytes),
  };
}

/** The suite's name as it enters a key encapsulation. */
export function kemSuiteId(kem: number): Uint8Array {
  return concatBytes(utf8ToBytes("KEM"), encodeUint16(kem));
}

/** The suite's name as it enters the key schedule: with HKDF-SHA256 and AES-256-GCM. */
export function hpkeSuiteId(kem: number): Uint8Array {
  return concatBytes(utf8ToBytes("HPKE"), encodeUint16(kem), encodeUint16(1), encodeUint16(2));
}

/** DeriveKeyPair begins, and every DHKEM secret ends, with these. Source: RFC 9180, section 4.1 and 7.1.3. */
export function deriveSharedSecret(kdf: LabeledKdf, shared: Uint8Array, context: Uint8Array): Uint8Array {
  return kdf.expand(kdf.extract(NOTHING, "eae_prk", shared), "shared_secret", context, 32);
}

function encodeUint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value);
}
