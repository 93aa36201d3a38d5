import type { SignedBallot } from "./Ballot.ts";
import type { Call } from "./BuiltCall.ts";
import type { Address, Bytes32, Hex } from "./Hex.ts";
import type { ProposalId } from "./ProposalId.ts";
import type { Verifiers } from "./VerifierKind.ts";

/** Why a proposal was canceled, in the order of the numbers on chain. */
export const cancelReasons = ["withdrawn", "rule changed", "ballots lost", "parameter changed"] as const;

/** Why a proposal was canceled. */
export type CancelReason = (typeof cancelReasons)[number];

/** The kinds of journal entries, in the order of the numbers on chain. */
export const journalKinds = ["created", "closed", "executed", "canceled", "enacted"] as const;

/** What a journal entry says happened. */
export type JournalKind = (typeof journalKinds)[number];

/** A ballot that was counted step by step, as it was submitted. */
export type JournalBallot = Omit<SignedBallot, "proposalId">;

/** A proposal was opened. Its id binds everything but the simulation and the electorate, which the journal binds. */
export interface CreatedEntry {
  readonly kind: "created";
  readonly proposalId: ProposalId;
  /** Of the electorate that decides it. */
  readonly electorateVersion: bigint;
  readonly salt: Bytes32;
  readonly simulation: Bytes32;
  readonly description: string;
  readonly calls: readonly (Call & { readonly codeHash: Bytes32 })[];
}

/** A vote ended: against the proposal (`closed`), or in favour and it was carried out (`executed`). */
export interface CountedEntry {
  readonly kind: "closed" | "executed";
  readonly proposalId: ProposalId;
  /** The record's word, with tallies and the choices of the first seats. */
  readonly record: Bytes32;
  /** The choices of the other seats. */
  readonly pages: readonly Bytes32[];
  /** Ballots with signatures; seats that voted directly have none. */
  readonly ballots: readonly JournalBallot[];
}

/** A proposal was canceled. */
export interface CanceledEntry {
  readonly kind: "canceled";
  readonly proposalId: ProposalId;
  readonly reason: CancelReason;
}

/** A proposal was opened, voted and executed in one transaction. */
export interface EnactedEntry {
  readonly kind: "enacted";
  readonly proposalId: ProposalId;
  readonly record: Bytes32;
  /** The argument list of `enact`, as it was submitted: calls, description and every ballot. */
  readonly enactment: Hex;
  /** Hashes of the code at each call's target. */
  readonly codeHashes: readonly Bytes32[];
  /** Seats whose ballots did not count. */
  readonly skipped: readonly bigint[];
}

/** A step of the journal. */
export type JournalEntry = CreatedEntry | CountedEntry | CanceledEntry | EnactedEntry;

/** An electorate that entries speak of: one word a seat, as its snapshot holds them. */
export interface JournalElectorate {
  readonly version: bigint;
  readonly words: readonly Bytes32[];
}

/** A key that was given to a seat at some time. */
export interface JournalKey {
  readonly seat: bigint;
  readonly signer: Hex;
}

/** Everything that a governor decided, with the ballots and their signatures. */
export interface Journal {
  readonly format: "quorate.journal";
  readonly version: 1;
  readonly chainId: bigint;
  readonly governor: Address;
  /** The head before the first entry: 32 zero bytes, or the head of the governor that this one succeeded. */
  readonly start: Bytes32;
  readonly entries: readonly JournalEntry[];
  readonly electorates: readonly JournalElectorate[];
  readonly keys: readonly JournalKey[];
  /** What the verifier contracts of keys check, as the exporter says. */
  readonly verifiers: Verifiers;
}
