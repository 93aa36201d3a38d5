import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { QuorateError } from "#sdk";

import type { Deployment } from "./Deployment.ts";
import { type DeploymentFolder, locateDeployment } from "./DeploymentFolder.ts";
import { readDeployment } from "./readDeployment.ts";

/** A deployment that a command is about. */
export interface ChosenDeployment {
  /** Name of its folder below `deployments/`. */
  readonly id: string;
  readonly folder: DeploymentFolder;
  readonly deployment: Deployment;
}

/**
 * Finds the deployment of that id, or without an id the only completed one.
 *
 * @throws QuorateError DEPLOYMENT_ABSENT, DEPLOYMENT_MALFORMED, OPTION_MISSING where there are several
 */
export async function chooseDeployment(root: string, id: string | null): Promise<ChosenDeployment> {
  const chosen = id ?? (await findOnly(root));
  const folder = locateDeployment(root, chosen);
  return { id: chosen, folder, deployment: await readDeployment(folder) };
}

async function findOnly(root: string): Promise<string> {
  const entries = await readdir(join(root, "deployments"), { withFileTypes: true });
  const complete = entries
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".previous"))
    .map(({ name }) => name)
    .filter((name) => existsSync(locateDeployment(root, name).codeHashes));
  const [first, second] = complete;
  if (first === undefined) {
    throw new QuorateError({
      code: "DEPLOYMENT_ABSENT",
      summary: "Nothing is deployed yet.",
      remedy: "Start a local chain with npm start, or deploy with scripts/deploy.ts.",
    });
  }
  if (second === undefined) return first;
  throw new QuorateError({
    code: "OPTION_MISSING",
    summary: `There are several deployments: ${complete.join(", ")}.`,
    remedy: "Name one with --deployment, or set QUORATE_DEPLOYMENT.",
    facts: { found: complete },
  });
}
