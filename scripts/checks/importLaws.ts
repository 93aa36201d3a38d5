// Who may import whom: fails with one line for every import against the law.

import { readFileSync } from "node:fs";

import { listFiles } from "./listFiles.ts";
import { findSolidityFaults } from "./solidityImports.ts";
import { findTypeScriptFaults } from "./typescriptImports.ts";

const faults = [
  ...listFiles("contracts/**/*.sol").flatMap((file) => findSolidityFaults(file, readFileSync(file, "utf8"))),
  ...listFiles("**/*.ts").flatMap((file) => findTypeScriptFaults(file, readFileSync(file, "utf8"))),
];
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
