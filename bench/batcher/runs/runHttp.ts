import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import type { Site } from "../site/Site.ts";
import { type Acknowledged, checkAcknowledged } from "./checkAcknowledged.ts";
import { parseRunResult, type RunResult } from "./RunResult.ts";
import { runProgram } from "./runProgram.ts";

/** One run of the service, in a process of its own, with a client in another one. */
export interface HttpRun {
  readonly site: Site;
  readonly count: number;
  readonly perRequest: number;
  /** Records a second, 0 for as fast as answers come. */
  readonly rate: number;
}

const MAIN = fileURLToPath(new URL("../../../batcher/src/main.ts", import.meta.url));
const CLIENT = new URL("../load/runClient.ts", import.meta.url);

/** Starts a batcher with a new store, sends it a load, stops it, and checks every acknowledgement. */
export async function runHttp(run: HttpRun): Promise<RunResult> {
  const folder = mkdtempSync(join(tmpdir(), "quorate-bench-"));
  const store = join(folder, "batcher.db");
  const acknowledged = join(folder, "acknowledged");
  const { child, url } = await startService(run.site, folder, store);
  try {
    const result = parseRunResult(await runProgram(CLIENT, { ...run, url, acknowledged }));
    await stopService(child);
    await checkAcknowledged({ site: run.site, store, acknowledged: unpack(readFileSync(acknowledged)) });
    return result;
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
}

async function startService(
  { url: rpcUrl, chainId, constitution, batcherSecret }: Site,
  folder: string,
  store: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const keyFile = join(folder, "key");
  writeFileSync(keyFile, batcherSecret, { mode: 0o600 });
  const told: Readonly<Record<string, string | number>> = {
    "rpc-url": rpcUrl,
    "chain-id": chainId,
    constitution,
    "key-file": keyFile,
    store,
    port: 0,
    "operator-port": 0,
    "batch-age-ms": 200,
    "log-level": "warn",
  };
  const flags = Object.entries(told).map(([name, value]) => `--${name}=${value}`);
  const profile = PROFILE === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${PROFILE}`];
  const child = spawn(process.execPath, [...profile, MAIN, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      const said: unknown = JSON.parse(line);
      if (typeof said === "object" && said !== null && "url" in said) resolve(String(said.url));
    });
    child.once("exit", (code) => reject(new Error(`the batcher ended with ${code}`)));
  });
  return { child, url };
}

/** A folder for profiles of the service, where one is wanted. */
const PROFILE = process.argv.find((word) => word.startsWith("--profile="))?.slice("--profile=".length);

async function stopService(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const [code] = await ended;
  if (code !== 0) throw new Error(`the batcher ended with ${code}`);
}

function unpack(packed: Buffer): readonly Acknowledged[] {
  return Array.from({ length: packed.length / 40 }, (_, index) => ({
    sequence: packed.readDoubleBE(40 * index),
    digest: packed.subarray(40 * index + 8, 40 * index + 40),
  }));
}
