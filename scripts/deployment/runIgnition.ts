import {
  type ArtifactResolver,
  type DeploymentResult,
  DeploymentResultType,
  deploy,
  type IgnitionModule,
} from "@nomicfoundation/ignition-core";
import type { JsonRpcApiProvider, Signer } from "ethers";

import { QuorateError } from "#sdk";

import { createSignerProvider } from "./createSignerProvider.ts";
import type { DeploymentFolder } from "./DeploymentFolder.ts";
import { listenToIgnition, type StepReport } from "./listenToIgnition.ts";

const POLLING_INTERVAL_MS = 100;

/** Who deploys, where to, and with what. */
export interface RunIgnitionParameters {
  readonly folder: DeploymentFolder;
  readonly provider: JsonRpcApiProvider;
  readonly deployer: Signer;
  readonly artifactResolver: ArtifactResolver;
  readonly report: StepReport;
  /** Stops the deployment between two steps; the next run goes on there. */
  readonly signal: AbortSignal;
}

/**
 * Takes the steps of a module that no earlier run has taken.
 *
 * @returns whether steps of an earlier run were taken over
 * @throws QuorateError DEPLOYMENT_CHANGED, DEPLOYMENT_FAILED, DEPLOYMENT_INTERRUPTED
 */
export async function runIgnition(ignitionModule: IgnitionModule, parameters: RunIgnitionParameters): Promise<boolean> {
  const { folder, deployer, provider, artifactResolver, report, signal } = parameters;
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
        summary: `What would be deployed is not that with which ${folder.path} was begun: ${listSteps(result.errors)}.`,
        remedy:
          "Restore it, or move the folder away and deploy anew: what is neither sealed nor named by a vote has no power.",
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
      "Remove the cause, move the folder away and deploy anew: what is neither sealed nor named by a vote has no power.",
    facts: { folder: folder.path, failed, timedOut },
  });
}

function listSteps(errors: Readonly<Record<string, readonly string[]>>): string {
  return Object.keys(errors)
    .map((id) => id.slice(id.indexOf("#") + 1))
    .join(", ");
}
