import type { Constitution } from "./Constitution.ts";
import { parseConstitution } from "./parseConstitution.ts";
import { readTextFile } from "./readTextFile.ts";

/**
 * Reads a constitution.json (see `parseConstitution`).
 *
 * @throws QuorateError FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_UTF8, CONSTITUTION_REFUSED
 */
export async function readConstitution(path: string): Promise<Constitution> {
  return parseConstitution(await readTextFile(path), { file: path });
}
