import fc from "fast-check";

import { type Cast, coldOf } from "./Cast.ts";
import { REFUSED_WORD } from "./decrees.ts";
import { LIMIT } from "./foundRealm.ts";
import { isAbsorbing, stateOf } from "./lifecycle.ts";
import type { Deed, Realm } from "./Realm.ts";
import { TERMS } from "./worlds.ts";

/** Numbers that a deed is made of once the state is known that it is about. */
export interface DeedSeed {
  readonly kind: (typeof KINDS)[number];
  readonly what: number;
  readonly howMuch: number;
}

// As often as it is worth: most proposals are about the ledger, whose rules differ most.
const KINDS = [
  "enter",
  "enter",
  "enter",
  "enter",
  "clear",
  "remove",
  "suspend",
  "suspend",
  "reinstate",
  "setWeight",
  "setDuties",
  "admit",
  "setParameter",
  "setParameter",
  "setKeyedRule",
  "setRule",
  "setFallback",
  "ratify",
  "overrule",
] as const;

const SPANS = [1, 20, 60, 100, 250];
const WEIGHTS = [1, 2, 3, 0];
const VALUES = [0, 30, 40, 50, 55, 60, 70, 90, 100, 101];
const WORDS = [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 20n, REFUSED_WORD];
const ACTIONS = ["Ledger.enter", "Ledger.clear", "Constitution.setParameter", "MemberRegistry.setDuties"];

export const anyDeedSeed: fc.Arbitrary<DeedSeed> = anySeedOf(...KINDS);

/** A deed of one of these kinds, the first one the simplest. */
export function anySeedOf(...kinds: readonly DeedSeed["kind"][]): fc.Arbitrary<DeedSeed> {
  return fc.record({ kind: fc.constantFrom(...kinds), what: fc.nat(59), howMuch: fc.nat(59) });
}

/** The element that a number picks. */
export function pick<Element>(list: readonly Element[], number: number): Element {
  const element = list[number % list.length];
  if (element === undefined) throw new Error("there is nothing to pick from");
  return element;
}

/** The deed that a seed means here and now. */
export function growDeed(realm: Realm, cast: Cast, { kind, what, howMuch }: DeedSeed): Deed {
  const seat = what % realm.seats.length;
  const until = realm.now.time + pick(SPANS, howMuch);
  switch (kind) {
    case "enter":
      return { kind, word: pick(WORDS, what) };
    case "clear":
      return { kind };
    case "remove":
    case "reinstate":
      return { kind, seat };
    case "suspend":
      return { kind, seat, until };
    case "setWeight":
      return { kind, seat, weight: pick(WEIGHTS, howMuch) };
    case "setDuties":
      return { kind, seat, duties: howMuch % 9 };
    case "admit":
      return { kind, cold: coldOf(cast, Math.min(realm.seats.length, 11)).address, weight: pick(WEIGHTS, howMuch) };
    case "setParameter": {
      const version = realm.parameters.get(LIMIT)?.version ?? 0;
      return {
        kind,
        key: LIMIT,
        expected: what % 5 === 0 ? version + (what % 2) : version,
        value: pick(VALUES, howMuch),
      };
    }
    case "setKeyedRule":
      return { kind, word: pick([...wordsAtStake(realm), ...WORDS], what), terms: pick(TERMS, howMuch) };
    case "setRule":
      return { kind, action: pick(ACTIONS, what), terms: pick(TERMS, howMuch) };
    case "setFallback":
      return { kind, terms: pick(TERMS.slice(-2), howMuch) };
    case "ratify":
    case "overrule":
      return growAct(realm, kind, what, until);
  }
}

/** What open votes would enter. */
function wordsAtStake(realm: Realm): readonly bigint[] {
  const live = realm.proposals.filter((proposal) => !isAbsorbing(stateOf(realm, proposal)));
  return live.flatMap(({ deeds }) => deeds.flatMap((deed) => (deed.kind === "enter" ? [deed.word] : [])));
}

/** About the key that was acted on last, or about any. */
function growAct(realm: Realm, kind: "ratify" | "overrule", what: number, until: number): Deed {
  const accounts = realm.seats.flatMap((seat) => seat.keys.map(({ account }) => account));
  const acted = realm.acts.at(-1)?.account;
  const account = acted !== undefined && what % 4 !== 0 ? acted : pick(accounts, what);
  return kind === "ratify" ? { kind, account, until } : { kind, account };
}
