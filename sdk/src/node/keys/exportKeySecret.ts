import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { findKey } from "./storedKeys.ts";
import { type KeyStore, readStore } from "./vault.ts";

/** Which key leaves the store. */
export interface ExportKeySecretParameters extends WaitLimits {
  readonly keyId: Bytes32;
}

/**
 * Hands out the 32 secret bytes of a key, for escrow or to move it. This is the one verb that does: whoever has them reads everything that was
 * ever sealed to the key. Overwrite them when they are no longer needed.
 *
 * @throws QuorateError DECRYPTION_KEY_UNKNOWN, KEYSTORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const secret: Uint8Array = await exportKeySecret(store, { keyId });
 * ```
 */
export async function exportKeySecret(store: KeyStore, parameters: ExportKeySecretParameters): Promise<Bytes> {
  return new Uint8Array(findKey(await readStore(store, parameters), parameters.keyId).secret);
}
