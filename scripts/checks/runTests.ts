import { globSync } from "node:fs";

import { countTests } from "./countTests.ts";
import { runScript } from "./runScript.ts";
import type { TestKind } from "./testKinds.ts";

/** A kind of tests to be run, and what its processes find in their environment beside ours. */
export interface TestRun {
  readonly kind: TestKind;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What became of some runs. */
interface Tally {
  executed: number;
  readonly faults: string[];
}

/**
 * Runs kinds of tests within `budgetSeconds` and tells the exit code: 0 only if none failed and every kind that has files executed at
 * least one test. The lanes run side by side, and each lane's runs one after the other. Of lanes side by side each run is shown when it
 * has ended.
 */
export async function runTests(lanes: readonly (readonly TestRun[])[], budgetSeconds: number): Promise<number> {
  const deadline = performance.now() + budgetSeconds * 1000;
  const tally: Tally = { executed: 0, faults: [] };
  const isQuiet = lanes.length > 1;
  await Promise.all(
    lanes.map(async (runs) => {
      for (const run of runs) await runKind(run, { tally, deadline, budgetSeconds, isQuiet });
    }),
  );
  for (const fault of tally.faults) say(`FAILED: ${fault}`);
  say(`\n${tally.executed} tests passed`);
  return tally.faults.length === 0 ? 0 : 1;
}

interface Limits {
  readonly tally: Tally;
  readonly deadline: number;
  readonly budgetSeconds: number;
  readonly isQuiet: boolean;
}

async function runKind(
  { kind, environment = {} }: TestRun,
  { tally, deadline, budgetSeconds, isQuiet }: Limits,
): Promise<void> {
  const { script, files } = kind;
  const name = [script, ...Object.values(environment)].join(" on ");
  if (globSync([...files]).length === 0) {
    say(`${name}: no test is written yet`);
    return;
  }
  say(isQuiet ? `\n== ${name} begins` : `\n== ${name}`);
  const outcome = await runScript(script, (deadline - performance.now()) / 1000, { isQuiet, environment });
  const { passed } = countTests(outcome.output);
  tally.executed += passed;
  const fault = outcome.overBudget
    ? `${name} was ended: it had ${budgetSeconds.toFixed(0)} s, together with those beside it`
    : outcome.ok
      ? passed === 0 && `${name} has files and executed no test`
      : `${name} failed`;
  if (fault !== false) tally.faults.push(fault);
  if (isQuiet) say(`\n== ${name}\n${outcome.output}`);
  say(`== ${name}: ${passed} passed in ${outcome.seconds.toFixed(0)} s`);
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
