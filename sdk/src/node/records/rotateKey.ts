import { type RegisterKeyReturnType, registerKey } from "../../actions/encryptionKeys/registerKey.ts";
import { getParameter } from "../../actions/parameters/getParameter.ts";
import { readTime } from "../../internal/readTime.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import type { Suite } from "../../types/Suite.ts";
import { rotateStoredKey } from "../keys/rotateStoredKey.ts";
import type { KeyStore } from "../keys/vault.ts";

/** Whose key is replaced. The client's signer is one of the member's keys. */
export interface RotateKeyParameters extends WaitLimits {
  readonly keyStore: KeyStore;
  readonly seat: bigint;
  readonly suite: Suite;
  /** Unix seconds after which nothing more is sealed to the new key. */
  readonly notAfter: bigint;
}

/** The new key, the one that it replaces, and how it was published. */
export interface RotateKeyReturnType extends RegisterKeyReturnType {
  readonly current: StoredKey;
  readonly previous: StoredKey;
}

/**
 * Replaces a member's encryption key: makes a new one in its key store, and publishes it. The old one is sealed to for the overlap that
 * the consortium decided on, and reads what was sealed to it for ever. Where publishing fails, publish what the store shows with `registerKey`.
 *
 * @throws QuorateError DECRYPTION_KEY_UNKNOWN, SUITE_UNKNOWN, INTEGER_MALFORMED, KEYSTORE_..., SIGNER_MISSING, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as EncryptionKeyBadPeriod, EncryptionKeyPending
 * @example
 * ```ts
 * const { current, previous } = await rotateKey(client, { keyStore, seat: 3n, suite: 1, notAfter: 1_900_000_000n });
 * ```
 */
export async function rotateKey(client: Client, parameters: RotateKeyParameters): Promise<RotateKeyReturnType> {
  const { keyStore, seat, suite, notAfter, ...limits } = parameters;
  const { value: overlap } = await getParameter(client, { ...limits, key: "records.keyOverlap" });
  const at = await readTime(client);
  const { current, previous } = await rotateStoredKey(keyStore, { ...limits, suite, at, overlap });
  const registered = await registerKey(client, { ...limits, seat, suite, publicKey: current.publicKey, notAfter });
  return { ...registered, current, previous };
}
