import type { ProposalState } from "#sdk";

/** Transactions that were mined for one step, as far as a reader cares. */
export interface Mined {
  readonly transactions: number;
  /** Of the last one. */
  readonly block: number;
  /** Of all of them. */
  readonly gas: bigint;
}

/** Somebody did something. Without `mined` it happened off the chain. */
export interface StepEntry {
  readonly kind: "step";
  readonly who: string;
  readonly did: string;
  readonly mined: Mined | null;
}

/** The chain, or a program of ours, said no, and why. */
export interface RefusalEntry {
  readonly kind: "refusal";
  readonly who: string;
  readonly attempted: string;
  /** The error by its name, as in `GovernorNotFounded`. */
  readonly error: string;
  /** What it means, with the values that matter. */
  readonly reason: string;
}

/** How a vote stood when it was read. */
export interface TallyEntry {
  readonly kind: "tally";
  readonly title: string;
  readonly weightFor: bigint;
  readonly weightAgainst: bigint;
  readonly weightAbstain: bigint;
  readonly total: bigint;
  /** Weight in favour that is certainly enough. */
  readonly needed: bigint;
  readonly state: ProposalState;
}

/** Something that was read from the chain and checked. */
export interface FactEntry {
  readonly kind: "fact";
  readonly text: string;
}

/** Several things under one heading. */
export interface ListEntry {
  readonly kind: "list";
  readonly heading: string;
  readonly items: readonly string[];
}

/** The clock of the embedded chain was moved. */
export interface TimeEntry {
  readonly kind: "time";
  readonly passed: string;
  /** The chain's time afterwards, as people write it. */
  readonly now: string;
  readonly because: string;
}

/** Figures along an axis, as they were measured. */
export interface ChartEntry {
  readonly kind: "chart";
  readonly title: string;
  /** What the points are along, and their unit. */
  readonly across: string;
  /** What the points say, and its unit. */
  readonly up: string;
  /** Ascending by x, two at least. */
  readonly points: readonly ChartPoint[];
  /** Moments to point at, ascending. */
  readonly marks: readonly { readonly x: number; readonly says: string }[];
}

export interface ChartPoint {
  readonly x: number;
  /** From 0 on. */
  readonly y: number;
}

/** One line of the story. */
export type Entry = StepEntry | RefusalEntry | TallyEntry | FactEntry | ListEntry | TimeEntry | ChartEntry;
