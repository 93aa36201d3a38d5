import { createKeyStore } from "../../../sdk/src/node/keys/createKeyStore.ts";
import type { PasswordCost } from "../../../sdk/src/node/keys/sealContent.ts";
import type { KeyStore } from "../../../sdk/src/node/keys/vault.ts";

/** The password of the tests' key stores. */
export const password = "correct horse battery staple";

/** What a test can wait for. */
export const cheap: PasswordCost = { memoryKiB: 64, iterations: 1, parallelism: 1 };

/** A new key store of the tests. */
export async function createTestStore(path: string): Promise<KeyStore> {
  return createKeyStore({ path, password, cost: cheap });
}
