/** A script of package.json that runs one kind of tests. */
export type TestScript =
  | "test:contracts"
  | "test:journeys:cli"
  | "test:journeys:demo"
  | "test:journeys:others"
  | "test:units"
  | "test:simulation"
  | "test:peers";

/** One kind of test: the script that runs it, and where its files are. */
export interface TestKind {
  readonly script: TestScript;
  readonly files: readonly string[];
}

export const TEST_KINDS: readonly TestKind[] = [
  { script: "test:contracts", files: ["test/contracts/**/*.t.sol", "contracts/**/*.t.sol"] },
  { script: "test:journeys:cli", files: ["test/journeys/cli*.test.ts"] },
  { script: "test:journeys:demo", files: ["test/journeys/demo.test.ts"] },
  // Every journey that is none of these.
  { script: "test:journeys:others", files: ["test/journeys/*.test.ts"] },
  {
    script: "test:units",
    files: ["scripts/**/*.test.ts", "sdk/src/**/*.test.ts", "batcher/**/*.test.ts"],
  },
  { script: "test:simulation", files: ["test/simulation/*.test.ts"] },
  { script: "test:peers", files: ["test/peers/*.test.ts", "bench/**/*.test.ts"] },
];

/** The kind that a script runs. */
export function testKindOf(script: TestScript): TestKind {
  const kind = TEST_KINDS.find((known) => known.script === script);
  if (kind === undefined) throw new RangeError(`no kind of tests is run by ${script}`);
  return kind;
}
