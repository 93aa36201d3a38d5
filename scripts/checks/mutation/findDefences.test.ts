import { expect } from "chai";

import { parseSolidity } from "../solidity/parseSolidity.ts";
import { findDefences } from "./findDefences.ts";

function defencesOf(body: string): { readonly found: readonly string[]; readonly faults: readonly string[] } {
  const [source] = parseSolidity({ "contracts/A.sol": body }).parsed;
  if (source === undefined) return { found: [], faults: [] };
  const { defences, faults } = findDefences(source);
  return {
    found: defences.map(
      ({ slug, mutant }) => `${slug}: ${mutant.original.replaceAll(/\s+/g, " ")} -> ${mutant.replacement}`,
    ),
    faults: faults.map(({ line, message }) => `${line}: ${message}`),
  };
}

const contract = (code: string): string => `contract A { uint256 x; modifier only() { _; }\n${code}\n}`;
const body = (code: string): string =>
  contract(`function f(uint256 a, bool b) external returns (bool) {\n${code}\nreturn b; }`);

describe("findDefences", () => {
  it("takes away the statement that a marker stands behind or above", () => {
    expect(
      defencesOf(body("if (a == 0) revert(); // DEFENCE: not-zero\n// DEFENCE: counted\n// for a reason\nx = a;"))
        .found,
    ).to.deep.equal(["not-zero: if (a == 0) revert(); -> {}", "counted: x = a; -> {}"]);
  });

  it("takes away the modifier that a marker stands behind, or above the function that has no other", () => {
    const found = defencesOf(
      contract(
        "function f() external\n only // DEFENCE: asked\n {}\n// DEFENCE: asked-too\nfunction g() external only {}",
      ),
    ).found;
    expect(found).to.deep.equal(["asked: only -> ", "asked-too: only -> "]);
  });

  it("takes one operand out of a condition of several lines", () => {
    expect(defencesOf(body("bool c = a > 1 &&\n a < 9 && // DEFENCE: small\n b;\nb = c;")).found).to.deep.equal([
      "small: a < 9 -> true",
    ]);
  });

  it("closes only the marked case where there is an else", () => {
    expect(defencesOf(body("if (a == 0) x = 1; // DEFENCE: first\nelse x = 2;")).found).to.deep.equal([
      "first: a == 0 -> false",
    ]);
  });

  it("replaces what the marker says, where nothing can be left out", () => {
    expect(
      defencesOf(
        body(
          "uint256 c = uint256(keccak256(abi.encode(block.chainid, a))); // DEFENCE: bound [block.chainid => 0]\nx = c;",
        ),
      ).found,
    ).to.deep.equal(["bound: block.chainid -> 0"]);
    expect(defencesOf(body("// DEFENCE: joined [ + 1 => ]\nuint256 c = a + 1;\nx = c;")).found).to.deep.equal([
      "joined: a + 1 -> a",
    ]);
  });

  it("complains of a marker without a slug, without a statement, and of a replacement that fits nothing", () => {
    const { faults } = defencesOf(
      body("// DEFENCE\nuint256 c = a; // DEFENCE: kept\nx = c; // DEFENCE: other [y => z]"),
    );
    expect(faults).to.have.length(3);
    expect(faults[0]).to.match(/^5: a marker reads/);
    expect(faults[1]).to.match(/^6: kept: what it marks cannot be left out/);
    expect(faults[2]).to.match(/^7: other: the marked statement does not contain `y`/);
  });
});
