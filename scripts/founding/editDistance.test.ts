import { expect } from "chai";
import fc from "fast-check";

import { editDistance } from "./editDistance.ts";

describe("editDistance", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

  for (const [one, other, distance] of [
    ["", "", 0],
    ["", "abc", 3],
    ["same", "same", 0],
    ["uca", "uja", 1],
    ["tecnalia", "tecnlaia", 1],
    ["izertis", "zertiban", 4],
    ["kitten", "sitting", 3],
  ] as const) {
    it(`finds ${distance} between "${one}" and "${other}"`, () => {
      expect(editDistance(one, other)).to.equal(distance);
    });
  }

  it("is the same in both directions, zero only for equal words, and never above the longer length", () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other);
        expect(distance).to.equal(editDistance(other, one));
        expect(distance === 0).to.equal(one === other);
        expect(distance).to.be.at.most(Math.max(one.length, other.length));
        expect(distance).to.be.at.least(Math.abs(one.length - other.length));
      }),
    );
  });
});
