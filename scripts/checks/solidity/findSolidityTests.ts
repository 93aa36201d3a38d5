import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A test function and where it is. */
export interface SolidityTest {
  readonly file: string;
  readonly contract: string;
  readonly name: string;
}

/** Every test function below test/contracts, found by its name as forge and Hardhat find it. */
export function findSolidityTests(root: string): readonly SolidityTest[] {
  return globSync("test/contracts/**/*.t.sol", { cwd: root })
    .sort()
    .flatMap((file) => testsIn(file, readFileSync(path.join(root, file), "utf8")));
}

export function testsIn(file: string, text: string): readonly SolidityTest[] {
  const tests: SolidityTest[] = [];
  let contract = "";
  for (const match of text.matchAll(
    /^\s*(?:abstract\s+)?contract\s+(\w+)|^\s*function\s+((?:test|invariant)\w*)\s*\(/gm,
  )) {
    if (match[1] !== undefined) contract = match[1];
    if (match[2] !== undefined) tests.push({ file, contract, name: match[2] });
  }
  return tests;
}
