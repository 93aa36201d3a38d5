import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import { findKey, replaceKey, showKey } from "./storedKeys.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** Which key somebody else may have, and since when, in unix seconds. */
export interface MarkCompromisedParameters extends WaitLimits {
  readonly keyId: Bytes32;
  readonly since: bigint;
}

/**
 * Notes that somebody else may have a key. An earlier date replaces a later one and never the other way. Rotate the key, tell the key
 * directory, and grant what `listRewrapTasks` lists.
 *
 * @throws QuorateError DECRYPTION_KEY_UNKNOWN, INTEGER_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * const { compromisedSince }: StoredKey = await markCompromised(store, { keyId, since: 1_800_000_000n });
 * ```
 */
export async function markCompromised(store: KeyStore, parameters: MarkCompromisedParameters): Promise<StoredKey> {
  const { keyId } = parameters;
  const since = parseInteger(parameters.since, 64);
  return changeStore(store, parameters, (content) => {
    const key = findKey(content, keyId);
    const known = key.compromisedSince;
    const marked = { ...key, compromisedSince: known !== null && known < since ? known : since };
    return { content: replaceKey(content, marked), answer: showKey(marked) };
  });
}
