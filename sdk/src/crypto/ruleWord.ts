import { fromDutyMask } from "../types/dutyMask.ts";
import type { Rule } from "../types/Rule.ts";

/** Reads the word in which the constitution keeps a rule. */
export function decodeRule(word: bigint): Rule {
  const field = (shift: number, bits: number): bigint => (word >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n);
  return {
    quorum: field(0, 16),
    threshold: field(16, 16),
    vetoDuties: fromDutyMask(field(32, 8)),
    votingPeriod: field(40, 32),
    executionDelay: field(72, 32),
    executionWindow: field(104, 32),
    lateExtension: field(136, 32),
    proposerDuties: fromDutyMask(field(168, 8)),
    version: field(176, 24),
    words: field(200, 8),
    isKeyed: field(208, 8) !== 0n,
    supersededAt: field(216, 40),
  };
}
