import { dataSlice, type Log, ZeroHash } from "ethers";
import { decodeProposalRecord } from "../crypto/proposalRecord.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { type EventFacts, eventCatalogue } from "../generated/events.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import type { ProposalContent } from "../types/ProposalContent.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import { parseBytes32, parseHex, sizeOf } from "../types/parseHex.ts";
import { parseProposalId } from "../types/parseProposalId.ts";
import { decodeEnactment } from "./decodeEnactment.ts";
import { findBlockAt } from "./findBlockAt.ts";
import { scanLogs } from "./scanLogs.ts";
import { decodeLogs, eventsNamed } from "./send.ts";

/** How a proposal came to be. */
export interface ProposalOrigin {
  readonly proposalId: ProposalId;
  readonly content: ProposalContent;
  /** Hash of the simulation that the proposer showed; 32 zero bytes for none, or where it was enacted in one transaction. */
  readonly simulation: Bytes32;
  /** Whether it was proposed, voted and executed in one transaction. */
  readonly isEnacted: boolean;
  readonly blockNumber: number;
  readonly blockHash: Bytes32;
  readonly transactionHash: Bytes32;
  readonly logIndex: number;
}

const NOTHING = parseBytes32(ZeroHash);
/**
 * Finds how a proposal came to be, by the time in its record and the events of that block.
 *
 * @throws QuorateError PROPOSAL_UNKNOWN, PROPOSAL_CONTENT_UNKNOWN, LOGS_REFUSED
 */
export async function findProposal(
  client: Client,
  proposalId: ProposalId,
  signal: AbortSignal,
): Promise<ProposalOrigin> {
  const word = await client.contracts.governor.record(proposalId);
  if (word === 0n) throw unknownProposal(proposalId);
  const { createdAt } = decodeProposalRecord(word);
  const from = await findBlockAt(client.provider, createdAt, signal);
  // Chains may give several blocks the same time.
  const to = await findBlockAt(client.provider, createdAt + 1n, signal);
  const range = { address: client.modules.governor, topics: ORIGIN_TOPICS, from, to, firstPage: 1 };
  for await (const { logs } of scanLogs(client.provider, range, signal)) {
    const origin = (await readOrigins(client, logs)).find((found) => found.proposalId === proposalId);
    if (origin !== undefined) return origin;
  }
  throw unknownContent(proposalId, from);
}

/** The events that bring proposals to be. */
export const ORIGIN_TOPICS: readonly (readonly string[])[] = [
  [
    eventCatalogue["Governor.ProposalCreated"].topic,
    eventCatalogue["Governor.ProposalOpened"].topic,
    eventCatalogue["Governor.ProposalEnacted"].topic,
  ],
];

/** How the proposals came to be whose opening or enactment is among some logs of whole blocks. */
export async function readOrigins(client: Client, logs: readonly Log[]): Promise<readonly ProposalOrigin[]> {
  const events = decodeLogs(client, logs);
  const opened = new Map(
    eventsNamed(events, "Governor.ProposalOpened").map(({ facts, log }) => [
      `${facts.proposalId} ${log.transactionHash}`,
      facts,
    ]),
  );
  const created = eventsNamed(events, "Governor.ProposalCreated").map(({ facts, log }) =>
    toOpened(facts, opened.get(`${facts.proposalId} ${log.transactionHash}`), log),
  );
  const enacted = await Promise.all(
    eventsNamed(events, "Governor.ProposalEnacted").map(async ({ facts, log }) =>
      toEnacted(parseProposalId(facts.proposalId), await readArguments(client, facts.enactment, log), log),
    ),
  );
  return [...created, ...enacted].sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

/**
 * The argument list of a call to the governor that an event speaks of: the event carries it, unless an account sent the transaction,
 * whose input it then is.
 *
 * @throws QuorateError PROPOSAL_CONTENT_UNKNOWN
 */
export async function readArguments(client: Client, carried: Hex, log: Log): Promise<Hex> {
  if (sizeOf(carried) > 0) return carried;
  const transaction = await client.provider.getTransaction(log.transactionHash);
  if (transaction !== null) return parseHex(dataSlice(transaction.data, 4));
  throw new QuorateError({
    code: "PROPOSAL_CONTENT_UNKNOWN",
    summary: `The node does not show the transaction ${log.transactionHash}.`,
    remedy: "Use a node that keeps transactions for the whole life of the consortium.",
    facts: { transaction: log.transactionHash },
  });
}

function toOpened(
  created: EventFacts["Governor.ProposalCreated"],
  opened: EventFacts["Governor.ProposalOpened"] | undefined,
  log: Log,
): ProposalOrigin {
  const calls = created.targets.map((to, index) => {
    const [value, data] = [created.values[index], created.calldatas[index]];
    if (value === undefined || data === undefined) throw new TypeError("the event's lists differ in length");
    return { to, value, data };
  });
  return {
    ...placeOf(log),
    proposalId: parseProposalId(created.proposalId),
    content: { calls, description: created.description, salt: opened?.salt ?? NOTHING },
    simulation: opened?.simulation ?? NOTHING,
    isEnacted: false,
  };
}

function toEnacted(proposalId: ProposalId, enactment: Hex, log: Log): ProposalOrigin {
  const { calls, description, salt } = decodeEnactment(proposalId, enactment);
  return { ...placeOf(log), proposalId, content: { calls, description, salt }, simulation: NOTHING, isEnacted: true };
}

function placeOf(log: Log): Pick<ProposalOrigin, "blockNumber" | "blockHash" | "transactionHash" | "logIndex"> {
  return {
    blockNumber: log.blockNumber,
    blockHash: parseBytes32(log.blockHash),
    transactionHash: parseBytes32(log.transactionHash),
    logIndex: log.index,
  };
}

/** @returns the error that says so */
function unknownProposal(proposalId: ProposalId): QuorateError {
  return new QuorateError({
    code: "PROPOSAL_UNKNOWN",
    summary: `There is no proposal ${proposalId}.`,
    remedy: "List the proposals and correct the id.",
    facts: { proposalId },
  });
}

function unknownContent(proposalId: ProposalId, block: number): QuorateError {
  return new QuorateError({
    code: "PROPOSAL_CONTENT_UNKNOWN",
    summary: `The node does not show the event that opened proposal ${proposalId}.`,
    remedy: "Use a node that keeps events, or give the calls, the description and the salt yourself.",
    facts: { proposalId, block },
  });
}
