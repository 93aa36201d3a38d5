// npm run mutate:defences: takes every marked defence away and requires the test that its row names to notice.
//
//   --list        prints what every marker stands for
//   --suggest     prints for every defence the tests that notice its absence, for people who write the rows
//   --only TEXT   only defences whose source or slug contains the text; "sdk/" or "batcher/" for those of TypeScript, which need no compiler
//   --parallel N  so many at a time (2)

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { buildInstrumented } from "./mutation/buildInstrumented.ts";
import { type Defence, findDefences } from "./mutation/findDefences.ts";
import type { TypescriptDefence } from "./mutation/findTypescriptDefences.ts";
import type { NumberedMutant } from "./mutation/instrument.ts";
import { createJourneyFolder, hasJourney, type JourneyFolder, runJourney } from "./mutation/journeys.ts";
import { applyMutant } from "./mutation/Mutant.ts";
import { matchAttacks, type NamedTest, type Trial } from "./mutation/matchAttacks.ts";
import { readAttacks } from "./mutation/readAttacks.ts";
import { selectTests } from "./mutation/selectTests.ts";
import { switchMutants } from "./mutation/switchMutants.ts";
import { isTypescriptDefence, listTypescriptDefences, runFile } from "./mutation/units.ts";
import { runInParallel } from "./runInParallel.ts";
import { createForgeProject, type Depth, type ForgeProject, openLane, REPOSITORY } from "./solidity/ForgeProject.ts";
import { findSolidityTests, type SolidityTest } from "./solidity/findSolidityTests.ts";
import type { JsonObject } from "./solidity/json.ts";
import { loadSuite, type Suite } from "./solidity/loadSuite.ts";
import { runTests } from "./solidity/runForge.ts";

const DEPTH: Depth = { fuzzRuns: 256, invariantRuns: 64, invariantDepth: 64 };
const TEST_TIMEOUT_MS = 120_000;

interface Bench {
  readonly suite: Suite;
  /** The number that switches a defence off in the instrumented tree; a defence without one is compiled apart. */
  readonly numbers: ReadonlyMap<Defence, number>;
  readonly project: ForgeProject;
  readonly settings: JsonObject;
  readonly journeys: JourneyFolder | undefined;
  /** Named tests that fail while every defence stands. */
  readonly broken: readonly BrokenTest[];
}

type AnyDefence = Defence | TypescriptDefence;

interface Verdict {
  readonly trial: Trial<AnyDefence>;
  readonly noticedBy: readonly NamedTest[];
}

const { values } = parseArgs({
  options: {
    root: { type: "string", default: REPOSITORY },
    only: { type: "string", default: "" },
    parallel: { type: "string", default: "2" },
    list: { type: "boolean", default: false },
    suggest: { type: "boolean", default: false },
  },
});

async function main(): Promise<number> {
  const { root } = values;
  const started = performance.now();
  const suite = loadSuite(root);
  const found = suite.parsed.map(findDefences);
  const defences = found.flatMap((each) => each.defences);
  const typescript = listTypescriptDefences(root);
  const requirements = path.join(root, "docs/requirements.md");
  const attacks = existsSync(requirements) ? readAttacks(readFileSync(requirements, "utf8")) : [];
  const tests = findSolidityTests(root);
  const all: readonly AnyDefence[] = [...defences, ...typescript.defences];
  const matched = matchAttacks(attacks, all, tests, (file, title) => hasJourney(root, file, title));
  const faults = [
    ...[...found, typescript].flatMap((each) =>
      each.faults.map(({ source, line, message }) => `${source}:${line} ${message}`),
    ),
    ...matched.faults,
  ];
  for (const fault of faults) say(`FAULT    ${fault}`);
  if (values.list) for (const each of all) say(describe(each));

  if (values.suggest) return suggest(suite, defences);

  const trials = matched.trials.filter(({ defence }) => `${defence.source}#${defence.slug}`.includes(values.only));
  if (values.list || trials.length === 0) return faults.length === 0 && (values.list || trials.length > 0) ? 0 : 1;

  const inSolidity = trials.flatMap(({ defence, ...trial }) =>
    isTypescriptDefence(defence)
      ? []
      : [{ ...trial, defence, tests: trial.tests.filter(({ kind }) => kind !== "unit") }],
  );
  const inTypescript = trials.flatMap(({ defence, ...trial }) =>
    isTypescriptDefence(defence)
      ? [{ ...trial, defence, tests: trial.tests.filter(({ kind }) => kind !== "solidity") }]
      : [],
  );
  const width = Number(values.parallel);
  const bench = inSolidity.length === 0 ? null : await prepare(suite, defences, inSolidity);
  const broken = [
    ...(bench === null ? [] : [...bench.broken, ...(await brokenJourneys(bench, inSolidity))]),
    ...(await brokenInTypescript(inTypescript, width)),
  ];
  for (const { name, reason } of broken) say(`FAULT    ${name} fails although every defence stands: ${reason}`);
  const isUsable = ({ tests: named }: Trial): boolean =>
    !named.some((test) => broken.some(({ name }) => name === test.name));
  const lanes = bench === null ? [] : Array.from({ length: width }, (_, lane) => openLane(bench.project, lane));
  const usable = [...inSolidity.filter(isUsable), ...inTypescript.filter(isUsable)];
  const verdicts = await runInParallel(usable, width, async (trial, lane): Promise<Verdict> => {
    const { defence } = trial;
    if (isTypescriptDefence(defence)) return judgeInTypescript({ ...trial, defence });
    if (bench === null) throw new Error("a defence in Solidity has a bench");
    return judge({ ...bench, project: lanes[lane] ?? bench.project }, { ...trial, defence });
  });
  // Of a part of the defences nothing follows about the tests of the others.
  const idle = values.only === "" ? idleTests(verdicts) : [];
  for (const each of idle) say(`FAULT    ${each}`);
  const survived = verdicts.filter(({ noticedBy }) => noticedBy.length === 0).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const wrong = faults.length + broken.length + idle.length;
  say(`${usable.length} defences taken away, ${survived} unnoticed, ${wrong} faults, ${seconds} s`);
  say(`${usable.length - survived} passed, ${survived + wrong} failed`);
  return survived + wrong === 0 ? 0 : 1;
}

/** Runs every Solidity test without each defence. */
async function suggest(suite: Suite, defences: readonly Defence[]): Promise<number> {
  const { numbers, project, broken: failing } = await prepare(suite, defences, []);
  const broken = new Set(failing.map(({ name }) => name));
  for (const { name, reason } of failing) say(`BROKEN   ${name} fails although every defence stands: ${reason}`);
  const width = Number(values.parallel);
  const lanes = Array.from({ length: width }, (_, lane) => openLane(project, lane));
  const chosen = [...numbers].filter(([{ source, slug }]) => `${source}#${slug}`.includes(values.only));
  const unnoticed = await runInParallel(chosen, width, async ([defence, mutant], lane) => {
    const run = await runTests(lanes[lane] ?? project, { args: [], mutant, timeoutMs: TEST_TIMEOUT_MS });
    const noticing = run.verdicts
      .filter(({ passed, contract, test }) => !passed && !broken.has(`${contract}.${test}`))
      .map(({ contract, test }) => (test === "setUp" ? `${contract}.setUp` : test));
    const name = `${defence.source.replace("contracts/", "")}#${defence.slug}`;
    say(
      `${noticing.length === 0 ? "UNNOTICED" : "noticed  "} ${name}  ${run.timedOut ? "out of time" : noticing.join(" ")}`,
    );
    return noticing.length === 0 && !run.timedOut;
  });
  say(
    `${chosen.length} defences, ${unnoticed.filter(Boolean).length} unnoticed, ${defences.length - numbers.size} to be compiled apart`,
  );
  return 0;
}

/** Compiles all defences, each with a switch, into one tree, and sees which named tests fail while all of them stand. */
async function prepare(suite: Suite, defences: readonly Defence[], trials: readonly Trial<Defence>[]): Promise<Bench> {
  const numbered: readonly NumberedMutant[] = defences.map(({ mutant }, index) => ({ number: index + 1, mutant }));
  const built = await buildInstrumented({ suite, name: "defences", mutants: numbered, depth: DEPTH });
  const { project, switched, settings } = built;
  const accepted = new Set(switched.map(({ number }) => number));
  const numbers = new Map(
    defences.flatMap((defence, index) => (accepted.has(index + 1) ? [[defence, index + 1] as const] : [])),
  );
  const needsJourneys = trials.some(({ tests }) => tests.some(({ kind }) => kind === "journey"));
  const optimized = needsJourneys ? switchMutants(suite.compiler, suite.sources, suite.parsed, numbered) : undefined;
  const journeys = optimized === undefined ? undefined : createJourneyFolder(suite.root, optimized.sources);
  return { suite, numbers, project, settings, journeys, broken: await brokenTests(project, trials) };
}

interface BrokenTest {
  readonly name: string;
  readonly reason: string;
}

function namedIn(trials: readonly Trial[]): readonly NamedTest[] {
  return [...new Map(trials.flatMap(({ tests }) => tests).map((test) => [test.name, test])).values()];
}

/** The named Solidity tests that fail, or are not found, while all defences stand; without names, all tests that fail. */
async function brokenTests(project: ForgeProject, trials: readonly Trial[]): Promise<readonly BrokenTest[]> {
  const solidity = namedIn(trials).flatMap((test) => (test.kind === "solidity" ? [test] : []));
  if (trials.length > 0 && solidity.length === 0) return [];
  const run = await runTests(project, { args: selectTests(solidity.map(({ test }) => test)) });
  if (trials.length === 0) {
    const failed = run.verdicts.filter(({ passed }) => !passed);
    return failed.map(({ contract, test, reason }) => ({ name: `${contract}.${test}`, reason }));
  }
  return solidity.flatMap(({ name, test }) => {
    const verdicts = run.verdicts.filter((verdict) => isSame(verdict, test));
    const failed = verdicts.find(({ passed }) => !passed);
    if (failed !== undefined) return [{ name, reason: failed.reason }];
    return verdicts.length === 0 ? [{ name, reason: "forge does not find it" }] : [];
  });
}

async function brokenJourneys(bench: Bench, trials: readonly Trial[]): Promise<readonly BrokenTest[]> {
  const broken: BrokenTest[] = [];
  for (const test of namedIn(trials)) {
    if (test.kind !== "journey" || bench.journeys === undefined) continue;
    const { passed, output } = await runJourney(bench.journeys, test, 0);
    if (!passed) broken.push({ name: test.name, reason: output.slice(-500) });
  }
  return broken;
}

/** Of a file whose tests all pass no test is broken; of another one each is asked by itself. */
async function brokenInTypescript(trials: readonly Trial[], width: number): Promise<readonly BrokenTest[]> {
  const named = namedIn(trials).flatMap((test) => (test.kind === "solidity" ? [] : [test]));
  const files = [...Map.groupBy(named, ({ file }) => file).values()];
  const broken = await runInParallel(files, width, async (tests) => {
    const [first] = tests;
    if (first === undefined || (await runFile(values.root, { ...first, title: "" }, null)).passed) return [];
    const found: BrokenTest[] = [];
    for (const test of tests) {
      const { passed, output } = await runFile(values.root, test, null);
      if (!passed) found.push({ name: test.name, reason: output.slice(-500) });
    }
    return found;
  });
  return broken.flat();
}

async function judgeInTypescript(trial: Trial<TypescriptDefence>): Promise<Verdict> {
  const started = performance.now();
  const noticedBy: NamedTest[] = [];
  for (const test of trial.tests) {
    if (test.kind !== "solidity" && !(await runFile(values.root, test, trial.defence)).passed) noticedBy.push(test);
  }
  return tell(trial, noticedBy, started);
}

function tell(trial: Trial<AnyDefence>, noticedBy: readonly NamedTest[], started: number): Verdict {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const outcome = noticedBy.length > 0 ? "noticed " : "SURVIVED";
  const by = (noticedBy.length > 0 ? noticedBy : trial.tests).map(({ name }) => name).join(", ");
  say(`${outcome} ${trial.defence.source.replace("contracts/", "")}#${trial.defence.slug}  ${by}  ${seconds} s`);
  return { trial, noticedBy };
}

/** A failure of `setUp` is one of every test of its contract. */
function isSame(verdict: { readonly contract: string; readonly test: string }, test: SolidityTest): boolean {
  return verdict.contract === test.contract && (verdict.test === test.name || verdict.test === "setUp");
}

async function judge(bench: Bench, trial: Trial<Defence>): Promise<Verdict> {
  const started = performance.now();
  const number = bench.numbers.get(trial.defence);
  const project = number === undefined ? compileApart(bench, trial.defence) : bench.project;
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
  return tell(trial, noticedBy, started);
}

/** A row's test that notices none of the row's defences proves nothing. */
function idleTests(verdicts: readonly Verdict[]): readonly string[] {
  const rows = new Map<number, Verdict[]>();
  for (const verdict of verdicts)
    rows.set(verdict.trial.attack.line, [...(rows.get(verdict.trial.attack.line) ?? []), verdict]);
  return [...rows].flatMap(([line, ofRow]) =>
    namedIn(ofRow.map(({ trial }) => trial))
      .filter(({ name }) => !ofRow.some(({ noticedBy }) => noticedBy.some((test) => test.name === name)))
      .map(({ name }) => `docs/requirements.md:${line} names ${name}, which notices none of the row's defences`),
  );
}

function compileApart({ suite, settings }: Bench, defence: Defence): ForgeProject {
  const text = suite.sources.get(defence.source) ?? "";
  const sources = new Map([[defence.source, applyMutant(text, defence.mutant)]]);
  return createForgeProject({ name: `defence-${defence.slug}`, root: suite.root, sources, depth: DEPTH, settings });
}

function describe(defence: AnyDefence): string {
  const { source, line, slug } = defence;
  const { original, replacement } = isTypescriptDefence(defence) ? defence.change : defence.mutant;
  const instead = ["", "{}", ";"].includes(replacement) ? "nothing" : replacement;
  return `${source}:${line} ${slug}: \`${original.replaceAll(/\s+/g, " ")}\` becomes ${instead}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
