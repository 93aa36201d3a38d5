import type { RuleTerms } from "../deploySuite.ts";

/** When something happened: the second, and which transaction of all it was, for those that share a second. */
export interface Moment {
  readonly time: number;
  readonly turn: number;
}

export const SUPPORTS = ["against", "for", "abstain"] as const;

/** What a seat says of a proposal. */
export type Choice = (typeof SUPPORTS)[number];

/** What a governed call is about, and with what. */
export type Deed =
  | { readonly kind: "enter"; readonly word: bigint }
  | { readonly kind: "clear" }
  | { readonly kind: "remove" | "reinstate"; readonly seat: number }
  | { readonly kind: "suspend"; readonly seat: number; readonly until: number }
  | { readonly kind: "setWeight"; readonly seat: number; readonly weight: number }
  | { readonly kind: "setDuties"; readonly seat: number; readonly duties: number }
  | { readonly kind: "admit"; readonly cold: string; readonly weight: number }
  | { readonly kind: "setParameter"; readonly key: string; readonly expected: number; readonly value: number }
  | { readonly kind: "setKeyedRule"; readonly word: bigint; readonly terms: RuleTerms }
  | { readonly kind: "setRule"; readonly action: string; readonly terms: RuleTerms }
  | { readonly kind: "setFallback"; readonly terms: RuleTerms }
  | { readonly kind: "ratify"; readonly account: string; readonly until: number }
  | { readonly kind: "overrule"; readonly account: string };

/** An account that acts for a seat. */
export interface Key {
  readonly account: string;
  readonly scopes: number;
  readonly expiresAt: number;
  suspendedUntil: number;
  rotation: { readonly successor: string; readonly dueAt: number } | null;
}

/** A member with everything that ever happened to it. */
export interface Seat {
  weight: number;
  ballotsNeeded: number;
  duties: number;
  readonly cold: string;
  accepted: boolean;
  left: Moment | null;
  /** Suspensions and reinstatements in order; a reinstatement is a suspension until 0. */
  readonly suspensions: { readonly at: Moment; readonly until: number }[];
  readonly keys: Key[];
}

/** A ballot that was counted when it was cast. */
export interface Ballot {
  readonly seat: number;
  readonly choice: Choice;
}

/** How a vote ended that was settled on chain. `counted` is the moment as of which it was counted. */
export interface Decision {
  readonly closedAt: number;
  readonly passed: boolean;
  readonly counted: Moment;
}

export type CancelReason = "Withdrawn" | "RuleChanged" | "BallotsLost" | "ParameterChanged";

/** What the model calls a proposal in a refusal. */
export function nameOf({ id }: Proposal, error: string, ...facts: readonly unknown[]): string {
  return id === 0n ? error : `${error}(${[id, ...facts].join(",")})`;
}

/** A proposal with everything that ever happened to it. */
export interface Proposal {
  id: bigint;
  readonly proposer: number;
  readonly deeds: readonly Deed[];
  readonly salt: number;
  readonly created: Moment;
  /** Weight by seat of those who had accepted and not left when it was opened. */
  readonly electors: ReadonlyMap<number, number>;
  readonly terms: RuleTerms;
  /** The one version that `terms` are; of a join, its mark and the newest of the versions. */
  readonly version: number;
  /** The versions whose supersession cancels it. */
  readonly versions: readonly number[];
  readonly concerned: readonly number[];
  readonly touchesModules: boolean;
  /** Every ballot, also those that were changed later. */
  readonly ballots: Ballot[];
  /** Whether it was opened, voted and executed in one transaction, whose event alone tells who chose what. */
  readonly enacted: boolean;
  /** By seat, what each of its keys agreed to while too few of them agreed. */
  readonly agreements: Map<number, Map<string, Choice>>;
  /** By seat, the number of its last ballot. */
  readonly nonces: Map<number, number>;
  /** A quorum that was reached late, and until when that keeps the vote open. */
  extended: { readonly at: Moment; readonly until: number } | null;
  decision: Decision | null;
  queued: boolean;
  executed: boolean;
  canceled: CancelReason | null;
}

/** The rule of an action, in a version of its own. */
export interface LaidRule {
  readonly action: string;
  terms: RuleTerms;
  version: number;
}

export interface ParameterFacts {
  value: number;
  version: number;
  changedAt: number;
  readonly min: number;
  readonly max: number;
  readonly maxStep: number;
  readonly coolDown: number;
}

/** A guardian's act on a key. */
export interface Act {
  readonly guardian: number;
  readonly account: string;
  readonly at: Moment;
  readonly length: number;
  lapsesAt: number;
  ratifiedUntil: number;
  /** Whether the members ever ratified it. */
  ratified: boolean;
}

/** All that governance knows. Plain lists, counted anew whenever something is asked. */
export interface Realm {
  now: Moment;
  readonly seats: Seat[];
  readonly proposals: Proposal[];
  /** In the order in which they were first laid; the fallback is the first. */
  readonly rules: LaidRule[];
  rulesEver: number;
  readonly superseded: Map<number, Moment>;
  readonly parameters: Map<string, ParameterFacts>;
  readonly acts: Act[];
  ledgerEntries: number;
  /** Until when keys were suspended that went while they were. */
  readonly remembered: Map<string, number>;
  /** Known disagreements that this history has met; see `openCorners`. */
  readonly corners: Set<string>;
}

/** Whether something had happened by a moment. */
export function hadHappened(event: Moment, by: Moment): boolean {
  return event.time < by.time || (event.time === by.time && event.turn <= by.turn);
}

/** The last moment of a second. */
export function endOf(time: number): Moment {
  return { time, turn: Number.POSITIVE_INFINITY };
}
