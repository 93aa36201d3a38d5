import { keccak256, type Provider } from "ethers";

import { QuorateError } from "#sdk";

import type { Hex } from "../founding/Hex.ts";
import type { Deployment } from "./Deployment.ts";
import type { DeploymentFolder } from "./DeploymentFolder.ts";
import { readAddresses } from "./deploymentFiles.ts";
import { findDeploymentFaults } from "./findDeploymentFaults.ts";
import { readDeployment } from "./readDeployment.ts";
import { writeJsonFile } from "./writeJsonFile.ts";

/**
 * Writes down the code of what was deployed, where no earlier run has, and holds the chain against it.
 *
 * @throws QuorateError CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT, CODE_DIFFERS, DEPLOYMENT_MALFORMED
 */
export async function completeDeployment(folder: DeploymentFolder, provider: Provider): Promise<Deployment> {
  if (!(await hasCodeHashes(folder))) {
    await writeJsonFile(folder.codeHashes, await hashCodes(await readAddresses(folder.addresses), provider));
  }
  const deployment = await readDeployment(folder);
  const [fault] = await findDeploymentFaults(deployment, provider);
  if (fault !== undefined) throw fault;
  return deployment;
}

async function hasCodeHashes(folder: DeploymentFolder): Promise<boolean> {
  return readDeployment(folder).then(
    () => true,
    (error: unknown) => {
      if (error instanceof QuorateError && error.code === "DEPLOYMENT_ABSENT") return false;
      throw error;
    },
  );
}

async function hashCodes(
  addresses: ReadonlyMap<string, Hex>,
  provider: Provider,
): Promise<Readonly<Record<string, string>>> {
  const hashed = [...addresses].map(
    async ([name, address]) => [name, keccak256(await provider.getCode(address))] as const,
  );
  return Object.fromEntries(await Promise.all(hashed));
}
