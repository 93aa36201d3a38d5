// The words of this repository: no name that says nothing, no path of one machine, no host of a package registry.

import { readFileSync } from "node:fs";

import { findNameFaults } from "./emptyNames.ts";
import { listFiles } from "./listFiles.ts";
import { findMachineFaults } from "./machineTraces.ts";

/** Written by machines, or quoted from elsewhere. */
const NOT_OURS = /^(LICENSE|package-lock\.json|sdk\/src\/generated\/.*)$/;
const TEXT = /\.(sol|ts|mjs|js|json|jsonc|md|yml|yaml|toml|sh|csv|grit|html|css)$|^[^.]+$|(^|\/)\.[^/]+$/;

const faults: string[] = [];
for (const file of listFiles("**")) {
  if (file === "package-lock.json") faults.push(...findMachineFaults(file, readFileSync(file, "utf8")));
  if (NOT_OURS.test(file) || !TEXT.test(file)) continue;
  const text = readFileSync(file, "utf8");
  faults.push(...findMachineFaults(file, text), ...findNameFaults(file, text));
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
