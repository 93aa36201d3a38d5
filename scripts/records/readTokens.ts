import { readPrivateFile } from "../keys/readPrivateFile.ts";
import { malformed } from "../terminal/Input.ts";

/**
 * Reads a file that only its owner may open, with a name and a token a line: for a store that is asked the name is its host, for one
 * that is served whom the token was given to. Lines that begin with # say nothing.
 *
 * @throws QuorateError KEYSTORE_UNREADABLE, KEYSTORE_EXPOSED, OPTION_MALFORMED
 */
export async function readTokens(path: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readPrivateFile(path)).split(/\r?\n/).map((line) => line.trim());
  const rows = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(/\s+/));
  for (const [index, row] of rows.entries()) {
    // A token is not shown, even one that stands in the wrong place.
    if (row.length !== 2) throw malformed(`Row ${index + 1} of ${path}`, "...", "a name, a blank and a token");
  }
  return new Map(rows.map(([name = "", token = ""]) => [name, token]));
}
