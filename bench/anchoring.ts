// What anchoring costs in gas. `npm run bench:anchoring -- --help`.

import { parseArgs } from "node:util";

import { runHardhat } from "../test/peers/buildPeers.ts";
import { judgeAnchoring } from "./anchoring/judgeAnchoring.ts";
import { measureGas } from "./anchoring/measureGas.ts";
import { formatVerdicts } from "./formatReport.ts";

const HELP = `npm run bench:anchoring -- [options]

  --json   print one line of JSON and nothing else on stdout
  --check  compare with the promised figures; exit code 1 if one is missed
`;

const options = parseOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options.json, options.check);
}

async function run(json: boolean, check: boolean): Promise<0 | 1> {
  process.stderr.write("measuring gas\n");
  await runHardhat(["build", "--quiet", "--no-tests"]);
  const gas = await measureGas();
  process.stdout.write(`${JSON.stringify({ gas }, null, json ? 0 : 2)}\n`);
  if (!check) return 0;
  const verdicts = judgeAnchoring(gas);
  process.stderr.write(formatVerdicts(verdicts));
  return verdicts.every(({ kept }) => kept) ? 0 : 1;
}

function parseOptions(words: readonly string[]): { readonly json: boolean; readonly check: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
    });
    return values;
  } catch {
    return null;
  }
}
