import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Bytes } from "../../types/Bytes.ts";
import type { NativeKey } from "../../types/NativeKey.ts";
import { expandKey, extractKey } from "../hashing/sha256.ts";

const KEYS_LABEL = utf8ToBytes("quorate/v1/keys");
const STREAM_LABEL = utf8ToBytes("quorate/v1/stream");

/** What one record's content is sealed with. */
export interface ContentKeys {
  readonly encryptionKey: NativeKey;
  /** What ties the ciphertext to this one key, which AES-GCM by itself does not. */
  readonly keyCommit: Bytes;
  /** The beginning of every chunk's nonce. */
  readonly noncePrefix: Uint8Array;
}

/** The keys that a record's one random key stands for, under its header. */
export async function deriveContentKeys(contentKey: Uint8Array, headerHash: Uint8Array): Promise<ContentKeys> {
  const key = extractKey(headerHash, contentKey);
  const keys = expandKey(key, KEYS_LABEL, 64);
  const encryption = keys.slice(0, 32);
  return {
    encryptionKey: await crypto.subtle.importKey("raw", encryption, "AES-GCM", false, ["encrypt", "decrypt"]),
    keyCommit: keys.slice(32),
    noncePrefix: expandKey(key, STREAM_LABEL, 7),
  };
}
