import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const REAL = fileURLToPath(new URL("../../../../shared/data/iso20022/", import.meta.url));

/** The real messages beside the checkout, by path; none where the folder is absent. */
export async function listRealMessages(): Promise<readonly string[]> {
  if (!existsSync(REAL)) return [];
  return (await readdir(REAL)).sort().map((name) => `${REAL}${name}`);
}
