import { isObject, type JsonObject, listIn, parseJsonObject, textIn, textInOrNone } from "../solidity/json.ts";
import { identifyMutant, type Mutant } from "./Mutant.ts";
import { hashOfAll, type TestFile, testsOf } from "./testFiles.ts";

const VERDICTS = ["killed", "timeout", "survived", "invalid"] as const;

/** `invalid`: the change does not compile, so nobody could have made it. */
export type MutantVerdict = (typeof VERDICTS)[number];

/** What became of a mutant. */
export interface MutantResult {
  readonly id: string;
  readonly source: string;
  readonly scope: string;
  readonly scopeHash: string;
  readonly operator: string;
  readonly original: string;
  readonly replacement: string;
  readonly verdict: MutantVerdict;
  /** The file whose test noticed, and that test; empty for the others. */
  readonly killerFile: string;
  readonly killer: string;
  /** What the verdict rests on: the killer's file, or for a survivor all files that could have killed it. */
  readonly testsHash: string;
}

/** A survivor that people have judged. */
export interface JudgedSurvivor {
  readonly id: string;
  readonly reason: string;
}

export function parseResults(text: string): readonly MutantResult[] {
  return listIn(parseJsonObject(text, "the mutation results"), "mutants").filter(isObject).map(parseResult);
}

function parseResult(from: JsonObject): MutantResult {
  const verdict = VERDICTS.find((known) => known === from.verdict);
  if (verdict === undefined) throw new TypeError(`unknown verdict ${String(from.verdict)}`);
  return {
    id: textIn(from, "id"),
    source: textIn(from, "source"),
    scope: textIn(from, "scope"),
    scopeHash: textIn(from, "scopeHash"),
    operator: textIn(from, "operator"),
    original: textIn(from, "original"),
    replacement: textIn(from, "replacement"),
    verdict,
    killerFile: textInOrNone(from, "killerFile") ?? "",
    killer: textInOrNone(from, "killer") ?? "",
    testsHash: textIn(from, "testsHash"),
  };
}

/** One mutant a line, so that two changes of the file seldom meet. */
export function formatResults(results: readonly MutantResult[]): string {
  const sorted = [...results].sort(
    (a, b) => compare(a.source, b.source) || compare(a.scope, b.scope) || compare(a.id, b.id),
  );
  return `{"mutants":[\n${sorted.map((result) => JSON.stringify(result)).join(",\n")}\n]}\n`;
}

export function parseSurvivors(text: string): readonly JudgedSurvivor[] {
  return listIn(parseJsonObject(text, "the judged survivors"), "survivors")
    .filter(isObject)
    .map((from) => ({ id: textIn(from, "id"), reason: textIn(from, "reason") }));
}

/**
 * The verdicts under the ids of today's mutants: a function that moved to another contract as it was keeps its own. What no
 * mutant has is forgotten.
 */
export function followMutants(
  kept: readonly MutantResult[],
  mutants: readonly Mutant[],
): ReadonlyMap<string, MutantResult> {
  const byId = new Map(kept.map((result) => [result.id, result]));
  const known = new Set(mutants.map(({ id }) => id));
  const left = Map.groupBy(
    kept.filter(({ id }) => !known.has(id)),
    ({ scopeHash }) => scopeHash,
  );
  const followed = new Map<string, MutantResult>();
  for (const mutant of mutants) {
    const { id, source, scope } = mutant;
    const result = byId.get(id) ?? movedFrom(mutant, left.get(mutant.scopeHash) ?? [], byId);
    if (result !== undefined) followed.set(id, { ...result, id, source, scope });
  }
  return followed;
}

function movedFrom(
  mutant: Mutant,
  left: readonly MutantResult[],
  byId: ReadonlyMap<string, MutantResult>,
): MutantResult | undefined {
  for (const { source, scope } of left) {
    const found = byId.get(identifyMutant({ ...mutant, source, scope }));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a verdict still rests on what it rested on: the function's text, and the tests that gave it. */
export function isFresh(
  result: MutantResult,
  mutant: Mutant,
  files: readonly TestFile[],
  ignoreTests: boolean,
): boolean {
  if (result.scopeHash !== mutant.scopeHash) return false;
  if (ignoreTests || result.verdict === "invalid") return true;
  return result.testsHash === basisOf(result.verdict, result.killerFile, mutant.source, files);
}

/** The hash that a verdict rests on. */
export function basisOf(
  verdict: MutantVerdict,
  killerFile: string,
  source: string,
  files: readonly TestFile[],
): string {
  if (verdict === "killed") return files.find(({ name }) => name === killerFile)?.hash ?? "";
  return hashOfAll(testsOf(source, files));
}

export interface Score {
  readonly killed: number;
  readonly survived: number;
  readonly invalid: number;
  /** Of 100; mutants that do not compile count for nothing. */
  readonly percent: number;
}

export function scoreOf(results: readonly MutantResult[]): Score {
  const count = (...verdicts: readonly MutantVerdict[]): number =>
    results.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const killed = count("killed", "timeout");
  const survived = count("survived");
  const percent = killed + survived === 0 ? 0 : (100 * killed) / (killed + survived);
  return { killed, survived, invalid: count("invalid"), percent };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
