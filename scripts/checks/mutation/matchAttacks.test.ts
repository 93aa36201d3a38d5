import { expect } from "chai";

import { testsIn } from "../solidity/findSolidityTests.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { findDefences } from "./findDefences.ts";
import { matchAttacks } from "./matchAttacks.ts";
import { readAttacks } from "./readAttacks.ts";
import { selectTests } from "./selectTests.ts";

const tests = testsIn(
  "test/contracts/A.t.sol",
  "contract ATest {\n  function test_one_fails() public {}\n  function helper() public {}\n}\ncontract BTest {\n  function invariant_two() public {}\n}",
);
const defences = parseSolidity({
  "contracts/a/A.sol":
    "contract A { uint256 x;\nfunction f() external {\n x = 1; // DEFENCE: one\n x = 2; // DEFENCE: two\n} }",
}).parsed.flatMap((source) => findDefences(source).defences);
const table = (...rows: readonly string[]): string =>
  ["| Attack | Defence | Test |", "| --- | --- | --- |", ...rows].join("\n");
const match = (markdown: string) =>
  matchAttacks(
    readAttacks(markdown),
    defences,
    tests,
    (file, title) => ["test/journeys/a.ts", "batcher/src/a.test.ts"].includes(file) && title === "a story",
  );

describe("matchAttacks", () => {
  it("joins rows, marked defences and tests", () => {
    const { trials, faults } = match(
      table(
        "| first | `a/A.sol#one` | `test_one_fails`, `BTest.invariant_two` |",
        "| second | `contracts/a/A.sol#two` | `test/journeys/a.ts#a story`, `batcher/src/a.test.ts#a story` |",
      ),
    );
    expect(faults).to.deep.equal([]);
    expect(trials.map(({ defence, tests: named }) => [defence.slug, named.map(({ kind }) => kind)])).to.deep.equal([
      ["one", ["solidity", "solidity"]],
      ["two", ["journey", "unit"]],
    ]);
  });

  it("reports what has no counterpart", () => {
    const { faults } = match(table("| first | `a/A.sol#one`, `a/A.sol#three` | `test_gone` |", "| empty | | |"));
    expect(faults).to.deep.equal([
      "docs/requirements.md:3 (first) names the test test_gone, which does not exist",
      "docs/requirements.md:3 (first) names the defence contracts/a/A.sol#three, which nothing marks",
      "docs/requirements.md:4 (empty) names no defence: write `folder/File.sol#slug`",
      "docs/requirements.md:4 (empty) names no test",
      "contracts/a/A.sol#two (line 6) is marked, and no row of docs/requirements.md names it",
    ]);
  });

  it("selects exactly the named tests", () => {
    expect(selectTests(tests)).to.deep.equal([
      "--match-path",
      "test/contracts/A.t.sol",
      "--match-contract",
      "^(ATest|BTest)$",
      "--match-test",
      "^(invariant_two|test_one_fails)\\(",
    ]);
  });
});
