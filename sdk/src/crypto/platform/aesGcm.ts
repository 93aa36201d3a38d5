import { gcm } from "@noble/ciphers/aes.js";

import type { Bytes } from "../../types/Bytes.ts";
import type { NativeKey } from "../../types/NativeKey.ts";
import { type NodeCrypto, nodeCrypto } from "./nodeCrypto.ts";

const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES };
/** Up to here JavaScript is done before WebCrypto's thread has been woken: what a slot holds. */
const TINY_BYTES = 64;
/** Up to here Node is done before that thread has been woken; what is larger shall not hold up everything else. Measured on Node 24. */
const SMALL_BYTES = 65_536;

/** AES-256-GCM under one key. A text is sealed with its tag of 16 bytes behind it. */
export interface AesGcm {
  readonly seal: (nonce: Bytes, aad: Bytes, text: Bytes) => Promise<Bytes>;
  /** @throws Error where the text was not sealed so */
  readonly open: (nonce: Bytes, aad: Bytes, sealed: Bytes) => Promise<Bytes>;
}

/** AES-256-GCM by whatever is fastest for a text of its length, with the same bytes everywhere. Source: NIST SP 800-38D. */
export function createAesGcm(key: Bytes, node: NodeCrypto | null = nodeCrypto): AesGcm {
  let imported: Promise<NativeKey> | undefined;
  const importKey = (): Promise<NativeKey> => {
    imported ??= crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
    return imported;
  };
  return {
    seal: async (nonce, aad, text) => {
      if (node !== null && text.length <= SMALL_BYTES) return sealByNode(node, key, nonce, aad, text);
      if (text.length <= TINY_BYTES) return new Uint8Array(gcm(key, nonce, aad).encrypt(text));
      return new Uint8Array(await crypto.subtle.encrypt(toAlgorithm(nonce, aad), await importKey(), text));
    },
    open: async (nonce, aad, sealed) => {
      if (sealed.length < TAG_BYTES) throw new RangeError("what is sealed has a tag of 16 bytes");
      if (node !== null && sealed.length <= SMALL_BYTES) return openByNode(node, key, nonce, aad, sealed);
      if (sealed.length <= TINY_BYTES) return new Uint8Array(gcm(key, nonce, aad).decrypt(sealed));
      return new Uint8Array(await crypto.subtle.decrypt(toAlgorithm(nonce, aad), await importKey(), sealed));
    },
  };
}

function sealByNode(node: NodeCrypto, key: Bytes, nonce: Bytes, aad: Bytes, text: Bytes): Bytes {
  const cipher = node.createCipheriv("aes-256-gcm", node.createSecretKey(key), nonce, TAG);
  cipher.setAAD(aad);
  const sealed = new Uint8Array(text.length + TAG_BYTES);
  sealed.set(cipher.update(text));
  cipher.final();
  sealed.set(cipher.getAuthTag(), text.length);
  return sealed;
}

function openByNode(node: NodeCrypto, key: Bytes, nonce: Bytes, aad: Bytes, sealed: Bytes): Bytes {
  const decipher = node.createDecipheriv("aes-256-gcm", node.createSecretKey(key), nonce, TAG);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch (cause) {
    throw new Error("the tag is another", { cause });
  }
  return new Uint8Array(text.buffer, text.byteOffset, text.length);
}

function toAlgorithm(iv: Bytes, additionalData: Bytes): AesGcmParameters {
  return { name: "AES-GCM", iv, additionalData };
}

interface AesGcmParameters {
  readonly name: "AES-GCM";
  readonly iv: Bytes;
  readonly additionalData: Bytes;
}
