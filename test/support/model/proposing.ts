import { certaintyOf, type Tally } from "./counting.ts";
import { carryOut } from "./decrees.ts";
import { closingOf, isAbsorbing, STATES, type State, stateOf } from "./lifecycle.ts";
import { electorateOf, memberAtAnyTime, SCOPE_PROPOSE, SCOPE_VOTE, seatActing } from "./membership.ts";
import { type Choice, type Deed, nameOf, type Proposal, type Realm } from "./Realm.ts";
import { Refusal, refuseFor } from "./Refusal.ts";
import { isAtLeastAsStrict, type Ruling, ruleOn } from "./rules.ts";

const OPEN_AT_ONCE = 4;

/** What a proposal says. */
export interface Content {
  readonly deeds: readonly Deed[];
  readonly salt: number;
}

/** A signed ballot that did not count, and what may be said of it. */
export interface Skipped {
  readonly seat: number;
  readonly reasons: readonly string[];
}

/** One ballot of an enactment: a key signs for a seat. */
export interface EnactedBallot {
  readonly seat: number;
  readonly account: string;
  readonly choice: Choice;
}

export function proposalAt(realm: Realm, index: number): Proposal {
  const proposal = realm.proposals[index];
  if (proposal === undefined) throw new Error(`there is no proposal ${index} in the model`);
  return proposal;
}

/** Opens a proposal for the seat of `account`. */
export function open(realm: Realm, account: string, content: Content): Proposal {
  const proposer = seatActing(realm, account, SCOPE_PROPOSE);
  if (proposer === null) throw new Refusal([`GovernorNotAllowed(${account})`]);
  const ruling = ruleOn(realm, content.deeds);
  const open = realm.proposals.filter((kept) => kept.proposer === proposer && !isAbsorbing(stateOf(realm, kept)));
  refuseFor([
    ...refusalsOf(realm, proposer, content, ruling),
    [open.length >= OPEN_AT_ONCE, `GovernorTooManyOpen(${proposer},${OPEN_AT_ONCE})`],
  ]);
  const proposal = create(realm, proposer, content, ruling);
  realm.proposals.push(proposal);
  return proposal;
}

function refusalsOf(
  realm: Realm,
  proposer: number,
  { deeds, salt }: Content,
  ruling: Ruling,
): readonly (readonly [boolean, string])[] {
  const { duties } = memberAtAnyTime(realm, proposer);
  const required = ruling.terms.proposerDuties;
  const isSame = (kept: Proposal): boolean =>
    kept.proposer === proposer && kept.salt === salt && contentOf(kept.deeds) === contentOf(deeds);
  return [
    [(duties & required) !== required, `GovernorProposerDuties(${required},${duties})`],
    [realm.proposals.some((kept) => isSame(kept) && kept.version === ruling.version), "GovernorProposalExists"],
    ...deeds.map((deed): readonly [boolean, string] => staleness(realm, deed)),
  ];
}

function contentOf(deeds: readonly Deed[]): string {
  return JSON.stringify(deeds, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}

/** A change of a parameter that was written against another version can never succeed, and is refused at once. */
function staleness(realm: Realm, deed: Deed): readonly [boolean, string] {
  if (deed.kind !== "setParameter") return [false, ""];
  const version = realm.parameters.get(deed.key)?.version ?? 0;
  const isStale = version !== deed.expected;
  return [isStale, `ConstitutionParameterChanged(${deed.key},${deed.expected},${version})`];
}

function create(realm: Realm, proposer: number, content: Content, ruling: Ruling, enacted = false): Proposal {
  return {
    id: 0n,
    proposer,
    deeds: content.deeds,
    salt: content.salt,
    created: realm.now,
    electors: electorateOf(realm),
    terms: ruling.terms,
    version: ruling.version,
    versions: ruling.versions,
    concerned: ruling.concerned,
    touchesModules: ruling.touchesModules,
    ballots: [],
    enacted,
    agreements: new Map(),
    nonces: new Map(),
    extended: null,
    decision: null,
    queued: false,
    executed: false,
    canceled: null,
  };
}

// ---------------------------------------------------------------- after the vote

export function requireState(realm: Realm, proposal: Proposal, expected: State): void {
  const current = stateOf(realm, proposal);
  const bits = `0x${(1 << STATES.indexOf(expected)).toString(16).padStart(64, "0")}`;
  refuseFor([
    [current !== expected, nameOf(proposal, "GovernorUnexpectedProposalState", STATES.indexOf(current), bits)],
  ]);
}

export function withdraw(realm: Realm, account: string, proposal: Proposal): void {
  const isOwn = seatActing(realm, account, SCOPE_PROPOSE) === proposal.proposer;
  refuseFor([[!isOwn, nameOf(proposal, "GovernorUnableToCancel", account)]]);
  requireState(realm, proposal, "Active");
  proposal.canceled = "Withdrawn";
}

export function queue(realm: Realm, proposal: Proposal): void {
  const current = stateOf(realm, proposal);
  refuseFor([
    [proposal.terms.executionDelay === 0, nameOf(proposal, "GovernorProposalQueueingNotRequired")],
    [current === "Queued", nameOf(proposal, "GovernorAlreadyQueuedProposal")],
  ]);
  requireState(realm, proposal, "Succeeded");
  proposal.queued = true;
}

export function execute(realm: Realm, proposal: Proposal): void {
  const current = proposal.terms.executionDelay > 0 ? "Queued" : "Succeeded";
  requireState(realm, proposal, current);
  const eta = closingOf(realm, proposal) + proposal.terms.executionDelay;
  const isEarly = realm.now.time < eta;
  refuseFor([[isEarly, nameOf(proposal, "GovernorNotExecutable", STATES.indexOf(current), eta)]]);
  refuseFor(proposal.deeds.map((deed) => staleness(realm, deed)));
  const isOutgrown = !isAtLeastAsStrict(proposal.terms, ruleOn(realm, proposal.deeds).terms);
  refuseFor([[isOutgrown, nameOf(proposal, "GovernorRuleOutgrown")]]);
  proposal.executed = true;
  carryOut(realm, proposal);
}

/** Cancels a proposal one of whose changes of parameters was written against another version. */
export function pokeStale(realm: Realm, proposal: Proposal): void {
  const isStale = proposal.deeds.some(
    (deed) => deed.kind === "setParameter" && realm.parameters.get(deed.key)?.version !== deed.expected,
  );
  const isOver = isAbsorbing(stateOf(realm, proposal));
  refuseFor([[isOver || !isStale, nameOf(proposal, "GovernorNothingToSettle")]]);
  proposal.canceled = "ParameterChanged";
}

// ---------------------------------------------------------------- one transaction

/** Proposes, counts signed ballots and executes at once. */
export function enact(
  realm: Realm,
  proposer: number,
  content: Content,
  ballots: readonly EnactedBallot[],
  deadline: number,
): readonly Skipped[] {
  const ruling = ruleOn(realm, content.deeds);
  const { terms } = ruling;
  const duties = [1, 2, 4].filter((duty) => (terms.proposerDuties & duty) !== 0);
  const needsTime = terms.executionDelay > 0 || terms.vetoDuties !== 0 || terms.lateExtension > 0 || duties.length > 1;
  const proposal = create(realm, proposer, content, ruling, true);
  const judged = ballots.map((ballot) => ({ ballot, reasons: reasonsAgainst(realm, proposal, ballot) }));
  const counted = judged.filter(({ reasons }) => reasons.length === 0).map(({ ballot }) => ballot);
  const consents = counted.some(
    ({ seat, account, choice }) =>
      seat === proposer && choice === "for" && seatActing(realm, account, SCOPE_PROPOSE) === seat,
  );
  const isAccepted = certaintyOf(tallyOf(proposal, counted), terms) === "accepted";
  refuseFor([
    ...refusalsOf(realm, proposer, content, ruling),
    [needsTime, "GovernorNeedsTime"],
    [ballots.length > 0 && realm.now.time > deadline, `GovernorBallotExpired(0,${deadline})`],
    [!consents, `GovernorProposerMissing(${proposer})`],
    [!isAccepted, "GovernorNotDecided"],
  ]);
  for (const { seat, choice } of counted) proposal.ballots.push({ seat, choice });
  proposal.decision = { closedAt: realm.now.time, passed: true, counted: realm.now };
  proposal.executed = true;
  realm.proposals.push(proposal);
  carryOut(realm, proposal);
  const skipped = judged.filter(({ reasons }) => reasons.length > 0);
  return skipped.map(({ ballot, reasons }) => ({ seat: ballot.seat, reasons }));
}

/** A ballot in compact form is one key's: of a seat that one key speaks for. */
function reasonsAgainst(realm: Realm, proposal: Proposal, { seat, account }: EnactedBallot): readonly string[] {
  const isKey = seatActing(realm, account, SCOPE_VOTE) === seat;
  const isAlone = memberAtAnyTime(realm, seat).ballotsNeeded === 1;
  const isEligible = proposal.electors.has(seat) && !proposal.concerned.includes(seat);
  return [...(isKey && isAlone ? [] : ["GovernorBallotUnsigned"]), ...(isEligible ? [] : ["GovernorNotEligible"])];
}

function tallyOf(proposal: Proposal, counted: readonly EnactedBallot[]): Tally {
  const weights = { against: 0, for: 0, abstain: 0 };
  const silent: number[] = [];
  let total = 0;
  for (const [seat, weight] of proposal.electors) {
    total += weight;
    if (proposal.concerned.includes(seat)) continue;
    const ballot = counted.find((given) => given.seat === seat);
    if (ballot === undefined) silent.push(weight);
    else weights[ballot.choice] += weight;
  }
  return { ...weights, total, silent };
}
