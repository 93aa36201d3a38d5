import type { NodeRow } from "./NodeRow.ts";
import { parseMembersFile } from "./parseMembersFile.ts";
import { readTextFile } from "./readTextFile.ts";

/**
 * Reads a members file (see `parseMembersFile` for its format).
 *
 * @throws QuorateError FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_UTF8, MEMBERS_FILE_REFUSED
 */
export async function readMembersFile(path: string): Promise<readonly NodeRow[]> {
  return parseMembersFile(await readTextFile(path), { file: path });
}
