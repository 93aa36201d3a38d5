import { type Consent, refuse } from "./consents.ts";
import { endOf, isHolders, isUsable, type Key, OVERLAP, type World } from "./World.ts";

const MAX_PERIOD = 3650 * 86_400;

/** A key as a member publishes it. */
export interface NewKey {
  readonly id: string;
  readonly suite: number;
  readonly notBefore: number;
  readonly notAfter: number;
}

function findKey({ keys }: World, id: string): Key | undefined {
  return keys.find((key) => key.id === id);
}

export function registerKey(world: World, consent: Consent, key: NewKey): void {
  const { seat } = consent;
  const { id, suite } = key;
  const from = Math.max(key.notBefore, world.time);
  const isPeriod = from - world.time <= MAX_PERIOD && from < key.notAfter && key.notAfter - from <= MAX_PERIOD;
  const others = world.keys.filter((other) => other.seat === seat && other.suite === suite);
  const latest = others.at(-1);
  const waits =
    latest !== undefined && latest.notBefore > world.time && endOf(latest) > world.time && isHolders(world, latest);
  refuse(world, consent, [
    [findKey(world, id) !== undefined, "EncryptionKeyTaken"],
    [!isPeriod, "EncryptionKeyBadPeriod"],
    [waits, "EncryptionKeyPending"],
  ]);
  // One that was ended before it began was never in use.
  const inUse = others.findLast((other) => other.notBefore <= world.time && endOf(other) > other.notBefore);
  if (inUse !== undefined && from + OVERLAP < endOf(inUse)) inUse.revokedAt = from + OVERLAP;
  const memberSince = world.seats[seat]?.admittedAt ?? 0;
  const made = { id, seat, suite, memberSince, notBefore: from, notAfter: key.notAfter };
  world.keys.push({ ...made, predecessor: inUse?.id ?? null, revokedAt: 0, compromisedSince: 0, challenges: [] });
}

/** The key that records are sealed to: the last one, and before it begins the one that it follows. */
export function currentKey(world: World, seat: number, suite: number): string | null {
  const latest = world.keys.findLast((key) => key.seat === seat && key.suite === suite);
  if (latest === undefined) return null;
  if (isUsable(world, latest)) return latest.id;
  const earlier = latest.predecessor === null ? undefined : findKey(world, latest.predecessor);
  return earlier !== undefined && isUsable(world, earlier) ? earlier.id : null;
}

export function endKey(world: World, consent: Consent, id: string): void {
  const key = findKey(world, id);
  const isOwn = key !== undefined && key.seat === consent.seat && isHolders(world, key) && endOf(key) > world.time;
  refuse(world, consent, [[!isOwn, "EncryptionKeyUnknown"]]);
  if (key !== undefined) key.revokedAt = world.time;
}

export function reportCompromise(world: World, consent: Consent, id: string, since: number): void {
  const key = findKey(world, id);
  const isOwn = key !== undefined && key.seat === consent.seat && isHolders(world, key);
  const isEarlier = key === undefined || key.compromisedSince === 0 || since < key.compromisedSince;
  refuse(world, consent, [
    [!isOwn, "EncryptionKeyUnknown"],
    [since === 0 || since > world.time || !isEarlier, "EncryptionKeyBadDate"],
  ]);
  if (key === undefined) return;
  key.compromisedSince = since;
  if (endOf(key) > world.time) key.revokedAt = world.time;
}

export function challengeKey(world: World, consent: Consent, id: string, answer: string): void {
  const key = findKey(world, id);
  const isKnown = key?.challenges.some((each) => each.challenger === consent.seat && each.answer === answer) === true;
  refuse(world, consent, [
    [key === undefined, "EncryptionKeyUnknown"],
    [isKnown, "PossessionChallengedAlready"],
  ]);
  key?.challenges.push({ challenger: consent.seat, answer, answeredAt: 0 });
}

export function answerChallenge(world: World, id: string, challenger: number, answer: string): void {
  const given = findKey(world, id)?.challenges.find(
    (each) => each.challenger === challenger && each.answer === answer && each.answeredAt === 0,
  );
  refuse(world, null, [[given === undefined, "PossessionNotProved"]]);
  if (given !== undefined) given.answeredAt = world.time;
}
