import { expect } from "chai";
import hardhat from "hardhat";

import { shareEqual } from "./shareOverrides.ts";

describe("shareEqual", () => {
  it("leaves one value of those that say the same", () => {
    const values = { a: { runs: 1 }, b: { runs: 2 }, c: { runs: 1 } };
    shareEqual(values);
    expect(values.c).to.equal(values.a);
    expect(values).to.deep.equal({ a: { runs: 1 }, b: { runs: 2 }, c: { runs: 1 } });
  });

  it("makes one compilation of all tests that deploy artifacts", () => {
    const profiles = Object.values(hardhat.config.solidity.profiles);
    expect(profiles).to.not.be.empty;
    for (const { overrides } of profiles) expect(new Set(Object.values(overrides)).size).to.equal(1);
  });
});
