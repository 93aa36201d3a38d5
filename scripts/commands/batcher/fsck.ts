import { QuorateError } from "#sdk";

import { describeBatcher } from "../../batches/describeBatcher.ts";
import { runBatcher } from "../../batches/runBatcher.ts";
import { storeOption } from "../../batches/storeOption.ts";
import { homeOption } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";

/** A line that the check prints. */
type Line = Readonly<Record<string, unknown>>;

export const batcherFsck: Command = {
  name: "batcher fsck",
  summary:
    "Check a batcher's store against the chain: every record present, every batch reproducible, no gap, no promise overdue.",
  options: { ...storeOption, ...homeOption },
  run: async (place, input) => {
    const { options } = await describeBatcher(place, input);
    let printed = "";
    const onPrinted = (text: string): void => {
      printed += text;
    };
    await runBatcher(place, { program: "fsckMain.ts", options, onPrinted });
    const lines = printed
      .split("\n")
      .filter((line) => line !== "")
      .map(parseLine);
    const last = lines.at(-1);
    if (last?.event !== "checked") throw failed(last);
    const findings = lines.slice(0, -1);
    const faults = findings.filter(({ severity }) => severity === "fault");
    const shown = findings.flatMap(describeFinding);
    const { logs } = last;
    const found = `${countOf(logs)} checked, ${faults.length} faults, ${findings.length - faults.length} notes: ${options.store.replace(/\/\/[^/]*@/, "//...@")}`;
    if (faults.length === 0) return { json: { logs, findings }, lines: [...shown, found] };
    for (const line of shown) place.terminal.say(line);
    throw new QuorateError({
      code: "CHECK_FAILED",
      summary:
        faults.length === 1 ? "One fault was found in the store." : `${faults.length} faults were found in the store.`,
      remedy: "Do what stands below each, in this order; until then keep the store as it is.",
      facts: { findings: findings.length, faults: faults.length },
      faults: faults.map(toFault),
    });
  },
};

function parseLine(line: string): Line {
  return Object(JSON.parse(line));
}

function describeFinding(finding: Line): readonly string[] {
  const { event, severity, meaning, remedy, kind, ...facts } = finding;
  const told = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  return [
    `${severity === "fault" ? "FAULT" : "note "}  ${kind}: ${meaning}`,
    `       ${told.join(", ")}`,
    `       ${remedy}`,
  ];
}

function toFault({ meaning, remedy, ...facts }: Line): QuorateError {
  const told = Object.entries(facts).map(([name, value]) => [name, typeof value === "number" ? value : String(value)]);
  return new QuorateError({
    code: "CHECK_FAILED",
    summary: String(meaning),
    remedy: String(remedy),
    facts: Object.fromEntries(told),
  });
}

function countOf(logs: unknown): string {
  const count = Array.isArray(logs) ? logs.length : 0;
  return count === 1 ? "1 log" : `${count} logs`;
}

function failed(last: Line | undefined): QuorateError {
  return new QuorateError({
    code: "PROGRAM_FAILED",
    summary: typeof last?.summary === "string" ? last.summary : "The check ended before it was done.",
    remedy: typeof last?.remedy === "string" ? last.remedy : "Its last words are above; run it again.",
    facts: { program: "fsck", reason: String(last?.code ?? "none") },
  });
}
