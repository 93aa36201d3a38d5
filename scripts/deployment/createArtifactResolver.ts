import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import hre from "hardhat";

import { type BuildParameters, buildContracts } from "./buildContracts.ts";

/**
 * Builds the contracts where they changed, and hands Ignition what was built.
 *
 * @throws QuorateError CONTRACTS_NOT_BUILT, ABORTED
 */
export async function createArtifactResolver(parameters: BuildParameters): Promise<ArtifactResolver> {
  await buildContracts(parameters);
  return {
    loadArtifact: async (name) => ({ ...(await hre.artifacts.readArtifact(name)) }),
    // The journal keeps addresses and bytecode; sources and settings are in the repository.
    getBuildInfo: async () => undefined,
  };
}
