import { type DecryptionKey, importDecryptionKey } from "../../crypto/keys/decryptionKey.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { type KeyStore, readStore } from "./vault.ts";

/**
 * All keys of a store, ready to open records; those that ended or were compromised too, since they read what was sealed to them. They
 * do not show their secrets.
 *
 * @throws QuorateError KEYSTORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const keys: readonly DecryptionKey[] = await loadDecryptionKeys(store);
 * ```
 */
export async function loadDecryptionKeys(store: KeyStore, limits: WaitLimits = {}): Promise<readonly DecryptionKey[]> {
  const { keys } = await readStore(store, limits);
  return Promise.all(keys.map(({ suite, secret }) => importDecryptionKey(suite, secret)));
}
