import type { Suite } from "./Suite.ts";

/** What a group asks of its records. Periods are seconds; a quorum of 0 leaves the decision to a vote of the consortium alone. */
export interface GroupPolicy {
  /** Acknowledgements that make a record final, those of mandatory members included; at least one. */
  readonly minAcks: bigint;
  /** Suites of algorithms that records may be sealed with. */
  readonly suites: readonly Suite[];
  /** Whether a mandatory member that has left the consortium is not waited for. */
  readonly waivesLeavers: boolean;
  /** Whether only recipients with an attestation may be sealed to. */
  readonly needsAttested: boolean;
  /** Time to acknowledge; a record that is not final by then has expired. */
  readonly ackPeriod: bigint;
  /** Time for the sender to answer a rejection. */
  readonly answerPeriod: bigint;
  /** After it anybody may have the record shredded; 0 for no end. */
  readonly timeToLive: bigint;
  /** Time for the parties to sign that they have shredded it. */
  readonly shredPeriod: bigint;
  /** Members that may have a record shredded together. */
  readonly shredQuorum: bigint;
  /** Members that may grant an earlier record together. */
  readonly historyQuorum: bigint;
  /** Members that may change the group together. */
  readonly changeQuorum: bigint;
}
