import { expect } from "chai";

import { parseSolidity } from "../solidity/parseSolidity.ts";
import { findMutants } from "./findMutants.ts";
import { applyMutant, type Mutant } from "./Mutant.ts";

const NAME = "contracts/A.sol";

function mutantsOf(body: string): readonly Mutant[] {
  const [source] = parseSolidity({ [NAME]: body }).parsed;
  return source === undefined ? [] : findMutants(source.name, source.text, source.tree);
}

function changes(mutants: readonly Mutant[]): readonly string[] {
  return mutants.map(({ operator, original, replacement }) => `${operator}: ${original} -> ${replacement}`);
}

describe("findMutants", () => {
  it("replaces operators, negates conditions, shifts literals and removes statements", () => {
    const mutants = mutantsOf(
      "contract A { uint256 x; function f(uint256 a, bool b) external { if (a > 7 && b) x = a + 1; x++; delete x; } }",
    );
    expect(changes(mutants)).to.have.members([
      "condition: a > 7 && b -> !(a > 7 && b)",
      "logic: a > 7 && b -> a > 7 || b",
      "relation: a > 7 -> a >= 7",
      "relation: a > 7 -> a <= 7",
      "literal: 7 -> 8",
      "statement: x = a + 1; -> {}",
      "arithmetic: a + 1 -> a - 1",
      "literal: 1 -> 2",
      "statement: x++; -> {}",
      "step: x++ -> x--",
      "statement: delete x; -> {}",
    ]);
  });

  it("removes reverts, events and modifiers, and negates what is required", () => {
    const mutants = mutantsOf(
      "contract A { error E(); event V(); modifier m() { _; }\n" +
        "function f(uint256 a) external m { require(a != 0); if (a == 1) revert E(); emit V(); } }",
    );
    expect(changes(mutants)).to.include.members([
      "modifier: m -> ",
      "condition: a != 0 -> !(a != 0)",
      "statement: require(a != 0); -> {}",
      "revert: revert E(); -> {}",
      "emit: emit V(); -> {}",
    ]);
    // The opposite relation is the negated condition already.
    expect(changes(mutants)).to.not.include("relation: a == 1 -> a != 1");
  });

  it("leaves interfaces, assembly, imports and types alone", () => {
    const mutants = mutantsOf(
      "interface I { function f() external; }\nlibrary L { function g(uint256[2] memory a) internal pure { assembly { mstore(a, add(1, 2)) } } }",
    );
    expect(mutants).to.deep.equal([]);
  });

  it("gives names that survive edits elsewhere, and tells equal sites apart", () => {
    const body = "function f(uint256 a) external pure returns (uint256) { return (a + 1) * (a + 1); }";
    const before = mutantsOf(`contract A { ${body} }`);
    const after = mutantsOf(`contract A { uint256 other = 3 + 4; ${body} }`).filter(({ scope }) =>
      scope.startsWith("A.f("),
    );
    expect(new Set(before.map(({ id }) => id)).size).to.equal(before.length);
    expect(after.map(({ id, scopeHash }) => [id, scopeHash])).to.deep.equal(
      before.map(({ id, scopeHash }) => [id, scopeHash]),
    );
    expect(before[0]?.scope).to.equal("A.f(uint256)");
  });

  it("changes exactly its own bytes, behind other characters than ASCII too", () => {
    const body =
      'contract A { string s = unicode"Größe"; function f(uint256 a) external pure returns (bool) { return a < 5; } }';
    const mutant = mutantsOf(body).find(({ replacement }) => replacement === "a <= 5");
    expect(mutant).to.not.equal(undefined);
    if (mutant !== undefined)
      expect(applyMutant(textOf(body), mutant)).to.equal(textOf(body).replace("a < 5", "a <= 5"));
  });
});

function textOf(body: string): string {
  return parseSolidity({ [NAME]: body }).sources.get(NAME) ?? "";
}
