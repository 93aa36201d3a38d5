import { choiceOf, passes, recount, type Tally } from "./counting.ts";
import { memberAtAnyTime } from "./membership.ts";
import { endOf, hadHappened, type Moment, type Proposal, type Realm } from "./Realm.ts";

/** The names of `IGovernor.ProposalState`, in its order. */
export const STATES = [
  "Pending",
  "Active",
  "Canceled",
  "Defeated",
  "Succeeded",
  "Queued",
  "Expired",
  "Executed",
] as const;

export type State = (typeof STATES)[number];

const CLOSED: readonly State[] = ["Canceled", "Defeated", "Expired", "Executed"];

/** States that are never left. */
export function isAbsorbing(state: State): boolean {
  return CLOSED.includes(state);
}

/**
 * When the vote closes unless it is decided before. Every break-glass act while the vote is open, from its first second on, adds
 * its length; a quorum that was reached late keeps the vote open until its own date.
 */
export function deadlineOf(realm: Realm, proposal: Proposal): number {
  let deadline = proposal.created.time + proposal.terms.votingPeriod;
  const { extended } = proposal;
  const extensions = realm.acts
    .filter((act) => act.at.time >= proposal.created.time)
    .map((act) => ({ at: act.at, move: (closing: number) => closing + act.length }));
  if (extended !== null) {
    extensions.push({ at: extended.at, move: (closing) => Math.max(closing, extended.until) });
  }
  extensions.sort((one, other) => one.at.time - other.at.time || one.at.turn - other.at.turn);
  for (const { at, move } of extensions) if (at.time < deadline) deadline = move(deadline);
  return deadline;
}

/** When the vote closes or closed. */
export function closingOf(realm: Realm, proposal: Proposal): number {
  return proposal.decision?.closedAt ?? deadlineOf(realm, proposal);
}

export function isClosed(realm: Realm, proposal: Proposal): boolean {
  return proposal.decision !== null || realm.now.time >= deadlineOf(realm, proposal);
}

/** The moment as of which the vote counts: now, or its closing. */
export function countedAt(realm: Realm, proposal: Proposal): Moment {
  if (proposal.decision !== null) return proposal.decision.counted;
  const deadline = deadlineOf(realm, proposal);
  return realm.now.time < deadline ? realm.now : endOf(deadline - 1);
}

export function tallyOf(realm: Realm, proposal: Proposal): Tally {
  return recount(realm, proposal, countedAt(realm, proposal));
}

/** The first supersession of one of the rules that the proposal was opened under. */
export function supersessionOf(realm: Realm, proposal: Proposal): Moment | null {
  return proposal.versions
    .map((version) => realm.superseded.get(version) ?? null)
    .reduce((first, next) => (first === null || (next !== null && hadHappened(next, first)) ? next : first), null);
}

export function expiryOf(realm: Realm, { terms, ...proposal }: Proposal): number {
  return closingOf(realm, { ...proposal, terms }) + terms.executionDelay + terms.executionWindow;
}

function hasPassed(realm: Realm, proposal: Proposal): boolean {
  return proposal.decision?.passed ?? passes(tallyOf(realm, proposal), proposal.terms);
}

/** Whether the ballots in favour are no longer enough without those whose seats left between the closing and the expiry. */
export function hasLostBallots(realm: Realm, proposal: Proposal): boolean {
  const closing = countedAt(realm, proposal);
  const until = endOf(expiryOf(realm, proposal));
  let lost = 0;
  for (const [index, weight] of proposal.electors) {
    const { left } = memberAtAnyTime(realm, index);
    const leftSince = left !== null && !hadHappened(left, closing) && hadHappened(left, until);
    if (leftSince && choiceOf(proposal, index) === "for") lost += weight;
  }
  const tally = recount(realm, proposal, closing);
  return lost > 0 && !passes({ ...tally, for: tally.for - lost }, proposal.terms);
}

function wasOvertaken(realm: Realm, proposal: Proposal, by: number): boolean {
  const supersession = supersessionOf(realm, proposal);
  return supersession !== null && supersession.time <= by;
}

/** Where a proposal stands now. */
export function stateOf(realm: Realm, proposal: Proposal): State {
  if (proposal.executed) return "Executed";
  if (proposal.canceled !== null) return "Canceled";
  if (!isClosed(realm, proposal)) return supersessionOf(realm, proposal) === null ? "Active" : "Canceled";

  const isUndecided = proposal.decision === null;
  if (isUndecided && wasOvertaken(realm, proposal, closingOf(realm, proposal) - 1)) return "Canceled";
  if (!hasPassed(realm, proposal)) return "Defeated";

  const expiry = expiryOf(realm, proposal);
  if (wasOvertaken(realm, proposal, expiry) || hasLostBallots(realm, proposal)) return "Canceled";
  if (realm.now.time > expiry) return "Expired";
  return proposal.queued && proposal.terms.executionDelay > 0 ? "Queued" : "Succeeded";
}
