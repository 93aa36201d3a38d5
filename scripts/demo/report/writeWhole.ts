import { rename, writeFile } from "node:fs/promises";

/** Writes a file whole or not at all: under a passing name first. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}
