// npm run check:requirements: every promise of docs/requirements.md is carried by a test, and tests carry known promises only.

import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { matchRequirements, numbersIn, readRequirements } from "./requirements.ts";
import { REPOSITORY } from "./solidity/ForgeProject.ts";

const TESTS = [
  "test/contracts/**/*.sol",
  "test/journeys/**/*.ts",
  "test/peers/**/*.test.ts",
  "test/proofs/**/*.sol",
  "sdk/src/**/*.test.ts",
  "scripts/**/*.test.ts",
  "bench/**/*.test.ts",
  "batcher/src/**/*.test.ts",
  "test/faults/*.test.ts",
  "test/simulation/*.test.ts",
];
/** Tests of this very check, full of numbers that promise nothing. */
const NOT_CARRIERS: ReadonlySet<string> = new Set(["scripts/checks/requirements.test.ts"]);

const { values } = parseArgs({ options: { root: { type: "string", default: REPOSITORY } } });

function main(): number {
  const file = path.join(values.root, "docs/requirements.md");
  if (!existsSync(file)) {
    say("FAULT    docs/requirements.md does not exist");
    return 1;
  }
  const { requirements, faults: written } = readRequirements(readFileSync(file, "utf8"));
  const carriers = globSync(TESTS, { cwd: values.root })
    .filter((name) => !NOT_CARRIERS.has(name))
    .sort()
    .map((name) => ({ name, numbers: numbersIn(readFileSync(path.join(values.root, name), "utf8")) }));
  const faults = [...written, ...matchRequirements(requirements, carriers)];
  for (const fault of faults) say(`FAULT    ${fault}`);
  const carried = carriers.filter(({ numbers }) => numbers.length > 0).length;
  say(`${requirements.length} promises, carried by ${carried} files of tests, ${faults.length} faults`);
  return faults.length === 0 && requirements.length > 0 ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main();
