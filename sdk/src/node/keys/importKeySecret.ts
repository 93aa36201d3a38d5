import { importDecryptionKey } from "../../crypto/keys/decryptionKey.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { StoredKey } from "../../types/StoredKey.ts";
import type { Suite } from "../../types/Suite.ts";
import { addKey, showKey } from "./storedKeys.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** A key from elsewhere: its 32 secret bytes and its dates, in unix seconds. */
export interface ImportKeySecretParameters extends WaitLimits {
  readonly suite: Suite;
  readonly secret: Uint8Array;
  readonly notBefore: bigint;
  /** Where it was replaced already: from when, and until when records may come for it. */
  readonly rotatedAt?: bigint | undefined;
  readonly notAfter?: bigint | undefined;
}

/**
 * Keeps a key that was made elsewhere, as from escrow.
 *
 * @throws QuorateError ENCRYPTION_KEY_MALFORMED, DECRYPTION_KEY_ACTIVE, SUITE_UNKNOWN, INTEGER_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * const { keyId }: StoredKey = await importKeySecret(store, { suite: 1, secret, notBefore: 1_800_000_000n });
 * ```
 */
export async function importKeySecret(store: KeyStore, parameters: ImportKeySecretParameters): Promise<StoredKey> {
  const { suite, notBefore, rotatedAt = null, notAfter = null } = parameters;
  for (const date of [notBefore, rotatedAt, notAfter]) if (date !== null) parseInteger(date, 64);
  const secret = Uint8Array.from(parameters.secret);
  const { keyId, publicKey } = await importDecryptionKey(suite, secret);
  const key = { keyId, suite, publicKey, secret, notBefore, notAfter, rotatedAt, compromisedSince: null };
  return changeStore(store, parameters, (content) => ({ content: addKey(content, key), answer: showKey(key) }));
}
