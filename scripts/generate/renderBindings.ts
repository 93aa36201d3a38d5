import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { runTypeChain } from "typechain";

import type { JsonObject } from "../checks/solidity/json.ts";
import { BANNER } from "./renderAbi.ts";

/**
 * TypeChain's bindings for ethers v6, types only: its factories repeat the ABIs, which we write once and as constants.
 *
 * @param abis by module
 * @returns texts by file name
 */
export async function renderBindings(
  abis: ReadonlyMap<string, readonly JsonObject[]>,
): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "quorate-bindings-"));
  try {
    const allFiles = [...abis].map(([module, abi]) => {
      const file = path.join(folder, `${module}.json`);
      writeFileSync(file, JSON.stringify(abi));
      return file;
    });
    const outDir = path.join(folder, "out");
    await runTypeChain({
      cwd: folder,
      allFiles,
      filesToProcess: allFiles,
      outDir,
      target: "ethers-v6",
      flags: { alwaysGenerateOverloads: false, discriminateTypes: false, environment: undefined, node16Modules: true },
    });
    const files = readdirSync(outDir).filter((file) => file.endsWith(".ts") && file !== "index.ts");
    return new Map(files.sort().map((file) => [file, toOurs(readFileSync(path.join(outDir, file), "utf8"))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our imports carry the extension of the file that is there. */
function toOurs(text: string): string {
  return `${BANNER}${text.replace(/(from "\.[^"]*)\.js"/g, '$1.ts"')}`;
}
