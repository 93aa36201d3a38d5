import type { Bytes } from "../../types/Bytes.ts";
import type { NativeKey } from "../../types/NativeKey.ts";

/** A key that Node holds. */
export interface NodeKey {
  readonly export: (options: { readonly format: "jwk" }) => { readonly x?: string };
}

/** Seals as the bytes come. */
export interface NodeCipher {
  readonly setAAD: (aad: Uint8Array) => unknown;
  readonly update: (bytes: Uint8Array) => Uint8Array;
  readonly final: () => Uint8Array;
  readonly getAuthTag: () => Uint8Array;
}

/** Opens as the bytes come, each time into new memory; `final` throws where the tag is another. */
export interface NodeDecipher {
  readonly setAAD: (aad: Uint8Array) => unknown;
  readonly setAuthTag: (tag: Uint8Array) => unknown;
  readonly update: (bytes: Uint8Array) => Bytes;
  readonly final: () => Uint8Array;
}

type CreateCipher<Cipher> = (
  algorithm: "aes-256-gcm",
  key: NodeKey,
  nonce: Uint8Array,
  options: { readonly authTagLength: number },
) => Cipher;

/** What we use of Node's own cryptography: the same as WebCrypto's, without a thread that has to be woken for each call. */
export interface NodeCrypto {
  readonly KeyObject: { readonly from: (key: NativeKey) => NodeKey };
  readonly hash: (algorithm: "sha256", bytes: Uint8Array, encoding: "buffer") => Uint8Array;
  readonly createSecretKey: (bytes: Uint8Array) => NodeKey;
  readonly diffieHellman: (keys: { readonly privateKey: NodeKey; readonly publicKey: NodeKey }) => Uint8Array;
  readonly createCipheriv: CreateCipher<NodeCipher>;
  readonly createDecipheriv: CreateCipher<NodeDecipher>;
}

const NAMES = ["KeyObject", "hash", "createSecretKey", "diffieHellman", "createCipheriv", "createDecipheriv"] as const;

/** Node's cryptography, or null in a browser. It is asked for at run time, so that nothing of Node is imported. */
export const nodeCrypto: NodeCrypto | null = findNodeCrypto();

function findNodeCrypto(): NodeCrypto | null {
  const platform: unknown = Reflect.get(globalThis, "process");
  if (typeof platform !== "object" || platform === null || !("getBuiltinModule" in platform)) return null;
  const { getBuiltinModule } = platform;
  const found: unknown = typeof getBuiltinModule === "function" ? getBuiltinModule("node:crypto") : undefined;
  return isNodeCrypto(found) ? found : null;
}

function isNodeCrypto(found: unknown): found is NodeCrypto {
  return typeof found === "object" && found !== null && NAMES.every((name) => name in found);
}
