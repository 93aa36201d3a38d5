/** A script of package.json that runs one kind of tests. */
export type TestScript = "test:contracts" | "test:journeys" | "test:units" | "test:peers";

/** One kind of test: the script of package.json that runs it, and where its files are. */
export interface TestKind {
  readonly script: TestScript;
  readonly files: readonly string[];
  /** Its result depends on the rules of the chain, so it runs on every hardfork. */
  readonly onEveryHardfork: boolean;
}

export const TEST_KINDS: readonly TestKind[] = [
  {
    script: "test:contracts",
    files: ["test/contracts/**/*.t.sol", "contracts/**/*.t.sol"],
    onEveryHardfork: true,
  },
  { script: "test:journeys", files: ["test/journeys/**/*.ts"], onEveryHardfork: true },
  {
    script: "test:units",
    files: ["scripts/**/*.test.ts", "sdk/src/**/*.test.ts"],
    onEveryHardfork: false,
  },
  { script: "test:peers", files: ["test/peers/*.test.ts", "bench/**/*.test.ts"], onEveryHardfork: false },
];

/** The kind that a script runs. */
export function testKindOf(script: TestScript): TestKind {
  const kind = TEST_KINDS.find((known) => known.script === script);
  if (kind === undefined) throw new RangeError(`no kind of tests is run by ${script}`);
  return kind;
}
