// npm run check:sizes: every contract fits a chain, by the artifacts of the last build.

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { REPOSITORY } from "./solidity/ForgeProject.ts";
import { parseJsonObject, textInOrNone } from "./solidity/json.ts";

/** EIP-170 bounds the code of a contract, EIP-3860 the code that creates it. */
const MAX_CODE_BYTES = 24_576;
const MAX_CREATION_BYTES = 49_152;

const { values } = parseArgs({ options: { root: { type: "string", default: REPOSITORY } } });

function main(): number {
  const sizes = globSync("artifacts/contracts/**/*.json", { cwd: values.root })
    .map((name) => parseJsonObject(readFileSync(path.join(values.root, name), "utf8"), name))
    .map((artifact) => ({
      contract: textInOrNone(artifact, "contractName") ?? "",
      code: bytesOf(textInOrNone(artifact, "deployedBytecode")),
      creation: bytesOf(textInOrNone(artifact, "bytecode")),
    }))
    .filter(({ contract, code }) => contract !== "" && code > 0)
    .sort((a, b) => b.code - a.code);
  for (const { contract, code, creation } of sizes) {
    const isTooLarge = code > MAX_CODE_BYTES || creation > MAX_CREATION_BYTES;
    const share = ((100 * code) / MAX_CODE_BYTES).toFixed(0).padStart(3);
    process.stdout.write(
      `${isTooLarge ? "FAULT    " : ""}${contract}: ${code} bytes (${share} %), created by ${creation}\n`,
    );
  }
  const tooLarge = sizes.filter(({ code, creation }) => code > MAX_CODE_BYTES || creation > MAX_CREATION_BYTES).length;
  if (sizes.length === 0) process.stdout.write("FAULT    there are no artifacts: npm run build\n");
  process.stdout.write(
    `${sizes.length} contracts, ${tooLarge} above ${MAX_CODE_BYTES} bytes of code or ${MAX_CREATION_BYTES} of creation\n`,
  );
  return sizes.length > 0 && tooLarge === 0 ? 0 : 1;
}

function bytesOf(code: string | undefined): number {
  return Math.max(0, ((code ?? "").length - 2) / 2);
}

process.exitCode = main();
