import { createDecryptionKey } from "../../crypto/keys/decryptionKey.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import type { Suite } from "../../types/Suite.ts";
import type { SecretKey } from "./storedContent.ts";
import { addKey, showKey } from "./storedKeys.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** Which key, and from when it is good, in unix seconds. */
export interface CreateStoredKeyParameters extends WaitLimits {
  readonly suite: Suite;
  readonly notBefore: bigint;
}

/**
 * Makes a new decryption key and keeps it. Register what is shown of it in the key directory.
 *
 * @throws QuorateError DECRYPTION_KEY_ACTIVE, SUITE_UNKNOWN, INTEGER_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * const { keyId, publicKey }: StoredKey = await createStoredKey(store, { suite: 1, notBefore: 1_800_000_000n });
 * ```
 */
export async function createStoredKey(store: KeyStore, parameters: CreateStoredKeyParameters): Promise<StoredKey> {
  const key = await drawKey(parameters);
  return changeStore(store, parameters, (content) => ({ content: addKey(content, key), answer: showKey(key) }));
}

/** A new key that nothing has happened to. */
export async function drawKey({ suite, notBefore }: CreateStoredKeyParameters): Promise<SecretKey> {
  parseInteger(notBefore, 64);
  const { key, secret } = await createDecryptionKey(suite);
  const { keyId, publicKey } = key;
  return { keyId, suite, publicKey, secret, notBefore, notAfter: null, rotatedAt: null, compromisedSince: null };
}
