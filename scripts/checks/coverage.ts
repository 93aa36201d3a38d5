// npm run coverage: every line of contracts/ runs in a Solidity test, and every branch is taken or excepted with a reason in
// test/coverage/exceptions.json.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { PLAIN_SETTINGS } from "../toolchain/compiler.ts";
import { judgeCoverage, parseExceptions } from "./judgeCoverage.ts";
import { parseLcov } from "./lcov.ts";
import { createForgeProject, QUICK, REPOSITORY } from "./solidity/ForgeProject.ts";
import type { JsonObject } from "./solidity/json.ts";
import { type ForgeOutcome, runForge } from "./solidity/runForge.ts";

const TIMEOUT_MS = 1_500_000;

const { values } = parseArgs({ options: { root: { type: "string", default: REPOSITORY } } });

async function main(): Promise<number> {
  const { root } = values;
  const exact = await cover("coverage", PLAIN_SETTINGS, []);
  const trace = readTrace(exact) ?? readTrace(await coverRoughly(exact));
  if (trace === undefined) return 1;

  const files = parseLcov(trace)
    .map((each) => ({ ...each, file: path.isAbsolute(each.file) ? path.relative(exact.folder, each.file) : each.file }))
    .filter(({ file }) => file.startsWith("contracts/"));
  const exceptions = path.join(root, "test/coverage/exceptions.json");
  const verdict = judgeCoverage(
    files,
    existsSync(exceptions) ? parseExceptions(readFileSync(exceptions, "utf8")) : [],
    (file) => readFileSync(path.join(root, file), "utf8").split("\n"),
  );
  for (const fault of verdict.faults) say(`FAULT    ${fault}`);
  for (const { file, lines, branches } of files) {
    const ran = (counts: readonly { readonly runs: number }[]): string =>
      `${counts.filter(({ runs }) => runs > 0).length}/${counts.length}`;
    say(`${ran(lines).padStart(9)} lines ${ran(branches).padStart(9)} branches  ${file}`);
  }
  const { lines, branches } = verdict;
  say(
    `${lines.covered} of ${lines.all} lines; ${branches.covered} of ${branches.all} branches, ${branches.excepted} excepted`,
  );
  if (lines.all === 0) say("FAULT    nothing was measured");
  return verdict.faults.length === 0 && lines.all > 0 ? 0 : 1;
}

interface Covered {
  readonly folder: string;
  readonly trace: string;
  readonly outcome: ForgeOutcome;
}

async function cover(name: string, settings: JsonObject, more: readonly string[]): Promise<Covered> {
  const project = createForgeProject({ name, root: values.root, depth: QUICK, settings });
  const trace = path.join(project.folder, "lcov.info");
  const args = ["coverage", "--report", "lcov", "--report-file", trace, "--exclude-tests", ...more];
  const outcome = await runForge(project, { args, timeoutMs: TIMEOUT_MS });
  return { folder: project.folder, trace, outcome };
}

/** Through the optimizer's own language the places are less exact, but nothing is out of the stack's reach. */
async function coverRoughly({ outcome }: Covered): Promise<Covered> {
  if (!/Compiler run failed[\s\S]*Stack too deep/.test(outcome.stdout + outcome.stderr)) {
    say(outcome.stdout + outcome.stderr);
    return { folder: "", trace: "", outcome };
  }
  say("the plain code generator ran out of stack: measuring through the intermediate language");
  const rough = await cover("coverage-rough", {}, ["--ir-minimum"]);
  if (rough.outcome.code !== 0) say(rough.outcome.stdout + rough.outcome.stderr);
  return rough;
}

function readTrace({ trace, outcome }: Covered): string | undefined {
  return outcome.code === 0 && existsSync(trace) ? readFileSync(trace, "utf8") : undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
