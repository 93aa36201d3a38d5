/** One line or branch of a source and how often it ran. */
export interface LineCount {
  readonly line: number;
  readonly runs: number;
}

export interface BranchCount extends LineCount {
  /** The way taken: 0 where a condition holds, 1 where it does not. */
  readonly way: number;
}

export interface FileCoverage {
  readonly file: string;
  readonly lines: readonly LineCount[];
  readonly branches: readonly BranchCount[];
}

/** Reads an LCOV trace. A source that appears several times is added up. */
export function parseLcov(trace: string): readonly FileCoverage[] {
  const files = new Map<string, { lines: Map<number, number>; branches: Map<string, BranchCount> }>();
  let at = { lines: new Map<number, number>(), branches: new Map<string, BranchCount>() };
  for (const row of trace.split("\n")) {
    const [, key = "", rest = ""] = /^(\w+):(.*)$/.exec(row.trim()) ?? [];
    if (key === "SF") {
      at = files.get(rest) ?? { lines: new Map(), branches: new Map() };
      files.set(rest, at);
    } else if (key === "DA") {
      const [line = 0, runs = 0] = rest.split(",").map(Number);
      at.lines.set(line, (at.lines.get(line) ?? 0) + runs);
    } else if (key === "BRDA") {
      const [line = "0", block = "0", way = "0", taken = "-"] = rest.split(",");
      const runs = taken === "-" ? 0 : Number(taken);
      const name = `${line},${block},${way}`;
      at.branches.set(name, {
        line: Number(line),
        way: Number(way),
        runs: runs + (at.branches.get(name)?.runs ?? 0),
      });
    }
  }
  return [...files].map(([file, { lines, branches }]) => ({
    file,
    lines: [...lines].map(([line, runs]) => ({ line, runs })).sort((a, b) => a.line - b.line),
    branches: [...branches.values()].sort((a, b) => a.line - b.line || a.way - b.way),
  }));
}
