import { readFile } from "node:fs/promises";

import type { Artifact } from "@nomicfoundation/ignition-core";

/** Reads a contract as a compiler left it, ours or one that an npm package brings along, as Ignition takes it. */
export async function readArtifactFile(file: URL, contractName: string, sourceName: string): Promise<Artifact> {
  const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
  if (
    typeof parsed === "object" &&
    parsed !== null &&
    "abi" in parsed &&
    Array.isArray(parsed.abi) &&
    "bytecode" in parsed &&
    typeof parsed.bytecode === "string" &&
    "deployedBytecode" in parsed &&
    typeof parsed.deployedBytecode === "string"
  ) {
    return {
      _format: "hh-sol-artifact-1",
      contractName,
      sourceName,
      abi: parsed.abi,
      bytecode: parsed.bytecode,
      deployedBytecode: parsed.deployedBytecode,
      linkReferences: {},
      deployedLinkReferences: {},
    };
  }
  throw new TypeError(`${file.href} holds no artifact of ${contractName}`);
}
