export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/** Reads the closing lines of mocha and of Hardhat's Solidity runner: "12 passing", "1 failing". */
export function countTests(output: string): TestCount {
  return { passed: sumOf(output, /^\s*(\d+) passing\b/gm), failed: sumOf(output, /^\s*(\d+) failing\b/gm) };
}

function sumOf(output: string, line: RegExp): number {
  return [...output.matchAll(line)].reduce((sum, match) => sum + Number(match[1]), 0);
}
