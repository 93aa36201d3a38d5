import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

export interface ScriptOutcome {
  readonly ok: boolean;
  readonly seconds: number;
  /** Everything the script printed, without colours. */
  readonly output: string;
  readonly overBudget: boolean;
}

/** How long a script may take to end what it started, once it was told to. */
const GRACE_MS = 10_000;

/** How a script is run. */
export interface RunScriptOptions {
  /** Whether its output is kept and not passed on. */
  readonly isQuiet?: boolean;
  /** What it finds in its environment beside ours. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs one script of package.json with its output passed on as it comes. Beyond `budgetSeconds` the script and everything
 * it started are ended, and it counts as failed. A signal to this program ends the script first, then this program.
 */
export async function runScript(
  script: string,
  budgetSeconds: number,
  { isQuiet = false, environment = {} }: RunScriptOptions = {},
): Promise<ScriptOutcome> {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error(`start this through npm: npm run ${script}`);
  const started = performance.now();
  const isWindows = process.platform === "win32";
  const child = spawn(process.execPath, [npm, "run", "--silent", script], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: !isWindows,
    env: { ...process.env, ...environment },
  });
  const { promise: closed, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  const send = (signal: NodeJS.Signals): void => {
    if (isWindows) child.kill(signal);
    else if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  let killer: NodeJS.Timeout | undefined;
  const end = (): void => {
    send("SIGTERM");
    killer = setTimeout(() => send("SIGKILL"), GRACE_MS);
  };

  let interruptedBy: NodeJS.Signals | undefined;
  const interrupt = (signal: NodeJS.Signals): void => {
    interruptedBy = signal;
    end();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  let overBudget = false;
  const budget = setTimeout(() => {
    overBudget = true;
    end();
  }, Math.max(0, budgetSeconds) * 1000);

  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    if (!isQuiet) process.stdout.write(chunk);
    output += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    if (!isQuiet) process.stderr.write(chunk);
    output += chunk.toString("utf8");
  });
  const code = await closed.finally(() => {
    clearTimeout(budget);
    clearTimeout(killer);
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    if (interruptedBy !== undefined) process.kill(process.pid, interruptedBy);
  });
  const seconds = (performance.now() - started) / 1000;
  return { ok: code === 0 && !overBudget, seconds, output: stripVTControlCharacters(output), overBudget };
}
