import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import { showKey } from "./storedKeys.ts";
import { type KeyStore, readStore } from "./vault.ts";

/**
 * The keys of a store without their secrets, oldest first; `stateOfKey` says what each is good for.
 *
 * @throws QuorateError KEYSTORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const keys: readonly StoredKey[] = await listStoredKeys(store);
 * ```
 */
export async function listStoredKeys(store: KeyStore, limits: WaitLimits = {}): Promise<readonly StoredKey[]> {
  return (await readStore(store, limits)).keys.map(showKey);
}
