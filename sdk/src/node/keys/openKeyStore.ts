import { realpath } from "node:fs/promises";

import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import { deriveFileKey } from "./sealContent.ts";
import { admitStore, type KeyStore, openSealed, readSealed } from "./vault.ts";

/** Which key store, and its password. */
export interface OpenKeyStoreParameters extends WaitLimits {
  readonly path: string;
  readonly password: string;
}

/**
 * Opens a key store. Several programs may have it open: each change is made to what stands in the file then.
 *
 * @throws QuorateError KEYSTORE_UNREADABLE, KEYSTORE_NOT_A_FILE, KEYSTORE_EXPOSED, KEYSTORE_MALFORMED, KEYSTORE_PASSWORD_WRONG, KEY_PASSWORD_MISSING, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const store: KeyStore = await openKeyStore({ path: "records.keys", password });
 * ```
 */
export async function openKeyStore(parameters: OpenKeyStoreParameters): Promise<KeyStore> {
  const { password } = parameters;
  return withLimits(parameters, OFF_LINE, "opening the key store", async () => {
    // A link stays one: what it names is replaced with each change.
    const path = await realpath(parameters.path).catch(() => parameters.path);
    const sealed = await readSealed(path);
    const { derivation } = sealed;
    const key = await deriveFileKey(password, derivation);
    await openSealed(path, key, sealed);
    return admitStore(path, { key, derivation });
  });
}
