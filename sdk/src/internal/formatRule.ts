import type { RuleTerms } from "../types/Rule.ts";
import { formatBasisPoints } from "./formatBasisPoints.ts";
import { formatDuration } from "./formatDuration.ts";

/**
 * A rule as people read it, with each of its eight components.
 *
 * @example
 * ```ts
 * const sentence: string = formatRule(rule);
 * ```
 */
export function formatRule(rule: RuleTerms): string {
  return [
    `quorum ${formatBasisPoints(rule.quorum)} of all weight`,
    `threshold ${formatBasisPoints(rule.threshold)} of the votes`,
    `the vote open for ${formatDuration(rule.votingPeriod)}`,
    rule.executionDelay === 0n
      ? `executed at once or within ${formatDuration(rule.executionWindow)}`
      : `executed after ${formatDuration(rule.executionDelay)} and within ${formatDuration(rule.executionWindow)}`,
    rule.lateExtension === 0n
      ? "no late extension"
      : `a late quorum extends the vote by ${formatDuration(rule.lateExtension)}`,
    rule.vetoDuties.length === 0 ? "no veto" : `veto by ${rule.vetoDuties.join(" or ")}`,
    rule.proposerDuties.length === 0
      ? "proposed by any member"
      : `proposed by ${rule.proposerDuties.join(" and ")} only`,
  ].join(", ");
}
