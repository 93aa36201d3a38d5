import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Bytes } from "../../types/Bytes.ts";
import { expandKey, extractKey } from "../hashing/sha256.ts";
import { type AesGcm, createAesGcm } from "../platform/aesGcm.ts";

const KEYS_LABEL = utf8ToBytes("quorate/v1/keys");
const STREAM_LABEL = utf8ToBytes("quorate/v1/stream");

/** What one record's content is sealed with. */
export interface ContentKeys {
  readonly cipher: AesGcm;
  /** What ties the ciphertext to this one key, which AES-GCM by itself does not. */
  readonly keyCommit: Bytes;
  /** The beginning of every chunk's nonce. */
  readonly noncePrefix: Uint8Array;
}

/** The keys that a record's one random key stands for, under its header. */
export function deriveContentKeys(contentKey: Uint8Array, headerHash: Uint8Array): ContentKeys {
  const key = extractKey(headerHash, contentKey);
  const keys = expandKey(key, [KEYS_LABEL], 64);
  return {
    cipher: createAesGcm(keys.slice(0, 32)),
    keyCommit: keys.slice(32),
    noncePrefix: expandKey(key, [STREAM_LABEL], 7),
  };
}
