import { expect } from "chai";

import { findNameFaults, isEmptyName } from "./emptyNames.ts";

describe("names that say nothing", () => {
  for (const name of [
    "KeyManager",
    "testHelper",
    "utils",
    "data",
    "Base",
    "processBallots",
    "handle",
    "memberInfo",
    "misc_words",
  ]) {
    it(`refuses ${name}`, () => expect(isEmptyName(name)).to.equal(true));
  }

  for (const name of [
    "database",
    "calldataHash",
    "countCommonBeginning",
    "BaseFee",
    "Handler",
    "informed",
    "preprocess",
  ]) {
    it(`accepts ${name}`, () => expect(isEmptyName(name)).to.equal(false));
  }

  it("looks at the path and at what a file declares, not at its fields and locals", () => {
    const typescript =
      "export interface Call { readonly data: string }\nfunction utils() { const data = 1; return data; }\n";
    expect(findNameFaults("sdk/src/types/Call.ts", typescript)).to.deep.equal([
      'sdk/src/types/Call.ts: "utils" names nothing, say what it is',
    ]);
    const solidity = "struct Call { bytes data; }\n// function helper()\ncontract Manager {}\n";
    expect(findNameFaults("contracts/types/Call.sol", solidity)).to.have.length(1);
    expect(findNameFaults("scripts/common/a.ts", "")).to.have.length(1);
  });
});
