import type { GroupPolicy } from "#sdk";

/** A seat and whoever has it: organisations go, and others are given their seats. */
export interface Seat {
  holder: number;
  admittedAt: number;
  accepted: boolean;
  leftAt: number | null;
  suspendedUntil: number;
}

/** A group during one epoch. */
export interface Epoch {
  readonly startedAt: number;
  endedAt: number;
  readonly seats: readonly number[];
  readonly mandatory: readonly number[];
  readonly policy: GroupPolicy;
}

export interface Key {
  readonly id: string;
  readonly seat: number;
  readonly suite: number;
  /** The admission of the member that published it. */
  readonly memberSince: number;
  readonly notBefore: number;
  readonly notAfter: number;
  /** The key that was in use when this one was published. */
  readonly predecessor: string | null;
  revokedAt: number;
  compromisedSince: number;
  readonly challenges: Challenge[];
}

export interface Challenge {
  readonly challenger: number;
  readonly answer: string;
  answeredAt: number;
}

/** What was done to a record, in order. The model keeps nothing else: all else is told anew from it. */
export type Act =
  | { readonly kind: "acknowledged" | "rejected" | "answered" | "stoodBy" | "confirmed"; readonly seat: number }
  | { readonly kind: "upheld" | "ended" | "cancelled" | "superseded" | "final" | "held" | "released" | "doomed" };

export interface ConfidentialRecord {
  readonly id: string;
  readonly group: number;
  readonly epoch: number;
  readonly sender: number;
  readonly senderNonce: number;
  readonly previous: string | null;
  readonly proposedAt: number;
  readonly acts: (Act & { readonly at: number })[];
}

/** All that groups, keys and records know. Plain lists, counted anew whenever something is asked. */
export interface World {
  time: number;
  readonly seats: Seat[];
  readonly groups: Epoch[][];
  readonly keys: Key[];
  readonly records: ConfidentialRecord[];
  readonly grants: Set<string>;
}

/** How long the predecessor of a key is used beside it. */
export const OVERLAP = 30;

export function mayAct({ seats, time }: World, organisation: number, seat: number): boolean {
  const held = seats[seat];
  return held?.holder === organisation && held.accepted && held.leftAt === null && held.suspendedUntil <= time;
}

export function isActive({ seats, time }: World, seat: number): boolean {
  const held = seats[seat];
  return held?.accepted === true && held.leftAt === null && held.suspendedUntil <= time;
}

/** The epoch of a group, both from 1. */
export function epochAt({ groups }: World, group: number, epoch: number): Epoch | undefined {
  return groups[group - 1]?.[epoch - 1];
}

export function currentEpoch({ groups }: World, group: number): number {
  return groups[group - 1]?.length ?? 0;
}

/** Whether the seat, in the hands it is in, was in the group during the epoch. */
export function wasParty(world: World, group: number, epoch: number, seat: number): boolean {
  const at = epochAt(world, group, epoch);
  return at?.seats.includes(seat) === true && (world.seats[seat]?.admittedAt ?? 0) <= at.startedAt;
}

/** Whether it is in the group still. */
export function isParty(world: World, group: number, epoch: number, seat: number): boolean {
  const stays = epochAt(world, group, currentEpoch(world, group))?.seats.includes(seat) === true;
  return stays && wasParty(world, group, epoch, seat);
}

export function endOf({ notAfter, revokedAt }: Key): number {
  return revokedAt === 0 ? notAfter : Math.min(notAfter, revokedAt);
}

/** Whether who published the key has its seat still. */
export function isHolders({ seats }: World, key: Key): boolean {
  const held = seats[key.seat];
  return held?.leftAt === null && held.admittedAt === key.memberSince;
}

export function isUsable(world: World, key: Key): boolean {
  return key.notBefore <= world.time && world.time < endOf(key) && isHolders(world, key);
}
