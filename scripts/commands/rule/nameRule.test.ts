import { expect } from "chai";

import { parseBytes32, toShortText } from "#sdk";

import { nameRule } from "./nameRule.ts";

describe("nameRule", () => {
  it("tells a rule for one parameter from the rule for all of them", () => {
    const action = "Constitution.setParameter";
    expect(nameRule({ action, firstWord: null })).to.equal(action);
    expect(nameRule({ action, firstWord: toShortText("network.gasLimit") })).to.equal(`${action} of network.gasLimit`);
  });

  it("shows the bytes of a first word that is no text", () => {
    const firstWord = parseBytes32(`0x${"00".repeat(31)}07`);
    expect(nameRule({ action: "MemberRegistry.setWeight", firstWord })).to.equal(
      `MemberRegistry.setWeight of 0x${"00".repeat(31)}07`,
    );
  });
});
