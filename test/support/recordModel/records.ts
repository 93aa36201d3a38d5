import { Refusal } from "../model/Refusal.ts";
import { type Consent, faultsOfAll, refuse } from "./consents.ts";
import { isComplete, STATES, type State, stateOf, tellRecord } from "./tellRecord.ts";
import {
  type Act,
  type ConfidentialRecord,
  currentEpoch,
  epochAt,
  isParty,
  isUsable,
  type World,
  wasParty,
} from "./World.ts";

const SHREDDABLE: readonly State[] = ["Final", "Rejected", "Expired", "Cancelled", "Superseded"];
const GONE: readonly State[] = ["None", "ShredPending", "Shredded"];
type Reasons = readonly (readonly [holds: boolean, reason: string])[];

/** A record as its sender registers it. */
export interface NewRecord {
  readonly id: string;
  readonly group: number;
  readonly epoch: number;
  readonly senderNonce: number;
  readonly suite: number;
  readonly previous: string | null;
}

export function register(world: World, consent: Consent, made: NewRecord): void {
  const { id, group, epoch, senderNonce, suite, previous } = made;
  const { seat: sender } = consent;
  const current = currentEpoch(world, group);
  const suites = epochAt(world, group, epoch)?.policy.suites ?? [];
  refuse(world, consent, [
    [epoch !== current, `RecordEpochEnded(${group},${epoch},${current})`],
    [!wasParty(world, group, epoch, sender), "RecordNotParty"],
    [!suites.some((admitted) => admitted === suite), `RecordSuiteRefused(${group},${suite})`],
    [
      world.records.some((record) => record.sender === sender && record.senderNonce === senderNonce),
      `RecordNonceUsed(${sender},${senderNonce})`,
    ],
  ]);
  world.records.push({ id, group, epoch, sender, senderNonce, previous, proposedAt: world.time, acts: [] });
}

export function acknowledge(world: World, consent: Consent, id: string): void {
  const record = find(world, id);
  const { seat } = consent;
  const told = record === undefined ? null : tellRecord(world, record);
  const hasSaid = told !== null && (told.acknowledged.includes(seat) || told.stoodBy.includes(seat));
  refuse(world, consent, [
    ...wrongUnless(world, id, ["Proposed", "Final"]),
    ...strangerIn(world, record, seat, isParty),
    [hasSaid, "RecordSaidAlready"],
  ]);
  act(world, id, { kind: "acknowledged", seat });
  finish(world, id);
}

/** Each is taken or skipped by itself; tells the reasons of those that were skipped. */
export function acknowledgeAll(
  world: World,
  given: readonly (readonly [id: string, consent: Consent])[],
): readonly (readonly string[] | null)[] {
  return given.map(([id, consent]) => {
    try {
      acknowledge(world, consent, id);
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.reasons;
      throw error;
    }
  });
}

export function reject(world: World, consent: Consent, id: string): void {
  const record = find(world, id);
  const { seat } = consent;
  const told = record === undefined ? null : tellRecord(world, record);
  refuse(world, consent, [
    ...wrongUnless(world, id, ["Proposed", "Contested"]),
    ...strangerIn(world, record, seat, isParty),
    [record?.sender === seat, "RecordOwn"],
    [told !== null && (told.acknowledged.includes(seat) || told.rejected.includes(seat)), "RecordSaidAlready"],
  ]);
  act(world, id, { kind: "rejected", seat });
}

export function answer(world: World, consent: Consent, id: string, rejecter: number): void {
  const record = find(world, id);
  const isWaiting = record !== undefined && tellRecord(world, record).waiting.includes(rejecter);
  refuse(world, consent, [
    ...wrongUnless(world, id, ["Contested"]),
    ...notSender(world, record, consent.seat),
    [!isWaiting, "RecordNotRejectedBy"],
  ]);
  act(world, id, { kind: "answered", seat: rejecter });
}

export function standBy(world: World, consent: Consent, id: string): void {
  const record = find(world, id);
  const { seat } = consent;
  const told = record === undefined ? null : tellRecord(world, record);
  const stands = told?.answered.includes(seat) === true && !told.acknowledged.includes(seat);
  refuse(world, consent, [
    ...wrongUnless(world, id, ["Proposed", "Contested"]),
    ...strangerIn(world, record, seat, isParty),
    [!stands, "RecordNotRejectedBy"],
  ]);
  act(world, id, { kind: "stoodBy", seat });
  if (told === null) return;
  const others = told.epoch.seats.length - told.stoodBy.length - 1;
  const isHopeless = told.epoch.mandatory.includes(seat) || others < Number(told.epoch.policy.minAcks);
  if (isHopeless) act(world, id, { kind: "ended" });
}

export function cancel(world: World, consent: Consent, id: string): void {
  const record = find(world, id);
  const isEarly = record !== undefined && tellRecord(world, record).acknowledged.length === 0;
  refuse(world, consent, [
    ...wrongUnless(world, id, ["Proposed"]),
    [!isEarly, "RecordWrongState"],
    ...notSender(world, record, consent.seat),
  ]);
  act(world, id, { kind: "cancelled" });
}

export function supersede(world: World, consent: Consent, id: string, newId: string): void {
  const [record, next] = [find(world, id), find(world, newId)];
  const isRelated =
    record !== undefined && next?.previous === id && next.sender === record.sender && next.group === record.group;
  refuse(world, consent, [
    ...wrongUnless(world, id, ["Final"]),
    ...notSender(world, record, consent.seat),
    [!isRelated || stateOf(world, next) !== "Final", "RecordNoSuccessor"],
  ]);
  act(world, id, { kind: "superseded" });
}

export function settle(world: World, id: string): void {
  const record = find(world, id);
  const isDue = record !== undefined && isComplete(world, record);
  refuse(world, null, [...wrongUnless(world, id, ["Proposed"]), [!isDue, "RecordNothingToSettle"]]);
  act(world, id, { kind: "final" });
}

export function uphold(world: World, id: string): void {
  refuse(world, null, wrongUnless(world, id, ["Contested"]));
  act(world, id, { kind: "upheld" });
}

export function dismiss(world: World, id: string): void {
  const record = find(world, id);
  const wasRejected = record !== undefined && tellRecord(world, record).rejected.length > 0;
  refuse(world, null, [...wrongUnless(world, id, ["Proposed", "Contested"]), [!wasRejected, "RecordWrongState"]]);
  act(world, id, { kind: "ended" });
}

/** What is granted: a record to a key, by a slot. */
export interface Grant {
  readonly id: string;
  readonly keyId: string;
  readonly slotHash: string;
}

/** By members, or by vote where consents are null. */
export function grant(world: World, { id, keyId, slotHash }: Grant, consents: readonly Consent[] | null): void {
  const record = find(world, id);
  const policy = record === undefined ? undefined : epochAt(world, record.group, record.epoch)?.policy;
  const key = world.keys.find((each) => each.id === keyId);
  const name = `${id} ${keyId} ${slotHash}`;
  refuse(world, null, [
    ...wrongUnless(
      world,
      id,
      STATES.filter((state) => !GONE.includes(state)),
    ),
    ...(consents === null ? [] : consentFaults(world, record, consents, Number(policy?.historyQuorum ?? 0n))),
    [key === undefined || !isUsable(world, key), "RecordKeyNotUsable"],
    [policy?.suites.some((admitted) => admitted === key?.suite) !== true, "RecordSuiteRefused"],
    [world.grants.has(name), "RecordGrantedAlready"],
  ]);
  world.grants.add(name);
}

export function hold(world: World, id: string, isHeld: boolean): void {
  const record = find(world, id);
  refuse(world, null, [
    ...wrongUnless(
      world,
      id,
      STATES.filter((state) => !GONE.includes(state)),
    ),
    [record !== undefined && tellRecord(world, record).isHeld === isHeld, "RecordWrongState"],
  ]);
  act(world, id, { kind: isHeld ? "held" : "released" });
}

/** By members, or by vote where consents are null. */
export function shred(world: World, id: string, consents: readonly Consent[] | null): void {
  const record = find(world, id);
  const policy = record === undefined ? undefined : epochAt(world, record.group, record.epoch)?.policy;
  const timeToLive = Number(policy?.timeToLive ?? 0n);
  const isOld = timeToLive !== 0 && world.time > (record?.proposedAt ?? 0) + timeToLive;
  const needed = isOld ? null : Number(policy?.shredQuorum ?? 0n);
  refuse(world, null, [
    ...(consents === null ? [] : consentFaults(world, record, consents, needed)),
    ...wrongUnless(world, id, SHREDDABLE),
    [record !== undefined && tellRecord(world, record).isHeld, "RecordOnHold"],
  ]);
  act(world, id, { kind: "doomed" });
}

export function confirmShred(world: World, consent: Consent, id: string): void {
  const record = find(world, id);
  const { seat } = consent;
  refuse(world, consent, [
    ...wrongUnless(world, id, ["ShredPending", "Shredded"]),
    ...strangerIn(world, record, seat, wasParty),
    [record !== undefined && tellRecord(world, record).confirmed.includes(seat), "RecordSaidAlready"],
  ]);
  act(world, id, { kind: "confirmed", seat });
}

// ---------------------------------------------------------------- inside

function find({ records }: World, id: string): ConfidentialRecord | undefined {
  return records.find((record) => record.id === id);
}

function act(world: World, id: string, done: Act): void {
  find(world, id)?.acts.push({ ...done, at: world.time });
}

/** Final with the acknowledgement that completes it, and not again. */
function finish(world: World, id: string): void {
  const record = find(world, id);
  if (record === undefined || tellRecord(world, record).finalAt !== 0) return;
  if (isComplete(world, record)) act(world, id, { kind: "final" });
}

function wrongUnless(world: World, id: string, states: readonly State[]): Reasons {
  return [[!states.includes(stateOf(world, find(world, id))), "RecordWrongState"]];
}

function strangerIn(
  world: World,
  record: ConfidentialRecord | undefined,
  seat: number,
  belongs: typeof isParty,
): Reasons {
  return [[record === undefined || !belongs(world, record.group, record.epoch, seat), "RecordNotParty"]];
}

function notSender(world: World, record: ConfidentialRecord | undefined, seat: number): Reasons {
  return [[record?.sender !== seat, "RecordNotSender"], ...strangerIn(world, record, seat, wasParty)];
}

function consentFaults(
  world: World,
  record: ConfidentialRecord | undefined,
  consents: readonly Consent[],
  needed: number | null,
): Reasons {
  const belongs = (seat: number): boolean => record !== undefined && isParty(world, record.group, record.epoch, seat);
  return faultsOfAll(world, consents, needed, belongs, "RecordNotParty");
}
