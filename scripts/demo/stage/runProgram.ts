import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** What a program of ours, run by itself, said and how it ended. */
export interface ProgramEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program under this Node in a process of its own. */
export async function runProgram(root: string, command: readonly string[], signal: AbortSignal): Promise<ProgramEnd> {
  const child = spawn(process.execPath, command, { cwd: root, signal, stdio: ["ignore", "pipe", "pipe"] });
  const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
  return { code: typeof code === "number" ? code : 1, stdout, stderr };
}
