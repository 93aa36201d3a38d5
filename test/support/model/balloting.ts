import { certaintyOf, choiceOf, passes, recount, shareOf } from "./counting.ts";
import { closingOf, countedAt, deadlineOf, isClosed, stateOf, supersessionOf, tallyOf } from "./lifecycle.ts";
import { findKey, mayAct, memberAtAnyTime, SCOPE_VOTE, seatActing } from "./membership.ts";
import type { Skipped } from "./proposing.ts";
import { type Choice, nameOf, type Proposal, type Realm, SUPPORTS } from "./Realm.ts";
import { Refusal, refuseFor } from "./Refusal.ts";

/** A ballot signed off line by some accounts for a seat. */
export interface SignedBallot {
  readonly seat: number;
  readonly support: number;
  readonly nonce: number;
  readonly deadline: number;
  readonly signers: readonly string[];
}

/** A key of a member votes by itself. */
export function cast(realm: Realm, account: string, proposal: Proposal, support: number): void {
  const seat = seatActing(realm, account, SCOPE_VOTE);
  const choice = SUPPORTS[support];
  const state = stateOf(realm, proposal);
  refuseFor([
    [state === "Canceled", "GovernorVotingClosed"],
    [isClosed(realm, proposal), nameOf(proposal, "GovernorVotingClosed", closingOf(realm, proposal))],
    [state !== "Active", "GovernorVotingClosed"],
    [choice === undefined, "GovernorInvalidVoteType()"],
    [seat === null, `GovernorNotAllowed(${account})`],
    [seat !== null && !mayVoteOn(proposal, seat), nameOf(proposal, "GovernorNotEligible", seat)],
  ]);
  if (seat === null || choice === undefined) throw new Refusal(["GovernorNotAllowed"]);
  if (!agree(realm, account, proposal, seat, choice)) return;
  const nonce = choiceOf(proposal, seat) === null ? 0 : (proposal.nonces.get(seat) ?? 0) + 1;
  count(realm, proposal, seat, choice, nonce);
}

/** Ballots signed off line, sent by anybody; those that do not count are told. */
export function castSigned(realm: Realm, proposal: Proposal, ballots: readonly SignedBallot[]): readonly Skipped[] {
  const skipped: Skipped[] = [];
  for (const ballot of ballots) {
    const reasons = reasonsAgainst(realm, proposal, ballot);
    const choice = SUPPORTS[ballot.support];
    if (reasons.length > 0 || choice === undefined) skipped.push({ seat: ballot.seat, reasons });
    else count(realm, proposal, ballot.seat, choice, ballot.nonce);
  }
  return skipped;
}

function mayVoteOn(proposal: Proposal, seat: number): boolean {
  return proposal.electors.has(seat) && !proposal.concerned.includes(seat);
}

function reasonsAgainst(realm: Realm, proposal: Proposal, ballot: SignedBallot): readonly string[] {
  const { seat, support, nonce, deadline, signers } = ballot;
  const isFirst = choiceOf(proposal, seat) === null;
  const isStale = isFirst ? nonce !== 0 : nonce <= (proposal.nonces.get(seat) ?? 0);
  const reasons: readonly (readonly [boolean, string])[] = [
    [stateOf(realm, proposal) !== "Active", "GovernorVotingClosed"],
    [support >= SUPPORTS.length, "GovernorInvalidVoteType"],
    [realm.now.time > deadline, "GovernorBallotExpired"],
    [isStale, "GovernorBallotStale"],
    [!isSigned(realm, seat, signers), "GovernorBallotUnsigned"],
    [!mayVoteOn(proposal, seat), "GovernorNotEligible"],
  ];
  return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
}

function isSigned(realm: Realm, seat: number, signers: readonly string[]): boolean {
  const areKeys = signers.every((account) => seatActing(realm, account, SCOPE_VOTE) === seat);
  const areDistinct = new Set(signers).size === signers.length;
  const needed = realm.seats[seat]?.ballotsNeeded ?? 1;
  return signers.length > 0 && areKeys && areDistinct && signers.length >= needed;
}

/** One key of a seat agrees to a choice; true once enough of its keys do. */
function agree(realm: Realm, account: string, proposal: Proposal, seat: number, choice: Choice): boolean {
  const { ballotsNeeded } = memberAtAnyTime(realm, seat);
  if (ballotsNeeded === 1) return true;
  const agreements = proposal.agreements.get(seat) ?? new Map<string, Choice>();
  proposal.agreements.set(seat, agreements);
  agreements.set(account, choice);
  const agreed = [...agreements].filter(([signer, given]) => {
    const found = findKey(realm, signer);
    return given === choice && found !== null && mayAct(realm, seat, found.key, SCOPE_VOTE);
  });
  return agreed.length >= ballotsNeeded;
}

/** A ballot counts: it closes the vote if nothing can change the outcome any more, or opens it longer if it comes late. */
function count(realm: Realm, proposal: Proposal, seat: number, choice: Choice, nonce: number): void {
  const before = tallyOf(realm, proposal).for;
  proposal.agreements.delete(seat);
  proposal.ballots.push({ seat, choice });
  if (nonce > 0) proposal.nonces.set(seat, nonce);

  const { terms } = proposal;
  const tally = tallyOf(realm, proposal);
  const holdsVeto = (memberAtAnyTime(realm, seat).duties & terms.vetoDuties) !== 0;
  const certainty = choice === "against" && holdsVeto ? "rejected" : certaintyOf(tally, terms);
  if (certainty === "rejected" || (certainty === "accepted" && terms.vetoDuties === 0)) {
    decide(realm, proposal, certainty === "accepted");
    return;
  }
  const quorum = shareOf(tally.total, terms.quorum);
  const until = realm.now.time + terms.lateExtension;
  const isLate = until > deadlineOf(realm, proposal);
  if (proposal.extended !== null || terms.lateExtension === 0 || !isLate) return;
  if (before < quorum && tally.for >= quorum) proposal.extended = { at: realm.now, until };
}

/** Writes down what is already so. */
export function poke(realm: Realm, proposal: Proposal): void {
  const nothing = nameOf(proposal, "GovernorNothingToSettle");
  refuseFor([[proposal.executed || proposal.canceled !== null, nothing]]);
  if (stateOf(realm, proposal) === "Canceled") {
    proposal.canceled = supersessionOf(realm, proposal) === null ? "BallotsLost" : "RuleChanged";
    return;
  }
  refuseFor([[proposal.decision !== null, nothing]]);
  const counted = countedAt(realm, proposal);
  const tally = recount(realm, proposal, counted);
  if (isClosed(realm, proposal)) {
    const closedAt = deadlineOf(realm, proposal);
    proposal.decision = { closedAt, passed: passes(tally, proposal.terms), counted };
    return;
  }
  const certainty = certaintyOf(tally, proposal.terms);
  const isEarlyPass = certainty === "accepted" && proposal.terms.vetoDuties !== 0;
  refuseFor([[certainty === null || isEarlyPass, nothing]]);
  decide(realm, proposal, certainty === "accepted");
}

function decide(realm: Realm, proposal: Proposal, passed: boolean): void {
  const { time } = realm.now;
  const changedNow = [...proposal.electors.keys()].some((index) => {
    const { left, suspensions } = memberAtAnyTime(realm, index);
    return left?.time === time || suspensions.some(({ at, until }) => at.time === time || until === time);
  });
  if (changedNow) realm.corners.add("standing-in-deciding-second");
  proposal.decision = { closedAt: time, passed, counted: realm.now };
}
