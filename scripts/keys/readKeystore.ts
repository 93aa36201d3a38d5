import { decryptKeystore } from "./decryptKeystore.ts";
import type { KeyMaterial } from "./KeyMaterial.ts";
import { readPrivateFile } from "./readPrivateFile.ts";

/**
 * Reads a key from an encrypted keystore that only its owner may open.
 *
 * @param path the keystore
 * @param askPassword asked once, after the file was found to be in order
 * @throws QuorateError KEYSTORE_UNREADABLE, KEYSTORE_NOT_A_FILE, KEYSTORE_EXPOSED, KEYSTORE_MALFORMED, KEYSTORE_PASSWORD_WRONG
 */
export async function readKeystore(path: string, askPassword: (path: string) => Promise<string>): Promise<KeyMaterial> {
  const text = await readPrivateFile(path);
  return decryptKeystore(text, { password: await askPassword(path), file: path });
}
