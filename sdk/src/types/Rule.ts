import type { Duty } from "./Duty.ts";

/** What a kind of action needs to pass. Shares are in basis points (10,000 is all), times in seconds. */
export interface RuleTerms {
  /** Share of the electorate's weight that has to vote *for*, rounded up. Abstaining never lowers it. */
  readonly quorum: bigint;
  /** Share of *for* among *for* and *against*, rounded up. */
  readonly threshold: bigint;
  /** Duties whose holders defeat the proposal with one ballot against it. */
  readonly vetoDuties: readonly Duty[];
  /** How long a vote stays open at most, before extensions. */
  readonly votingPeriod: bigint;
  /** Time between the closing and the first moment of execution. */
  readonly executionDelay: bigint;
  /** Time after that delay in which execution is possible; then the proposal expires. */
  readonly executionWindow: bigint;
  /** How much longer the vote stays open, once, after a quorum that was reached late. */
  readonly lateExtension: bigint;
  /** Duties that the proposing member must hold, all of them. */
  readonly proposerDuties: readonly Duty[];
}

/** A rule as it is kept on chain. */
export interface Rule extends RuleTerms {
  /** Its version; 0 for a join of several rules. */
  readonly version: bigint;
  /** Static words that the action takes. */
  readonly words: bigint;
  /** Whether rules for single first words exist. */
  readonly isKeyed: boolean;
  /** Unix seconds since which another rule stands in its place; 0 while it is in force. */
  readonly supersededAt: bigint;
}
