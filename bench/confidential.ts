// What confidential records cost in time, memory and gas, beside @hpke/core and tweetnacl in the same run. `npm run bench:confidential -- --help`.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { runHardhat } from "../test/peers/buildPeers.ts";
import { judgeRecords } from "./confidential/judgeRecords.ts";
import { measureGas } from "./confidential/measureGas.ts";
import { measureTimes } from "./confidential/measureTimes.ts";
import type { RecordReport } from "./confidential/RecordReport.ts";
import { formatVerdicts } from "./formatReport.ts";

const HELP = `npm run bench:confidential -- [options]

  --json        print one line of JSON and nothing else on stdout
  --check       compare with the promised figures; exit code 1 if one is missed
  --gas         the gas alone
  --skip-large  leave the 1 GiB out
`;

interface Options {
  readonly json: boolean;
  readonly check: boolean;
  readonly gasOnly: boolean;
  readonly skipLarge: boolean;
}

const options = parseOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options);
}

async function run({ json, check, gasOnly, skipLarge }: Options): Promise<0 | 1> {
  const say = (progress: string): void => void process.stderr.write(`${progress}\n`);
  // Times first: nothing else of ours is in memory yet.
  if (!gasOnly) say("measuring times");
  const times = gasOnly ? { ms: null, peersMs: null, ratios: null } : await measureTimes();
  if (!gasOnly && !skipLarge) say("sealing 1 GiB");
  const peakMiBSealing1GiB = gasOnly || skipLarge ? null : measureLarge();
  say("measuring gas");
  await runHardhat(["build", "--quiet", "--no-tests"]);
  const report: RecordReport = { ...times, gas: await measureGas(), peakMiBSealing1GiB };
  process.stdout.write(`${JSON.stringify(report, null, json ? 0 : 2)}\n`);
  if (!check) return 0;
  const verdicts = judgeRecords(report);
  process.stderr.write(formatVerdicts(verdicts));
  return verdicts.every(({ kept }) => kept) ? 0 : 1;
}

function measureLarge(): number {
  const script = fileURLToPath(new URL("sealLarge.ts", import.meta.url));
  const answer: unknown = JSON.parse(execFileSync(process.execPath, [script, "1024"], { encoding: "utf8" }));
  const peak = typeof answer === "object" && answer !== null && "peakMiB" in answer ? answer.peakMiB : undefined;
  if (typeof peak !== "number") throw new TypeError("sealing 1 GiB told no peak");
  return peak;
}

function parseOptions(words: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        json: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        gas: { type: "boolean", default: false },
        "skip-large": { type: "boolean", default: false },
      },
    });
    return { json: values.json, check: values.check, gasOnly: values.gas, skipLarge: values["skip-large"] };
  } catch {
    return null;
  }
}
