import { rename, writeFile } from "node:fs/promises";

/** Writes all of a file or nothing: under a passing name first. */
export async function writeJsonFile(path: string, value: object): Promise<void> {
  await writeFile(`${path}.part`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${path}.part`, path);
}
