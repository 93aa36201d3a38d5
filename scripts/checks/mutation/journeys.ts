import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { SWITCH_SOURCE } from "./instrument.ts";

/** A copy of the repository whose contracts are instrumented, for the stories of test/journeys. */
export interface JourneyFolder {
  readonly folder: string;
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  ".forge",
  ".git",
  ".node",
  ".slither",
  "artifacts",
  "cache",
  "coverage",
  "node_modules",
  "reports",
]);
const CONFIG = "hardhat.mutant.config.ts";
// The chain's beneficiary names the mutant that is switched on; instrumented contracts are larger than a real chain allows.
const CONFIG_TEXT = `import config from "./hardhat.config.ts";

const mutant = {
  allowUnlimitedContractSize: true,
  coinbase: "0x" + Number(process.env.QUORATE_MUTANT ?? "0").toString(16).padStart(40, "0"),
};
const networks = Object.fromEntries(
  Object.entries(config.networks ?? {}).map(([name, network]) => [
    name,
    network.type === "edr-simulated" ? { ...network, ...mutant } : network,
  ]),
);

export default { ...config, networks };
`;
const TIMEOUT_MS = 300_000;

/** Whether a journey's file holds that title, in one text or as the end of one. */
export function hasJourney(root: string, file: string, title: string): boolean {
  const where = path.join(root, file);
  return existsSync(where) && (title === "" || readFileSync(where, "utf8").includes(title));
}

/** Lays the copy anew; what Hardhat has compiled in it before stays. */
export function createJourneyFolder(root: string, sources: ReadonlyMap<string, string>): JourneyFolder {
  const folder = path.join(root, ".forge", "journeys");
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name !== "artifacts" && name !== "cache") rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(root)) {
    if (!LEFT_OUT.has(name)) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const [name, text] of sources) writeFileSync(path.join(folder, name), text);
  if (!sources.has(SWITCH_SOURCE)) throw new Error("the sources are not instrumented");
  writeFileSync(path.join(folder, CONFIG), CONFIG_TEXT);
  return { folder };
}

/** Runs the stories of one file whose full title contains the title. */
export async function runJourney(
  { folder }: JourneyFolder,
  { file, title }: { readonly file: string; readonly title: string },
  mutant: number,
): Promise<{ readonly passed: boolean; readonly output: string }> {
  const hardhat = path.join(
    path.dirname(createRequire(import.meta.url).resolve("hardhat/package.json")),
    "dist/src/cli.js",
  );
  const args = [hardhat, "--config", CONFIG, "test", "mocha", file, ...(title === "" ? [] : ["--grep", title])];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, QUORATE_MUTANT: mutant.toString() },
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  const code = await promise;
  const text = Buffer.concat(output).toString("utf8");
  if (code === 0 && !/\b[1-9]\d* passing\b/.test(text))
    throw new Error(`${file} has no story titled "${title}":\n${text.slice(-2000)}`);
  return { passed: code === 0, output: text };
}
