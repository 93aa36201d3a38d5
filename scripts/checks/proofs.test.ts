import { expect } from "chai";

import { findProofs, loopsIn, provedFalse, unproved, withFalseClaims } from "./proofs.ts";
import type { CompilerFault } from "./solidity/compileSources.ts";
import { parseSolidity } from "./solidity/parseSolidity.ts";

const NAME = "test/proofs/P.sol";
const { parsed } = parseSolidity({
  [NAME]: `/// @custom:engine chc
contract P { function f(uint256 a) external pure { require(a > 1); assert(a > 0); } function _g() private pure { assert(true); } }
contract Q { function h() external pure { for (uint256 i = 0; i < 3; ++i) assert(i < 3); } }
contract Without { function f() external pure {} }`,
});
const text = parsed[0]?.text ?? "";
const proofs = parsed.flatMap(findProofs);
const said = (start: number, end: number, code: string): CompilerFault => ({
  severity: "info",
  code,
  source: NAME,
  start,
  end,
  message: "",
  formatted: "",
});

describe("proofs", () => {
  it("are the contracts with assertions, each with its engine", () => {
    expect(proofs.map(({ contract, engine, assertions }) => [contract, engine, assertions.length])).to.deep.equal([
      ["P", "chc", 2],
      ["Q", "bmc", 1],
    ]);
    expect(parsed.flatMap(({ tree }) => loopsIn(tree))).to.have.length(1);
  });

  it("fail unless the compiler calls every assertion safe", () => {
    const [proof] = proofs;
    if (proof === undefined) throw new Error("no proof");
    const [first, second] = proof.assertions.map(({ start, end }) => said(start, end, "9576"));
    if (first === undefined || second === undefined) throw new Error("no assertion");
    expect(unproved(proof, [first, second])).to.deep.equal([]);
    expect(unproved(proof, [first, { ...second, code: "6328" }])).to.deep.equal([`${NAME}:4`]);
    expect(unproved(proof, [])).to.have.length(2);
  });

  it("are asked to prove what is false, and must not", () => {
    const [proof] = proofs;
    if (proof === undefined) throw new Error("no proof");
    const absurd = withFalseClaims(proof, text);
    expect(absurd.claims.map(({ start, end }) => absurd.text.slice(start, end))).to.deep.equal(["assert(false)"]);
    expect(absurd.text).to.contain("assert(a > 0);  assert(false); }");
    const claim = absurd.claims[0] ?? { start: 0, end: 0 };
    expect(provedFalse(proof, absurd.claims, [said(claim.start, claim.end, "2961")])).to.deep.equal(["P.f"]);
    expect(provedFalse(proof, absurd.claims, [])).to.deep.equal([]);
  });
});
