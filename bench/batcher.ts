// What the batcher takes, anchors and executes a second, beside its peers in the same run. `npm run bench:batcher -- --help`.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { runHardhat } from "../test/peers/buildPeers.ts";
import { drawCharts } from "./batcher/drawCharts.ts";
import { formatBatcher, formatJudgements } from "./batcher/formatBatcher.ts";
import { judgeBatcher } from "./batcher/judgeBatcher.ts";
import { extents, measureBatcher } from "./batcher/measureBatcher.ts";

const HELP = `npm run bench:batcher -- [options]

  --json        print one line of JSON and nothing else on stdout
  --check       compare with the promised figures; exit code 1 if one is missed
  --rounds <n>  so many rounds, 5 unless said otherwise
  --smoke       some seconds of everything: whether it runs, not what it takes
  --charts      write the charts that the README shows
  --profile=<folder>  profiles of the service, for whoever makes it faster
`;

interface Options {
  readonly json: boolean;
  readonly check: boolean;
  readonly smoke: boolean;
  readonly charts: boolean;
  readonly rounds: number | undefined;
}

const CHARTS = new URL("../docs/charts/", import.meta.url);

const options = parseOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options);
}
// The node in this process keeps timers.
process.exit();

async function run({ json, check, smoke, charts, rounds }: Options): Promise<0 | 1> {
  const say = (progress: string): void => void process.stderr.write(`${progress}\n`);
  say("building");
  await runHardhat(["build", "--quiet", "--no-tests"]);
  const extent = smoke ? extents.smoke : extents.full;
  const { report, findings } = await measureBatcher({ ...extent, rounds: rounds ?? extent.rounds }, say);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : formatBatcher(report));
  process.stderr.write(`${JSON.stringify(findings)}\n`);
  if (report.postgresOverSqlite === null)
    say("NOT MEASURED: PostgreSQL is not installed here, so nothing is said of it");
  if (charts) {
    for (const [name, drawn] of Object.entries(drawCharts(report, findings)))
      writeFileSync(fileURLToPath(new URL(`${name}.svg`, CHARTS)), drawn);
  }
  if (!check) return 0;
  const judgements = judgeBatcher(report);
  process.stderr.write(`\n${formatJudgements(judgements)}`);
  return judgements.every(({ kept }) => kept) ? 0 : 1;
}

function parseOptions(words: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        json: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        smoke: { type: "boolean", default: false },
        charts: { type: "boolean", default: false },
        rounds: { type: "string" },
        profile: { type: "string" },
      },
    });
    const { rounds, json, check, smoke, charts } = values;
    if (rounds !== undefined && !/^[1-9][0-9]?$/.test(rounds)) return null;
    return { json, check, smoke, charts, rounds: rounds === undefined ? undefined : Number(rounds) };
  } catch {
    return null;
  }
}
