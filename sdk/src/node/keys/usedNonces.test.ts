import { expect } from "chai";
import fc from "fast-check";

import { addUsed, isUsed, lowestUnused, type Ranges } from "./usedNonces.ts";

describe("used numbers", () => {
  it("are the numbers that were added, in the fewest ranges", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 30n }), { maxLength: 40 }), (numbers) => {
        const ranges = numbers.reduce<Ranges>(addUsed, []);
        const expected = [...new Set(numbers)].sort((a, b) => Number(a - b));
        const listed = ranges.flatMap(([first, last]) =>
          Array.from({ length: Number(last - first) + 1 }, (_, index) => first + BigInt(index)),
        );
        expect(listed).to.deep.equal(expected);
        for (const [index, [first]] of ranges.entries())
          expect(index === 0 || first > (ranges[index - 1]?.[1] ?? 0n) + 1n).to.equal(true);
        for (let nonce = 0n; nonce <= 31n; nonce += 1n)
          expect(isUsed(ranges, nonce)).to.equal(expected.includes(nonce));
        const lowest = lowestUnused(ranges);
        expect(expected.includes(lowest)).to.equal(false);
        expect(expected.filter((nonce) => nonce < lowest).length).to.equal(Number(lowest));
      }),
    );
  });
});
