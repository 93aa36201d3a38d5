// Warnings are errors. Reads what the compiler said in the build that is on disk, so a build from the cache counts too.

import { readFileSync } from "node:fs";

import { listBuildOutputs } from "./listBuildOutputs.ts";
import { parseWarnings } from "./parseWarnings.ts";

const warnings = listBuildOutputs("artifacts/build-info").flatMap((file) => parseWarnings(readFileSync(file, "utf8")));
for (const warning of new Set(warnings)) process.stdout.write(`${warning}\n`);
process.exitCode = warnings.length === 0 ? 0 : 1;
