import { hadHappened, type Key, type Moment, type Realm, type Seat } from "./Realm.ts";
import { Refusal } from "./Refusal.ts";

export const SCOPE_VOTE = 1;
export const SCOPE_PROPOSE = 2;
export const SCOPE_DUTY = 8;
export const DUTY_GUARDIAN = 4;

export type Standing = "none" | "applicant" | "active" | "suspended" | "former";

export function seatAt(realm: Realm, index: number): Seat {
  const seat = realm.seats[index];
  if (seat === undefined) throw new Refusal([`MemberUnknown(${index})`]);
  return seat;
}

/** A seat that is known to have been given. */
export function memberAtAnyTime(realm: Realm, index: number): Seat {
  const seat = realm.seats[index];
  if (seat === undefined) throw new Error(`there is no seat ${index} in the model`);
  return seat;
}

/** The seat of a member that is still one. */
export function memberAt(realm: Realm, index: number): Seat {
  const seat = seatAt(realm, index);
  if (seat.left !== null) throw new Refusal([`MemberLeft(${index})`]);
  return seat;
}

export function hadLeft(seat: Seat, by: Moment): boolean {
  return seat.left !== null && hadHappened(seat.left, by);
}

/** Until when the seat was suspended as things stood at a moment; 0 if it was not. */
export function suspendedUntil(seat: Seat, at: Moment): number {
  const last = seat.suspensions.filter((suspension) => hadHappened(suspension.at, at)).at(-1);
  return last === undefined || last.until <= at.time ? 0 : last.until;
}

export function standingOf(realm: Realm, index: number): Standing {
  const seat = realm.seats[index];
  if (seat === undefined) return "none";
  if (seat.left !== null) return "former";
  if (!seat.accepted) return "applicant";
  return suspendedUntil(seat, realm.now) === 0 ? "active" : "suspended";
}

/** Weight by seat of everybody who has accepted and not left. */
export function electorateOf(realm: Realm): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  realm.seats.forEach((seat, index) => {
    if (seat.accepted && seat.left === null) weights.set(index, seat.weight);
  });
  return weights;
}

export function totalOf(weights: ReadonlyMap<number, number>): number {
  return [...weights.values()].reduce((total, weight) => total + weight, 0);
}

export function findKey(realm: Realm, account: string): { readonly index: number; readonly key: Key } | null {
  for (const [index, seat] of realm.seats.entries()) {
    const key = seat.keys.find((held) => held.account === account);
    if (key !== undefined) return { index, key };
  }
  return null;
}

/** Whether a key of the seat may do what the scope says, now. */
export function mayAct(realm: Realm, index: number, key: Key, scope: number): boolean {
  const { time } = realm.now;
  const able = (key.scopes & scope) !== 0 && time < key.expiresAt && key.suspendedUntil <= time;
  return able && standingOf(realm, index) === "active";
}

/** The seat that an account may act for in a scope, null if there is none. */
export function seatActing(realm: Realm, account: string, scope: number): number | null {
  const found = findKey(realm, account);
  return found !== null && mayAct(realm, found.index, found.key, scope) ? found.index : null;
}
