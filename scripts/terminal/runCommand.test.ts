import { expect } from "chai";

import { QuorateError } from "#sdk";

import type { Command } from "./Command.ts";
import { runCommand } from "./runCommand.ts";
import type { Terminal } from "./Terminal.ts";

const COMMANDS: readonly Command[] = [
  {
    name: "list",
    summary: "List.",
    run: async () => ({ json: { weight: 2n ** 70n, by: new Map([["seat", 1n]]) }, lines: ["a line"] }),
  },
  {
    name: "list all",
    summary: "List all.",
    arguments: ["first", "rest..."],
    options: { tag: { value: "TAG", says: "a tag", isRepeated: true } },
    run: async (_, input) => ({
      json: [input.argument("first"), ...input.manyArguments("rest"), ...input.many("tag")],
      lines: [],
    }),
  },
  { name: "draw lots", summary: "Draw lots.", run: async () => ({ json: null, lines: [] }) },
  {
    name: "break",
    summary: "Break.",
    run: async () => {
      throw new TypeError("a defect");
    },
  },
  {
    name: "refuse",
    summary: "Refuse.",
    run: async ({ confirm }) => {
      await confirm("Really?");
      throw new QuorateError({ code: "CHECK_FAILED", summary: "A fault.", remedy: "Settle it.", facts: { at: 7n } });
    },
  },
];

/** Runs what was typed, where nobody sits at a terminal. */
async function type(...argv: readonly string[]) {
  const [printed, said]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
    progress: () => {},
    style: (_, text) => text,
    ask: async (question, flag) => {
      throw new QuorateError({ code: "ANSWER_NEEDED", summary: question, remedy: `Answer with ${flag}.` });
    },
  };
  const { signal } = new AbortController();
  const place = { root: "/", environment: {}, terminal, signal };
  const code = await runCommand({ ...place, program: "quorate", commands: COMMANDS, argv });
  return { code, stdout: printed.join("\n"), stderr: said.join("\n") };
}

describe("runCommand", () => {
  it("prints results alone to stdout, for people or as JSON that rounds nothing", async () => {
    expect(await type("list")).to.deep.equal({ code: 0, stdout: "a line", stderr: "" });
    const { stdout } = await type("list", "--json");
    expect(JSON.parse(stdout)).to.deep.equal({ weight: "1180591620717411303424", by: { seat: "1" } });
  });

  it("takes the longest words that are a command's, then its arguments and options", async () => {
    const { stdout } = await type("list", "all", "1", "2", "3", "--tag", "x", "--tag=y", "--json");
    expect(JSON.parse(stdout)).to.deep.equal(["1", "2", "3", "x", "y"]);
  });

  it("says what to type instead, with exit code 2 and one JSON object on stdout", async () => {
    const faults = [
      [["lst"], "COMMAND_UNKNOWN", "list"],
      [[], "COMMAND_UNKNOWN", "quorate --help"],
      [["--tag", "x", "list"], "COMMAND_UNKNOWN", "before its options"],
      [["list", "--tag", "x"], "OPTION_UNKNOWN", "--json"],
      [["list", "surplus"], "OPTION_MALFORMED", "no arguments"],
      [["list", "all"], "OPTION_MISSING", "--help"],
      [["refuse"], "ANSWER_NEEDED", "--yes"],
      [["list", "--timeout", "soon"], "OPTION_MALFORMED", "from 1 to 86400"],
    ] as const;
    for (const [argv, expected, remedy] of faults) {
      const { code, stdout, stderr } = await type(...argv, "--json");
      const { error } = JSON.parse(stdout);
      expect({ code, error: error.code }, argv.join(" ")).to.deep.equal({ code: 2, error: expected });
      expect(error.remedy, argv.join(" ")).to.contain(remedy);
      expect(stderr).to.contain(expected);
    }
  });

  it("tells a refusal from a defect, and shows a stack only of the defect", async () => {
    const refused = await type("refuse", "--yes", "--json");
    expect(refused.code).to.equal(1);
    expect(JSON.parse(refused.stdout).error).to.deep.include({ code: "CHECK_FAILED", facts: { at: "7" } });
    expect(refused.stderr).to.equal("CHECK_FAILED: A fault.\n  Settle it.");
    const broken = await type("break");
    expect(broken).to.include({ code: 1, stdout: "" });
    expect(broken.stderr).to.contain("TypeError: a defect\n    at ");
  });

  it("shows all commands, those of one noun, or one with everything that it takes", async () => {
    const all = await type("--help");
    expect(all.code).to.equal(0);
    for (const { name, summary } of COMMANDS) expect(all.stdout).to.contain(name).and.to.contain(summary);
    const lots = await type("draw", "--help");
    expect(lots.code).to.equal(0);
    expect(lots.stdout).to.contain("Draw lots.").and.not.to.contain("Refuse.");
    expect((await type("drew", "--help")).code).to.equal(2);
    const { stdout } = await type("list", "all", "--help");
    expect(stdout).to.contain("quorate list all <first> <rest...> [options]").and.to.contain("--tag TAG");
  });
});
