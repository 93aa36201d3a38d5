import { AbiCoder, toBeHex } from "ethers";

import { proposerOf, ruleVersionOf } from "../crypto/computeProposalId.ts";
import { decodeProposalRecord } from "../crypto/proposalRecord.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { AbiValues } from "../types/AbiValues.ts";
import { supports } from "../types/Ballot.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { type CountedEntry, cancelReasons, type JournalBallot, type JournalEntry } from "../types/Journal.ts";
import type { ProposalContent } from "../types/ProposalContent.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import { parseProposalId } from "../types/parseProposalId.ts";
import { decodeEnactment } from "./decodeEnactment.ts";
import type { ModuleEvent } from "./decodeEvent.ts";
import { type ProposalOrigin, readArguments, readOrigins } from "./findProposal.ts";
import { computeId, type PinnedCall, pinCalls } from "./identifyContent.ts";
import { readSignedBallot } from "./readSignedBallot.ts";

const SUBMISSION = [
  "uint256 proposalId",
  "tuple(uint16 seat, uint8 support, uint64 nonce, uint48 deadline, tuple(bytes signer, bytes signature)[] signatures)[] ballots",
] as const;
const FLAG_EXECUTED = 1n << 248n;
const INLINE_SEATS = 44;
const SEATS_PER_PAGE = 128;

/** An event among all events of the governor. */
interface PlaceInEvents {
  readonly events: readonly ModuleEvent[];
  readonly index: number;
}

/** Turns the governor's events, in order, into the entries of its journal. */
export async function collectEntries(
  client: Client,
  events: readonly ModuleEvent[],
  signal: AbortSignal,
): Promise<readonly JournalEntry[]> {
  const origins = new Map(
    (
      await readOrigins(
        client,
        events.map(({ log }) => log),
      )
    ).map((origin) => [origin.proposalId, origin]),
  );
  const ballots = new Map<ProposalId, ReadonlyMap<bigint, JournalBallot>>();
  const entries: JournalEntry[] = [];
  for (const [index, event] of events.entries()) {
    signal.throwIfAborted();
    if (!("proposalId" in event.facts)) continue;
    const proposalId = parseProposalId(event.facts.proposalId);
    if (event.name === "Governor.BallotsSubmitted") {
      const counted = await readCounted(client, proposalId, events, index);
      ballots.set(proposalId, new Map([...(ballots.get(proposalId) ?? []), ...counted]));
      continue;
    }
    const entry = await toEntry(client, event, proposalId, origins.get(proposalId), { events, index });
    if (entry === undefined) continue;
    const isCounted = entry.kind === "closed" || entry.kind === "executed";
    entries.push(isCounted ? { ...entry, ballots: [...(ballots.get(proposalId)?.values() ?? [])] } : entry);
  }
  return entries;
}

async function toEntry(
  client: Client,
  event: ModuleEvent,
  proposalId: ProposalId,
  origin: ProposalOrigin | undefined,
  place: PlaceInEvents,
): Promise<JournalEntry | undefined> {
  switch (event.name) {
    case "Governor.ProposalCreated": {
      if (origin === undefined) throw new TypeError("an event that was read has no origin");
      const { salt, description } = origin.content;
      const calls = await pinAtOpening(client, proposalId, origin.content, origin.blockNumber);
      const { electorateVersion } = decodeProposalRecord(await client.contracts.governor.record(proposalId));
      const { simulation } = origin;
      return { kind: "created", proposalId, electorateVersion, salt, simulation, description, calls };
    }
    case "Governor.ProposalClosed": {
      // The journal takes a passed vote when it is executed: only then is it final.
      if (decodeProposalRecord(event.facts.record).hasPassed) return undefined;
      return {
        kind: "closed",
        proposalId,
        record: toWord(event.facts.record),
        pages: event.facts.pages.map(toWord),
        ballots: [],
      };
    }
    case "Governor.ProposalExecuted":
      return await readExecuted(client, proposalId, place);
    case "Governor.ProposalCanceledFor": {
      const reason = cancelReasons[Number(event.facts.reason)];
      if (reason === undefined) throw new TypeError(`${event.facts.reason} is no reason to cancel`);
      return { kind: "canceled", proposalId, reason };
    }
    case "Governor.ProposalEnacted": {
      const enactment = await readArguments(client, event.facts.enactment, event.log);
      const content = decodeEnactment(proposalId, enactment);
      const calls = await pinAtOpening(client, proposalId, content, event.log.blockNumber);
      return {
        kind: "enacted",
        proposalId,
        record: toWord(event.facts.record),
        enactment,
        codeHashes: calls.map(({ codeHash }) => codeHash),
        skipped: skippedBefore(place, proposalId),
      };
    }
    default:
      return undefined;
  }
}

/** The record that an execution committed to is the one that stands, without the flag of the execution itself. */
async function readExecuted(client: Client, proposalId: ProposalId, place: PlaceInEvents): Promise<CountedEntry> {
  const record = (await client.contracts.governor.record(proposalId)) & ~FLAG_EXECUTED;
  const pages = findPages(place, proposalId) ?? (await readPages(client, proposalId, record));
  return { kind: "executed", proposalId, record: toWord(record), pages: pages.map(toWord), ballots: [] };
}

/** The pages that the closing of the vote named; undefined where nobody wrote it down. */
function findPages({ events, index }: PlaceInEvents, proposalId: ProposalId): readonly bigint[] | undefined {
  for (let place = index - 1; place >= 0; place -= 1) {
    const event = events[place];
    if (event?.name === "Governor.ProposalClosed" && event.facts.proposalId === proposalId) return event.facts.pages;
  }
  return undefined;
}

/** The choices behind the inline seats of a vote that was never written down as closed. */
async function readPages(client: Client, proposalId: ProposalId, record: bigint): Promise<readonly bigint[]> {
  const pageCount = Number((record >> 244n) & 0xfn);
  return await Promise.all(
    Array.from({ length: pageCount }, async (_, page) => {
      const choices = await Promise.all(
        Array.from({ length: SEATS_PER_PAGE }, (__, place) =>
          client.contracts.governor.choiceOf(proposalId, INLINE_SEATS + page * SEATS_PER_PAGE + place),
        ),
      );
      return choices.reduce((bits, choice, place) => bits | (choice << BigInt(2 * place)), 0n);
    }),
  );
}

/** The ballots of a submission that counted, by seat. */
async function readCounted(
  client: Client,
  proposalId: ProposalId,
  events: readonly ModuleEvent[],
  index: number,
): Promise<ReadonlyMap<bigint, JournalBallot>> {
  const event = events[index];
  if (event?.name !== "Governor.BallotsSubmitted") throw new TypeError("no submission");
  const submission = await readArguments(client, event.facts.submission, event.log);
  const values = new AbiValues(AbiCoder.defaultAbiCoder().decode(SUBMISSION, submission));
  const skipped = skippedBehind(events, index);
  const ballots = values.list(1).map((items, place) => readBallot(proposalId, items.list(place)));
  return new Map(
    ballots.flatMap((ballot) => (ballot === undefined || skipped.has(ballot.seat) ? [] : [[ballot.seat, ballot]])),
  );
}

/** A ballot whose choice is none was skipped by the chain as well. */
function readBallot(proposalId: ProposalId, values: AbiValues): JournalBallot | undefined {
  if (values.integer(1) >= BigInt(supports.length)) return undefined;
  const { seat, support, nonce, deadline, signatures } = readSignedBallot(proposalId, values);
  return { seat, support, nonce, deadline, signatures };
}

/** The seats that were skipped in the submission at `index`: named by the events up to the next one. */
function skippedBehind(events: readonly ModuleEvent[], index: number): ReadonlySet<bigint> {
  const hash = events[index]?.log.transactionHash;
  const seats = new Set<bigint>();
  for (const event of events.slice(index + 1)) {
    if (event.log.transactionHash !== hash || event.name === "Governor.BallotsSubmitted") break;
    if (event.name === "Governor.BallotSkipped") seats.add(event.facts.seat);
  }
  return seats;
}

/** The seats that were skipped in the enactment at a place: named by the events before it. */
function skippedBefore({ events, index }: PlaceInEvents, proposalId: ProposalId): readonly bigint[] {
  const hash = events[index]?.log.transactionHash;
  const seats: bigint[] = [];
  for (let place = index - 1; events[place]?.log.transactionHash === hash; place -= 1) {
    const event = events[place];
    if (event?.name === "Governor.BallotSkipped" && event.facts.proposalId === proposalId)
      seats.unshift(event.facts.seat);
  }
  return seats;
}

/** Calls with the code hashes that a proposal's id binds: those of now where they still fit, else those of its block. */
async function pinAtOpening(
  client: Client,
  proposalId: ProposalId,
  content: ProposalContent,
  blockNumber: number,
): Promise<readonly PinnedCall[]> {
  for (const blockTag of ["latest", blockNumber, blockNumber - 1] as const) {
    const calls = await pinCalls(client, content.calls, blockTag);
    const shown = computeId(client, content, calls, proposerOf(proposalId), ruleVersionOf(proposalId));
    if (shown === proposalId) return calls;
  }
  throw new QuorateError({
    code: "PROPOSAL_ID_DIFFERS",
    summary: `The content of proposal ${proposalId} does not give its id: the code at a target has changed since.`,
    remedy: "Export from a node that keeps the state of old blocks (an archive node).",
    facts: { proposalId, block: blockNumber },
  });
}

function toWord(value: bigint): Bytes32 {
  return parseBytes32(toBeHex(value, 32));
}
