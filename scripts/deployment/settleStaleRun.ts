import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";

import type { Provider } from "ethers";

import { QuorateError } from "#sdk";

import type { ChainIdentity } from "./ChainIdentity.ts";
import type { DeploymentFolder } from "./DeploymentFolder.ts";
import { readAddresses, readChainFile } from "./deploymentFiles.ts";

/** What was found in a deployment's folder before deploying. */
export type EarlierRun = "none" | "same chain" | "moved aside";

/**
 * Looks at what an earlier run left in the folder. A chain that began anew has the id of the old one and none of its
 * contracts: Ignition would take the addresses in its journal for deployed. On a chain of this machine alone, the stale run is
 * moved aside, to `<folder>.previous`; anywhere else a person has to decide.
 *
 * @throws QuorateError CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT, DEPLOYMENT_MALFORMED
 */
export async function settleStaleRun(
  folder: DeploymentFolder,
  now: ChainIdentity,
  { provider, isLocal }: { readonly provider: Provider; readonly isLocal: boolean },
): Promise<EarlierRun> {
  const before = await readChainFile(folder.chain);
  if (before === null) return "none";
  const fault =
    findIdentityFault(folder, before, now) ??
    ((await standsThere(folder, provider)) ? null : refuse(folder, "CODE_ABSENT", "lacks the contracts that"));
  if (fault === null) return "same chain";
  if (!isLocal) throw fault;
  const aside = `${folder.path}.previous`;
  if (existsSync(aside)) await rm(aside, { recursive: true });
  await rename(folder.path, aside);
  return "moved aside";
}

function findIdentityFault(folder: DeploymentFolder, before: ChainIdentity, now: ChainIdentity): QuorateError | null {
  if (before.chainId !== now.chainId) return refuse(folder, "CHAIN_FOREIGN", "has another id than the one that");
  if (before.genesis !== now.genesis)
    return refuse(folder, "GENESIS_DIFFERS", "has another first block than the one that");
  return null;
}

async function standsThere(folder: DeploymentFolder, provider: Provider): Promise<boolean> {
  const addresses = [...(await readAddresses(folder.addresses)).values()];
  const codes = await Promise.all(addresses.map((address) => provider.getCode(address)));
  return codes.every((code) => code !== "0x");
}

function refuse(
  folder: DeploymentFolder,
  code: "CHAIN_FOREIGN" | "GENESIS_DIFFERS" | "CODE_ABSENT",
  difference: string,
): QuorateError {
  return new QuorateError({
    code,
    summary: `The chain ${difference} ${folder.path} was deployed to.`,
    remedy: "Name a node of that chain, or move the folder away to deploy to this chain anew.",
    facts: { folder: folder.path },
  });
}
