import { keccak256, type Provider } from "ethers";

import { QuorateError } from "#sdk";

import { getChainIdentity } from "./ChainIdentity.ts";
import type { DeployedContract, Deployment } from "./Deployment.ts";

/**
 * Compares a deployment with a chain: its id, its first block, and the code at every address.
 *
 * @returns what differs, as CHAIN_FOREIGN, GENESIS_DIFFERS, CODE_ABSENT and CODE_DIFFERS; empty where nothing does
 */
export async function findDeploymentFaults(
  { chain, contracts }: Deployment,
  provider: Provider,
): Promise<readonly QuorateError[]> {
  const found = await getChainIdentity(provider);
  if (found.chainId !== chain.chainId) {
    return [
      new QuorateError({
        code: "CHAIN_FOREIGN",
        summary: `The node is on chain ${found.chainId} and the deployment on chain ${chain.chainId}.`,
        remedy: "Name a node of the deployment's chain with --rpc.",
        facts: { found: found.chainId, expected: chain.chainId },
      }),
    ];
  }
  if (found.genesis !== chain.genesis) {
    return [
      new QuorateError({
        code: "GENESIS_DIFFERS",
        summary: `The node's chain has the id ${chain.chainId} and another first block than the deployment's chain.`,
        remedy: "Name a node of the deployment's own chain, or deploy to this one into a folder of its own.",
        facts: { found: found.genesis, expected: chain.genesis },
      }),
    ];
  }
  const faults = await Promise.all(contracts.map((contract) => findCodeFault(contract, provider)));
  return faults.filter((fault) => fault !== null);
}

async function findCodeFault(
  { name, address, codeHash }: DeployedContract,
  provider: Provider,
): Promise<QuorateError | null> {
  const code = await provider.getCode(address);
  if (code === "0x") {
    return new QuorateError({
      code: "CODE_ABSENT",
      summary: `Nothing stands at ${address}, where ${name} was deployed.`,
      remedy: "Check that the node has the whole chain; if it has, the deployment is of another chain.",
      facts: { contract: name, address },
    });
  }
  const found = keccak256(code);
  if (found === codeHash) return null;
  return new QuorateError({
    code: "CODE_DIFFERS",
    summary: `The code of ${name} at ${address} is not the one that was deployed.`,
    remedy: "Trust neither the node nor the file until you know which of the two was altered.",
    facts: { contract: name, address, found, expected: codeHash },
  });
}
