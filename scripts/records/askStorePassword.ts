import { readTextFile } from "../founding/readTextFile.ts";
import { askNewPassword } from "../keys/askNewPassword.ts";
import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";

/** The password of a key store; one that a person types for a new one is typed twice. @throws QuorateError ANSWER_NEEDED, DECLINED, FILE_UNREADABLE */
export async function askStorePassword(place: Workplace, input: Input, path: string, isNew = false): Promise<string> {
  const file = input.optional("key-store-password-file");
  if (file !== null) return (await readTextFile(file)).split(/\r?\n/)[0] ?? "";
  const { QUORATE_KEY_STORE_PASSWORD, QUORATE_PASSWORD } = place.environment;
  if (QUORATE_KEY_STORE_PASSWORD !== undefined) return QUORATE_KEY_STORE_PASSWORD;
  const isTyped = input.optional("password-file") === null && QUORATE_PASSWORD === undefined;
  return isNew ? askNewPassword(path, place.askPassword, isTyped) : place.askPassword(path);
}
