import { expect } from "chai";
import fc from "fast-check";

import { countSlots } from "./countSlots.ts";
import { padSize } from "./padSize.ts";

describe("padSize", () => {
  it("pads as the paper says", () => {
    const known = [
      [0, 0],
      [1, 1],
      [8, 8],
      [9, 10],
      [100, 104],
      [1_000, 1_024],
      [1_048_576, 1_048_576],
      [1_048_577, 1_081_344],
      [2 ** 40 + 1, 2 ** 40 + 2 ** 34],
    ];
    expect(known.map(([length = 0]) => padSize(length))).to.deep.equal(known.map(([, padded]) => padded));
  });

  it("adds at most 12 percent, keeps order, and has few lengths", () => {
    const holds = fc.property(fc.integer({ min: 2, max: 2 ** 41 }), (length) => {
      const padded = padSize(length);
      expect(padded).to.be.at.least(length);
      expect((padded - length) / length).to.be.at.most(0.12);
      expect(padSize(padded)).to.equal(padded);
      expect(padSize(length - 1)).to.be.at.most(padded);
    });
    fc.assert(holds);
    const lengths = new Set(Array.from({ length: 65_536 }, (_, length) => padSize(65_536 + length)));
    expect(lengths.size).to.equal(33);
  });
});

describe("countSlots", () => {
  it("counts recipients in classes", () => {
    const known = [1, 4, 5, 8, 9, 16, 17, 32, 33, 64, 65, 128, 129, 257, 320];
    expect(known.map(countSlots)).to.deep.equal([4, 4, 8, 8, 16, 16, 32, 32, 64, 64, 128, 128, 192, 320, 320]);
  });
});
