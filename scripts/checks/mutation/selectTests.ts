import type { SolidityTest } from "../solidity/findSolidityTests.ts";

/** The arguments that make forge run exactly these tests; all there are, where none is named. */
export function selectTests(tests: readonly SolidityTest[]): readonly string[] {
  if (tests.length === 0) return [];
  const either = (names: readonly string[]): string => [...new Set(names)].sort().join("|");
  const files = [...new Set(tests.map(({ file }) => file))].sort();
  const [only] = files;
  return [
    "--match-path",
    files.length === 1 && only !== undefined ? only : `{${files.join(",")}}`,
    "--match-contract",
    `^(${either(tests.map(({ contract }) => contract))})$`,
    "--match-test",
    `^(${either(tests.map(({ name }) => name))})\\(`,
  ];
}
