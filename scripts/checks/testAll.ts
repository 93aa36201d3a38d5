// The suite: `npm test`. Every kind of test that has files must execute at least one test.

import { globSync } from "node:fs";

import { countTests } from "./countTests.ts";
import { runScript } from "./runScript.ts";

interface TestKind {
  readonly script: string;
  readonly files: readonly string[];
}

const MINUTES = 12;
const KINDS: readonly TestKind[] = [
  { script: "test:contracts", files: ["test/contracts/**/*.t.sol", "contracts/**/*.t.sol"] },
  { script: "test:units", files: ["scripts/**/*.test.ts", "sdk/src/**/*.test.ts"] },
  { script: "test:journeys", files: ["test/journeys/**/*.ts"] },
  { script: "test:peers", files: ["test/peers/*.test.ts", "bench/*.test.ts"] },
];

const deadline = performance.now() + MINUTES * 60_000;
const faults: string[] = [];
let executed = 0;
for (const kind of KINDS) {
  if (globSync([...kind.files]).length === 0) {
    process.stdout.write(`${kind.script}: no test is written yet\n`);
    continue;
  }
  process.stdout.write(`\n== ${kind.script}\n`);
  const outcome = await runScript(kind.script, (deadline - performance.now()) / 1000);
  const count = countTests(outcome.output);
  executed += count.passed;
  if (outcome.overBudget) faults.push(`${kind.script} was ended: the suite may take ${MINUTES} minutes`);
  else if (!outcome.ok) faults.push(`${kind.script} failed`);
  else if (count.passed === 0) faults.push(`${kind.script} has files and executed no test`);
  process.stdout.write(`== ${kind.script}: ${count.passed} passed in ${outcome.seconds.toFixed(0)} s\n`);
}
for (const fault of faults) process.stdout.write(`FAILED: ${fault}\n`);
process.stdout.write(`\n${executed} tests passed\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
