import { expect } from "chai";
import fc from "fast-check";

import { explainLikeness } from "./explainLikeness.ts";

describe("explainLikeness", () => {
  for (const [one, other, likeness] of [
    ["accuro", "Accuro", "the same letters"],
    ["SM-SERVICES", "SMServices", "the same letters"],
    ["Café Nord", "CAFE NORD", "the same letters"],
    ["Alastria", "Аlаstriа", "the same letters"],
    ["Block0", "BlockO", "the same letters"],
    ["Test-Alastria", "Alastria", "one contains the other"],
    ["Foo Bank", "Foo Bank S.A.", "one contains the other"],
    ["UCA", "UJA", "nearly the same letters"],
    ["Tecnalia", "Tecnlaia", "nearly the same letters"],
    ["Iberdrola", "Iberdorlas", "nearly the same letters"],
    ["DigitArt", "DigitelTS", "the same beginning"],
    ["SMCloud", "SMServices", null],
    ["IZERTIS", "Zertiban", null],
    ["WISE", "WIMBI", null],
    ["AB", "AC", null],
    ["ITI", "CDM", null],
    ["", "", "the same letters"],
  ] as const) {
    it(`finds ${likeness ?? "nothing in common"} in ${one} and ${other}`, () => {
      expect(explainLikeness(one, other)).to.equal(likeness);
      expect(explainLikeness(other, one)).to.equal(likeness);
    });
  }

  it("sees through any change of case, blanks and punctuation", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "B", "c", "D"), minLength: 1 });
    fc.assert(
      fc.property(name, fc.constantFrom(" ", "-", ".", "_", "/"), (text, mark) => {
        expect(explainLikeness(text, [...text.toUpperCase()].join(mark))).to.equal("the same letters");
      }),
    );
  });
});
