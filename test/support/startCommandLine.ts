import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";

import { expect } from "chai";
import { JsonRpcProvider } from "ethers";

import { findFreePort } from "../../scripts/chain/findFreePort.ts";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** How a program ended, and what it said. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm start` in a process of its own, and `quorate` beside it, as people type them. */
export interface CommandLine {
  readonly rpc: string;
  /** Where commands run and write their files. */
  readonly folder: string;
  readonly quorate: (words: readonly string[], node?: string) => Promise<Ran>;
  /** Runs a command that must succeed, and reads what it printed for programs. */
  readonly succeed: (words: readonly string[], node?: string) => Promise<Record<string, unknown>>;
  /** Runs a command that must fail, and reads the fault. */
  readonly fail: (
    words: readonly string[],
  ) => Promise<{ readonly exit: number; readonly error: Record<string, unknown> }>;
  /** Lets time pass on the chain. */
  readonly pass: (seconds: number) => Promise<void>;
  /** Ends the chain and removes every trace. */
  readonly stop: () => Promise<void>;
}

/** Starts the sample consortium on a chain of its own, with its deployment in the folder `id`. */
export async function startCommandLine(id: string, ...more: readonly string[]): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "quorate-journey-"));
  const { chain, rpc } = await startChain(id, ...more);
  const keys = parseEnv(await readFile(join(ROOT, "deployments", id, "keys.env"), "utf8"));
  const quorate = (words: readonly string[], node = rpc): Promise<Ran> => {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const env = { PATH, NODE_COMPILE_CACHE, NO_COLOR: "1", QUORATE_DEPLOYMENT: id, QUORATE_RPC: node, ...keys };
    const program = join(ROOT, "scripts/cli.ts");
    return new Promise((resolve) => {
      execFile(process.execPath, [program, ...words], { env, cwd: folder }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
      });
    });
  };
  return {
    rpc,
    folder,
    quorate,
    succeed: async (words, node) => {
      const { code, stdout, stderr } = await quorate([...words, "--json"], node);
      expect(code, `quorate ${words.join(" ")}: ${stderr}`).to.equal(0);
      return JSON.parse(stdout);
    },
    fail: async (words) => {
      const { code, stdout } = await quorate([...words, "--json"]);
      return { exit: code, error: JSON.parse(stdout).error };
    },
    pass: async (seconds) => {
      const provider = new JsonRpcProvider(rpc);
      await provider.send("evm_increaseTime", [seconds]);
      await provider.send("evm_mine", []);
      provider.destroy();
    },
    stop: async () => {
      await stopChain(chain);
      await forgetDeployment(id);
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts the sample consortium as `npm start` does, and waits until it says where it is. */
export async function startChain(
  id: string,
  ...more: readonly string[]
): Promise<{ readonly chain: ChildProcess; readonly rpc: string }> {
  const port = await findFreePort();
  const options = ["--network", "sample", "--id", id, "--port", String(port), "--json", ...more];
  const chain = spawn(process.execPath, [join(ROOT, "scripts/start.ts"), ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  await waitForReady(chain);
  return { chain, rpc: `http://127.0.0.1:${port}` };
}

/** Ends it as Ctrl-C does; gives its exit code and signal. */
export async function stopChain(chain: ChildProcess): Promise<readonly unknown[]> {
  const ended = once(chain, "exit");
  chain.kill("SIGINT");
  return await ended;
}

/** Removes what a local chain left below `deployments/`. */
export async function forgetDeployment(id: string): Promise<void> {
  for (const name of [id, `${id}.previous`]) {
    await rm(join(ROOT, "deployments", name), { recursive: true, force: true });
  }
}

/** Waits until the chain prints where it is. */
async function waitForReady(chain: ChildProcess): Promise<void> {
  let said = "";
  chain.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    let printed = "";
    const read = (chunk: unknown): void => {
      printed += String(chunk);
      if (!printed.trimEnd().endsWith("}")) return;
      // What follows is said when the chain ends.
      chain.stdout?.off("data", read);
      chain.stdout?.resume();
      if ("error" in JSON.parse(printed)) reject(new Error(said));
      else resolve();
    };
    chain.stdout?.on("data", read);
    chain.once("exit", (code) => reject(new Error(`the chain ended with ${code}: ${said}`)));
  });
}
