import { endAct, isPending, lastActOn, rememberSuspension } from "./decrees.ts";
import { DUTY_GUARDIAN, findKey, memberAt, SCOPE_DUTY, SCOPE_VOTE, seatActing, seatAt } from "./membership.ts";
import type { Key, Realm, Seat } from "./Realm.ts";
import { Refusal, refuseFor } from "./Refusal.ts";

export const FOREVER = 2 ** 40 - 1;
const MAX_KEYS = 8;

/** Parameters that the suite itself reads. */
export const KEY_COOL_DOWN = "member.keyCoolDown";
export const GUARDIAN_SUNSET = "guardian.sunset";
export const GUARDIAN_COOL_DOWN = "guardian.coolDown";

/** A member accepts the state it joins, through its cold account. */
export function accept(realm: Realm, index: number): void {
  const seat = realm.seats[index];
  refuseFor([[seat === undefined || seat.accepted || seat.left !== null, `AccessionNotApplicant(${index})`]]);
  seatAt(realm, index).accepted = true;
}

export function createKey(account: string, scopes: number, expiresAt: number): Key {
  return { account, scopes, expiresAt, suspendedUntil: 0, rotation: null };
}

/** The seat of a cold account that manages its keys. */
function managed(realm: Realm, caller: string, index: number): Seat {
  const seat = realm.seats[index];
  if (seat === undefined || seat.cold !== caller) throw new Refusal([`MemberNotCold(${index},${caller})`]);
  return memberAt(realm, index);
}

export function addKey(realm: Realm, caller: string, index: number, key: Key): void {
  const seat = managed(realm, caller, index);
  const holder = findKey(realm, key.account);
  refuseFor([
    [holder !== null, `MemberKeyTaken(${key.account},${holder?.index})`],
    [realm.seats.some(({ cold, left }) => left === null && cold === key.account), "MemberBadSigner"],
    [key.scopes < 1 || key.scopes > 15, `MemberBadScopes(${key.scopes})`],
    [key.expiresAt <= realm.now.time, `MemberBadExpiry(${key.expiresAt})`],
    [seat.keys.length >= MAX_KEYS, `MemberTooManyKeys(${index},${MAX_KEYS})`],
  ]);
  giveKey(realm, seat, key);
}

/** A key that went while it was suspended comes back suspended. */
function giveKey(realm: Realm, seat: Seat, key: Key): void {
  seat.keys.push({ ...key, suspendedUntil: realm.remembered.get(key.account) ?? 0 });
  realm.remembered.delete(key.account);
}

function votingKeys(keys: readonly Key[]): number {
  return keys.filter((key) => (key.scopes & SCOPE_VOTE) !== 0).length;
}

export function revokeKey(realm: Realm, caller: string, index: number, account: string): void {
  const seat = managed(realm, caller, index);
  const found = findKey(realm, account);
  if (found === null || found.index !== index) throw new Refusal([`MemberKeyUnknown(${index},${account})`]);
  const left = votingKeys(seat.keys.filter((key) => key !== found.key));
  const takesVote = (found.key.scopes & SCOPE_VOTE) !== 0;
  refuseFor([
    [takesVote && left < seat.ballotsNeeded, `MemberBadBallotsNeeded(${index},${seat.ballotsNeeded},${left})`],
  ]);
  dropKey(realm, seat, found.key);
}

/** A key that goes takes along what it agreed to. */
function dropKey(realm: Realm, seat: Seat, key: Key): void {
  seat.keys.splice(seat.keys.indexOf(key), 1);
  rememberSuspension(realm, key);
  for (const { agreements } of realm.proposals) {
    for (const given of agreements.values()) given.delete(key.account);
  }
}

export function setBallotsNeeded(realm: Realm, caller: string, index: number, needed: number): void {
  const seat = managed(realm, caller, index);
  const keys = votingKeys(seat.keys);
  refuseFor([
    [seat.ballotsNeeded === needed, `MemberUnchanged(${index})`],
    [needed === 0 || needed > keys, `MemberBadBallotsNeeded(${index},${needed},${keys})`],
  ]);
  seat.ballotsNeeded = needed;
}

export function startRotation(realm: Realm, account: string, successor: string): void {
  const found = findKey(realm, account);
  const { time } = realm.now;
  const isActive = found !== null && time < found.key.expiresAt && found.key.suspendedUntil <= time;
  const holder = findKey(realm, successor);
  refuseFor([
    [!isActive, `MemberNotAllowed(${found?.index ?? 0},${account})`],
    [holder !== null, `MemberKeyTaken(${successor},${holder?.index})`],
  ]);
  const coolDown = realm.parameters.get(KEY_COOL_DOWN)?.value ?? 0;
  if (found !== null) found.key.rotation = { successor, dueAt: time + coolDown };
}

export function cancelRotation(realm: Realm, caller: string, index: number, account: string): void {
  const seat = managed(realm, caller, index);
  const key = seat.keys.find((held) => held.account === account);
  if (key === undefined) throw new Refusal([`MemberKeyUnknown(${index},${account})`]);
  refuseFor([[key.rotation === null, `MemberNothingPending(${index})`]]);
  key.rotation = null;
}

/** The successor has the scopes and the end of the key that it takes over from. */
export function completeRotation(realm: Realm, index: number, account: string): void {
  const seat = realm.seats[index];
  const key = seat?.keys.find((held) => held.account === account);
  if (seat === undefined || key === undefined) throw new Refusal([`MemberKeyUnknown(${index},${account})`]);
  const { rotation } = key;
  if (rotation === null) throw new Refusal([`MemberNothingPending(${index})`]);
  const holder = findKey(realm, rotation.successor);
  refuseFor([
    [realm.now.time < key.suspendedUntil, `MemberCoolingDown(${index},${key.suspendedUntil})`],
    [realm.now.time < rotation.dueAt, `MemberCoolingDown(${index},${rotation.dueAt})`],
    [holder !== null, `MemberKeyTaken(${rotation.successor},${holder?.index})`],
    [key.expiresAt <= realm.now.time, `MemberBadExpiry(${key.expiresAt})`],
  ]);
  dropKey(realm, seat, key);
  giveKey(realm, seat, createKey(rotation.successor, key.scopes, key.expiresAt));
}

// ---------------------------------------------------------------- break-glass

function guardianOf(realm: Realm, caller: string): number {
  const index = seatActing(realm, caller, SCOPE_DUTY);
  const isOnDuty = index !== null && (seatAt(realm, index).duties & DUTY_GUARDIAN) !== 0;
  if (index === null || !isOnDuty) throw new Refusal([`GovernedNotOnDuty(${caller},${DUTY_GUARDIAN})`]);
  return index;
}

/** A guardian stops a key at once; every vote that is open is open longer by the length of the suspension. */
export function suspendKey(realm: Realm, caller: string, account: string): void {
  const guardian = guardianOf(realm, caller);
  const found = findKey(realm, account);
  if (found === null) throw new Refusal([`GuardiansUnknownKey(${account})`]);
  const until =
    (lastActOn(realm, account)?.at.time ?? Number.NEGATIVE_INFINITY) + parameterOf(realm, GUARDIAN_COOL_DOWN);
  const ratifiedUntil = lastActOn(realm, account)?.ratifiedUntil ?? 0;
  const own = realm.acts.filter((act) => act.guardian === guardian).at(-1);
  const isBusy = own !== undefined && !own.ratified && realm.now.time < own.at.time + own.length;
  refuseFor([
    [found.index === guardian, `GuardiansOwnKey(${account})`],
    [realm.now.time < ratifiedUntil, `GuardiansSuspendedByVote(${account},${ratifiedUntil})`],
    [realm.now.time < until, `GuardiansCoolingDown(${account},${until})`],
    [isBusy, `GuardiansActPending(${guardian},${own?.account})`],
  ]);
  const length = parameterOf(realm, GUARDIAN_SUNSET);
  const lapsesAt = realm.now.time + length;
  realm.acts.push({ guardian, account, at: realm.now, length, lapsesAt, ratifiedUntil: 0, ratified: false });
  found.key.suspendedUntil = lapsesAt;
}

export function lift(realm: Realm, caller: string, account: string): void {
  const guardian = guardianOf(realm, caller);
  const act = lastActOn(realm, account);
  if (act === null || !isPending(realm, act) || act.guardian !== guardian) {
    throw new Refusal([`GuardiansNothingToDo(${account})`]);
  }
  endAct(realm, act);
}

function parameterOf(realm: Realm, key: string): number {
  return realm.parameters.get(key)?.value ?? 0;
}
