import { mkdir, rename, writeFile } from "node:fs/promises";

import {
  type ArtifactResolver,
  type DeploymentResult,
  DeploymentResultType,
  deploy,
} from "@nomicfoundation/ignition-core";
import { type JsonRpcApiProvider, keccak256, type Signer, ZeroAddress } from "ethers";

import { QuorateError } from "#sdk";

import type { FoundingPlan } from "../founding/FoundingPlan.ts";
import type { Hex } from "../founding/Hex.ts";
import { toContractArguments } from "../founding/toContractArguments.ts";
import { toHex } from "../founding/toHex.ts";
import { createSuiteModule } from "../modules/suite.ts";
import { assertSealed } from "./assertSealed.ts";
import { type ChainIdentity, getChainIdentity } from "./ChainIdentity.ts";
import { createSignerProvider } from "./createSignerProvider.ts";
import type { Deployment } from "./Deployment.ts";
import type { DeploymentFolder } from "./DeploymentFolder.ts";
import { readAddresses } from "./deploymentFiles.ts";
import { findDeploymentFaults } from "./findDeploymentFaults.ts";
import { listenToIgnition, type StepReport } from "./listenToIgnition.ts";
import { type PostponedKeys, postponeVerifiedKeys } from "./postponeVerifiedKeys.ts";
import { readDeployment } from "./readDeployment.ts";
import { type EarlierRun, settleStaleRun } from "./settleStaleRun.ts";
import { toNames } from "./toNames.ts";
import { readVerifierArtifacts } from "./verifierArtifacts.ts";

const ZERO: Hex = toHex(ZeroAddress);
const POLLING_INTERVAL_MS = 100;

/** What is deployed, where to, and by whom. */
export interface DeployConsortiumParameters {
  readonly plan: FoundingPlan;
  readonly folder: DeploymentFolder;
  /** Whether the chain lives on this machine alone, so that a stale run may be moved aside. */
  readonly isLocal: boolean;
  readonly provider: JsonRpcApiProvider;
  readonly deployer: Signer;
  readonly artifactResolver: ArtifactResolver;
  readonly report: StepReport;
  /** Stops the deployment between two steps; the next run goes on there. */
  readonly signal: AbortSignal;
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
  const earlierRun = await settleStaleRun(folder, chain, { provider, isLocal });

  await mkdir(folder.path, { recursive: true });
  await writeJson(folder.chain, { chainId: chain.chainId.toString(), genesis: chain.genesis });
  const isResumed = await runIgnition(plan, parameters);

  const addresses = await readAddresses(folder.addresses);
  await assertSealed({ provider, deployer: await deployer.getAddress(), addresses });
  await writeJson(folder.names, toNames(parameters.plan));
  if (!(await hasCodeHashes(folder))) await writeJson(folder.codeHashes, await hashCodes(addresses, provider));
  const deployment = await readDeployment(folder);
  const [fault] = await findDeploymentFaults(deployment, provider);
  if (fault !== undefined) throw fault;
  return { deployment, earlierRun, isResumed, postponed };
}

async function runIgnition(plan: FoundingPlan, parameters: DeployConsortiumParameters): Promise<boolean> {
  const { folder, deployer, provider, artifactResolver, report, signal } = parameters;
  const ignitionModule = createSuiteModule({
    // No verifier is named: keys that need one are not enrolled.
    ...toContractArguments(plan, { verifiers: { p256: ZERO, webauthn: ZERO, rsa: ZERO } }),
    foundingQuorumBps: plan.foundingQuorumBps,
    verifierArtifacts: await readVerifierArtifacts(),
  });
  const { listener, isResumed } = listenToIgnition(ignitionModule.futures.size, report);
  try {
    const result = await deploy({
      ignitionModule,
      artifactResolver,
      provider: createSignerProvider({ signer: deployer, provider, signal }),
      accounts: [await deployer.getAddress()],
      deploymentDir: folder.path,
      deploymentParameters: {},
      executionEventListener: listener,
      // The chains that this suite is for are final at once.
      config: { requiredConfirmations: 1, blockPollingInterval: POLLING_INTERVAL_MS },
    });
    checkResult(result, folder);
    return isResumed();
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new QuorateError({
      code: "DEPLOYMENT_INTERRUPTED",
      summary: "The deployment was stopped.",
      remedy: "Run the same command again: it goes on after the last step that was taken.",
      facts: { folder: folder.path },
      cause,
    });
  }
}

function checkResult(result: DeploymentResult, folder: DeploymentFolder): void {
  switch (result.type) {
    case DeploymentResultType.SUCCESSFUL_DEPLOYMENT:
      return;
    case DeploymentResultType.RECONCILIATION_ERROR:
      throw new QuorateError({
        code: "DEPLOYMENT_CHANGED",
        summary: `The contracts or the founding are not those with which ${folder.path} was begun: ${listSteps(result.errors)}.`,
        remedy: "Restore them, or move the folder away and deploy anew: what is not sealed has no power.",
        facts: { folder: folder.path, steps: Object.keys(result.errors), reasons: Object.values(result.errors).flat() },
      });
    case DeploymentResultType.EXECUTION_ERROR:
      throw refuseStep(
        folder,
        result.failed.map(({ futureId, error }) => `${futureId}: ${error}`),
        result.timedOut.map(({ futureId }) => futureId),
      );
    case DeploymentResultType.PREVIOUS_RUN_ERROR:
    case DeploymentResultType.VALIDATION_ERROR:
      throw refuseStep(folder, Object.values(result.errors).flat(), []);
  }
}

function refuseStep(folder: DeploymentFolder, failed: readonly string[], timedOut: readonly string[]): QuorateError {
  const reasons = [...failed, ...timedOut.map((step) => `${step} was not mined in time`)];
  return new QuorateError({
    code: "DEPLOYMENT_FAILED",
    summary: `The deployment did not succeed: ${reasons.join("; ")}.`,
    remedy:
      "Remove the cause, move the folder of the deployment away and deploy anew: what is not sealed has no power.",
    facts: { folder: folder.path, failed, timedOut },
  });
}

function listSteps(errors: Readonly<Record<string, readonly string[]>>): string {
  return Object.keys(errors)
    .map((id) => id.slice(id.indexOf("#") + 1))
    .join(", ");
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
  provider: JsonRpcApiProvider,
): Promise<Readonly<Record<string, string>>> {
  const hashed = [...addresses].map(
    async ([name, address]) => [name, keccak256(await provider.getCode(address))] as const,
  );
  return Object.fromEntries(await Promise.all(hashed));
}

/** All of it or nothing: under a passing name first. */
async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(`${path}.part`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${path}.part`, path);
}

function foreignChain(plan: FoundingPlan, { chainId }: ChainIdentity): QuorateError {
  return new QuorateError({
    code: "CHAIN_FOREIGN",
    summary: `${plan.name} lives on chain ${plan.chainId}, and the node is on chain ${chainId}.`,
    remedy: "Name a node of that chain, or correct chainId in the constitution; nothing was sent.",
    facts: { expected: plan.chainId, found: chainId },
  });
}
