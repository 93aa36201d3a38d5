// A batcher in a process of its own that takes records from a file: node test/support/faults/runBatcher.ts <file>
//
// It says what it has acknowledged, a line each, before it does anything else. It kills itself where it is told to.

import { readFileSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { BatcherError } from "../../../batcher/src/errors.ts";
import type { BatcherPlace } from "./BatcherPlace.ts";
import { startBatcher } from "./startBatcher.ts";

/** What the file says. */
export interface BatcherTask {
  readonly place: BatcherPlace;
  /** Packed records of each request, hexadecimal. */
  readonly requests: readonly string[];
  readonly killAt?: { readonly point: string; readonly nth: number };
  /** How long it stays before it is drained. */
  readonly stayMs?: number;
}

const BETWEEN_REQUESTS_MS = 40;
const DRAIN_MS = 10_000;

const {
  place,
  requests,
  killAt,
  stayMs = BETWEEN_REQUESTS_MS * 2,
}: BatcherTask = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
let reached = 0;

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

function reach(point: string): void {
  if (point !== killAt?.point) return;
  reached += 1;
  if (reached === killAt.nth) process.kill(process.pid, "SIGKILL");
}

try {
  const batcher = await startBatcher(place, { trace: { reach } });
  say(`started ${batcher.pipeline.status().logId}`);
  const answers = requests.map(async (request, index) => {
    await sleep(index * BETWEEN_REQUESTS_MS);
    const { statuses, sequences } = await batcher.submit(new Uint8Array(Buffer.from(request, "hex")));
    say(`decided ${index} ${[...statuses].join(",")} ${[...sequences].join(",")}`);
  });
  await Promise.all(answers);
  await sleep(stayMs);
  await batcher.pipeline.drain(AbortSignal.timeout(DRAIN_MS));
  await batcher.close();
  say("drained");
} catch (error) {
  say(`failed ${error instanceof BatcherError ? error.code : error}`);
  process.exitCode = 1;
}
