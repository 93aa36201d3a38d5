import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** Runs a program of the benchmark to its end: tells it what it needs on its input, and gives the last line that it printed. */
export async function runProgram(program: URL, told: unknown): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(program)], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(told));
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const last = printed.trim().split("\n").at(-1);
  if (code !== 0 || last === undefined) throw new Error(`${program.pathname} ended with ${code}`);
  return last;
}
