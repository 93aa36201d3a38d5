import { utf8ToBytes } from "@noble/hashes/utils.js";

import { expandKey, extractKey } from "../hashing/sha256.ts";
import { encodeUint32 } from "./encodeUint32.ts";

const SALT_LABEL = utf8ToBytes("quorate/v1/field-salt");
const DECOY_LABEL = utf8ToBytes("quorate/v1/decoy");

/** Gives the salts and decoys that one seed stands for. */
export interface Salts {
  /** 32 bytes that hide the field at an index. */
  readonly saltOf: (index: number, path: Uint8Array) => Uint8Array;
  /** 32 bytes that stand where no field is. */
  readonly decoyOf: (index: number) => Uint8Array;
}

/** All salts of a record, from the 32 random bytes in its content. Source: HKDF-SHA256, RFC 5869. */
export function deriveSalts(saltSeed: Uint8Array, recordContext: Uint8Array): Salts {
  const key = extractKey(recordContext, saltSeed);
  return {
    saltOf: (index, path) => expandKey(key, [SALT_LABEL, encodeUint32(index), path], 32),
    decoyOf: (index) => expandKey(key, [DECOY_LABEL, encodeUint32(index)], 32),
  };
}
