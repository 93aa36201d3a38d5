import { expect } from "chai";

import { parseSolidity } from "../solidity/parseSolidity.ts";
import { findMutants } from "./findMutants.ts";
import { insert } from "./instrument.ts";
import { type SwitchedMutants, switchMutants } from "./switchMutants.ts";

function switchAll(texts: Readonly<Record<string, string>>): SwitchedMutants {
  const { compiler, sources, parsed } = parseSolidity(texts);
  const mutants = parsed.flatMap(({ name, text, tree }) => findMutants(name, text, tree));
  const numbered = mutants.map((mutant, index) => ({ number: index + 1, mutant }));
  return switchMutants(compiler, sources, parsed, numbered);
}

/** Without the tags by which complaints of the compiler find their mutant. */
function written(result: SwitchedMutants, name: string): string {
  return (result.sources.get(name) ?? "").replaceAll(/\/\*[^*]*\*\//g, "");
}

describe("switchMutants", () => {
  it("puts every mutant beside the original, nested ones within it", () => {
    const result = switchAll({
      "contracts/A.sol": "contract A { function f(uint256 a) external pure returns (bool) { return a + 1 > 2; } }",
    });
    expect(result.apart).to.deep.equal([]);
    const text = written(result, "contracts/A.sol");
    expect(text).to.contain('import {mutantIsOn} from "./MutantSwitch.sol";');
    expect(text).to.contain("(mutantIsOn(1) ? (a + 1 >= 2) : (");
    // A number is cast to the type that it meets, as it was before it became a choice.
    expect(text).to.match(/\? uint256\(3\) : uint256\(2\)/);
  });

  it("lets a modifier be left out by way of a twin that keeps the original's own mutants", () => {
    const result = switchAll({
      "contracts/B.sol": "abstract contract B { modifier only(uint256 n) { require(n > 1); _; } }",
      "contracts/A.sol": 'import {B} from "./B.sol";\ncontract A is B { function f() external only(3) {} }',
    });
    expect(result.apart).to.deep.equal([]);
    expect(written(result, "contracts/A.sol")).to.match(/onlyOrMutant\(\d+, /);
    expect(written(result, "contracts/B.sol")).to.match(
      /modifier onlyOrMutant\(uint256 mutantNumber, uint256 n\) \{ if \(mutantIsOn\(mutantNumber\)\) \{ _; \} else \{.*mutantIsOn/,
    );
  });

  it("switches constants at their uses", () => {
    const result = switchAll({
      "contracts/A.sol":
        "uint48 constant P = 3 days; contract A { function f(uint256 a) external pure returns (uint256) { return a * P; } }",
    });
    expect(written(result, "contracts/A.sol")).to.contain("? uint48(4 days) : uint48(P)");
  });

  it("takes out what the compiler refuses, and nothing else", () => {
    const result = switchAll({
      "contracts/A.sol":
        "contract A { bytes32 k; mapping(uint256 => uint256[]) m; function f(uint256 a) external returns (uint256) { if (k == 0) a = 5; return _g(a)[0]; }\n" +
        "function _g(uint256 a) private view returns (uint256[] storage s) { s = m[a]; } }",
    });
    expect(result.apart.map(({ mutant }) => `${mutant.operator} ${mutant.original}`)).to.have.members([
      "literal 0",
      "statement s = m[a];",
    ]);
  });

  it("nests edits by their extent and keeps order among equals", () => {
    const edit = (start: number, end: number, name: string) => ({
      start,
      end,
      before: `<${name}>`,
      after: `</${name}>`,
    });
    expect(insert("abcdef", [edit(1, 3, "in"), edit(1, 5, "out"), edit(3, 5, "next"), edit(1, 5, "same")])).to.equal(
      "a<out><same><in>bc</in><next>de</next></same></out>f",
    );
    expect(insert("abc", [{ ...edit(1, 2, "x"), replaces: true }])).to.equal("a<x></x>c");
  });
});
