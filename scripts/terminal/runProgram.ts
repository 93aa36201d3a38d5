import { fileURLToPath } from "node:url";

import type { Command } from "./Command.ts";
import { runCommand } from "./runCommand.ts";
import { createTerminal } from "./Terminal.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs a program of this repository from the streams and variables of its process, and sets its exit code. The first Ctrl-C asks
 * the command to stop where it can be taken up again; the second ends the process.
 */
export async function runProgram(
  program: string,
  commands: readonly Command[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  process.exitCode = await runCommand({
    program,
    commands,
    argv: process.argv.slice(2),
    root: ROOT,
    environment,
    terminal: createTerminal(process),
    signal: stopping.signal,
  });
}
