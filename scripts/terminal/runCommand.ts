import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

import { QuorateError } from "#sdk";

import { editDistance } from "../founding/editDistance.ts";
import type { Command, OptionDescription } from "./Command.ts";
import { exitCodes, toExitCode } from "./exitCodes.ts";
import { formatError } from "./formatError.ts";
import { formatHelp } from "./formatHelp.ts";
import { Input } from "./Input.ts";
import type { Terminal } from "./Terminal.ts";
import { toJson } from "./toJson.ts";
import { createWorkplace, type WorkplaceParameters, workplaceOptions } from "./Workplace.ts";

/** The commands of a program and where it runs. */
export interface RunCommandParameters extends Omit<WorkplaceParameters, "input"> {
  /** How the program is called, for its help. */
  readonly program: string;
  readonly commands: readonly Command[];
  /** What was typed after the program's name. */
  readonly argv: readonly string[];
}

/** Runs the command that was typed and returns the exit code. Never throws. */
export async function runCommand(parameters: RunCommandParameters): Promise<number> {
  const { argv, terminal, commands, program } = parameters;
  const isJson = argv.includes("--json");
  try {
    const command = findCommand(commands, argv, program);
    if (command === null) {
      const group = commands.filter(({ name }) => name.startsWith(`${argv[0]} `));
      terminal.print(formatHelp(program, group.length > 0 ? group : commands, null));
      return exitCodes.done;
    }
    const words = command.name === "" ? 0 : command.name.split(" ").length;
    const { options, positionals } = parse(argv.slice(words), { ...workplaceOptions, ...command.options });
    if (options.help === true) {
      terminal.print(formatHelp(program, commands, command));
      return exitCodes.done;
    }
    const input = new Input(nameArguments(command, positionals), options);
    await using place = createWorkplace({ ...parameters, input });
    const { json, lines } = await command.run(place, input);
    if (isJson) terminal.print(toJson(json));
    else for (const line of lines) terminal.print(line);
    return exitCodes.done;
  } catch (error) {
    report(error, terminal, isJson);
    return toExitCode(error);
  }
}

function report(error: unknown, terminal: Terminal, isJson: boolean): void {
  const { lines, json } = formatError(error);
  for (const line of lines) terminal.say(line);
  if (isJson) terminal.print(toJson({ error: json }));
}

/** The command that the first words name; null where help is asked for all commands, or for those of one noun. */
function findCommand(commands: readonly Command[], argv: readonly string[], program: string): Command | null {
  const words = argv.slice(0, argv.findIndex((word) => word.startsWith("-")) >>> 0);
  const matches = (name: string): boolean => name === "" || words.join(" ").concat(" ").startsWith(`${name} `);
  const found = commands.filter(({ name }) => matches(name)).sort((one, other) => other.name.length - one.name.length);
  if (found[0] !== undefined) return found[0];
  const isNoun = words.length === 1 && commands.some(({ name }) => name.startsWith(`${words[0]} `));
  if (argv.includes("--help") && (words.length === 0 || isNoun)) return null;
  if (words.length === 0) {
    throw new QuorateError({
      code: "COMMAND_UNKNOWN",
      summary: "No command was named.",
      remedy: `Name it before its options; ${program} --help shows all commands.`,
    });
  }
  const typed = words.slice(0, 2).join(" ");
  const near = commands
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${words[0]} `) || editDistance(name, typed) <= 2)
    .slice(0, 12);
  throw new QuorateError({
    code: "COMMAND_UNKNOWN",
    summary: `There is no command ${JSON.stringify(typed)}.`,
    remedy: near.length > 0 ? `Use one of: ${near.join(", ")}.` : `Run ${program} --help to see all commands.`,
    facts: { typed, near },
  });
}

type Options = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

function parse(
  args: readonly string[],
  described: Readonly<Record<string, OptionDescription>>,
): { readonly options: Options; readonly positionals: readonly string[] } {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries(described).map(([name, { value, isRepeated = false }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple: isRepeated },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { options: values, positionals };
  } catch (cause) {
    throw new QuorateError({
      code: "OPTION_UNKNOWN",
      summary: `${cause instanceof Error ? cause.message.split(". ")[0] : String(cause)}.`,
      remedy: `The options here are ${Object.keys(described)
        .map((name) => `--${name}`)
        .join(", ")}.`,
      facts: { known: Object.keys(described) },
      cause,
    });
  }
}

function nameArguments(
  { name, arguments: expected = [] }: Command,
  given: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>();
  for (const [index, described] of expected.entries()) {
    const isMany = described.endsWith("...");
    const values = isMany ? given.slice(index) : given.slice(index, index + 1);
    if (values.length > 0) named.set(described.replace(/\?|\.\.\./g, ""), values);
  }
  const extra = expected.at(-1)?.endsWith("...") ? undefined : given[expected.length];
  if (extra !== undefined) {
    throw new QuorateError({
      code: "OPTION_MALFORMED",
      summary: `${JSON.stringify(extra)} is one argument too many.`,
      remedy: `${name === "" ? "This command" : name} takes ${expected.length === 0 ? "no arguments" : expected.join(" ")}; put texts with blanks between quotation marks.`,
      facts: { extra },
    });
  }
  return named;
}
