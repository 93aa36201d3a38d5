import { exitCodes } from "../terminal/exitCodes.ts";

/**
 * Refuses what was typed behind a program that takes no arguments, in one line.
 *
 * @returns whether anything was: the exit code is set then, and nothing is to be run
 */
export function refuseArguments(program: string, typed: readonly string[], remedy: string): boolean {
  if (typed.length === 0) return false;
  process.stderr.write(`${program} takes no arguments and was given ${typed.join(" ")}: ${remedy}\n`);
  process.exitCode = exitCodes.usage;
  return true;
}
