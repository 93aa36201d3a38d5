import { supports } from "../types/Ballot.ts";
import type { CountedChoice, ProposalRecord } from "../types/ProposalRecord.ts";

/** Choices that the record itself holds; pages of 128 follow. */
const INLINE_SEATS = 44;
const SEATS_PER_PAGE = 128;

/** Reads the word in which the governor keeps a proposal. */
export function decodeProposalRecord(word: bigint): ProposalRecord {
  const field = (shift: number, bits: number): bigint => (word >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n);
  const flag = (bit: number): boolean => field(248 + bit, 1) === 1n;
  return {
    weightFor: field(88, 16),
    weightAgainst: field(104, 16),
    weightAbstain: field(120, 16),
    needed: field(136, 16),
    mayLose: field(152, 16),
    createdAt: field(168, 32),
    closesAfter: field(200, 24),
    electorateVersion: field(224, 20),
    isExecuted: flag(0),
    isCanceled: flag(1),
    isExtended: flag(2),
    isQueued: flag(3),
    isDecided: flag(4),
    hasPassed: flag(5),
  };
}

/** The choices in a record and its pages, by seat. */
export function decodeChoices(word: bigint, pages: readonly bigint[]): readonly CountedChoice[] {
  const choices = [
    ...readChoices(word, 0n, INLINE_SEATS),
    ...pages.flatMap((page, index) => readChoices(page, BigInt(INLINE_SEATS + index * SEATS_PER_PAGE), SEATS_PER_PAGE)),
  ];
  return choices;
}

function readChoices(bits: bigint, firstSeat: bigint, seats: number): readonly CountedChoice[] {
  return Array.from({ length: seats }, (_, index) => {
    const support = supports[Number((bits >> BigInt(2 * index)) & 3n) - 1];
    return support === undefined ? [] : [{ seat: firstSeat + BigInt(index), support }];
  }).flat();
}
