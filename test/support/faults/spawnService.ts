import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import type { BatcherPlace } from "./BatcherPlace.ts";
import { COMPILE_CACHE } from "./compileCache.ts";

/** The batcher's program in a process of its own. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** Resolves with what it says when it listens; rejects where it ends before. */
  readonly listening: Promise<string>;
  /** What it has said on its error output, once it has ended, and its exit code. */
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

const PROGRAM = fileURLToPath(new URL("../../../batcher/src/main.ts", import.meta.url));

/** Starts `batcher/src/main.ts` as an operator does. `keyFile` is written. */
export function spawnService(
  { url, chainId, constitution, secret, store }: BatcherPlace,
  keyFile: string,
  more: readonly string[] = [],
): ServiceProcess {
  writeFileSync(keyFile, secret);
  chmodSync(keyFile, 0o600);
  const flags = Object.entries({
    "rpc-url": url,
    "chain-id": String(chainId),
    constitution,
    "key-file": keyFile,
    store,
    port: "0",
    "operator-port": "0",
    threads: "1",
    "log-level": "silent",
  }).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [PROGRAM, ...flags, ...more], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  const errors = text(child.stderr);
  const exit = Promise.withResolvers<number | null>();
  child.once("error", exit.reject).once("close", exit.resolve);
  const ended = exit.promise.then(async (code) => ({ code, errors: await errors }));
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8")));
    ended.then((outcome) => reject(new Error(`it ended: ${outcome.errors}`)), reject);
  });
  listening.catch(() => undefined);
  return { child, listening, ended };
}
