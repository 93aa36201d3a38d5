import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { EncryptionKey, Suite } from "../../types/Suite.ts";
import { toHex } from "../commitment/toBytes32.ts";
import { computeKeyId } from "./encryptionKey.ts";
import type { KemSecret } from "./Kem.ts";
import { kemOf, parseSuite } from "./kemOf.ts";

/** A key that opens records. It never shows its secret. */
export interface DecryptionKey extends EncryptionKey {
  readonly keyId: Bytes32;
  /** What opens a slot. */
  readonly secret: KemSecret;
}

/** A new key with the 32 bytes to keep of it. */
export interface NewDecryptionKey {
  readonly key: DecryptionKey;
  /** Keep them encrypted, and overwrite them in memory when they are kept. */
  readonly secret: Uint8Array;
}

/**
 * Makes a new key of a suite.
 *
 * @throws QuorateError SUITE_UNKNOWN
 * @example
 * ```ts
 * const { key, secret }: NewDecryptionKey = await createDecryptionKey(1);
 * ```
 */
export async function createDecryptionKey(suite: Suite): Promise<NewDecryptionKey> {
  const secret = kemOf(parseSuite(suite)).deriveSecret(crypto.getRandomValues(new Uint8Array(32)));
  return { key: await importDecryptionKey(suite, secret), secret };
}

/**
 * Takes a key into use by its 32 secret bytes.
 *
 * @throws QuorateError ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN
 * @example
 * ```ts
 * const key: DecryptionKey = await importDecryptionKey(1, secret);
 * ```
 */
export async function importDecryptionKey(suite: Suite, secret: Uint8Array): Promise<DecryptionKey> {
  const kem = kemOf(parseSuite(suite));
  try {
    const imported = await kem.importSecret(secret);
    const publicKey = toHex(imported.publicKey);
    return { suite, publicKey, keyId: computeKeyId({ suite, publicKey }), secret: imported };
  } catch (cause) {
    throw new QuorateError({
      code: "ENCRYPTION_KEY_MALFORMED",
      summary: `These are no secret bytes of a key of suite ${suite}.`,
      remedy: "Give the 32 bytes that the key was made with, under the suite that it was made for.",
      facts: { suite, fault: "the secret" },
      cause,
    });
  }
}
