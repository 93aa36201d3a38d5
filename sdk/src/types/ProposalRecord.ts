import type { Support } from "./Ballot.ts";

/** A proposal's record as the governor keeps it in one word. Weights are as counted, before anybody left or was suspended. */
export interface ProposalRecord {
  readonly weightFor: bigint;
  readonly weightAgainst: bigint;
  readonly weightAbstain: bigint;
  /** Weight *for* that is certainly enough. */
  readonly needed: bigint;
  /** Weight *against* that still leaves acceptance possible. */
  readonly mayLose: bigint;
  /** Unix seconds. */
  readonly createdAt: bigint;
  /** Seconds from `createdAt` to the closing, before break-glass extends it. */
  readonly closesAfter: bigint;
  /** Which electorate votes. */
  readonly electorateVersion: bigint;
  readonly isExecuted: boolean;
  readonly isCanceled: boolean;
  readonly isExtended: boolean;
  readonly isQueued: boolean;
  /** The outcome was certain before the deadline, or written down after it. */
  readonly isDecided: boolean;
  readonly hasPassed: boolean;
}

/** A seat's choice that has been counted. */
export interface CountedChoice {
  readonly seat: bigint;
  readonly support: Support;
}
