import type { Duty } from "./Duty.ts";
import type { GovernedAction } from "./GovernedAction.ts";
import type { Hex } from "./Hex.ts";

/** Shares are written in basis points: 10,000 is all. */
export const ALL_BPS = 10_000;

/** What all seats together may weigh: a tally has 16 bits. */
export const MAX_TOTAL_WEIGHT = 65_535;

/** How many seats a consortium may have: the registry writes its electorate in one transaction. */
export const MAX_SEATS = 512;

/** How many hot keys a seat may hold. */
export const MAX_KEYS_PER_SEAT = 8;

/** What a kind of action needs to pass. Times are in seconds. */
export interface RuleTerms {
  /** Share of all weight that has to vote *for*, in basis points, rounded up to whole weight. */
  readonly quorumBps: number;
  /** Share of *for* among *for* and *against*, in basis points. */
  readonly thresholdBps: number;
  /** Duties whose holders defeat a proposal with one ballot against it. */
  readonly veto: readonly Duty[];
  readonly votingPeriod: number;
  readonly executionDelay: number;
  readonly executionWindow: number;
  readonly lateExtension: number;
  /** Duties that the proposing member must hold, all of them. */
  readonly proposerDuties: readonly Duty[];
}

/** Which calls a rule is for. `firstWord` narrows it to calls whose first argument is this one word. */
export type RuleSubject =
  | { readonly kind: "fallback" }
  | { readonly kind: "module"; readonly action: GovernedAction; readonly firstWord: Hex | null }
  | { readonly kind: "target"; readonly target: Hex; readonly selector: Hex; readonly firstWord: Hex | null };

/** A rule of the constitution: what kind of action, and what it needs. */
export interface Rule extends RuleTerms {
  readonly subject: RuleSubject;
  /** The action as people wrote it, as in `MemberRegistry.admit`. */
  readonly action: string;
}

/** What a parameter's 160 bits mean, in the order of their numbers on chain (1 to 4). */
export const parameterTypes = ["uint", "bool", "duration", "address"] as const;

export type ParameterType = (typeof parameterTypes)[number];

/** A variable of the network, with its bounds. Values are words: true is 1, a duration is in seconds, an address is its number. */
export interface Parameter {
  /** As in `batch.maxRecords`, at most 31 bytes. */
  readonly name: string;
  /** The name as a short string in one word, so that it can be read on chain. */
  readonly key: Hex;
  readonly type: ParameterType;
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
  /** Largest change in one step, 0 for no limit. */
  readonly maxStep: bigint;
  /** Seconds between two changes, at least 1. */
  readonly coolDown: number;
  /** What the value counts, at most 31 bytes. */
  readonly unit: string;
  readonly description: string;
}

/** What one seat weighs, and how many of its keys have to agree on its ballot. */
export interface SeatTerms {
  readonly weight: number;
  readonly ballotsNeeded: number;
}

/** What people decided before there was a chain: the intent that the founding carries out. */
export interface Constitution {
  readonly name: string;
  /** Id of the chain that this consortium lives on; no other consortium may use it. */
  readonly chainId: bigint;
  /** Share of weight, in basis points, that has to accept before anything else works. */
  readonly foundingQuorumBps: number;
  /** How many organisations found the consortium; another number in the members file stops the founding. */
  readonly seats: number;
  /** For organisations that have no terms of their own. */
  readonly defaultTerms: SeatTerms;
  /** Terms by organisation. */
  readonly termsOf: ReadonlyMap<string, SeatTerms>;
  /** Organisations by the duty they hold. */
  readonly holders: Readonly<Record<Duty, readonly string[]>>;
  /** The fallback first, then the others in their order. */
  readonly rules: readonly Rule[];
  readonly parameters: readonly Parameter[];
}
