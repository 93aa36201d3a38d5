import { ZeroAddress } from "ethers";

import { QuorateError } from "#sdk";

import type { FoundingPlan } from "../founding/FoundingPlan.ts";
import type { Hex } from "../founding/Hex.ts";
import { toContractArguments } from "../founding/toContractArguments.ts";
import { toHex } from "../founding/toHex.ts";
import { createSuiteModule } from "../modules/suite.ts";
import { assertSealed } from "./assertSealed.ts";
import { beginDeployment } from "./beginDeployment.ts";
import { type ChainIdentity, getChainIdentity } from "./ChainIdentity.ts";
import { completeDeployment } from "./completeDeployment.ts";
import type { Deployment } from "./Deployment.ts";
import { readAddresses } from "./deploymentFiles.ts";
import { type PostponedKeys, postponeVerifiedKeys } from "./postponeVerifiedKeys.ts";
import { type RunIgnitionParameters, runIgnition } from "./runIgnition.ts";
import type { EarlierRun } from "./settleStaleRun.ts";
import { toNames } from "./toNames.ts";
import { readVerifierArtifacts } from "./verifierArtifacts.ts";
import { writeJsonFile } from "./writeJsonFile.ts";

const ZERO: Hex = toHex(ZeroAddress);

/** What is deployed, where to, and by whom. */
export interface DeployConsortiumParameters extends RunIgnitionParameters {
  readonly plan: FoundingPlan;
  /** Whether the chain lives on this machine alone, so that a stale run may be moved aside. */
  readonly isLocal: boolean;
}

/** A consortium that is deployed, sealed and checked. */
export interface DeployedConsortium {
  readonly deployment: Deployment;
  readonly earlierRun: EarlierRun;
  /** Whether transactions of an earlier run were taken over. */
  readonly isResumed: boolean;
  /** Keys that their owners add after the founding. */
  readonly postponed: readonly PostponedKeys[];
}

/**
 * Deploys a consortium with Ignition and hands all power to governance. Checks the chain before the first transaction; goes on
 * where an earlier run was stopped; run again on a finished deployment it sends nothing and checks everything.
 *
 * @throws QuorateError CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT, CODE_DIFFERS, FOUNDING_REFUSED, DEPLOYMENT_CHANGED,
 * DEPLOYMENT_FAILED, DEPLOYMENT_INTERRUPTED, DEPLOYMENT_NOT_SEALED
 */
export async function deployConsortium(parameters: DeployConsortiumParameters): Promise<DeployedConsortium> {
  const { folder, isLocal, provider, deployer } = parameters;
  const { plan, postponed } = postponeVerifiedKeys(parameters.plan);
  const chain = await getChainIdentity(provider);
  if (chain.chainId !== plan.chainId) throw foreignChain(plan, chain);
  const earlierRun = await beginDeployment(folder, chain, { provider, isLocal });
  const isResumed = await runSuite(plan, parameters);

  const addresses = await readAddresses(folder.addresses);
  await assertSealed({ provider, deployer: await deployer.getAddress(), addresses });
  await writeJsonFile(folder.names, toNames(parameters.plan));
  const deployment = await completeDeployment(folder, provider);
  return { deployment, earlierRun, isResumed, postponed };
}

async function runSuite(plan: FoundingPlan, parameters: DeployConsortiumParameters): Promise<boolean> {
  const ignitionModule = createSuiteModule({
    // No verifier is named: keys that need one are not enrolled.
    ...toContractArguments(plan, { verifiers: { p256: ZERO, webauthn: ZERO, rsa: ZERO } }),
    foundingQuorumBps: plan.foundingQuorumBps,
    verifierArtifacts: await readVerifierArtifacts(),
  });
  return runIgnition(ignitionModule, parameters);
}

function foreignChain(plan: FoundingPlan, { chainId }: ChainIdentity): QuorateError {
  return new QuorateError({
    code: "CHAIN_FOREIGN",
    summary: `${plan.name} lives on chain ${plan.chainId}, and the node is on chain ${chainId}.`,
    remedy: "Name a node of that chain, or correct chainId in the constitution; nothing was sent.",
    facts: { expected: plan.chainId, found: chainId },
  });
}
