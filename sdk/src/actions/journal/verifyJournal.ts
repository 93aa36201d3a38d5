import { advanceJournal } from "../../crypto/advanceJournal.ts";
import { hashElectorate } from "../../crypto/electorateWord.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { parseJournalJson } from "../../internal/journalJson.ts";
import {
  falseEntry,
  type JournalContext,
  type JudgedBallot,
  judgeCount,
  judgeEnactment,
  verifyCreated,
} from "../../internal/verifyEntry.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import type { CancelReason, Journal, JournalEntry, JournalKey } from "../../types/Journal.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";

const NOTHING = parseBytes32(`0x${"00".repeat(32)}`);

/** What the verifier trusts beside the file. */
export interface VerifyJournalOptions {
  /** A head from the chain, or from the acceptance of a member: then the entries up to it are trusted. */
  readonly head: Bytes32;
  /** Head before the first entry, of a governor that succeeded another; without it, 32 zero bytes. */
  readonly start?: Bytes32;
  readonly chainId?: bigint;
  readonly governor?: Address;
  /** Verifier contracts by address, in place of what the file says of them. */
  readonly verifiers?: Verifiers;
  /** Whose keys are whose, in place of what the file says of it: to its register the head does not commit. */
  readonly keys?: readonly JournalKey[];
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

/** What the journal proves. The two counts are never one: only the first needs nobody's word. */
export interface VerifyJournalReturnType {
  /** The head after the last entry. */
  readonly head: Bytes32;
  readonly entryCount: number;
  /** How many entries the trusted head covers, from the first. Those behind it are consistent and not yet trusted. */
  readonly trustedEntryCount: number;
  readonly proposals: readonly VerifiedProposal[];
  /** Ballots whose signatures were verified here. */
  readonly signatureVerifiedCount: number;
  /** Ballots for which the chain alone vouches. */
  readonly attestedByChainCount: number;
}

/**
 * Replays a journal without a chain: each proposal's content against its id, each ballot against its signatures, each tally against
 * its ballots, and all of it against a head that is trusted. A file that differs in a single byte is refused.
 *
 * @param text what {@link formatJournal} wrote
 * @throws QuorateError JOURNAL_MALFORMED, JOURNAL_VERSION, JOURNAL_ENTRY_FALSE, JOURNAL_HEAD_DIFFERS
 * @example
 * ```ts
 * const { proposals, signatureVerifiedCount, attestedByChainCount } = await verifyJournal(text, { head });
 * ```
 */
export async function verifyJournal(text: string, options: VerifyJournalOptions): Promise<VerifyJournalReturnType> {
  const read = parseJournalJson(text);
  const journal: Journal = { ...read, keys: options.keys ?? read.keys };
  requireOwnPlace(journal, options);
  const context: JournalContext = { journal, verifiers: options.verifiers ?? journal.verifiers };
  const proposals = new Map<ProposalId, VerifiedProposal>();
  let head = journal.start;
  let trustedEntryCount = head.toString() === options.head ? 0 : undefined;
  for (const [index, entry] of journal.entries.entries()) {
    const { proposal, electorateHash } = await verifyEntry(entry, proposals.get(entry.proposalId), context, index);
    proposals.set(entry.proposalId, proposal);
    head = advanceJournal(head, entry, electorateHash);
    if (head.toString() === options.head) trustedEntryCount = index + 1;
  }
  if (trustedEntryCount === undefined) throw headDiffers(head, options.head);
  const ballots = [...proposals.values()].flatMap((proposal) => proposal.ballots);
  const signatureVerifiedCount = ballots.filter(({ evidence }) => evidence === "signature verified").length;
  return {
    head,
    entryCount: journal.entries.length,
    trustedEntryCount,
    proposals: [...proposals.values()],
    signatureVerifiedCount,
    attestedByChainCount: ballots.length - signatureVerifiedCount,
  };
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
