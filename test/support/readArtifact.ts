import { readFile } from "node:fs/promises";

import { type ContractArtifact, parseContractArtifact } from "./ContractArtifact.ts";

/** Reads one of our own contracts as the last build left it, such as `governance/Governor`. */
export async function readArtifact(path: string): Promise<ContractArtifact> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = new URL(`../../artifacts/contracts/${path}.sol/${name}.json`, import.meta.url);
  return parseContractArtifact(await readFile(file, "utf8"));
}
