import type { Command, OptionDescription } from "./Command.ts";
import { workplaceOptions } from "./Workplace.ts";

const CODES = "Exit codes: 0 done; 1 refused by the chain, or a check found a fault; 2 wrong usage, nothing was sent.";

/** The help of a program, or of one of its commands. */
export function formatHelp(program: string, commands: readonly Command[], one: Command | null): string {
  return one === null ? formatAll(program, commands) : formatOne(program, one);
}

function formatAll(program: string, commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    `${program} <command> [options]`,
    "",
    ...lines,
    "",
    "Options of every command:",
    ...formatOptions(workplaceOptions),
    "",
    CODES,
  ].join("\n");
}

function formatOne(program: string, { name, summary, arguments: taken = [], options = {} }: Command): string {
  const places = taken.map((each) => (each.endsWith("?") ? `[${each.slice(0, -1)}]` : `<${each}>`));
  const usage = [program, name, ...places, "[options]"];
  return [
    usage.filter((word) => word !== "").join(" "),
    "",
    `  ${summary}`,
    "",
    ...formatOptions({ ...options, ...workplaceOptions }),
    "",
    CODES,
  ].join("\n");
}

function formatOptions(options: Readonly<Record<string, OptionDescription>>): readonly string[] {
  const named = Object.entries(options).map(([name, { value, says }]) => {
    return [value === undefined ? `--${name}` : `--${name} ${value}`, says] as const;
  });
  const width = Math.max(0, ...named.map(([text]) => text.length));
  return named.map(([text, says]) => `  ${text.padEnd(width)}  ${says}`);
}
