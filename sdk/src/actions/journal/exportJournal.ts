import { dataSlice } from "ethers";

import { advanceJournal } from "../../crypto/advanceJournal.ts";
import { hashElectorate } from "../../crypto/electorateWord.ts";
import { decodeProposalRecord } from "../../crypto/proposalRecord.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { eventCatalogue } from "../../generated/events.ts";
import { collectEntries } from "../../internal/collectEntries.ts";
import type { ModuleEvent } from "../../internal/decodeEvent.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { decodeLogs, eventsNamed } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import type { Journal, JournalElectorate, JournalEntry, JournalKey } from "../../types/Journal.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex, sizeOf } from "../../types/parseHex.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";

const NOTHING = parseBytes32(`0x${"00".repeat(32)}`);
const WORD_BYTES = 32;

/** Which part of the chain to export. */
export interface ExportJournalParameters extends WaitLimits {
  /** A block before the first proposal; without it, the chain's first. */
  readonly fromBlock?: bigint;
  /** Last block; without it, the newest. */
  readonly toBlock?: bigint;
  /** Head before the first entry, of a governor that succeeded another; without it, 32 zero bytes. */
  readonly start?: Bytes32;
  /** What the verifier contracts of members' keys check, so that their signatures can be verified without a chain. */
  readonly verifiers?: Verifiers;
}

/** The journal; {@link formatJournal} gives its text. */
export type ExportJournalReturnType = Journal;

/**
 * Exports everything that the governor decided, with the original ballots and signatures, so that it can be verified without a
 * chain. The export is replayed against the head on chain before it is handed out.
 *
 * @throws QuorateError JOURNAL_INCOMPLETE, PROPOSAL_CONTENT_UNKNOWN, LOGS_REFUSED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const text = formatJournal(await exportJournal(client, { verifiers: { [verifier]: "webauthn" } }));
 * ```
 */
export async function exportJournal(
  client: Client,
  parameters: ExportJournalParameters = {},
): Promise<ExportJournalReturnType> {
  const { fromBlock = 0n, toBlock, start = NOTHING, verifiers = {} } = parameters;
  return await withLimits(parameters, client, "exporting the journal", async (signal) => {
    const to = toBlock === undefined ? await client.provider.getBlockNumber() : Number(toBlock);
    const span = { from: Number(fromBlock), to };
    const entries = await collectEntries(
      client,
      await readEvents(client, client.modules.governor, [], span, signal),
      signal,
    );
    const electorates = await readElectorates(client, entries, signal);
    const head = replay(start, entries, electorates);
    const expected: string = await client.contracts.governor.journalHead({ blockTag: to });
    if (head.toString() !== expected) throw incomplete(head, expected, span.from);
    const added = [eventCatalogue["MemberRegistry.MemberKeyAdded"].topic];
    const registered = await readEvents(client, client.modules.memberRegistry, [added], span, signal);
    return {
      format: "quorate.journal",
      version: 1,
      chainId: client.chainId,
      governor: client.modules.governor,
      start,
      entries,
      electorates,
      keys: listKeys(registered),
      verifiers,
    };
  });
}

async function readEvents(
  client: Client,
  address: Address,
  topics: readonly (readonly string[])[],
  span: { readonly from: number; readonly to: number },
  signal: AbortSignal,
): Promise<readonly ModuleEvent[]> {
  const events: ModuleEvent[] = [];
  for await (const { logs } of scanLogs(client.provider, { address, topics, ...span }, signal)) {
    events.push(...decodeLogs(client, logs));
  }
  return events;
}

/** The electorates that entries speak of, each once. */
async function readElectorates(
  client: Client,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
): Promise<readonly JournalElectorate[]> {
  const versions = new Set(entries.map(electorateVersionOf).filter((version) => version !== undefined));
  const electorates: JournalElectorate[] = [];
  for (const version of [...versions].sort((a, b) => (a < b ? -1 : 1))) {
    signal.throwIfAborted();
    const electorate = await client.contracts.memberRegistry.electorateAt(version);
    const snapshot = parseAddress(`0x${(electorate & (2n ** 160n - 1n)).toString(16).padStart(40, "0")}`);
    const code = parseHex(await client.provider.getCode(snapshot));
    const count = Math.floor((sizeOf(code) - 1) / WORD_BYTES);
    const words = Array.from({ length: count }, (_, seat) =>
      parseBytes32(dataSlice(code, 1 + seat * WORD_BYTES, 1 + (seat + 1) * WORD_BYTES)),
    );
    electorates.push({ version, words });
  }
  return electorates;
}

function replay(start: Bytes32, entries: readonly JournalEntry[], electorates: readonly JournalElectorate[]): Bytes32 {
  return entries.reduce((head, entry) => {
    const electorate = electorates.find(({ version }) => version === electorateVersionOf(entry));
    return advanceJournal(head, entry, electorate === undefined ? NOTHING : hashElectorate(electorate.words));
  }, start);
}

/** The version of the electorate that an entry commits to; undefined where another entry of its proposal does. */
function electorateVersionOf(entry: JournalEntry): bigint | undefined {
  if (entry.kind === "created") return entry.electorateVersion;
  return entry.kind === "enacted" ? decodeProposalRecord(BigInt(entry.record)).electorateVersion : undefined;
}

/** Every key that was ever given to a seat, each once. */
function listKeys(events: readonly ModuleEvent[]): readonly JournalKey[] {
  const keys = eventsNamed(events, "MemberRegistry.MemberKeyAdded").map(({ facts }) => ({
    seat: facts.seat,
    signer: facts.signer,
  }));
  return [...new Map(keys.map((key) => [`${key.seat} ${key.signer}`, key])).values()];
}

function incomplete(found: Bytes32, expected: string, from: number): QuorateError {
  return new QuorateError({
    code: "JOURNAL_INCOMPLETE",
    summary: `The events since block ${from} replay to the head ${found}, and the governor's is ${expected}.`,
    remedy:
      "Begin at a block before the first proposal; for a governor that succeeded another, give the head that it continues.",
    facts: { found, expected, fromBlock: from },
  });
}
