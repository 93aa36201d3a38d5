import { concat, Interface, type JsonRpcApiProvider, keccak256 } from "ethers";

import { QuorateError } from "#sdk";

import { fillArguments, type PlannedContract, placesIn } from "../modules/PlannedContract.ts";
import type { DeployedContract } from "./Deployment.ts";

/** What was planned, where it stands, and what the plan was built into. */
export interface FindConstructionFaultsParameters {
  readonly planned: readonly PlannedContract[];
  /** Contracts that stood before. */
  readonly standing: readonly DeployedContract[];
  readonly deployed: readonly DeployedContract[];
  readonly provider: JsonRpcApiProvider;
  /** A contract of ours as it was built from these sources. */
  readonly readArtifact: (name: string) => Promise<{ readonly abi: readonly object[]; readonly bytecode: string }>;
}

/**
 * Holds what somebody deployed against what these sources give: constructs each contract once more at its own address, on a copy of
 * the state and with the arguments of the plan, and compares the code. So whoever votes need not trust whoever deployed.
 *
 * @returns what differs, as DEPLOYMENT_ABSENT and CODE_DIFFERS; empty where nothing does
 * @throws QuorateError CONSTRUCTION_UNKNOWABLE where the node cannot tell
 */
export async function findConstructionFaults(
  parameters: FindConstructionFaultsParameters,
): Promise<readonly QuorateError[]> {
  const { planned, standing, deployed, provider, readArtifact } = parameters;
  const places = new Map<string, string>(standing.map(({ name, address }) => [name, address]));
  const faults: QuorateError[] = [];
  for (const contract of planned) {
    const found = deployed.find(({ name }) => name === contract.name);
    if (found === undefined) return [...faults, notDeployed(contract.name)];
    const { abi, bytecode } = await readArtifact(contract.name);
    const given = fillArguments(contract, placesIn(places));
    const creation = concat([bytecode, new Interface(abi).encodeDeploy(given)]);
    const expected = keccak256(await construct(found, creation, provider));
    if (keccak256(await provider.getCode(found.address)) !== expected) faults.push(differs(found, expected));
    places.set(contract.name, found.address);
  }
  return faults;
}

/** The code that a constructor leaves at the contract's address. Ours read nothing but their arguments, chain and address. */
async function construct({ name, address }: DeployedContract, creation: string, provider: JsonRpcApiProvider) {
  try {
    const answer: unknown = await provider.send("eth_call", [
      { to: address, data: "0x" },
      "latest",
      { [address]: { code: creation } },
    ]);
    if (typeof answer === "string" && answer !== "0x") return answer;
    throw new TypeError("the node ignored the state override");
  } catch (cause) {
    throw new QuorateError({
      code: "CONSTRUCTION_UNKNOWABLE",
      summary: `The node could not construct ${name} on a copy of the state, so that nobody knows whether its code is ours.`,
      remedy: "Ask a node whose eth_call takes state overrides, and takes code of any size in them.",
      facts: { contract: name, address },
      cause,
    });
  }
}

function notDeployed(name: string): QuorateError {
  return new QuorateError({
    code: "DEPLOYMENT_ABSENT",
    summary: `${name} is not deployed.`,
    remedy: "Deploy it with quorate amendment prepare NUMBER --key SOURCE, or get the folder from whoever did.",
    facts: { contract: name },
  });
}

function differs({ name, address }: DeployedContract, expected: string): QuorateError {
  return new QuorateError({
    code: "CODE_DIFFERS",
    summary: `The code of ${name} at ${address} is not what these sources construct there.`,
    remedy: "Do not vote for it: build from the commit that it is said to be of, and ask whoever deployed it.",
    facts: { contract: name, address, expected },
  });
}
