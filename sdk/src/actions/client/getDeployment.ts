import { QuorateError } from "../../errors/QuorateError.ts";
import { deploymentCatalogue } from "../../generated/deployments.ts";
import type { Deployment } from "../../types/Deployment.ts";
import { parseAddress } from "../../types/parseAddress.ts";

/**
 * A deployment that came with this version of the package, by the name of its network.
 *
 * @throws QuorateError DEPLOYMENT_UNKNOWN
 * @example
 * ```ts
 * const client = await createClient({ runner: wallet, constitution: getDeployment("alastria") });
 * ```
 */
export function getDeployment(network: string): Deployment {
  const known = listDeployments();
  const entry = known.includes(network) ? deploymentCatalogue[network] : undefined;
  if (entry === undefined) {
    throw new QuorateError({
      code: "DEPLOYMENT_UNKNOWN",
      summary: `No deployment called ${JSON.stringify(network)} came with this version.`,
      remedy:
        known.length === 0
          ? "Give createClient the constitution's address."
          : `Use one of ${known.join(", ")}, or give createClient the constitution's address.`,
      facts: { network, known },
    });
  }
  return { chainId: entry.chainId, constitution: parseAddress(entry.constitution) };
}

/**
 * The networks whose deployments came with this version of the package.
 *
 * @example
 * ```ts
 * for (const network of listDeployments()) console.log(network, getDeployment(network).chainId);
 * ```
 */
export function listDeployments(): readonly string[] {
  return Object.keys(deploymentCatalogue);
}
