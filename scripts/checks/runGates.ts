// Runs a list of gates: node scripts/checks/runGates.ts <ci|deep> [--tally <file>] [--keep-going]
//
// Gates of a stage run side by side. Once a gate has failed no other begins, unless told to keep going. The tally file holds "passed failed" at any moment, so that
// whoever started this run can say how far it came even if the run is killed.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { GateRecord } from "./GateRecord.ts";
import { GATE_LISTS, type Gate } from "./gates.ts";
import { provideTool } from "./provideTool.ts";
import { runScript } from "./runScript.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tally: { type: "string" }, "keep-going": { type: "boolean", default: false } },
});
const listName = positionals[0] ?? "ci";
const list = GATE_LISTS.get(listName);
if (list === undefined)
  throw new Error(`no list of gates is called ${listName}: use one of ${[...GATE_LISTS.keys()].join(", ")}`);

const record = list.record === undefined ? undefined : new GateRecord(".", list.record.file, list.record.watched);
const started = performance.now();
const secondsLeft = (): number => list.budgetSeconds - (performance.now() - started) / 1000;
const report: string[] = [];
let passed = 0;
let failed = 0;
writeTally();

for (const stage of list.stages) {
  await Promise.all(stage.map((gates) => askInTurn(gates, stage.length > 1)));
  if (isToStop()) {
    say("\nStopped where the first gate failed; --keep-going asks the others too.");
    break;
  }
}

say(`\n${report.join("\n")}`);
say(`${listName}: ${((performance.now() - started) / 60_000).toFixed(1)} minutes of ${list.budgetSeconds / 60}`);
process.exitCode = failed === 0 ? 0 : 1;

/** What a gate prints beside others is shown when it has ended. */
async function askInTurn(gates: readonly Gate[], isQuiet: boolean): Promise<void> {
  for (const gate of gates) {
    if (isToStop()) return;
    await ask(gate, isQuiet);
  }
}

async function ask(gate: Gate, isQuiet: boolean): Promise<void> {
  const before = record?.passOf(gate.name);
  if (before !== undefined) {
    conclude(true, `passed  ${gate.name}, on ${before.on} in ${before.seconds} s; nothing it looks at has changed`);
    return;
  }
  const budget = Math.min(gate.budgetSeconds, secondsLeft());
  say(`\n== ${gate.name}: npm run ${gate.script}, at most ${Math.round(budget)} s`);
  const lacking = (gate.needs ?? []).filter((tool) => !provideTool(tool));
  if (lacking.length > 0) {
    conclude(false, `FAILED  ${gate.name}: ${lacking.map((tool) => tool.command).join(", ")} cannot be installed here`);
    return;
  }
  const outcome = await runScript(gate.script, budget, { isQuiet });
  if (isQuiet) say(`\n== ${gate.name}\n${outcome.output}`);
  const time = `${outcome.seconds.toFixed(1)} s of ${gate.budgetSeconds} s`;
  const why = outcome.overBudget ? "over its budget, ended" : "see its output above";
  if (outcome.ok) record?.add(gate.name, outcome.seconds);
  conclude(outcome.ok, outcome.ok ? `passed  ${gate.name}, ${time}` : `FAILED  ${gate.name}, ${time}: ${why}`);
}

function isToStop(): boolean {
  return failed > 0 && !values["keep-going"];
}

function conclude(ok: boolean, line: string): void {
  if (ok) passed += 1;
  else failed += 1;
  report.push(line);
  say(`== ${line}`);
  writeTally();
}

function writeTally(): void {
  if (values.tally !== undefined) writeFileSync(values.tally, `${passed} ${failed}\n`);
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
