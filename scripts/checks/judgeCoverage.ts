import type { FileCoverage, LineCount } from "./lcov.ts";
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
  const judged = files.map((each) => judgeFile(each, exceptions, linesOf(each.file)));
  const used = new Set(judged.flatMap(({ used }) => used));
  const unused = exceptions.filter((exception) => !used.has(exception));
  const lines = files.flatMap((file) => file.lines);
  const branches = files.flatMap((file) => file.branches);
  return {
    faults: [
      ...judged.flatMap(({ faults }) => faults),
      ...unused.map(({ file, code, way }) => `${file} is excepted and has no such branch (way ${way}): ${code}`),
    ],
    lines: { covered: lines.filter(hasRun).length, all: lines.length },
    branches: {
      covered: branches.filter(hasRun).length,
      all: branches.length,
      excepted: judged.reduce((sum, { shielded }) => sum + shielded.length, 0),
    },
  };
}

interface JudgedFile {
  readonly faults: readonly string[];
  readonly used: readonly BranchException[];
  /** Lines with a branch that is excepted and was not taken, once for each. */
  readonly shielded: readonly number[];
}

function judgeFile(
  { file, lines, branches }: FileCoverage,
  exceptions: readonly BranchException[],
  text: readonly string[],
): JudgedFile {
  const code = (line: number): string => text[line - 1]?.trim() ?? "";
  const ways = branches.map((branch) => {
    const written = code(branch.line);
    const occurrence = text.slice(0, branch.line - 1).filter((other) => other.trim() === written).length;
    const exception = exceptions.find(
      (each) =>
        each.file === file && each.code === written && each.way === branch.way && each.occurrence === occurrence,
    );
    return { ...branch, exception };
  });
  const shielded = ways.filter((way) => !hasRun(way) && way.exception !== undefined).map(({ line }) => line);
  return {
    used: ways.flatMap(({ exception }) => exception ?? []),
    shielded,
    faults: [
      // Forge counts `if (flag) revert ...` on one line by its revert alone.
      ...lines
        .filter((each) => !hasRun(each) && !shielded.includes(each.line))
        .map(({ line }) => `${file}:${line} never runs: ${code(line)}`),
      ...ways
        .filter((way) => hasRun(way) === (way.exception !== undefined))
        .map(
          (way) =>
            `${file}:${way.line} ${hasRun(way) ? "is excepted and is taken" : "is never taken"} (way ${way.way}): ${code(way.line)}`,
        ),
    ],
  };
}

function hasRun({ runs }: LineCount): boolean {
  return runs > 0;
}
