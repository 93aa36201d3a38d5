import type { Aliases } from "./Aliases.ts";
import { parseAliases } from "./parseAliases.ts";
import { readTextFile } from "./readTextFile.ts";

/**
 * Reads an alias file (see `parseAliases`).
 *
 * @throws QuorateError FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_UTF8, ALIASES_REFUSED
 */
export async function readAliases(path: string): Promise<Aliases> {
  return parseAliases(await readTextFile(path), { file: path });
}
