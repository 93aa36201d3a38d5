import { join } from "node:path";

/** The files of one deployment, below `deployments/<id>/`. Ignition keeps its journal, artifacts and addresses beside ours. */
export interface DeploymentFolder {
  readonly path: string;
  /** Which chain: written before the first transaction. */
  readonly chain: string;
  /** Where everything stands: written by Ignition. */
  readonly addresses: string;
  /** Hash of the code at each address: written last, so its presence says that the deployment is complete. */
  readonly codeHashes: string;
  /** What people call the seats; local knowledge, the chain has only commitments. */
  readonly names: string;
}

/** Names the files of a deployment. */
export function locateDeployment(root: string, id: string): DeploymentFolder {
  return locateFiles(join(root, "deployments", id));
}

/** Names the files of what an amendment deploys for a consortium that stands already. */
export function locateAmendment({ path }: DeploymentFolder, number: number): DeploymentFolder {
  return locateFiles(join(path, "amendments", String(number).padStart(4, "0")));
}

function locateFiles(path: string): DeploymentFolder {
  return {
    path,
    chain: join(path, "chain.json"),
    addresses: join(path, "deployed_addresses.json"),
    codeHashes: join(path, "code_hashes.json"),
    names: join(path, "names.json"),
  };
}
