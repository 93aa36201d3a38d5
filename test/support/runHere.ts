import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";

import { expect } from "chai";

import { commands } from "../../scripts/commands/commands.ts";
import { runCommand } from "../../scripts/terminal/runCommand.ts";
import { type CommandLine, ROOT } from "./startCommandLine.ts";

/** `quorate` in this process: the same commands, without starting a program for each. */
export interface Here {
  /** Runs a command that must succeed, and reads what it printed for programs. */
  readonly succeed: (...words: readonly string[]) => Promise<Record<string, unknown>>;
  /** Runs a command that must fail, and tells its exit code and the code of its fault. */
  readonly refuse: (...words: readonly string[]) => Promise<readonly [number, unknown]>;
  /** Runs a command until `until` is fulfilled, then stops it as Ctrl-C does; gives the lines that it printed. */
  readonly during: (words: readonly string[], until: (printed: readonly string[]) => Promise<void>) => Promise<number>;
}

/** Runs commands in this process against the chain of a command line. */
export async function runHere({ rpc }: CommandLine, id: string): Promise<Here> {
  const keys = parseEnv(await readFile(join(ROOT, "deployments", id, "keys.env"), "utf8"));
  const run = (words: readonly string[], printed: string[], signal: AbortSignal): Promise<number> => {
    const fail = async (question: string): Promise<string> => {
      throw new Error(`nobody answers ${question}`);
    };
    return runCommand({
      program: "quorate",
      commands,
      argv: [...words, "--json"],
      root: ROOT,
      environment: { ...keys, QUORATE_DEPLOYMENT: id, QUORATE_RPC: rpc },
      terminal: {
        print: (text) => printed.push(text),
        say: () => undefined,
        progress: () => undefined,
        style: (_, text) => text,
        ask: fail,
      },
      signal,
    });
  };
  return {
    succeed: async (...words) => {
      const printed: string[] = [];
      const code = await run(words, printed, new AbortController().signal);
      expect(code, `quorate ${words.join(" ")}: ${printed.join("\n")}`).to.equal(0);
      return JSON.parse(printed.join("\n"));
    },
    refuse: async (...words) => {
      const printed: string[] = [];
      const code = await run(words, printed, new AbortController().signal);
      const { error } = JSON.parse(printed.join("\n"));
      expect(error, words.join(" ")).to.have.property("remedy").that.is.a("string").and.not.equal("");
      return [code, error.code];
    },
    during: async (words, until) => {
      const printed: string[] = [];
      const stopping = new AbortController();
      const running = run(words, printed, stopping.signal);
      while (printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await until(printed).finally(() => stopping.abort());
      return running;
    },
  };
}
