import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

export interface ScriptOutcome {
  readonly ok: boolean;
  readonly seconds: number;
  /** Everything the script printed, without colours. */
  readonly output: string;
  readonly overBudget: boolean;
}

/**
 * Runs one script of package.json with its output passed on as it comes. Beyond `budgetSeconds` the script and everything
 * it started are ended, and it counts as failed.
 */
export async function runScript(script: string, budgetSeconds: number): Promise<ScriptOutcome> {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error(`start this through npm: node scripts/bootstrap.mjs npm run ${script}`);
  const started = performance.now();
  const child = spawn(process.execPath, [npm, "run", "--silent", script], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const end = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  };
  const interrupt = (): void => end("SIGTERM");
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);

  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    process.stdout.write(chunk);
    output += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    process.stderr.write(chunk);
    output += chunk.toString("utf8");
  });
  let overBudget = false;
  const timer = setTimeout(() => {
    overBudget = true;
    end("SIGKILL");
  }, budgetSeconds * 1000);

  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  child.once("error", reject).once("close", (code) => resolve(code === 0));
  try {
    const ok = await promise;
    const seconds = (performance.now() - started) / 1000;
    return { ok: ok && !overBudget, seconds, output: stripVTControlCharacters(output), overBudget };
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
