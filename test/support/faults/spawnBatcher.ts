import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { COMPILE_CACHE } from "./compileCache.ts";
import type { BatcherTask } from "./runBatcher.ts";

/** A record that was acknowledged: which one, and its sequence. */
export interface Acknowledged {
  readonly request: number;
  readonly position: number;
  readonly sequence: number;
  readonly isReplay: boolean;
}

/** How a batcher's process ended. */
export interface BatcherRun {
  readonly isKilled: boolean;
  readonly lines: readonly string[];
  readonly errors: string;
  readonly acknowledged: readonly Acknowledged[];
  /** How many records were refused. */
  readonly refused: number;
}

const PROGRAM = fileURLToPath(new URL("./runBatcher.ts", import.meta.url));
const ACCEPTED = 0;
const REPLAYED = 1;

/** Runs a batcher in a process of its own to its end. `file` is where its task is written. */
export async function spawnBatcher(task: BatcherTask, file: string): Promise<BatcherRun> {
  writeFileSync(file, JSON.stringify(task));
  const child = spawn(process.execPath, [PROGRAM, file], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<NodeJS.Signals | null>();
  child.once("error", reject).once("close", (_, signal) => resolve(signal));
  const [output, errors, signal] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const lines = output.split("\n").filter(Boolean);
  const decisions = lines.flatMap(readDecisions);
  return {
    isKilled: signal === "SIGKILL",
    lines,
    errors,
    acknowledged: decisions.filter(({ status }) => status === ACCEPTED || status === REPLAYED),
    refused: decisions.filter(({ status }) => status !== ACCEPTED && status !== REPLAYED).length,
  };
}

function readDecisions(line: string) {
  const [word, request, statuses = "", sequences = ""] = line.split(" ");
  if (word !== "decided") return [];
  const numbers = sequences.split(",").map(Number);
  return statuses.split(",").map((status, position) => ({
    request: Number(request),
    position,
    sequence: numbers[position] ?? -1,
    status: Number(status),
    isReplay: Number(status) === REPLAYED,
  }));
}
