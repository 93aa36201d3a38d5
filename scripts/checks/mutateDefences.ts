// npm run mutate:defences: takes every marked defence away and requires the test that its row names to notice.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { type Defence, findDefences } from "./mutation/findDefences.ts";
import type { NumberedMutant } from "./mutation/instrument.ts";
import { createJourneyFolder, hasJourney, type JourneyFolder, runJourney } from "./mutation/journeys.ts";
import { applyMutant } from "./mutation/Mutant.ts";
import { matchAttacks, type NamedTest, type Trial } from "./mutation/matchAttacks.ts";
import { readAttacks } from "./mutation/readAttacks.ts";
import { selectTests } from "./mutation/selectTests.ts";
import { switchMutants } from "./mutation/switchMutants.ts";
import { runInParallel } from "./runInParallel.ts";
import { createForgeProject, type Depth, type ForgeProject, openLane, REPOSITORY } from "./solidity/ForgeProject.ts";
import { findSolidityTests, type SolidityTest } from "./solidity/findSolidityTests.ts";
import { loadSuite, type Suite } from "./solidity/loadSuite.ts";
import { runTests } from "./solidity/runForge.ts";

const DEPTH: Depth = { fuzzRuns: 256, invariantRuns: 64, invariantDepth: 64 };
const TEST_TIMEOUT_MS = 120_000;

interface Bench {
  readonly suite: Suite;
  /** The number that switches a defence off in the instrumented tree; a defence without one is compiled apart. */
  readonly numbers: ReadonlyMap<Defence, number>;
  readonly project: ForgeProject;
  readonly journeys: JourneyFolder | undefined;
}

interface Verdict {
  readonly trial: Trial;
  readonly noticedBy: readonly NamedTest[];
}

const { values } = parseArgs({
  options: {
    root: { type: "string", default: REPOSITORY },
    only: { type: "string", default: "" },
    parallel: { type: "string", default: "2" },
    list: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  const { root } = values;
  const started = performance.now();
  const suite = loadSuite(root);
  const found = suite.parsed.map(findDefences);
  const defences = found.flatMap((each) => each.defences);
  const requirements = path.join(root, "docs/requirements.md");
  const attacks = existsSync(requirements) ? readAttacks(readFileSync(requirements, "utf8")) : [];
  const tests = findSolidityTests(root);
  const matched = matchAttacks(attacks, defences, tests, (file, title) => hasJourney(root, file, title));
  const faults = [
    ...found.flatMap((each) => each.faults.map(({ source, line, message }) => `${source}:${line} ${message}`)),
    ...matched.faults,
  ];
  for (const fault of faults) say(`FAULT    ${fault}`);
  if (values.list) for (const each of defences) say(describe(each));

  const trials = matched.trials.filter(({ defence }) => `${defence.source}#${defence.slug}`.includes(values.only));
  if (values.list || trials.length === 0) return faults.length === 0 && (values.list || trials.length > 0) ? 0 : 1;

  const bench = await prepare(suite, defences, trials);
  const broken = await control(bench, trials);
  for (const name of broken) say(`FAULT    ${name} fails although every defence stands`);
  const width = Number(values.parallel);
  const lanes = broken.length > 0 ? [] : Array.from({ length: width }, (_, lane) => openLane(bench.project, lane));
  const verdicts = await runInParallel(broken.length > 0 ? [] : trials, width, (trial, lane) =>
    judge({ ...bench, project: lanes[lane] ?? bench.project }, trial),
  );
  const idle = broken.length > 0 ? [] : idleTests(verdicts);
  for (const each of idle) say(`FAULT    ${each}`);
  const survived = verdicts.filter(({ noticedBy }) => noticedBy.length === 0).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const failed = survived + faults.length + broken.length + idle.length;
  say(
    `${trials.length} defences taken away, ${survived} unnoticed, ${faults.length + broken.length + idle.length} faults, ${seconds} s`,
  );
  say(`${verdicts.length - survived} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Compiles all defences, each with a switch, into one tree. */
async function prepare(suite: Suite, defences: readonly Defence[], trials: readonly Trial[]): Promise<Bench> {
  const numbered: readonly NumberedMutant[] = defences.map(({ mutant }, index) => ({ number: index + 1, mutant }));
  const { sources, switched } = switchMutants(suite.compiler, suite.sources, suite.parsed, numbered);
  const accepted = new Set(switched.map(({ number }) => number));
  const numbers = new Map(
    defences.flatMap((defence, index) => (accepted.has(index + 1) ? [[defence, index + 1] as const] : [])),
  );
  const project = createForgeProject({ name: "defences", root: suite.root, sources, depth: DEPTH });
  const needsJourneys = trials.some(({ tests }) => tests.some(({ kind }) => kind === "journey"));
  const journeys = needsJourneys ? createJourneyFolder(suite.root, sources) : undefined;
  return { suite, numbers, project, journeys };
}

/** Every named test must pass while all defences stand. */
async function control(bench: Bench, trials: readonly Trial[]): Promise<readonly string[]> {
  const named = [...new Map(trials.flatMap(({ tests }) => tests).map((test) => [test.name, test])).values()];
  const solidity = named.flatMap((test) => (test.kind === "solidity" ? [test.test] : []));
  const broken: string[] = [];
  if (solidity.length > 0) {
    const run = await runTests(bench.project, { args: selectTests(solidity) });
    broken.push(
      ...run.verdicts
        .filter(({ passed }) => !passed)
        .map(({ contract, test, reason }) => `${contract}.${test} (${reason})`),
    );
    broken.push(
      ...solidity
        .filter((test) => !run.verdicts.some((verdict) => isSame(verdict, test)))
        .map(({ name }) => `${name}, which forge does not find,`),
    );
  }
  for (const test of named) {
    if (
      test.kind === "journey" &&
      bench.journeys !== undefined &&
      !(await runJourney(bench.journeys, test, 0)).passed
    ) {
      broken.push(test.name);
    }
  }
  return broken;
}

function isSame(verdict: { readonly contract: string; readonly test: string }, test: SolidityTest): boolean {
  return (verdict.contract === test.contract && verdict.test === test.name) || verdict.test === "setUp";
}

async function judge(bench: Bench, trial: Trial): Promise<Verdict> {
  const started = performance.now();
  const number = bench.numbers.get(trial.defence);
  const project = number === undefined ? compileApart(bench.suite, trial.defence) : bench.project;
  const solidity = trial.tests.flatMap((test) => (test.kind === "solidity" ? [test] : []));
  const noticedBy: NamedTest[] = [];
  if (solidity.length > 0) {
    const args = selectTests(solidity.map(({ test }) => test));
    const run = await runTests(project, { args, mutant: number ?? 0, timeoutMs: TEST_TIMEOUT_MS });
    noticedBy.push(
      ...solidity.filter(
        ({ test }) => run.timedOut || run.verdicts.some((verdict) => !verdict.passed && isSame(verdict, test)),
      ),
    );
  }
  for (const test of trial.tests) {
    if (test.kind !== "journey" || bench.journeys === undefined) continue;
    if (number === undefined)
      throw new Error(`${trial.defence.slug} cannot be switched off in a journey: name a Solidity test`);
    if (!(await runJourney(bench.journeys, test, number)).passed) noticedBy.push(test);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const outcome = noticedBy.length > 0 ? "noticed " : "SURVIVED";
  const by = (noticedBy.length > 0 ? noticedBy : trial.tests).map(({ name }) => name).join(", ");
  say(`${outcome} ${trial.defence.source.replace("contracts/", "")}#${trial.defence.slug}  ${by}  ${seconds} s`);
  return { trial, noticedBy };
}

/** A row's test that notices none of the row's defences proves nothing. */
function idleTests(verdicts: readonly Verdict[]): readonly string[] {
  const rows = new Map<number, Verdict[]>();
  for (const verdict of verdicts)
    rows.set(verdict.trial.attack.line, [...(rows.get(verdict.trial.attack.line) ?? []), verdict]);
  return [...rows].flatMap(([line, ofRow]) =>
    (ofRow[0]?.trial.tests ?? [])
      .filter(({ name }) => !ofRow.some(({ noticedBy }) => noticedBy.some((test) => test.name === name)))
      .map(({ name }) => `docs/requirements.md:${line} names ${name}, which notices none of the row's defences`),
  );
}

function compileApart(suite: Suite, defence: Defence): ForgeProject {
  const text = suite.sources.get(defence.source) ?? "";
  const sources = new Map([[defence.source, applyMutant(text, defence.mutant)]]);
  return createForgeProject({
    name: `defence-${defence.slug}`,
    root: suite.root,
    sources,
    depth: DEPTH,
  });
}

function describe({ source, line, slug, mutant }: Defence): string {
  const replacement = mutant.replacement === "{}" ? "nothing" : mutant.replacement;
  return `${source}:${line} ${slug}: \`${mutant.original.replaceAll(/\s+/g, " ")}\` becomes ${replacement === "" ? "nothing" : replacement}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
