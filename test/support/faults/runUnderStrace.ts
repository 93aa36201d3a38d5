import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { COMPILE_CACHE } from "./compileCache.ts";

/** How a program that was watched by strace ended, and what it had said until then. */
export interface WatchedRun {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
  /** That it was killed, by the watcher or by whom it was told to. */
  readonly isKilled: boolean;
}

/** What strace does, and to which files. */
export interface Watch {
  /** Its options `-e`. */
  readonly expressions: readonly string[];
  /** Only calls about these files; about all where it is left out. */
  readonly files?: readonly string[];
  /** Where it writes what it saw. */
  readonly log?: string;
}

/** What strace says of a program that was killed. */
const KILLED = 137;

/** Runs a TypeScript program under strace to its end. */
export async function runUnderStrace(watch: Watch, program: URL, parameters: readonly string[]): Promise<WatchedRun> {
  const options = ["-f", "-o", watch.log ?? "/dev/null"];
  for (const expression of watch.expressions) options.push("-e", expression);
  for (const file of watch.files ?? []) options.push("-P", file);
  const child = spawn("strace", [...options, process.execPath, fileURLToPath(program), ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<[number | null, NodeJS.Signals | null]>();
  child.once("error", reject).once("close", (code, signal) => resolve([code, signal]));
  const [output, errors, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { lines: output.split("\n").filter(Boolean), errors, code, isKilled: signal === "SIGKILL" || code === KILLED };
}
