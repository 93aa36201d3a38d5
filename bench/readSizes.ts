import { artifacts } from "hardhat";

const OURS = "contracts/";

/** Bytes of deployed code of each of our contracts that can be deployed and called, by name, in alphabetical order. */
export async function readSizes(): Promise<Readonly<Record<string, number>>> {
  const sizes = new Map<string, number>();
  for (const name of await artifacts.getAllFullyQualifiedNames()) {
    if (!name.startsWith(OURS) || name.endsWith("Test")) continue;
    const { contractName, deployedBytecode, abi } = await artifacts.readArtifact(name);
    const bytes = (deployedBytecode.length - "0x".length) / 2;
    if (bytes > 0 && abi.some((entry) => entry.type === "function")) sizes.set(contractName, bytes);
  }
  return Object.fromEntries([...sizes].sort(([a], [b]) => (a < b ? -1 : 1)));
}
