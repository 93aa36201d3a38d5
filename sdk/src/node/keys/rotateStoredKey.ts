import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import type { Suite } from "../../types/Suite.ts";
import { drawKey } from "./createStoredKey.ts";
import { addKey, findUnrotated, replaceKey, showKey, unknownKey } from "./storedKeys.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** Which suite's key is replaced, when, and how long records may still come for the old one. */
export interface RotateStoredKeyParameters extends WaitLimits {
  readonly suite: Suite;
  /** From when the new key is current, in unix seconds. */
  readonly at: bigint;
  /** For how many seconds more the old key may be sealed to. It reads what was sealed to it for ever. */
  readonly overlap: bigint;
}

/** The new key and the one that it replaces. */
export interface RotateStoredKeyReturnType {
  readonly current: StoredKey;
  readonly previous: StoredKey;
}

/**
 * Makes a new key in the place of a suite's current one. The old one is kept: it reads what was and what will be sealed to it.
 *
 * @throws QuorateError DECRYPTION_KEY_UNKNOWN, SUITE_UNKNOWN, INTEGER_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * const { current, previous } = await rotateStoredKey(store, { suite: 1, at: 1_800_000_000n, overlap: 86_400n });
 * ```
 */
export async function rotateStoredKey(
  store: KeyStore,
  parameters: RotateStoredKeyParameters,
): Promise<RotateStoredKeyReturnType> {
  const { suite, at, overlap } = parameters;
  const notAfter = parseInteger(at, 63) + parseInteger(overlap, 63);
  const current = await drawKey({ suite, notBefore: at });
  return changeStore(store, parameters, (content) => {
    const old = findUnrotated(content, suite, at);
    if (old === undefined) throw unknownKey({ suite }, "Make the first key of a suite with createStoredKey.");
    const previous = { ...old, rotatedAt: at, notAfter };
    const answer = { current: showKey(current), previous: showKey(previous) };
    return { content: addKey(replaceKey(content, previous), current), answer };
  });
}
