import type { FileCoverage } from "./lcov.ts";
import { isObject, type JsonObject, listIn, numberInOrNone, parseJsonObject, textIn } from "./solidity/json.ts";

/** A branch that no test takes, with the reason why that is right. It is named by its code, not by its line's number. */
export interface BranchException {
  readonly file: string;
  readonly code: string;
  readonly way: number;
  /** Which of several equal lines of the file; 0 is the first. */
  readonly occurrence: number;
  readonly reason: string;
}

export interface CoverageVerdict {
  readonly faults: readonly string[];
  readonly lines: { readonly covered: number; readonly all: number };
  readonly branches: { readonly covered: number; readonly all: number; readonly excepted: number };
}

export function parseExceptions(text: string): readonly BranchException[] {
  return listIn(parseJsonObject(text, "the coverage exceptions"), "branches").filter(isObject).map(parseException);
}

function parseException(from: JsonObject): BranchException {
  const reason = textIn(from, "reason");
  const file = textIn(from, "file");
  const code = textIn(from, "code");
  if (reason.trim() === "") throw new TypeError(`the exception for ${file}: ${code} gives no reason`);
  return {
    file,
    code,
    reason,
    way: numberInOrNone(from, "way") ?? 0,
    occurrence: numberInOrNone(from, "occurrence") ?? 0,
  };
}

/**
 * Every line must have run. Every branch must have been taken, or be excepted; an exception for a branch that was taken, or
 * that does not exist, is a fault too.
 *
 * @param linesOf the lines of a source's text
 */
export function judgeCoverage(
  files: readonly FileCoverage[],
  exceptions: readonly BranchException[],
  linesOf: (file: string) => readonly string[],
): CoverageVerdict {
  const faults: string[] = [];
  const unused = new Set(exceptions);
  let excepted = 0;
  for (const { file, lines, branches } of files) {
    const text = linesOf(file);
    const code = (line: number): string => text[line - 1]?.trim() ?? "";
    const shielded = new Set<number>();
    for (const { line, way, runs } of branches) {
      const written = code(line);
      const occurrence = text.slice(0, line - 1).filter((other) => other.trim() === written).length;
      const exception = exceptions.find(
        (each) => each.file === file && each.code === written && each.way === way && each.occurrence === occurrence,
      );
      if (exception !== undefined) unused.delete(exception);
      if (exception !== undefined && runs === 0) shielded.add(line);
      if (runs > 0 && exception !== undefined)
        faults.push(`${file}:${line} is excepted and is taken (way ${way}): ${written}`);
      if (runs === 0 && exception === undefined) faults.push(`${file}:${line} is never taken (way ${way}): ${written}`);
      if (runs === 0 && exception !== undefined) excepted += 1;
    }
    // Forge counts `if (flag) revert ...` on one line by its revert alone.
    for (const { line, runs } of lines) {
      if (runs === 0 && !shielded.has(line)) faults.push(`${file}:${line} never runs: ${code(line)}`);
    }
  }
  for (const { file, code, way } of unused)
    faults.push(`${file} is excepted and has no such branch (way ${way}): ${code}`);
  const all = files.flatMap(({ lines }) => lines);
  const ways = files.flatMap(({ branches }) => branches);
  return {
    faults,
    lines: { covered: all.filter(({ runs }) => runs > 0).length, all: all.length },
    branches: { covered: ways.filter(({ runs }) => runs > 0).length, all: ways.length, excepted },
  };
}
