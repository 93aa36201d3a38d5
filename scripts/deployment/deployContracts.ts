import { buildModule } from "@nomicfoundation/ignition-core";

import { createContracts } from "../modules/createContracts.ts";
import type { PlannedContract } from "../modules/PlannedContract.ts";
import { beginDeployment } from "./beginDeployment.ts";
import { completeDeployment } from "./completeDeployment.ts";
import type { Deployment } from "./Deployment.ts";
import { type RunIgnitionParameters, runIgnition } from "./runIgnition.ts";

/** What is deployed beside what stands already, where to, and by whom. */
export interface DeployContractsParameters extends RunIgnitionParameters {
  /** The name of the Ignition module: the first part of every id in `deployed_addresses.json`. */
  readonly name: string;
  readonly planned: readonly PlannedContract[];
  readonly standing: Deployment;
}

/**
 * Deploys contracts with Ignition into a folder of their own. Goes on where an earlier run was stopped; run again on a finished
 * deployment it sends nothing. What it deploys has no power until members name it by vote.
 *
 * @throws QuorateError CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT, CODE_DIFFERS, DEPLOYMENT_CHANGED, DEPLOYMENT_FAILED,
 * DEPLOYMENT_INTERRUPTED
 */
export async function deployContracts(parameters: DeployContractsParameters): Promise<Deployment> {
  const { name, planned, standing, folder, provider } = parameters;
  await beginDeployment(folder, standing.chain, { provider, isLocal: false });
  const places = new Map(standing.contracts.map((contract) => [contract.name, contract.address]));
  const ignitionModule = buildModule(name, (m) => {
    createContracts(m, planned, places);
    return {};
  });
  await runIgnition(ignitionModule, parameters);
  return await completeDeployment(folder, provider);
}
