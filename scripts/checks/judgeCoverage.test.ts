import { expect } from "chai";

import { type BranchException, judgeCoverage, parseExceptions } from "./judgeCoverage.ts";
import { parseLcov } from "./lcov.ts";

describe("judgeCoverage", () => {
  const text = ["contract A {", "  if (flag) revert B();", "  x = 1;", "  if (flag) revert B();", "}"];
  const covered = parseLcov(
    ["SF:contracts/A.sol", "DA:2,0", "DA:3,7", "DA:4,3", "BRDA:2,0,0,-", "BRDA:4,1,0,3", "end_of_record"].join("\n"),
  );
  const judge = (exceptions: readonly BranchException[]) => judgeCoverage(covered, exceptions, () => text);
  const first = {
    file: "contracts/A.sol",
    code: "if (flag) revert B();",
    way: 0,
    occurrence: 0,
    reason: "unreachable",
  };

  it("reports lines that never run and branches that are never taken", () => {
    expect(judge([]).faults).to.deep.equal([
      "contracts/A.sol:2 never runs: if (flag) revert B();",
      "contracts/A.sol:2 is never taken (way 0): if (flag) revert B();",
    ]);
  });

  it("accepts a branch that is excepted, and the line that only its revert could count", () => {
    const verdict = judge([first]);
    expect(verdict.faults).to.deep.equal([]);
    expect(verdict.branches).to.deep.equal({ covered: 1, all: 2, excepted: 1 });
    expect(verdict.lines).to.deep.equal({ covered: 2, all: 3 });
  });

  it("tells equal lines apart by their order and reports exceptions that are stale", () => {
    expect(judge([first, { ...first, occurrence: 1 }]).faults).to.deep.equal([
      "contracts/A.sol:4 is excepted and is taken (way 0): if (flag) revert B();",
    ]);
    expect(judge([first, { ...first, code: "gone" }]).faults).to.deep.equal([
      "contracts/A.sol is excepted and has no such branch (way 0): gone",
    ]);
  });

  it("takes no exception without a reason", () => {
    const entry = { file: "contracts/A.sol", code: "x", reason: " " };
    expect(() => parseExceptions(JSON.stringify({ branches: [entry] }))).to.throw(/gives no reason/);
  });

  it("adds up a source that the trace names twice", () => {
    const trace = "SF:a.sol\nDA:1,1\nBRDA:1,0,0,-\nend_of_record\nSF:a.sol\nDA:1,2\nBRDA:1,0,0,4\n";
    expect(parseLcov(trace)).to.deep.equal([
      { file: "a.sol", lines: [{ line: 1, runs: 3 }], branches: [{ line: 1, way: 0, runs: 4 }] },
    ]);
  });
});
