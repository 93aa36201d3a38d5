import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { findEpoch, type GroupEpoch, toEpoch } from "./keepEpochSecret.ts";
import { type KeyStore, readStore } from "./vault.ts";

/** Which epoch. */
export interface GetEpochSecretParameters extends GroupEpoch, WaitLimits {}

/**
 * The secret of an epoch, as sealing and opening take it; undefined where it is not known yet. It opens nothing: it tells whose a slot is.
 *
 * @throws QuorateError INTEGER_MALFORMED, HEX_MALFORMED, KEYSTORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const epochSecret = await getEpochSecret(store, { chainId, registry, group: 17n, epoch: 4n });
 * ```
 */
export async function getEpochSecret(
  store: KeyStore,
  parameters: GetEpochSecretParameters,
): Promise<Bytes | undefined> {
  const epoch = toEpoch(parameters);
  const found = findEpoch(await readStore(store, parameters), epoch);
  return found === undefined ? undefined : new Uint8Array(found.secret);
}
