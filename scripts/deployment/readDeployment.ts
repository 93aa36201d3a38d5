import { existsSync } from "node:fs";

import { QuorateError } from "#sdk";

import type { DeployedContract, Deployment } from "./Deployment.ts";
import type { DeploymentFolder } from "./DeploymentFolder.ts";
import { readAddresses, readChainFile, readCodeHashes } from "./deploymentFiles.ts";

/**
 * Reads a completed deployment.
 *
 * @throws QuorateError DEPLOYMENT_ABSENT, DEPLOYMENT_MALFORMED
 */
export async function readDeployment(folder: DeploymentFolder): Promise<Deployment> {
  const chain = await readChainFile(folder.chain);
  if (chain === null || !existsSync(folder.codeHashes)) {
    throw new QuorateError({
      code: "DEPLOYMENT_ABSENT",
      summary: `${folder.path} holds no completed deployment.`,
      remedy:
        chain === null
          ? "Start a local chain with npm start, deploy with scripts/deploy.ts, or name another deployment."
          : "Run scripts/deploy.ts again: it goes on where it was stopped.",
      facts: { folder: folder.path },
    });
  }
  const [addresses, codeHashes] = await Promise.all([
    readAddresses(folder.addresses),
    readCodeHashes(folder.codeHashes),
  ]);
  const contracts = [...addresses].map(([name, address]): DeployedContract => {
    const codeHash = codeHashes.get(name);
    if (codeHash !== undefined) return { name, address, codeHash };
    throw new QuorateError({
      code: "DEPLOYMENT_MALFORMED",
      summary: `${folder.codeHashes} has no hash of ${name}.`,
      remedy: "Restore the files of the deployment from their copy.",
      facts: { file: folder.codeHashes, contract: name },
    });
  });
  return { chain, contracts };
}
