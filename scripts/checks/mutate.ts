// npm run mutate: changes the contracts in every small way and requires a Solidity test to notice. Verdicts are kept in
// test/mutation/results.json; a run gives new ones only where the function or the tests that gave the old one have changed.
//
//   --minutes N      stops after that time; the next run goes on
//   --only-changed   only mutants of functions that changed, whatever happened to the tests
//   --only TEXT      only mutants whose source or function contains the text
//   --all            forgets the kept verdicts of what is selected
//   --parallel N     so many at a time (2)

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { findMutants } from "./mutation/findMutants.ts";
import type { Mutant } from "./mutation/Mutant.ts";
import { createMutantRunner, type MutantRunner } from "./mutation/MutantRunner.ts";
import {
  followMutants,
  formatResults,
  isFresh,
  type MutantResult,
  parseResults,
  parseSurvivors,
  scoreOf,
} from "./mutation/results.ts";
import { readTestFiles } from "./mutation/testFiles.ts";
import { runInParallel } from "./runInParallel.ts";
import { REPOSITORY } from "./solidity/ForgeProject.ts";
import { loadSuite } from "./solidity/loadSuite.ts";

const WANTED_PERCENT = 90;
const SAVE_EVERY_MS = 15_000;

const { values } = parseArgs({
  options: {
    root: { type: "string", default: REPOSITORY },
    minutes: { type: "string", default: "0" },
    only: { type: "string", default: "" },
    "only-changed": { type: "boolean", default: false },
    all: { type: "boolean", default: false },
    parallel: { type: "string", default: "2" },
  },
});
const resultsFile = path.join(values.root, "test/mutation/results.json");
const survivorsFile = path.join(values.root, "test/mutation/survivors.json");

async function main(): Promise<number> {
  const minutes = Number(values.minutes);
  const deadline = minutes > 0 ? performance.now() + minutes * 60_000 : Number.POSITIVE_INFINITY;
  const suite = loadSuite(values.root);
  const files = readTestFiles(values.root);
  const mutants = suite.parsed.flatMap(({ name, text, tree }) => findMutants(name, text, tree));
  const kept = existsSync(resultsFile) ? parseResults(readFileSync(resultsFile, "utf8")) : [];
  const results = new Map(followMutants(kept, mutants));
  const isSelected = ({ source, scope }: Mutant): boolean => `${source} ${scope}`.includes(values.only);
  const due = mutants.filter((mutant) => {
    const result = results.get(mutant.id);
    if (!isSelected(mutant)) return false;
    return values.all || result === undefined || !isFresh(result, mutant, files, values["only-changed"]);
  });
  say(`${mutants.length} mutants, ${due.length} without a verdict that still holds`);

  if (due.length > 0) {
    for (const { id } of due) results.delete(id);
    const runner = await createMutantRunner({ suite, mutants: due, files, lanes: Number(values.parallel), say });
    await runDue(runner, results, deadline);
    save(results);
  }
  return report(mutants, results, isSelected);
}

async function runDue(runner: MutantRunner, results: Map<string, MutantResult>, deadline: number): Promise<void> {
  const total = runner.ready.length + runner.apart.length;
  const started = performance.now();
  let done = 0;
  let saved = started;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    say("stopping after the mutants under way");
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const note = (result: MutantResult): void => {
    results.set(result.id, result);
    done += 1;
    const now = performance.now();
    if (now - saved < SAVE_EVERY_MS) return;
    saved = now;
    save(results);
    const left = (((now - started) / done) * (total - done)) / 60_000;
    const { killed, survived } = scoreOf([...results.values()]);
    say(`${done} of ${total}: ${killed} killed, ${survived} survived in all; ${left.toFixed(0)} min left`);
  };
  const isOver = (): boolean => stopped || performance.now() > deadline;
  await runInParallel(runner.ready, Number(values.parallel), async (mutant, lane) => {
    if (!isOver()) note(await runner.run(mutant, lane));
  });
  for (const { mutant } of runner.apart) {
    if (!isOver()) note(await runner.runApart(mutant));
  }
  process.off("SIGINT", stop).off("SIGTERM", stop);
}

function save(results: ReadonlyMap<string, MutantResult>): void {
  mkdirSync(path.dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, formatResults([...results.values()]));
}

function report(
  mutants: readonly Mutant[],
  results: ReadonlyMap<string, MutantResult>,
  isSelected: (mutant: Mutant) => boolean,
): number {
  const judged = existsSync(survivorsFile) ? parseSurvivors(readFileSync(survivorsFile, "utf8")) : [];
  const reasons = new Map(judged.map(({ id, reason }) => [id, reason]));
  const faults: string[] = [];
  for (const mutant of mutants.filter(isSelected)) {
    if (results.get(mutant.id)?.verdict !== "survived" || reasons.has(mutant.id)) continue;
    const place = `${mutant.source}:${mutant.line} ${mutant.scope}`;
    faults.push(
      `SURVIVED ${mutant.id} ${place} ${mutant.operator}: ${squeeze(mutant.original)} -> ${squeeze(mutant.replacement)}`,
    );
  }
  for (const { id, reason } of judged) {
    const verdict = results.get(id)?.verdict;
    if (verdict !== undefined && verdict !== "survived")
      faults.push(`STALE    ${id} is listed as a survivor and is ${verdict}`);
    else if (!mutants.some((mutant) => mutant.id === id))
      faults.push(`STALE    ${id} is listed as a survivor and is gone`);
    if (reason.trim() === "") faults.push(`${id} is listed as a survivor without a reason`);
  }
  for (const fault of faults) say(fault);
  perSource([...results.values()]);
  const { killed, survived, invalid, percent } = scoreOf([...results.values()]);
  const open = mutants.filter((mutant) => isSelected(mutant) && !results.has(mutant.id)).length;
  say(
    `${killed} killed, ${survived} survived (${reasons.size} listed with reasons), ${invalid} do not compile, ${open} not run yet`,
  );
  say(`score ${percent.toFixed(1)} % of ${WANTED_PERCENT} % wanted`);
  const isShort = percent < WANTED_PERCENT;
  const isOpen = open > 0 && values.minutes === "0";
  return faults.length > 0 || isShort || isOpen ? 1 : 0;
}

function perSource(results: readonly MutantResult[]): void {
  const sources = Map.groupBy(results, ({ source }) => source);
  for (const [source, all] of sources) {
    const { killed, survived, percent } = scoreOf(all);
    say(
      `${percent.toFixed(1).padStart(6)} %  ${String(killed).padStart(4)} killed ${String(survived).padStart(4)} survived  ${source}`,
    );
  }
}

function squeeze(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
