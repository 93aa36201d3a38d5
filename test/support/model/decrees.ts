import { shareOf } from "./counting.ts";
import { electorateOf, findKey, memberAt, seatAt, standingOf, totalOf } from "./membership.ts";
import type { Act, Deed, Key, Proposal, Realm, Seat } from "./Realm.ts";
import { Refusal, refuseFor } from "./Refusal.ts";
import { fallbackOf, keyedAction, LEDGER_ENTER, setFallback, setRule } from "./rules.ts";

/** What the ledger refuses to enter. */
export const REFUSED_WORD = 2n ** 256n - 1n;

const ALL_DUTIES = 7;
const CEILING_SEATS = 4;

/** Does what governance decided, in the name of governance. */
export function decree(realm: Realm, deed: Deed): void {
  switch (deed.kind) {
    case "enter":
      refuseFor([[deed.word === REFUSED_WORD, `LedgerRefused(${deed.word})`]]);
      realm.ledgerEntries += 1;
      return;
    case "clear":
      realm.ledgerEntries += 1;
      return;
    case "setParameter":
      setParameter(realm, deed.key, deed.expected, deed.value);
      return;
    case "setKeyedRule":
      setRule(realm, keyedAction(LEDGER_ENTER, deed.word), deed.terms);
      return;
    case "setRule":
      setRule(realm, deed.action, deed.terms);
      return;
    case "setFallback":
      setFallback(realm, deed.terms);
      return;
    case "ratify":
      ratify(realm, deed.account, deed.until);
      return;
    case "overrule":
      overrule(realm, deed.account);
      return;
    default:
      changeMembers(realm, deed);
  }
}

type MemberDeed = Extract<
  Deed,
  { readonly kind: "admit" | "remove" | "suspend" | "reinstate" | "setWeight" | "setDuties" }
>;

function changeMembers(realm: Realm, deed: MemberDeed): void {
  switch (deed.kind) {
    case "admit":
      admit(realm, deed.cold, deed.weight);
      return;
    case "remove":
      remove(memberAt(realm, deed.seat), realm);
      return;
    case "suspend":
      suspend(realm, deed.seat, deed.until);
      return;
    case "reinstate":
      memberAt(realm, deed.seat);
      refuseFor([[standingOf(realm, deed.seat) !== "suspended", `MemberUnchanged(${deed.seat})`]]);
      seatAt(realm, deed.seat).suspensions.push({ at: realm.now, until: 0 });
      return;
    case "setWeight": {
      const seat = memberAt(realm, deed.seat);
      refuseFor([
        [seat.weight === deed.weight, `MemberUnchanged(${deed.seat})`],
        [deed.weight === 0, "MemberBadWeight"],
      ]);
      seat.weight = deed.weight;
      return;
    }
    case "setDuties": {
      const seat = memberAt(realm, deed.seat);
      refuseFor([
        [seat.duties === deed.duties, `MemberUnchanged(${deed.seat})`],
        [deed.duties > ALL_DUTIES, `MemberBadDuties(${deed.duties})`],
      ]);
      seat.duties = deed.duties;
      return;
    }
  }
}

function admit(realm: Realm, cold: string, weight: number): void {
  const isTaken = realm.seats.some((seat) => seat.cold === cold && seat.left === null);
  refuseFor([
    [isTaken, `MemberBadCold(${cold})`],
    [weight === 0, "MemberBadWeight"],
  ]);
  realm.seats.push({
    weight,
    ballotsNeeded: 1,
    duties: 0,
    cold,
    accepted: false,
    left: null,
    suspensions: [],
    keys: [],
  });
}

function remove(seat: Seat, realm: Realm): void {
  seat.left = realm.now;
  for (const key of seat.keys.splice(0)) rememberSuspension(realm, key);
}

function suspend(realm: Realm, index: number, until: number): void {
  const seat = memberAt(realm, index);
  refuseFor([
    [!seat.accepted, `MemberNotAccepted(${index})`],
    [until <= realm.now.time, `MemberBadDate(${until})`],
  ]);
  seat.suspensions.push({ at: realm.now, until });
}

function setParameter(realm: Realm, key: string, expected: number, value: number): void {
  const parameter = realm.parameters.get(key);
  if (parameter === undefined) throw new Refusal([`ConstitutionUnknownParameter(${key})`]);
  const { version, min, max, maxStep } = parameter;
  const step = Math.abs(value - parameter.value);
  const until = parameter.changedAt + parameter.coolDown;
  refuseFor([
    [version !== expected, `ConstitutionParameterChanged(${key},${expected},${version})`],
    [step === 0, `ConstitutionUnchanged(${key})`],
    [value < min || value > max, `ConstitutionOutOfBounds(${key},${value},${min},${max})`],
    [maxStep !== 0 && step > maxStep, `ConstitutionStepTooLarge(${key},${step},${maxStep})`],
    [realm.now.time < until, `ConstitutionCoolingDown(${key},${until})`],
  ]);
  parameter.value = value;
  parameter.version += 1;
  parameter.changedAt = realm.now.time;
}

// ---------------------------------------------------------------- break-glass

/** The last act on a key. */
export function lastActOn(realm: Realm, account: string): Act | null {
  return realm.acts.filter((act) => act.account === account).at(-1) ?? null;
}

export function isPending(realm: Realm, act: Act): boolean {
  return act.ratifiedUntil === 0 && realm.now.time < act.lapsesAt;
}

function ratify(realm: Realm, account: string, until: number): void {
  const act = lastActOn(realm, account);
  const found = findKey(realm, account);
  if (act === null || !isPending(realm, act)) throw new Refusal([`GuardiansNothingToDo(${account})`]);
  refuseFor([[until <= realm.now.time, `GuardiansBadDate(${until})`]]);
  act.ratifiedUntil = until;
  act.ratified = true;
  if (found === null) realm.remembered.set(account, until);
  else found.key.suspendedUntil = until;
}

function overrule(realm: Realm, account: string): void {
  const act = lastActOn(realm, account);
  const isInForce = act !== null && (isPending(realm, act) || act.ratifiedUntil > realm.now.time);
  if (act === null || !isInForce) throw new Refusal([`GuardiansNothingToDo(${account})`]);
  endAct(realm, act);
}

export function endAct(realm: Realm, act: Act): void {
  act.lapsesAt = realm.now.time;
  act.ratifiedUntil = 0;
  const found = findKey(realm, act.account);
  if (found !== null) found.key.suspendedUntil = 0;
  realm.remembered.delete(act.account);
}

/** Of a key that goes while it is suspended, the suspension stays. */
export function rememberSuspension(realm: Realm, key: Key): void {
  if (key.suspendedUntil > realm.now.time) realm.remembered.set(key.account, key.suspendedUntil);
}

// ---------------------------------------------------------------- carrying out

/** Everything that a proposal is about, one after the other, and afterwards the question whether the members can still act. */
export function carryOut(realm: Realm, { deeds, touchesModules }: Pick<Proposal, "deeds" | "touchesModules">): void {
  deeds.forEach((deed, index) => {
    try {
      decree(realm, deed);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(error.reasons.map((reason) => `GovernorCallReverted(${index}): ${reason}`));
    }
  });
  if (touchesModules) requireSafety(realm);
}

function requireSafety(realm: Realm): void {
  const electorate = electorateOf(realm);
  const admitted = realm.seats.filter(({ left }) => left === null).map(({ weight }) => weight);
  const { quorum, threshold } = fallbackOf(realm).terms;
  const bar = shareOf(totalOf(electorate), quorum);
  const isActive = (index: number): boolean => standingOf(realm, index) === "active";
  const active = [...electorate].reduce((sum, [index, weight]) => sum + (isActive(index) ? weight : 0), 0);
  // What one lost key must not prevent is asked of all who are admitted, applicants included.
  const total = admitted.reduce((sum, weight) => sum + weight, 0);
  const needed = Math.max(shareOf(total, quorum), shareOf(total, threshold), 1);
  const ceiling = total - Math.max(0, ...admitted);
  refuseFor([
    [active === 0 || active < bar, `SafeguardsUnreachable(${active},${bar})`],
    [admitted.length >= CEILING_SEATS && needed > ceiling, `SafeguardsCeilingBroken(${needed},${ceiling})`],
    [!areDutiesHeld(realm), "SafeguardsDutiesUnheld"],
  ]);
}

/** Some active member holds all duties that a rule asks of its proposer, and each veto duty is held by one. */
function areDutiesHeld(realm: Realm): boolean {
  const held = realm.seats.filter((_, index) => standingOf(realm, index) === "active").map(({ duties }) => duties);
  const isHeld = (mask: number): boolean => held.some((duties) => (duties & mask) === mask);
  return realm.rules.every(({ terms }) => {
    const vetoes = [1, 2, 4].filter((duty) => (terms.vetoDuties & duty) !== 0);
    return (terms.proposerDuties === 0 || isHeld(terms.proposerDuties)) && vetoes.every(isHeld);
  });
}
