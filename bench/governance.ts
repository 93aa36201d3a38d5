// The cost of deciding together: ours and the peers', measured in this run. `npm run bench:governance -- --help`.

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { COMPILER_SETTINGS, SOLC_VERSION } from "../scripts/toolchain/compiler.ts";
import { buildPeers, runHardhat } from "../test/peers/buildPeers.ts";
import type { GroupSize } from "../test/peers/measureSubject.ts";
import { readHardfork } from "../test/peers/openChain.ts";
import { readPublishedSafe } from "../test/support/safeAccount.ts";
import { formatReport, formatVerdicts } from "./formatReport.ts";
import type { GovernanceCase, GovernanceReport } from "./GovernanceReport.ts";
import { judgeFigures } from "./judgeFigures.ts";
import { measureGovernance } from "./measureGovernance.ts";
import { OURS } from "./ours.ts";
import { readSizes } from "./readSizes.ts";

const HELP = `npm run bench:governance -- [options]

  --json           print one line of JSON and nothing else on stdout
  --check          compare with the promised figures; exit code 1 if one is missed
  --members <n,n>  only groups of these sizes (4, 16, 40, 200)
  --peers          the peers alone, without building or measuring our contracts
`;

const SIZES: readonly GroupSize[] = [
  { members: 4, needed: 3 },
  { members: 16, needed: 9 },
  { members: 40, needed: 21 },
  { members: 200, needed: 101 },
];

interface Options {
  readonly json: boolean;
  readonly check: boolean;
  readonly peersOnly: boolean;
  readonly sizes: readonly GroupSize[];
}

const options = parseOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options);
}

async function run({ json, check, peersOnly, sizes }: Options): Promise<0 | 1> {
  const say = (progress: string): void => void process.stderr.write(`${progress}\n`);
  say("building");
  if (!peersOnly) await runHardhat(["build", "--quiet", "--no-tests"]);
  const competition = {
    ours: peersOnly ? null : OURS,
    peers: await buildPeers(),
    publishedSafe: await readPublishedSafe(),
  };
  const cases: GovernanceCase[] = [];
  for (const size of sizes) cases.push(await measureGovernance(competition, size, say));
  const report: GovernanceReport = {
    cases,
    sizes: peersOnly ? {} : await readSizes(),
    build: {
      solc: SOLC_VERSION,
      evmVersion: COMPILER_SETTINGS.evmVersion,
      viaIR: COMPILER_SETTINGS.viaIR,
      optimizerRuns: COMPILER_SETTINGS.optimizer.runs,
      hardfork: readHardfork(),
      openZeppelin: await readPackageVersion("@openzeppelin/contracts"),
      safe: await readPackageVersion("@safe-global/safe-smart-account"),
    },
  };
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : formatReport(report));
  if (!check) return 0;
  const verdicts = judgeFigures(report);
  process.stderr.write(`\n${formatVerdicts(verdicts)}`);
  return verdicts.every((verdict) => verdict.kept) ? 0 : 1;
}

/** Null when the arguments make no sense or help was asked for. */
function parseOptions(words: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        json: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        peers: { type: "boolean", default: false },
        members: { type: "string" },
      },
    });
    const sizes = values.members === undefined ? SIZES : values.members.split(",").map(findSize);
    return { json: values.json, check: values.check, peersOnly: values.peers, sizes };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n`);
    return null;
  }
}

function findSize(members: string): GroupSize {
  const size = SIZES.find((known) => String(known.members) === members);
  if (size === undefined) throw new Error(`no group of ${members} members is compared`);
  return size;
}

async function readPackageVersion(name: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL(import.meta.resolve(`${name}/package.json`)), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Error(`the manifest of ${name} names no version`);
}
