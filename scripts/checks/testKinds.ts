/** One kind of test: the script of package.json that runs it, and where its files are. */
export interface TestKind {
  readonly script: string;
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
  { script: "test:peers", files: ["test/peers/*.test.ts", "bench/*.test.ts"], onEveryHardfork: false },
];
