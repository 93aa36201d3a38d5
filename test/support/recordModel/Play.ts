import { AssertionError } from "chai";
import { Result, ZeroHash } from "ethers";

import type { GroupPolicy } from "#sdk";

import { Refusal } from "../model/Refusal.ts";
import { currentKey } from "./keys.ts";
import { type RecordStage, SEATS } from "./Stage.ts";
import { STATES, type State, stateOf, tellRecord } from "./tellRecord.ts";
import { type ConfidentialRecord, type Epoch, isUsable, type Key, type World } from "./World.ts";

/** One transaction in both worlds. */
export interface Turn {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly encode: () => string | Promise<string>;
  /** Does it in the model; of acknowledgements in a batch, tells the reasons for which each is skipped, null where none is. */
  readonly inModel: (world: World) => readonly Skippable[];
}

/** An acknowledgement in a batch, and why it does not count. */
export interface Skippable {
  readonly id: string;
  readonly seat: number;
  readonly reasons: readonly string[] | null;
}

const SUITES = [1, 2, 3];
const ENDS: readonly State[] = ["Superseded", "Cancelled", "Rejected", "Expired", "ShredPending", "Shredded"];

/** The model beside the contracts: every turn is taken in both, and both are compared after it. */
export class Play {
  world: World;
  readonly stage: RecordStage;
  /** What was done so far, for whoever reads a failure. */
  readonly story: string[] = [];
  /** Records that came to an end, and to which. */
  readonly #ended = new Map<string, State>();

  constructor(stage: RecordStage, world: World) {
    this.stage = stage;
    this.world = world;
  }

  /** Takes a turn in a block of that second. */
  async take(turn: Turn, time: number): Promise<void> {
    const draft = structuredClone(this.world);
    draft.time = Math.max(time, draft.time);
    const after = structuredClone(draft);
    const expected = attempt(after, turn);
    this.story.push(`at ${draft.time}: ${turn.label}`);
    const answer = await this.stage.send(turn.from, turn.to, await turn.encode(), draft.time);
    this.world = expected.reasons === null ? after : draft;
    this.#expectAnswer(expected.reasons, answer.refusal);
    if (expected.reasons === null) this.#expectSkipped(expected.skippable, answer.skipped);
    await this.compare();
  }

  async compare(): Promise<void> {
    const { world } = this;
    const seen = await this.stage.look(world);
    const [time, groups, keys, current, records] = seen;
    this.#expect("time", time, world.time);
    this.#expect(
      "groups",
      groups,
      world.groups.map((epochs) => epochs.map((epoch) => showEpoch(world, epoch))),
    );
    for (const [index, key] of world.keys.entries()) this.#expect(`key ${index}`, keys[index], showKey(world, key));
    const expected = Array.from({ length: SEATS }, (_, seat) =>
      SUITES.map((suite) => currentKey(world, seat, suite) ?? ZeroHash),
    );
    this.#expect("keys in use", current, expected.flat());
    world.records.forEach((record, index) => {
      this.#expect(`record ${index}`, records[index], showRecord(world, record));
      this.#expectProgress(record, index);
    });
    const granted = await this.stage.areGranted(world.grants);
    this.#expect(
      "grants",
      granted,
      [...world.grants].map(() => true),
    );
  }

  /** What the model itself promises: what is over stays over, and what is final was acknowledged by all that it needs. */
  #expectProgress(record: ConfidentialRecord, index: number): void {
    const state = stateOf(this.world, record);
    const before = this.#ended.get(record.id);
    const goesOn = before === undefined || before === state || state === "ShredPending" || state === "Shredded";
    if (!goesOn || (before === "Shredded" && state !== "Shredded"))
      this.#fail(`record ${index}: ${before} became ${state}`);
    if (ENDS.includes(state)) this.#ended.set(record.id, state);
    const { finalAt, acknowledged, epoch } = tellRecord(this.world, record);
    if (finalAt !== 0 && acknowledged.length < Number(epoch.policy.minAcks))
      this.#fail(`record ${index} is final with too few acknowledgements`);
  }

  #expectAnswer(reasons: readonly string[] | null, refusal: string | null): void {
    if (reasons === null) {
      this.#expect("answer", refusal ?? "done", "done");
      return;
    }
    const isExpected = reasons.some((reason) => refusal === reason || refusal?.startsWith(`${reason}(`));
    if (!isExpected) this.#expect("answer", refusal ?? "done", reasons.join(" or "));
  }

  #expectSkipped(expected: readonly Skippable[], seen: readonly string[]): void {
    const wanted = expected.filter(({ reasons }) => reasons !== null);
    const isSame =
      wanted.length === seen.length &&
      wanted.every(({ id, seat, reasons }, place) =>
        reasons?.some((reason) => seen[place] === `${id} ${seat} ${reason.replace(/\(.*/, "")}`),
      );
    if (!isSame) this.#expect("acknowledgements that were skipped", seen, wanted);
  }

  #expect(what: string, seen: unknown, expected: unknown): void {
    const [actual, wanted] = [JSON.stringify(flatten(seen)), JSON.stringify(flatten(expected))];
    if (actual !== wanted) this.#fail(`${what}: the contracts say ${actual}, the model ${wanted}`);
  }

  #fail(what: string): never {
    const story = this.story.map((line) => `  ${line}`).join("\n");
    throw new AssertionError(`${what}, after\n${story}\n`);
  }
}

function attempt(
  world: World,
  turn: Turn,
): { readonly reasons: readonly string[] | null; readonly skippable: readonly Skippable[] } {
  try {
    return { reasons: null, skippable: turn.inModel(world) };
  } catch (error) {
    if (error instanceof Refusal) return { reasons: error.reasons, skippable: [] };
    throw error;
  }
}

/** Everything as texts in lists, whatever each world counts with. */
function flatten(value: unknown): unknown {
  if (value instanceof Result) return flatten(value.toArray());
  return Array.isArray(value) ? value.map(flatten) : String(value);
}

function bitsOf(seats: readonly number[]): bigint {
  return seats.reduce((bits, seat) => bits | (1n << BigInt(seat)), 0n);
}

/** A policy as the contracts take it. */
export function encodePolicy(policy: GroupPolicy): readonly unknown[] {
  const { minAcks, suites, waivesLeavers, needsAttested, ackPeriod, answerPeriod, timeToLive } = policy;
  const { shredPeriod, shredQuorum, historyQuorum, changeQuorum } = policy;
  const head = [minAcks, bitsOf(suites), waivesLeavers, needsAttested, ackPeriod, answerPeriod, timeToLive];
  return [...head, shredPeriod, shredQuorum, historyQuorum, changeQuorum];
}

/** Mandatory members as the contracts take them. */
export function encodeMandatory(seats: readonly number[]): bigint {
  return seats.reduce((word, seat, place) => word | (BigInt(seat + 1) << BigInt(16 * place)), 0n);
}

/** A set of seats as the contracts take it. */
export function encodeSeats(seats: readonly number[]): readonly unknown[] {
  return [[bitsOf(seats), 0n]];
}

function showEpoch({ seats: held }: World, epoch: Epoch): readonly unknown[] {
  const { startedAt, endedAt, seats, mandatory, policy } = epoch;
  const facts = [
    startedAt,
    endedAt,
    seats.length,
    encodePolicy(policy),
    encodeSeats(seats),
    encodeMandatory(mandatory),
  ];
  const members = seats.filter((seat) => held[seat]?.leftAt === null && held[seat].admittedAt <= startedAt);
  return [facts, bitsOf(members)];
}

function showKey(world: World, key: Key): readonly unknown[] {
  const { seat, suite, memberSince, notBefore, notAfter, revokedAt, compromisedSince, challenges } = key;
  const facts = [seat, suite, 0, memberSince, notBefore, notAfter, revokedAt, compromisedSince];
  const proved = Array.from({ length: SEATS }, (_, challenger) =>
    Math.max(0, ...challenges.filter((each) => each.challenger === challenger).map(({ answeredAt }) => answeredAt)),
  );
  return [facts, isUsable(world, key), proved];
}

function showRecord(world: World, record: ConfidentialRecord): readonly unknown[] {
  const told = tellRecord(world, record);
  const { epoch, acknowledged, rejected, waiting, stoodBy, confirmed, ends } = told;
  const missing = epoch.mandatory.map((seat, place) => (acknowledged.includes(seat) ? 0 : 1 << place));
  const flags = (ends.has("cancelled") ? 1 : 0) + (ends.has("ended") ? 2 : 0) + (ends.has("superseded") ? 4 : 0);
  const trouble = [rejected.length, waiting.length, stoodBy.length, told.answerBy, told.contestedAt, told.doomedAt];
  const kept = [
    ...[record.group, record.epoch, record.sender, acknowledged.length, epoch.policy.minAcks],
    ...[missing.reduce((bits, bit) => bits | bit, 0), record.proposedAt, told.deadline, told.finalAt, flags],
    [...trouble, confirmed.length, told.isHeld],
  ];
  const said = [acknowledged, rejected, waiting, stoodBy, confirmed].map(bitsOf);
  return [STATES.indexOf(stateOf(world, record)), kept, said, record.previous ?? ZeroHash];
}
