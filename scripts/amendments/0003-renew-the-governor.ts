import { Contract } from "ethers";

import {
  type Address,
  type Bytes32,
  type Client,
  exportJournal,
  listProposals,
  parseAddress,
  parseBytes32,
  QuorateError,
  simulate,
} from "#sdk";

import type { DeployedContract } from "../deployment/Deployment.ts";
import { listGovernorContracts } from "../modules/suiteContracts.ts";
import type { Amendment, AmendmentPlace } from "./Amendment.ts";

const GOVERNOR = "Governor";
const OPEN: readonly string[] = ["active", "succeeded", "queued"];

/**
 * Contracts are not upgraded here: they are replaced. How votes are counted stands in the canvass, which the governor is built
 * around, so that whoever corrects one of them replaces both, with the safeguards and the face. The successor continues the journal of
 * the governor that the suite was founded with.
 */
export const amendment: Amendment = {
  number: 3,
  description: "Replace the governor, and what it counts and checks with, by a successor that continues its journal",
  planned: listGovernorContracts({ addressOf: GOVERNOR }),
  prepare: async (client, place) => {
    const former = formerOf(place);
    if (client.modules.governor !== former)
      throw notReady(`The directory names ${client.modules.governor} as governor, and no longer ${former}.`);
    const [fault] = await place.findConstructionFaults();
    if (fault !== undefined) throw fault;
    const successor = successorOf(place);
    const head = await headOf(client, former);
    if ((await headOf(client, successor)) !== head)
      throw notReady(`The successor ${successor} does not show the state root of its predecessor ${former}.`);
    const open = (await listProposals(client)).filter(({ state }) => OPEN.includes(state));
    return [
      ...place.deployed.map(({ name, address }) => `${name} stands at ${address} and is what these sources construct`),
      `its journal continues at ${head}`,
      `${open.length} proposals are open; what they ask of a module fails once the governor is replaced`,
    ];
  },
  propose: async (client, place) => {
    const { address, codeHash } = requireSuccessor(place);
    const module = parseAddress(address);
    return [client.calls.constitution.setModule({ name: GOVERNOR, module, codeHash: parseBytes32(codeHash) })];
  },
  isEnacted: async (client, place) => client.modules.governor !== formerOf(place),
  verify: async (client, place) => {
    const { governor } = client.modules;
    const [fault] = await place.findConstructionFaults();
    if (fault !== undefined) return [fault];
    if (governor !== successorOf(place)) return [notEnacted(`The directory names ${governor} as governor.`)];
    return [...(await findJournalFaults(client, formerOf(place))), ...(await findObedienceFaults(client))];
  },
};

function formerOf({ contracts }: AmendmentPlace): Address {
  const former = contracts.find(({ name }) => name === GOVERNOR);
  if (former === undefined) throw notReady("The deployment names no governor.");
  return parseAddress(former.address);
}

function requireSuccessor({ deployed }: AmendmentPlace): DeployedContract {
  const successor = deployed.find(({ name }) => name === GOVERNOR);
  if (successor === undefined) throw notReady("The successor is not deployed.");
  return successor;
}

function successorOf(place: AmendmentPlace): Address {
  return parseAddress(requireSuccessor(place).address);
}

/** Where a governor's journal is, at the end of a block. */
async function headOf(client: Client, governor: Address, blockTag: number | "latest" = "latest"): Promise<Bytes32> {
  const module = new Contract(governor, ["function stateRoot() view returns (bytes32)"], client.provider);
  return parseBytes32(String(await module.getFunction("stateRoot").staticCall({ blockTag })));
}

/**
 * Replays what the successor decided from where its predecessor was when it began. Until then it shows its predecessor's head,
 * whatever that one still decides.
 */
async function findJournalFaults(client: Client, former: Address): Promise<readonly QuorateError[]> {
  const [first] = await listProposals(client);
  const start = await headOf(client, former, first === undefined ? "latest" : first.blockNumber);
  return await exportJournal(client, { start }).then(
    () => [],
    (error: unknown) => {
      if (error instanceof QuorateError && error.code === "JOURNAL_INCOMPLETE") return [error];
      throw error;
    },
  );
}

/** A decision that changes nothing that anybody reads, rehearsed as the successor. */
async function findObedienceFaults(client: Client): Promise<readonly QuorateError[]> {
  const key = "amendment.rehearsal";
  const bounds = { kind: "uint", min: 0n, max: 1n, maxStep: 0n, coolDown: 1n, unit: "" } as const;
  const call = client.calls.constitution.defineParameter({ key, value: 0n, bounds });
  const { failure } = await simulate(client, { calls: [call] });
  return failure === null ? [] : [notEnacted(`The constitution would refuse it: ${failure.revert.sentence}`)];
}

function notReady(summary: string): QuorateError {
  return new QuorateError({
    code: "AMENDMENT_NOT_READY",
    summary,
    remedy: "Compare the directory with the deployment: quorate doctor.",
  });
}

function notEnacted(summary: string): QuorateError {
  return new QuorateError({
    code: "AMENDMENT_NOT_ENACTED",
    summary,
    remedy: "Look for its proposal with quorate proposal list; propose it if there is none.",
  });
}
