import type { RuleTerms } from "../deploySuite.ts";
import { hadLeft, memberAtAnyTime, suspendedUntil } from "./membership.ts";
import type { Choice, Moment, Proposal, Realm } from "./Realm.ts";

export interface Tally {
  readonly against: number;
  readonly for: number;
  readonly abstain: number;
  readonly total: number;
  /** Weight of each seat that counts and has said nothing that counts. */
  readonly silent: readonly number[];
}

type Count = Pick<Tally, "against" | "for" | "abstain" | "total">;

/** What a seat said last. */
export function choiceOf(proposal: Proposal, seat: number): Choice | null {
  return proposal.ballots.filter((ballot) => ballot.seat === seat).at(-1)?.choice ?? null;
}

/**
 * Counts all ballots again as of a moment. Who had left counts nowhere, who was suspended counts as silent; the seats that the
 * proposal removes or suspends are not asked, while their weight stays in every bar.
 */
export function recount(realm: Realm, proposal: Proposal, at: Moment): Tally {
  const weights = { against: 0, for: 0, abstain: 0 };
  const silent: number[] = [];
  let total = 0;
  for (const [index, weight] of proposal.electors) {
    const seat = memberAtAnyTime(realm, index);
    if (hadLeft(seat, at)) continue;
    total += weight;
    if (proposal.concerned.includes(index)) continue;
    const choice = choiceOf(proposal, index);
    if (choice === null || suspendedUntil(seat, at) !== 0) silent.push(weight);
    else weights[choice] += weight;
  }
  return { ...weights, total, silent };
}

/** A share of a weight in basis points, rounded up. */
export function shareOf(weight: number, basisPoints: number): number {
  return Math.ceil((weight * basisPoints) / 10_000);
}

/** Whether a count passes: somebody is in favour, enough of all, and enough of those who took a side. */
export function passes(tally: Count, { quorum, threshold }: RuleTerms): boolean {
  const enoughOfAll = tally.for >= shareOf(tally.total, quorum);
  const enoughOfSides = tally.for >= shareOf(tally.for + tally.against, threshold);
  return tally.for > 0 && enoughOfAll && enoughOfSides;
}

/** What is certain whatever those do who are silent: every way in which they could still vote is tried. */
export function certaintyOf(tally: Tally, terms: RuleTerms): "accepted" | "rejected" | null {
  const endings = new Set<boolean>();
  const tryAll = (count: Count, left: readonly number[]): void => {
    const [weight, ...rest] = left;
    if (weight === undefined) {
      endings.add(passes(count, terms));
      return;
    }
    tryAll(count, rest);
    tryAll({ ...count, for: count.for + weight }, rest);
    tryAll({ ...count, against: count.against + weight }, rest);
  };
  tryAll(tally, tally.silent);
  if (endings.size > 1) return null;
  return endings.has(true) ? "accepted" : "rejected";
}
