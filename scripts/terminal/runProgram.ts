import { constants } from "node:os";
import { fileURLToPath } from "node:url";

import type { Command } from "./Command.ts";
import { exitCodes } from "./exitCodes.ts";
import { runCommand } from "./runCommand.ts";
import { createTerminal } from "./Terminal.ts";

/** Whoever signals a whole group of processes is heard twice: by us, and by the bootstrap, which passes it on. */
const ECHO_MS = 500;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs a program of this repository from the streams and variables of its process, and sets its exit code. The first Ctrl-C asks
 * the command to stop where it can be taken up again; the second ends the process. So do the other signals that end programs.
 */
export async function runProgram(
  program: string,
  commands: readonly Command[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const stopping = new AbortController();
  let received: NodeJS.Signals | null = null;
  let receivedAt = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (received !== null && now - receivedAt > ECHO_MS) process.exit(128 + constants.signals[signal]);
      if (received === null) receivedAt = now;
      received ??= signal;
      stopping.abort();
    });
  }
  const code = await runCommand({
    program,
    commands,
    argv: process.argv.slice(2),
    root: ROOT,
    environment,
    terminal: createTerminal(process),
    signal: stopping.signal,
  });
  process.exitCode = code === exitCodes.interrupted && received !== null ? 128 + constants.signals[received] : code;
}
