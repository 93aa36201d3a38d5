import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Wallet } from "ethers";

import type { BatcherConsortium } from "./foundBatchers.ts";

/** A batcher in a process of its own. */
export interface BatcherProcess {
  readonly url: string;
  readonly operatorUrl: string;
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: () => string;
  /** Sends a signal and resolves with the exit code, or the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string>;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Which batcher is started. */
export interface StartBatcherParameters {
  readonly consortium: BatcherConsortium;
  /** The key that it signs with. */
  readonly signer: Wallet;
  /** Where its store and its key are; a new folder unless given. */
  readonly folder?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

const MAIN = join(import.meta.dirname, "..", "..", "..", "batcher", "src", "main.ts");

/** A folder for one batcher. */
export async function makeBatcherFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), "quorate-batcher-"));
}

/** Starts a batcher and resolves once it listens; rejects with what it says where it does not. */
export async function startBatcher(parameters: StartBatcherParameters): Promise<BatcherProcess> {
  const { consortium, signer, flags = {}, environment = {} } = parameters;
  const folder = parameters.folder ?? (await makeBatcherFolder());
  const keyFile = join(folder, "key");
  await writeFile(keyFile, signer.privateKey, { mode: 0o600 });
  const { chainId } = await consortium.chain.provider.getNetwork();
  const told = {
    "rpc-url": consortium.chain.url,
    "chain-id": String(chainId),
    constitution: consortium.suite.constitution.address,
    "key-file": keyFile,
    store: join(folder, "batcher.db"),
    port: "0",
    "operator-port": "0",
    "poll-ms": "50",
    "batch-age-ms": "100",
    "drain-ms": "10000",
    ...flags,
  };
  const given = Object.entries(told).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [MAIN, ...given], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return await watch(child);
}

async function watch(child: ChildProcess): Promise<BatcherProcess> {
  let output = "";
  const listening = Promise.withResolvers<{ readonly url: string; readonly operatorUrl: string }>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    const line = /\{"event":"listening","url":"([^"]+)","operatorUrl":"([^"]+)"\}/.exec(output);
    if (line !== null) listening.resolve({ url: line[1] ?? "", operatorUrl: line[2] ?? "" });
  };
  child.stdout?.on("data", read);
  child.stderr?.on("data", read);
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "gone"));
  });
  ended.then((code) => listening.reject(new Error(`the batcher ended with ${code}:\n${output}`)));
  const { url, operatorUrl } = await listening.promise;
  return {
    url,
    operatorUrl,
    child,
    output: () => output,
    ended,
    end: async (signal) => {
      child.kill(signal);
      return await ended;
    },
  };
}
