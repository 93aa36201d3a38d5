import { encodeBytes32String } from "ethers";

import { governedActions } from "../../../scripts/founding/governedActions.ts";
import { coldOf, hotOf } from "./Cast.ts";
import { decree } from "./decrees.ts";
import { encodeDeed } from "./encodeDeed.ts";
import type { Journal } from "./Journal.ts";
import { Play, plainly, type Turn } from "./Play.ts";
import type { Deed, Realm } from "./Realm.ts";
import { FALLBACK } from "./rules.ts";
import { Stage } from "./Stage.ts";
import { createKey, FOREVER, GUARDIAN_COOL_DOWN, GUARDIAN_SUNSET, KEY_COOL_DOWN } from "./selfService.ts";
import { CONSTITUTIONAL, ORDINARY, STRICTEST, TERMS, type World } from "./worlds.ts";

/** A parameter that nothing reads: only its manners matter. */
export const LIMIT = "test.limit";

const DAY = 86_400;
const UINT = 1;
const LIMIT_BOUNDS = { min: 0, max: 100, maxStep: 20, coolDown: 30 };
const ALL_SCOPES = 15;
const READ_BY_SUITE = [
  KEY_COOL_DOWN,
  GUARDIAN_SUNSET,
  GUARDIAN_COOL_DOWN,
  "records.keyOverlap",
  "batch.lateness",
  "batch.maxRecords",
  "batch.graceBlocks",
  "batch.answerBlocks",
  "batch.callGas",
];

/** A consortium in both worlds, as it stands when the story begins. */
export interface Opening {
  readonly stage: Stage;
  readonly realm: Realm;
  readonly journal: Journal;
}

/** Founds the same consortium in the model and on a chain, and lays the rules and parameters that the stories are about. */
export async function foundRealm(world: World): Promise<Opening> {
  const stage = await Stage.open(world);
  const laid = await stage.look([], READ_BY_SUITE, []);
  const realm = createRealm(stage, world, laid.time);
  READ_BY_SUITE.forEach((key, index) => {
    const seen = laid.parameters[index];
    if (seen !== undefined) realm.parameters.set(key, { ...seen, min: 1, max: 365 * DAY, maxStep: 0, coolDown: 1 });
  });
  const play = new Play(stage, realm, await stage.startJournal());
  const lay = async (deed: Deed): Promise<void> => play.take(decreeTurn(stage, deed), play.realm.now.time + 1);

  for (const [key, value] of [
    [KEY_COOL_DOWN, 40],
    [GUARDIAN_SUNSET, 50],
    [GUARDIAN_COOL_DOWN, 90],
  ] as const) {
    await lay({ kind: "setParameter", key, expected: 1, value });
  }
  await play.take(defineLimit(stage), play.realm.now.time + 1);
  for (const { module, function: verb, constitutional } of governedActions) {
    await lay({ kind: "setRule", action: `${module}.${verb}`, terms: constitutional ? CONSTITUTIONAL : ORDINARY });
  }
  await lay({ kind: "setRule", action: "Ledger.enter", terms: ORDINARY });
  for (const [index, terms] of TERMS.entries()) {
    const isWithin = index !== 0 && terms !== STRICTEST && terms.quorum <= STRICTEST.quorum;
    if (isWithin) await lay({ kind: "setKeyedRule", word: BigInt(index), terms });
  }
  await stage.keep();
  return { stage, realm: play.realm, journal: play.journal };
}

/** A story that begins where the opening left off. */
export async function startPlay({ stage, realm, journal }: Opening): Promise<Play> {
  await stage.setBack();
  return new Play(stage, structuredClone(realm), journal.fork());
}

/** What governance decides, done at once in its name. */
export function decreeTurn(stage: Stage, deed: Deed): Turn {
  const { target, data } = encodeDeed(stage, deed);
  return {
    label: `decree ${describeDeed(deed)}`,
    from: stage.suite.governor.address,
    to: target,
    encode: () => data,
    inModel: plainly((realm) => decree(realm, deed)),
  };
}

export function describeDeed(deed: Deed): string {
  return JSON.stringify(deed, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
}

function defineLimit(stage: Stage): Turn {
  const { min, max, maxStep, coolDown } = LIMIT_BOUNDS;
  const bounds = { kind: UINT, min, max, maxStep, coolDown, unit: encodeBytes32String("one") };
  const { constitution, governor } = stage.suite;
  const values = [encodeBytes32String(LIMIT), 50, bounds];
  return {
    label: "define the limit",
    from: governor.address,
    to: constitution.address,
    encode: () => constitution.artifact.abi.encodeFunctionData("defineParameter", values),
    inModel: plainly((realm) => {
      realm.parameters.set(LIMIT, { value: 50, version: 1, changedAt: realm.now.time, ...LIMIT_BOUNDS });
    }),
  };
}

function createRealm(stage: Stage, world: World, time: number): Realm {
  const actions = [FALLBACK, ...governedActions.map(({ module, function: verb }) => `${module}.${verb}`)];
  return {
    now: { time, turn: 0 },
    seats: world.founders.map(({ weight, duties, keys, ballotsNeeded }, seat) => ({
      weight,
      duties,
      ballotsNeeded,
      cold: coldOf(stage.cast, seat).address,
      accepted: true,
      left: null,
      suspensions: [],
      keys: Array.from({ length: keys }, (_, key) =>
        createKey(hotOf(stage.cast, seat, key).address, ALL_SCOPES, FOREVER),
      ),
    })),
    proposals: [],
    rules: actions.map((action, index) => ({ action, terms: STRICTEST, version: index + 1 })),
    rulesEver: actions.length,
    superseded: new Map(),
    parameters: new Map(),
    acts: [],
    ledgerEntries: 0,
    remembered: new Map(),
    corners: new Set(),
  };
}
