import { advanceJournal } from "../../crypto/advanceJournal.ts";
import { hashElectorate } from "../../crypto/electorateWord.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { createBreather } from "../../internal/createBreather.ts";
import { parseJournalJson } from "../../internal/journalJson.ts";
import {
  type BallotEvidence,
  falseEntry,
  type JournalContext,
  type JudgedBallot,
  judgeCount,
  judgeEnactment,
  verifyCreated,
} from "../../internal/verifyEntry.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import type { CancelReason, Journal, JournalEntry } from "../../types/Journal.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import type { SeatKeys } from "../../types/SeatKeys.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";

const NOTHING = parseBytes32(`0x${"00".repeat(32)}`);

/** What the verifier trusts beside the file. */
export interface VerifyJournalOptions extends WaitLimits {
  /** A head from the chain, or from the acceptance of a member: then the entries up to it are trusted. */
  readonly head: Bytes32;
  /** Head before the first entry, of a governor that succeeded another; without it, 32 zero bytes. */
  readonly start?: Bytes32;
  readonly chainId?: bigint;
  readonly governor?: Address;
  /** Verifier contracts by address for which the caller vouches. The head does not commit to what the file says of them. */
  readonly verifiers?: Verifiers;
  /** Keys of seats for which the caller vouches. The head does not commit to the file's own register of keys. */
  readonly keys?: readonly SeatKeys[];
}

/** A proposal as the journal proves it. */
export interface VerifiedProposal {
  readonly proposalId: ProposalId;
  readonly description: string;
  /** Of the electorate that decides it. */
  readonly electorateVersion: bigint;
  readonly outcome: "open" | "rejected" | "executed" | "canceled";
  /** Why it was canceled; null where it was not. */
  readonly reason: CancelReason | null;
  readonly ballots: readonly JudgedBallot[];
}

/** What the journal proves up to the trusted head. The three counts are never added up: only the first needs no more than the head. */
export interface VerifyJournalReturnType {
  /** The head after the last entry. */
  readonly head: Bytes32;
  readonly entryCount: number;
  /** How many entries the trusted head covers, from the first. Those behind it are consistent, not trusted, and tell nothing. */
  readonly trustedEntryCount: number;
  /** As of the trusted head. */
  readonly proposals: readonly VerifiedProposal[];
  /** Ballots signed by enough keys of the seat, which the head or the caller proves to be the seat's. */
  readonly signatureVerifiedCount: number;
  /** Ballots with good signatures of keys that the file alone calls the seat's. Whoever wrote it could have signed them. */
  readonly signedByFileKeysCount: number;
  /** Ballots for which the chain alone vouches. */
  readonly attestedByChainCount: number;
}

/**
 * Replays a journal without a chain: each proposal's content against its id, each ballot against its signatures, each tally against
 * its ballots, and all of it against a head that is trusted. A file that differs in a single byte is refused.
 *
 * That a key is the seat's is proved by the electorate, to which the head commits: it names the account of each seat that votes with a
 * single account. Keys of the other seats, and verifiers of keys that are no accounts, have to be given to be proved.
 *
 * @param text what {@link formatJournal} wrote
 * @throws QuorateError JOURNAL_MALFORMED, JOURNAL_VERSION, JOURNAL_ENTRY_FALSE, JOURNAL_HEAD_DIFFERS, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const keys = [{ seat: 3n, signers: [newSigner], ballotsNeeded: 1n }];
 * const { proposals, signatureVerifiedCount, attestedByChainCount } = await verifyJournal(text, { head, keys });
 * ```
 */
export async function verifyJournal(text: string, options: VerifyJournalOptions): Promise<VerifyJournalReturnType> {
  return await withLimits(
    options,
    OFF_LINE,
    "verifying a journal",
    async (signal) => await replay(text, options, signal),
  );
}

async function replay(
  text: string,
  options: VerifyJournalOptions,
  signal: AbortSignal,
): Promise<VerifyJournalReturnType> {
  const breathe = createBreather(signal);
  const journal = parseJournalJson(text);
  requireOwnPlace(journal, options);
  const { keys = [], verifiers = {} } = options;
  const context: JournalContext = { journal, trusted: { keys, verifiers } };
  const proposals = new Map<ProposalId, VerifiedProposal>();
  let head = journal.start;
  let trusted = head.toString() === options.head ? { entryCount: 0, proposals: listValues(proposals) } : undefined;
  for (const [index, entry] of journal.entries.entries()) {
    await breathe();
    const { proposal, electorateHash } = await verifyEntry(entry, proposals.get(entry.proposalId), context, index);
    proposals.set(entry.proposalId, proposal);
    head = advanceJournal(head, entry, electorateHash);
    // Nothing commits to what follows: it could be anybody's electorate, voting with anybody's keys.
    if (head.toString() === options.head) trusted = { entryCount: index + 1, proposals: listValues(proposals) };
  }
  if (trusted === undefined) throw headDiffers(head, options.head);
  const ballots = trusted.proposals.flatMap((proposal) => proposal.ballots);
  const count = (wanted: BallotEvidence): number => ballots.filter(({ evidence }) => evidence === wanted).length;
  return {
    head,
    entryCount: journal.entries.length,
    trustedEntryCount: trusted.entryCount,
    proposals: trusted.proposals,
    signatureVerifiedCount: count("signature verified"),
    signedByFileKeysCount: count("signed by keys that the file alone names"),
    attestedByChainCount: count("attested by the chain"),
  };
}

function listValues<Value>(map: ReadonlyMap<unknown, Value>): readonly Value[] {
  return [...map.values()];
}

interface VerifiedEntry {
  readonly proposal: VerifiedProposal;
  /** Of a created or enacted entry: the hash of the electorate that it commits to. */
  readonly electorateHash: Bytes32;
}

async function verifyEntry(
  entry: JournalEntry,
  known: VerifiedProposal | undefined,
  context: JournalContext,
  index: number,
): Promise<VerifiedEntry> {
  const { proposalId } = entry;
  if (entry.kind === "created" || entry.kind === "enacted") {
    if (known !== undefined) throw falseEntry(entry, index, "the proposal exists already");
    if (entry.kind === "created") {
      const words = verifyCreated(entry, context, index);
      const { description, electorateVersion } = entry;
      return {
        proposal: { proposalId, description, electorateVersion, outcome: "open", reason: null, ballots: [] },
        electorateHash: hashElectorate(words),
      };
    }
    const { enactment, ballots, electorateVersion, words } = await judgeEnactment(entry, context, index);
    const { description } = enactment;
    return {
      proposal: { proposalId, description, electorateVersion, outcome: "executed", reason: null, ballots },
      electorateHash: hashElectorate(words),
    };
  }
  if (known?.outcome !== "open") throw falseEntry(entry, index, "no such proposal is open");
  if (entry.kind === "canceled") {
    return { proposal: { ...known, outcome: "canceled", reason: entry.reason }, electorateHash: NOTHING };
  }
  const ballots = await judgeCount(entry, known.electorateVersion, context, index);
  const outcome = entry.kind === "executed" ? "executed" : "rejected";
  return { proposal: { ...known, outcome, ballots }, electorateHash: NOTHING };
}

function requireOwnPlace(journal: Journal, { chainId, governor, start = NOTHING }: VerifyJournalOptions): void {
  const faults = [
    chainId !== undefined && chainId !== journal.chainId ? `it is of chain ${journal.chainId}` : "",
    governor !== undefined && governor !== journal.governor ? `it is of the governor ${journal.governor}` : "",
    start === journal.start ? "" : `it starts at the head ${journal.start}`,
  ].filter((fault) => fault !== "");
  if (faults.length === 0) return;
  throw new QuorateError({
    code: "JOURNAL_HEAD_DIFFERS",
    summary: `This is another journal: ${faults.join(", ")}.`,
    remedy: "Take the journal of your own governor, or name the head that it continues.",
    facts: { chainId: journal.chainId, governor: journal.governor, start: journal.start },
  });
}

function headDiffers(found: Bytes32, trusted: Bytes32): QuorateError {
  return new QuorateError({
    code: "JOURNAL_HEAD_DIFFERS",
    summary: `Replaying the journal ends at the head ${found} and never passes ${trusted}.`,
    remedy: "The file was changed, is incomplete, or is older than the head: export the journal again.",
    facts: { found, trusted },
  });
}
