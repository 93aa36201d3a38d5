import { globSync } from "node:fs";
import { dirname } from "node:path";

import type { ArtifactResolver } from "@nomicfoundation/ignition-core";

import { type BuildParameters, buildContracts } from "./buildContracts.ts";
import { readArtifactFile } from "./readArtifactFile.ts";

const ARTIFACTS = new URL("../../artifacts/", import.meta.url);

/**
 * Builds the contracts where they changed, and hands Ignition what was built. Works wherever it is called from: Hardhat itself looks
 * for its project in the working folder.
 *
 * @throws QuorateError CONTRACTS_NOT_BUILT, ABORTED
 */
export async function createArtifactResolver(parameters: BuildParameters): Promise<ArtifactResolver> {
  await buildContracts(parameters);
  return {
    loadArtifact: async (name) => {
      const [file] = globSync(`contracts/**/${name}.sol/${name}.json`, { cwd: ARTIFACTS });
      if (file === undefined) throw new TypeError(`nothing was built that is called ${name}`);
      return await readArtifactFile(new URL(file, ARTIFACTS), name, dirname(file));
    },
    // The journal keeps addresses and bytecode; sources and settings are in the repository.
    getBuildInfo: async () => undefined,
  };
}
