import { expect } from "chai";

import { HARDFORKS, parseHardfork } from "./networks.ts";

describe("parseHardfork", () => {
  it("takes the newest where none is named", () => {
    expect(parseHardfork(undefined)).to.equal("osaka");
    expect(parseHardfork("")).to.equal("osaka");
  });

  it("takes each of the promised ones", () => {
    for (const hardfork of HARDFORKS) expect(parseHardfork(hardfork)).to.equal(hardfork);
  });

  it("refuses any other and names those there are", () => {
    expect(() => parseHardfork("london")).to.throw("QUORATE_HARDFORK is london: use one of cancun, prague, osaka");
  });
});
