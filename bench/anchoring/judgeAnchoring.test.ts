import { expect } from "chai";

import { judgeAnchoring } from "./judgeAnchoring.ts";

const AT_THE_LIMIT = {
  openLog: 9_999_999,
  anchor: 90_000,
  anchorOne: 9_999_999,
  challenge: 9_999_999,
  answer: 90_000,
  conclude: 9_999_999,
  proveConflict: 9_999_999,
  promote: 200_000,
  promoteBundled: 9_999_999,
};

describe("judgeAnchoring", () => {
  it("keeps what is at its limit, and finds what is above it", () => {
    expect(judgeAnchoring(AT_THE_LIMIT).map(({ kept }) => kept)).to.deep.equal([true, true, true]);
    const above = { ...AT_THE_LIMIT, anchor: 90_001, answer: 90_001, promote: Number.NaN };
    expect(judgeAnchoring(above).map(({ kept }) => kept)).to.deep.equal([false, false, false]);
  });
});
