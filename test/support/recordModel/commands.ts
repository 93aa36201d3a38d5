import fc from "fast-check";

import { anyWhen, type When } from "../model/when.ts";
import { changeOne, formOne } from "./groupTurns.ts";
import { challengeOne, publishOne, troubleKey } from "./keyTurns.ts";
import { changeMember, rejoin, removeMandatory, whenReleased } from "./membershipTurns.ts";
import type { Play } from "./Play.ts";
import {
  acknowledgeMany,
  acknowledgeOne,
  answerOne,
  cancelOne,
  confirmOne,
  decideOne,
  grantOne,
  registerOne,
  rejectOne,
  settleOne,
  shredOne,
  standByOne,
  supersedeOne,
} from "./recordTurns.ts";
import { stateOf, tellRecord } from "./tellRecord.ts";
import { endOf, epochAt, type World } from "./World.ts";
import type { Seed, Write } from "./writeTurn.ts";

/** A turn about the record that was registered last. */
const onLast =
  (write: Write): Write =>
  ({ stage, story, world }, seed) =>
    write({ stage, story, world: { ...world, records: world.records.slice(-1) } }, seed);

/** A turn by whoever may, in its own name. */
const well =
  (write: Write, change: Partial<Seed> = {}): Write =>
  (scene, seed) =>
    write(scene, { ...seed, how: 1, ...change });

/** A record that its parties acknowledge one after the other. */
const exchange: readonly Write[] = [
  well(registerOne),
  ...[0, 1, 2, 3].map((step) => onLast(well(acknowledgeOne, { who: 4 * step + 1 }))),
];

/** What is final follows what was final, and takes its place. */
const replace: readonly Write[] = [
  ...exchange,
  (scene, seed) => registerOne(scene, { who: seed.who, which: 3 * (seed.which % 21), how: 1 }),
  onLast(well(acknowledgeMany, { who: 0 })),
  supersedeOne,
];

/** A rejection, its answer, and what the one who rejected makes of it. */
const quarrel: readonly Write[] = [
  well(registerOne),
  onLast(rejectOne),
  onLast(answerOne),
  onLast(standByOne),
  onLast(acknowledgeMany),
];

/** Two rejections, of which one is answered, and a vote on them. */
const dispute: readonly Write[] = [
  well(registerOne),
  onLast(well(rejectOne)),
  onLast(well(rejectOne, { who: 17 })),
  onLast(answerOne),
  (scene, seed) => onLast(decideOne)(scene, { ...seed, how: seed.how % 2 === 0 ? 0 : 2 }),
  onLast(standByOne),
  onLast(acknowledgeMany),
];

/** All acknowledge but a mandatory member, which leaves. */
const waive: readonly Write[] = [
  well(registerOne, { which: 1 }),
  onLast(well(acknowledgeMany, { who: 8 })),
  removeMandatory,
  onLast(well(settleOne, { which: 1 })),
];

/** A key with its successor, and a record that is granted to it. */
const letIn: readonly Write[] = [
  (scene, seed) => publishOne(scene, { ...seed, how: 1, which: 1 }),
  well(publishOne, { which: 4 }),
  grantOne,
  grantOne,
];

const VERBS: readonly (readonly [name: string, weight: number, script: readonly Write[]])[] = [
  ["register", 4, [registerOne]],
  ["exchange", 3, exchange],
  ["replace", 2, replace],
  ["acknowledge", 6, [acknowledgeOne]],
  ["acknowledgeMany", 3, [acknowledgeMany]],
  ["reject", 3, [rejectOne]],
  ["quarrel", 4, quarrel],
  ["dispute", 4, dispute],
  ["waive", 2, waive],
  ["letIn", 3, letIn],
  ["answer", 2, [answerOne]],
  ["standBy", 2, [standByOne]],
  ["cancel", 1, [cancelOne]],
  ["supersede", 2, [supersedeOne]],
  ["settle", 2, [settleOne]],
  ["decide", 4, [decideOne]],
  ["shred", 3, [shredOne, confirmOne]],
  ["confirm", 2, [confirmOne]],
  ["grant", 3, [grantOne]],
  ["form", 1, [formOne]],
  ["change", 3, [changeOne]],
  ["publish", 3, [publishOne]],
  ["troubleKey", 2, [troubleKey]],
  ["challenge", 2, [challengeOne]],
  ["member", 3, [changeMember]],
  ["rejoin", 1, rejoin],
];

type TimedSeed = Seed & { readonly when: When };

/** One command: a name, and the numbers that say whom and what it happens to. */
class Command implements fc.AsyncCommand<object, Play> {
  readonly #name: string;
  readonly #script: readonly Write[];
  readonly #seed: TimedSeed;

  constructor(name: string, script: readonly Write[], seed: TimedSeed) {
    this.#name = name;
    this.#script = script;
    this.#seed = seed;
  }

  check(): boolean {
    return true;
  }

  async run(_: object, play: Play): Promise<void> {
    let time = timeOf(play.world, this.#seed.when);
    if (this.#name === "rejoin") {
      const released = whenReleased(play.world);
      if (released === null) return;
      time = Math.max(time, released);
    }
    for (const write of this.#script) {
      const turn = write(play, this.#seed);
      if (turn !== null) await play.take(turn, time);
      time += this.#seed.how % 2;
    }
  }

  toString(): string {
    return `${this.#name} ${JSON.stringify(this.#seed)}`;
  }
}

/** Stories of at most `length` commands. */
export function anyRecordStory(length: number): fc.Arbitrary<Iterable<fc.AsyncCommand<object, Play>>> {
  const seed = fc.record({ when: anyWhen, who: fc.nat(255), which: fc.nat(63), how: fc.nat(255) });
  const commands = VERBS.flatMap(([name, weight, script]) => {
    const any = seed.map((drawn) => new Command(name, script, drawn));
    return Array.from({ length: weight }, () => any);
  });
  return fc.commands(commands, { maxCommands: length, size: "max" });
}

/** The second that is meant; never before now. */
function timeOf(world: World, when: When): number {
  const { time } = world;
  if (when.kind === "after") return time + when.seconds;
  const edges = edgesOf(world).filter((edge) => edge + 1 >= time && edge - time < 120);
  const edge = edges[when.pick % edges.length];
  return edge === undefined ? time + 1 : Math.max(time, edge + when.offset);
}

/** Every date at which something begins or ends by itself, the next ones first. */
function edgesOf(world: World): readonly number[] {
  const records = world.records.flatMap((record) => {
    const told = tellRecord(world, record);
    const { policy } = epochAt(world, record.group, record.epoch) ?? told.epoch;
    const state = stateOf(world, record);
    const old = policy.timeToLive === 0n ? [] : [record.proposedAt + Number(policy.timeToLive)];
    if (state === "Contested") return [told.answerBy, ...old];
    if (state === "ShredPending") return [told.doomedAt + Number(policy.shredPeriod)];
    return state === "Proposed" ? [told.deadline, ...old] : old;
  });
  const keys = world.keys.flatMap((key) => [key.notBefore, endOf(key)]);
  const suspensions = world.seats.map(({ suspendedUntil }) => suspendedUntil);
  return [...new Set([...records, ...keys, ...suspensions])].sort((a, b) => a - b);
}
