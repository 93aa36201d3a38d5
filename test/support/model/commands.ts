import fc from "fast-check";

import { anyDeedSeed, anySeedOf, type DeedSeed, pick } from "./anyDeed.ts";
import { cast } from "./balloting.ts";
import { stateOf } from "./lifecycle.ts";
import { type Play, plainly } from "./Play.ts";
import { proposalAt } from "./proposing.ts";
import { liftOne, suspendKeyOne } from "./turns/guardianTurns.ts";
import { acceptOne, changeKeys, decreeOne, joinOne } from "./turns/memberTurns.ts";
import {
  castOne,
  executeOne,
  openInFavour,
  openOne,
  pokeOne,
  pokeStaleOne,
  queueOne,
  withdrawOne,
} from "./turns/proposalTurns.ts";
import type { Script, Seed } from "./turns/Seed.ts";
import { castSignedOnes, enactOne } from "./turns/signedTurns.ts";
import { toGovernor } from "./turns/toGovernor.ts";
import { anyWhen, timeOf } from "./when.ts";

/** Several seats vote one after the other, all on the same proposal. */
const castMany: Script = [0, 1, 2, 3].map(
  (step) => (play, seed) => castOne(play, { ...seed, who: seed.who + step * 7, how: seed.how + step }),
);

/** A proposal is opened, voted on by everybody, and carried out if it can be. */
const carry: Script = [
  openInFavour,
  ...[0, 1, 2, 3, 4, 5].map((step) => (play: Play, seed: Seed) => {
    const last = play.realm.proposals.length - 1;
    const isOpen = last >= 0 && stateOf(play.realm, proposalAt(play.realm, last)) === "Active";
    if (!isOpen) return null;
    const keys = play.realm.seats.flatMap((seat) => seat.keys.map(({ account }) => account));
    const account = pick(keys, seed.who + 1 + step);
    const { id: proposalId } = proposalAt(play.realm, last);
    return toGovernor(
      play,
      `${account} casts 1 on #${last}`,
      account,
      ["castVote", [proposalId, 1]],
      plainly((realm) => cast(realm, account, proposalAt(realm, last), 1)),
    );
  }),
  queueOne,
  executeOne,
];

/** What passed is queued at once and executed at its date, a second before it or after it, or when it just expired. */
const finish: Script = [queueOne, executeOne];

const VERBS: readonly (readonly [name: string, weight: number, script: Script])[] = [
  ["open", 3, [openOne]],
  ["openInFavour", 2, [openInFavour]],
  ["cast", 7, [castOne]],
  ["castMany", 4, castMany],
  ["finish", 2, finish],
  ["castSigned", 3, [castSignedOnes]],
  ["enact", 2, [enactOne]],
  ["carry", 3, carry],
  ["withdraw", 1, [withdrawOne]],
  ["poke", 3, [pokeOne]],
  ["pokeStale", 1, [pokeStaleOne]],
  ["queue", 2, [queueOne]],
  ["execute", 3, [executeOne]],
  ["decree", 3, [decreeOne]],
  ["standing", 4, [decreeOne]],
  ["rules", 2, [decreeOne]],
  ["suspendKey", 2, [suspendKeyOne]],
  ["lift", 1, [liftOne]],
  ["keys", 3, [changeKeys]],
  ["accept", 1, [acceptOne]],
  ["join", 1, joinOne],
];

/** What is decreed is no entry in the ledger; now and then it is about standing, or about the rules of open votes. */
const SEEDS: ReadonlyMap<string, fc.Arbitrary<DeedSeed>> = new Map([
  ["decree", anySeedOf("suspend", "setWeight", "setDuties", "admit", "setParameter", "setRule", "ratify", "overrule")],
  ["standing", anySeedOf("suspend", "suspend", "suspend", "remove", "reinstate")],
  ["rules", anySeedOf("setKeyedRule", "setKeyedRule", "setKeyedRule", "setRule", "setFallback")],
]);

/** One command: a name, and the numbers that say whom and what it happens to. */
class Command implements fc.AsyncCommand<object, Play> {
  readonly #name: string;
  readonly #script: Script;
  readonly #seed: Seed;

  constructor(name: string, script: Script, seed: Seed) {
    this.#name = name;
    this.#script = script;
    this.#seed = seed;
  }

  check(): boolean {
    return true;
  }

  async run(_: object, play: Play): Promise<void> {
    let time = timeOf(play.realm, this.#seed.when);
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
export function anyStory(length: number): fc.Arbitrary<Iterable<fc.AsyncCommand<object, Play>>> {
  const commands = VERBS.flatMap(([name, weight, script]) => {
    const seedOf = (deeds: fc.Arbitrary<DeedSeed>): fc.Arbitrary<Seed> =>
      fc.record({
        when: anyWhen,
        who: fc.nat(255),
        which: fc.nat(63),
        how: fc.nat(255),
        deeds: fc.array(deeds, { minLength: 1, maxLength: 2, size: "small" }),
      });
    const any = seedOf(SEEDS.get(name) ?? anyDeedSeed).map((seed) => new Command(name, script, seed));
    return Array.from({ length: weight }, () => any);
  });
  return fc.commands(commands, { maxCommands: length, size: "max" });
}
