import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

import { QuorateError } from "#sdk";

const PROGRAM = "batcher/src/main.ts";

/** The batcher in a process of its own. */
export interface BatcherProcess {
  /** Sends the signal and waits until the process is gone; nothing happens where it is already. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
}

/**
 * Starts the batcher and waits until members reach it.
 *
 * @throws QuorateError PROGRAM_FAILED with what it said where it ends before that
 */
export async function startBatcher(
  root: string,
  signal: AbortSignal,
  options: Readonly<Record<string, string>>,
): Promise<BatcherProcess> {
  signal.throwIfAborted();
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [PROGRAM, ...flags], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const stop = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop, { once: true });
  void ended.then(() => signal.removeEventListener("abort", stop));
  const said = text(child.stderr);
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if (line.includes('"listening"')) {
      child.stdout.resume();
      return {
        end: async (name) => {
          child.kill(name);
          await ended;
        },
      };
    }
  }
  const summary = (await said).trim().split("\n").at(-1) ?? "";
  throw new QuorateError({
    code: "PROGRAM_FAILED",
    summary: summary === "" ? "The batcher ended before it listened." : summary,
    remedy: "Do what it says, and start it again.",
  });
}
