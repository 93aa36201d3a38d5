import { expect } from "chai";

import { judgeFindings, parseFindings, readAnswers } from "./slitherFindings.ts";

const element = (type: string, name: string, parent: object, file = "contracts/A.sol", signature?: string): object => ({
  type,
  name,
  source_mapping: { filename_relative: file },
  type_specific_fields: { parent, ...(signature === undefined ? {} : { signature }) },
});
const inFunction = element("function", "f", { type: "contract", name: "A" }, "contracts/A.sol", "f(uint256)");
const inVariable = element("variable", "x", inFunction);
const report = JSON.stringify({
  results: {
    detectors: [
      { check: "reentrancy", impact: "High", description: "calls out", elements: [inFunction] },
      { check: "uninitialized-local", impact: "Medium", description: "x is zero", elements: [inVariable] },
      { check: "naming", impact: "Low", description: "bad name", elements: [inFunction] },
      {
        check: "shift",
        impact: "High",
        description: "theirs",
        elements: [element("function", "g", {}, "@openzeppelin/M.sol")],
      },
    ],
  },
});

describe("Slither's findings", () => {
  it("count where they are of high or medium impact and in our contracts, and name the function", () => {
    expect(parseFindings(report).map(({ detector, where }) => [detector, where])).to.deep.equal([
      ["reentrancy", "A.f(uint256)"],
      ["uninitialized-local", "A.f(uint256)"],
    ]);
  });

  it("are answered one by one or for a whole detector, and answers go stale", () => {
    const answers = readAnswers(
      "| Detector | Where | Answer |\n|---|---|---|\n| `uninitialized-local` | `*` | zero is meant |\n" +
        "| `reentrancy` | `A.g()` | gone |\n| `reentrancy` | `A.f(uint256)` | |\n",
    );
    expect(judgeFindings(parseFindings(report), answers)).to.deep.equal([
      "High reentrancy `A.f(uint256)`: calls out",
      "docs/slither.md:4 answers reentrancy `A.g()`, which is not found any more",
    ]);
  });
});
