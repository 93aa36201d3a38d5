import { type EncryptKeystoreParameters, encryptKeystore } from "./encryptKeystore.ts";
import type { KeyMaterial } from "./KeyMaterial.ts";
import { writePrivateFile } from "./writePrivateFile.ts";

/**
 * Keeps a key in a new encrypted keystore that only its owner may open.
 *
 * @throws QuorateError KEY_PASSWORD_MISSING, KEY_MALFORMED, KEYSTORE_EXISTS, KEYSTORE_NOT_WRITTEN
 */
export async function writeKeystore(
  path: string,
  material: KeyMaterial,
  parameters: EncryptKeystoreParameters,
): Promise<void> {
  await writePrivateFile(path, await encryptKeystore(material, parameters));
}
