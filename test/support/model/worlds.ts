import { MAJORITY, type RuleTerms } from "../deploySuite.ts";

/** A founding member: its weight, its duties, how many keys it has and how many of them must agree. */
export interface Founding {
  readonly weight: number;
  readonly duties: number;
  readonly keys: number;
  readonly ballotsNeeded: number;
}

/** A consortium that runs start from. */
export interface World {
  readonly name: string;
  readonly founders: readonly Founding[];
}

/** The strictest rule. Within it lies everything that the other rules ask. */
export const STRICTEST: RuleTerms = {
  quorum: 6600,
  threshold: 6600,
  vetoDuties: 6,
  votingPeriod: 200,
  executionDelay: 60,
  executionWindow: 60,
  lateExtension: 40,
  proposerDuties: 2,
};

const PLAIN: RuleTerms = { ...MAJORITY, votingPeriod: 100, executionWindow: 100 };

/** What actions that change members, rules or modules need: the strictest bars, but at once. */
export const CONSTITUTIONAL: RuleTerms = { ...PLAIN, quorum: STRICTEST.quorum, threshold: STRICTEST.threshold };

export const ORDINARY: RuleTerms = PLAIN;

/** Quorum and threshold, time and duties in all the ways in which they can stand in each other's way. */
export const TERMS: readonly RuleTerms[] = [
  PLAIN,
  { ...PLAIN, quorum: 3000, lateExtension: 30 },
  { ...PLAIN, quorum: 2000, threshold: 6600, executionDelay: 30, executionWindow: 60 },
  { ...PLAIN, quorum: 1, threshold: 0 },
  { ...PLAIN, vetoDuties: 4 },
  { ...PLAIN, quorum: 4000, threshold: 5000, votingPeriod: 60, executionDelay: 60, lateExtension: 40 },
  { ...PLAIN, quorum: 6600, vetoDuties: 6, executionDelay: 10, lateExtension: 20 },
  { ...PLAIN, quorum: 5000, threshold: 5000, proposerDuties: 2 },
  STRICTEST,
  { ...STRICTEST, quorum: 7000 },
];

const founding = (weight: number, duties = 0, keys = 1, ballotsNeeded = 1): Founding => ({
  weight,
  duties,
  keys,
  ballotsNeeded,
});

const ATTESTER = 2;
const GUARDIAN = 4;
const BOTH = ATTESTER | GUARDIAN;

export const WORLDS: readonly World[] = [
  {
    name: "five equal members",
    founders: [founding(1, ATTESTER), founding(1), founding(1, 0, 2), founding(1, BOTH), founding(1, GUARDIAN)],
  },
  {
    name: "five members of different weight",
    founders: [founding(4, BOTH), founding(3, 0, 3, 2), founding(2, ATTESTER), founding(2), founding(1, GUARDIAN, 2)],
  },
  {
    name: "three members, one of them of two keys",
    founders: [founding(1, BOTH), founding(1, 0, 2, 2), founding(1, GUARDIAN)],
  },
  {
    name: "seven members, two of them of three keys",
    founders: [
      founding(2, ATTESTER),
      founding(1, 0, 3, 2),
      founding(1, 0, 3, 2),
      founding(1, BOTH),
      founding(1),
      founding(1, GUARDIAN, 2),
      founding(1),
    ],
  },
];
