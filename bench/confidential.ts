// npm run bench:confidential: sealing and opening for ten parties, beside @hpke/core and tweetnacl in the same run. --json prints one
// line of JSON, --skip-large leaves the 1 GiB out.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { createHpkeCore } from "./confidential/createHpkeCore.ts";
import { createOurs } from "./confidential/createOurs.ts";
import { createTweetnacl } from "./confidential/createTweetnacl.ts";
import { measureTurns, type Work } from "./confidential/measureTurns.ts";
import { drawText } from "./confidential/Subject.ts";

const { values } = parseArgs({ options: { json: { type: "boolean" }, "skip-large": { type: "boolean" } } });

async function measureText(bytes: number): Promise<Readonly<Record<string, number>>> {
  const text = drawText(bytes);
  const ours = await createOurs(text);
  const subjects = [ours, await createHpkeCore(text), await createTweetnacl(text)];
  const works = subjects.flatMap(({ name, seal, open }): readonly Work[] => [
    [`${name}.seal`, seal],
    [`${name}.open`, open],
  ]);
  return measureTurns([...works, ["ours.check", ours.check]]);
}

function measureLarge(): unknown {
  const script = fileURLToPath(new URL("sealLarge.ts", import.meta.url));
  const answer: unknown = JSON.parse(execFileSync(process.execPath, [script, "1024"], { encoding: "utf8" }));
  return typeof answer === "object" && answer !== null && "peakMiB" in answer ? answer.peakMiB : null;
}

function round(value: number | undefined): number {
  return Math.round((value ?? Number.NaN) * 100) / 100;
}

const small = await measureText(4_096);
const large = await measureText(1_048_576);
const over = (work: string, peer: string): number =>
  round((small[`ours.${work}`] ?? 0) / (small[`${peer}.${work}`] ?? 0));
const report = {
  ms: {
    seal10x4KiB: round(small["ours.seal"]),
    open10x4KiB: round(small["ours.open"]),
    check10: round(small["ours.check"]),
    seal10x1MiB: round(large["ours.seal"]),
    open10x1MiB: round(large["ours.open"]),
  },
  peersMs: Object.fromEntries(
    ["hpkeCore", "tweetnacl"].map((peer) => [
      peer,
      {
        seal10x4KiB: round(small[`${peer}.seal`]),
        open10x4KiB: round(small[`${peer}.open`]),
        seal10x1MiB: round(large[`${peer}.seal`]),
        open10x1MiB: round(large[`${peer}.open`]),
      },
    ]),
  ),
  ratios: {
    sealOverHpkeCore: over("seal", "hpkeCore"),
    openOverHpkeCore: over("open", "hpkeCore"),
    sealOverTweetnacl: over("seal", "tweetnacl"),
    openOverTweetnacl: over("open", "tweetnacl"),
  },
  peakMiBSealing1GiB: values["skip-large"] === true ? null : measureLarge(),
};
process.stdout.write(`${JSON.stringify(report, null, values.json === true ? 0 : 2)}\n`);
