import { expect } from "chai";
import fc from "fast-check";

import { captureError } from "./captureError.ts";
import { neededWeight } from "./neededWeight.ts";
import { parseJsonFile } from "./parseJsonFile.ts";
import { readShare } from "./readShare.ts";

function read(share: unknown): number {
  return parseJsonFile(JSON.stringify({ share }), {
    file: "file",
    refusal: "CONSTITUTION_REFUSED",
    read: (root) => readShare(root.field("share"), { min: 1, max: 10_000 }),
  });
}

describe("readShare", () => {
  for (const [share, bps] of [
    ["2/3", 6_666],
    ["1/2", 5_000],
    ["1/1", 10_000],
    ["66.67%", 6_667],
    ["50.1%", 5_010],
    ["51%", 5_100],
    ["0.01%", 1],
    [6_667, 6_667],
  ] as const) {
    it(`reads ${share} as ${bps} basis points`, () => expect(read(share)).to.equal(bps));
  }

  for (const share of ["2/0", "66.667%", "-1%", "0,5", "%", "1e3", 0.5, true, null, "100.01%", "3/2", 0]) {
    it(`refuses ${JSON.stringify(share)}`, () => {
      const [fault] = captureError(() => read(share)).faults;
      expect(fault?.code).to.be.oneOf(["JSON_BAD_VALUE", "JSON_WRONG_TYPE", "JSON_OUT_OF_RANGE"]);
    });
  }

  it("asks for exactly two thirds, rounded up to whole weight, up to a total of 4,999", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_999 }), (total) => {
        expect(neededWeight(total, read("2/3"))).to.equal(Math.ceil((2 * total) / 3));
      }),
    );
  });
});
