import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { QuorateError } from "../../errors/QuorateError.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { DEFAULT_PASSWORD_COST, deriveFileKey, type PasswordCost } from "./sealContent.ts";
import { EMPTY_CONTENT } from "./storedContent.ts";
import { admitStore, type KeyStore, withLock, writeContent } from "./vault.ts";

/** Where a new key store is kept, and under which password. */
export interface CreateKeyStoreParameters extends WaitLimits {
  readonly path: string;
  readonly password: string;
  /** What trying one password costs; a lower one is for tests. */
  readonly cost?: PasswordCost | undefined;
}

/**
 * Makes a new, empty key store in a file that only its owner may open (0600), under a key that Argon2id makes of the password.
 *
 * @throws QuorateError KEY_PASSWORD_MISSING, KEYSTORE_EXISTS, KEYSTORE_LOCKED, KEYSTORE_NOT_WRITTEN, ABORTED
 * @example
 * ```ts
 * const store: KeyStore = await createKeyStore({ path: "records.keys", password });
 * ```
 */
export async function createKeyStore(parameters: CreateKeyStoreParameters): Promise<KeyStore> {
  const { path, password, cost = DEFAULT_PASSWORD_COST } = parameters;
  const derivation = { ...cost, salt: crypto.getRandomValues(new Uint8Array(32)) };
  const access = { key: await deriveFileKey(password, derivation), derivation };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => undefined);
  return withLock(path, parameters, async () => {
    if (existsSync(path)) {
      throw new QuorateError({
        code: "KEYSTORE_EXISTS",
        summary: `A file stands at ${path} already.`,
        remedy: "Choose another name, or open that key store.",
        facts: { path },
      });
    }
    await writeContent(path, access, EMPTY_CONTENT);
    return admitStore(path, access);
  });
}
