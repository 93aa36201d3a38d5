import type { SolidityTest } from "../solidity/findSolidityTests.ts";
import type { MarkedDefence } from "./findDefences.ts";
import type { Attack } from "./readAttacks.ts";

/** A test that a row names. */
export type NamedTest =
  | { readonly kind: "solidity"; readonly name: string; readonly test: SolidityTest }
  | { readonly kind: "journey" | "unit"; readonly name: string; readonly file: string; readonly title: string };

/** One defence with the tests of one row, at least one of which must notice its absence. */
export interface Trial<Marked extends MarkedDefence = MarkedDefence> {
  readonly attack: Attack;
  readonly defence: Marked;
  readonly tests: readonly NamedTest[];
}

export interface Matched<Marked extends MarkedDefence> {
  readonly trials: readonly Trial<Marked>[];
  readonly faults: readonly string[];
}

/** Joins rows, marked defences and tests by their names; whatever has no counterpart is a fault. */
export function matchAttacks<Marked extends MarkedDefence>(
  attacks: readonly Attack[],
  defences: readonly Marked[],
  tests: readonly SolidityTest[],
  hasJourney: (file: string, title: string) => boolean,
): Matched<Marked> {
  const faults: string[] = [];
  const trials: Trial<Marked>[] = [];
  const byName = new Map(defences.map((defence) => [`${defence.source}#${defence.slug}`, defence]));
  if (byName.size < defences.length) faults.push(...repeated(defences));
  const used = new Set<string>();
  for (const attack of attacks) {
    const place = `docs/requirements.md:${attack.line} (${attack.attack})`;
    if (attack.defences.length === 0) faults.push(`${place} names no defence: write \`folder/File.sol#slug\``);
    if (attack.tests.length === 0) faults.push(`${place} names no test`);
    const named = attack.tests.flatMap((name) => {
      const found = findTest(name, tests, hasJourney);
      if (found === undefined) faults.push(`${place} names the test ${name}, which does not exist`);
      return found ?? [];
    });
    for (const name of attack.defences) {
      used.add(name);
      const defence = byName.get(name);
      if (defence === undefined) faults.push(`${place} names the defence ${name}, which nothing marks`);
      else if (named.length > 0) trials.push({ attack, defence, tests: named });
    }
  }
  for (const [name, { line }] of byName) {
    if (!used.has(name)) faults.push(`${name} (line ${line}) is marked, and no row of docs/requirements.md names it`);
  }
  return { trials, faults };
}

function findTest(
  name: string,
  tests: readonly SolidityTest[],
  hasJourney: (file: string, title: string) => boolean,
): NamedTest | undefined {
  const [file = "", title] = name.split("#");
  if (title !== undefined) {
    const kind = file.startsWith("test/journeys/") ? "journey" : "unit";
    return hasJourney(file, title) ? { kind, name, file, title } : undefined;
  }
  const [contract, bare] = name.includes(".") ? name.split(".") : [undefined, name];
  const test = tests.find(
    (candidate) => candidate.name === bare && (contract ?? candidate.contract) === candidate.contract,
  );
  return test === undefined ? undefined : { kind: "solidity", name, test };
}

function repeated(defences: readonly MarkedDefence[]): readonly string[] {
  const seen = new Set<string>();
  return defences.flatMap(({ source, slug, line }) => {
    const name = `${source}#${slug}`;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [`${name} is marked twice, again in line ${line}: a slug is unique in its file`];
  });
}
