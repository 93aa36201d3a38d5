import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";

import { type CommandLine, ROOT } from "./startCommandLine.ts";

/** `quorate batcher start` in a process of its own, as an operator types it. */
export interface StartedBatcher {
  /** The command's process; the service is its child. */
  readonly command: ChildProcess;
  readonly url: string;
  readonly operatorUrl: string;
  /** Ends it as Ctrl-C at its terminal does, which reaches command and service; gives the command's exit code. */
  readonly interrupt: () => Promise<unknown>;
}

/** Starts a batcher and waits until it listens. */
export async function startBatcher(line: CommandLine, id: string, words: readonly string[]): Promise<StartedBatcher> {
  const keys = parseEnv(await readFile(join(ROOT, "deployments", id, "keys.env"), "utf8"));
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const free = ["--port", "0", "--operator-port", "0"];
  // A group of its own, as a shell gives each command at a terminal.
  const command = spawn(process.execPath, [join(ROOT, "scripts/cli.ts"), "batcher", "start", ...free, ...words], {
    env: { PATH, NODE_COMPILE_CACHE, QUORATE_DEPLOYMENT: id, QUORATE_RPC: line.rpc, ...keys },
    cwd: line.folder,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const { url, operatorUrl } = await waitUntilItListens(command);
  return {
    command,
    url,
    operatorUrl,
    interrupt: async () => {
      const ended = once(command, "exit");
      process.kill(-(command.pid ?? 0), "SIGINT");
      return (await ended)[0];
    },
  };
}

async function waitUntilItListens(
  command: ChildProcess,
): Promise<{ readonly url: string; readonly operatorUrl: string }> {
  let [printed, said] = ["", ""];
  command.stderr?.on("data", (text) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    command.stdout?.on("data", (text) => {
      printed += text;
      const listening = printed.split("\n").find((each) => each.includes('"listening"') && each.endsWith("}"));
      if (listening !== undefined) resolve(JSON.parse(listening));
    });
    command.once("exit", (code) => reject(new Error(`the batcher ended with ${code}: ${said}`)));
  });
}
