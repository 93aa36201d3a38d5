import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import hre from "hardhat";

/** Builds the contracts where they changed, and hands Ignition what was built. */
export async function createArtifactResolver(): Promise<ArtifactResolver> {
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  return {
    loadArtifact: async (name) => ({ ...(await hre.artifacts.readArtifact(name)) }),
    // The journal keeps addresses and bytecode; sources and settings are in the repository.
    getBuildInfo: async () => undefined,
  };
}
