import { globSync } from "node:fs";

import { countTests } from "./countTests.ts";
import { runScript } from "./runScript.ts";
import type { TestKind } from "./testKinds.ts";

/**
 * Runs kinds of tests one after the other within `budgetSeconds` and tells the exit code: 0 only if none failed and every
 * kind that has files executed at least one test.
 */
export async function runTests(kinds: readonly TestKind[], budgetSeconds: number): Promise<number> {
  const deadline = performance.now() + budgetSeconds * 1000;
  const faults: string[] = [];
  let executed = 0;
  for (const kind of kinds) {
    if (globSync([...kind.files]).length === 0) {
      say(`${kind.script}: no test is written yet`);
      continue;
    }
    say(`\n== ${kind.script}`);
    const outcome = await runScript(kind.script, (deadline - performance.now()) / 1000);
    const { passed } = countTests(outcome.output);
    executed += passed;
    const fault = outcome.overBudget
      ? `${kind.script} was ended: all tests together may take ${budgetSeconds} s`
      : outcome.ok
        ? passed === 0 && `${kind.script} has files and executed no test`
        : `${kind.script} failed`;
    if (fault !== false) faults.push(fault);
    say(`== ${kind.script}: ${passed} passed in ${outcome.seconds.toFixed(0)} s`);
  }
  for (const fault of faults) say(`FAILED: ${fault}`);
  say(`\n${executed} tests passed`);
  return faults.length === 0 ? 0 : 1;
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
