import { expect } from "chai";

import { parseWarnings } from "./parseWarnings.ts";

function outputWith(file: string, errorCode: string): string {
  const error = { errorCode, formattedMessage: `Warning in ${file}`, sourceLocation: { file } };
  return JSON.stringify({ output: { errors: [error], contracts: {} } });
}

describe("parseWarnings", () => {
  it("reports our own sources and tests", () => {
    expect(parseWarnings(outputWith("project/contracts/A.sol", "2072"))).to.deep.equal([
      "Warning in project/contracts/A.sol",
    ]);
    expect(parseWarnings(outputWith("project/test/contracts/A.t.sol", "2072"))).to.have.length(1);
  });

  it("reports a contract that is too large, unless it is a test", () => {
    expect(parseWarnings(outputWith("project/contracts/A.sol", "5574"))).to.have.length(1);
    expect(parseWarnings(outputWith("project/test/contracts/A.t.sol", "5574"))).to.deep.equal([]);
  });

  it("leaves packages to those who wrote them, and a silent compiler alone", () => {
    expect(parseWarnings(outputWith("npm/@openzeppelin/contracts@5.7.0/A.sol", "2072"))).to.deep.equal([]);
    expect(parseWarnings('{"output":{"contracts":{}}}')).to.deep.equal([]);
  });
});
