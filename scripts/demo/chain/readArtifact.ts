import { readFile } from "node:fs/promises";

import { Interface } from "ethers";

/** What is needed to create a contract. */
export interface Artifact {
  readonly name: string;
  readonly abi: Interface;
  readonly bytecode: string;
}

/**
 * Reads a contract as a compiler left it: ours, or one that an npm package brings along.
 *
 * @param file path or URL of a JSON artifact
 */
export async function readArtifact(file: string | URL): Promise<Artifact> {
  const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
  if (
    typeof parsed === "object" &&
    parsed !== null &&
    "contractName" in parsed &&
    typeof parsed.contractName === "string" &&
    "abi" in parsed &&
    "bytecode" in parsed &&
    typeof parsed.bytecode === "string"
  ) {
    return { name: parsed.contractName, abi: new Interface(JSON.stringify(parsed.abi)), bytecode: parsed.bytecode };
  }
  throw new TypeError(`${file} is no artifact of a contract: it lacks contractName, abi or bytecode`);
}
