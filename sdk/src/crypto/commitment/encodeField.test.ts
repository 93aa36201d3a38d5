import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { type FieldType, fieldTypeOf, fieldTypes } from "../../types/FieldType.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { checkField, decodeField, encodeField } from "./encodeField.ts";
import { toHex } from "./toBytes32.ts";

type TextType = "text" | "decimal" | "date" | "instant";

const GOOD: Readonly<Record<TextType, readonly string[]>> = {
  text: ["", "Zürich", "\u{1f4b6}", "\ufeffmark", "two\nlines"],
  decimal: ["0", "0.00", "-1", "1250.00", "99999999999999999999.999999"],
  date: ["2026-11-22", "2024-02-29", "0001-01-01", "9999-12-31"],
  instant: [
    "2026-11-22T19:26:57",
    "2026-11-22T00:00:00.123Z",
    "2026-11-22T23:59:60+02:00",
    "2026-11-22T19:26:57-11:30",
  ],
};

const BAD: Readonly<Record<TextType, readonly string[]>> = {
  text: ["\ud800"],
  decimal: ["", "+1", "01", "1.", ".5", "1e3", "1,5", " 1", "--1"],
  date: ["2026-02-29", "2026-13-01", "2026-00-10", "26-11-22", "2026-11-22Z", "2026-1-2"],
  instant: [
    "2026-11-22",
    "2026-02-30T10:00:00",
    "2026-11-22T24:00:00",
    "2026-11-22T10:00",
    "2026-11-22T10:00:00+15:00",
  ],
};

const drawn: fc.Arbitrary<RecordField> = fc.oneof(
  fc.record({ path: fc.constant("P"), type: fc.constant("text"), value: fc.string({ unit: "binary" }) }),
  fc.record({ path: fc.constant("P"), type: fc.constant("bytes"), value: fc.uint8Array() }),
  fc.record({
    path: fc.constant("P"),
    type: fc.constant("integer"),
    value: fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n - 1n }),
  }),
  fc.record({ path: fc.constant("P"), type: fc.constant("boolean"), value: fc.boolean() }),
);

describe("encodeField", () => {
  it("gives back every value, and encodes it again alike", () => {
    fc.assert(
      fc.property(drawn, (field) => {
        const encoded = encodeField(field);
        expect(decodeField(encoded)).to.deep.equal(field);
        expect(encodeField(decodeField(encoded))).to.deep.equal(encoded);
      }),
    );
  });

  it("takes texts as their type writes them, and no others", async () => {
    for (const type of ["text", "decimal", "date", "instant"] as const) {
      for (const value of GOOD[type]) {
        const field = { path: "P", type, value };
        expect(decodeField(encodeField(field))).to.deep.equal(field);
      }
      for (const value of BAD[type]) {
        const error = await expectCode("FIELD_MALFORMED", () => encodeField({ path: "P", type, value }));
        expect(error.facts.path).to.equal("P");
      }
    }
  });

  it("encodes numbers as the ABI does", async () => {
    expect(toHex(encodeField({ path: "P", type: "integer", value: -1n }).value)).to.equal(`0x${"ff".repeat(32)}`);
    expect(toHex(encodeField({ path: "P", type: "integer", value: 258n }).value)).to.equal(`0x${"00".repeat(30)}0102`);
    for (const value of [2n ** 255n, -(2n ** 255n) - 1n])
      await expectCode("FIELD_MALFORMED", () => encodeField({ path: "P", type: "integer", value }));
  });

  it("refuses encodings that no value has", async () => {
    const wrong: readonly (readonly [FieldType, readonly number[]])[] = [
      ["text", [0xff]],
      ["text", [0xc0, 0x80]],
      ["boolean", [2]],
      ["boolean", []],
      ["boolean", [0, 0]],
      ["integer", [1]],
      ["date", [0x32]],
      ["document", [0, 0]],
    ];
    for (const [type, bytes] of wrong)
      await expectCode("FIELD_MALFORMED", () => checkField({ path: "P", type, value: Uint8Array.from(bytes) }));
  });

  it("refuses paths that are empty, long, broken or of several lines", async () => {
    for (const path of ["", "a\nb", "\u0000", "\ud800", "é".repeat(257)])
      await expectCode("FIELD_MALFORMED", () => encodeField({ path, type: "text", value: "" }));
    expect(encodeField({ path: "é".repeat(256), type: "text", value: "" }).value.length).to.equal(0);
  });

  it("numbers every type apart, and knows no other number", () => {
    const numbers = Object.values(fieldTypes);
    expect(new Set(numbers).size).to.equal(numbers.length);
    expect(numbers.map(fieldTypeOf)).to.deep.equal(Object.keys(fieldTypes));
    expect([0, 9, "1", 1n].map(fieldTypeOf)).to.deep.equal([undefined, undefined, undefined, undefined]);
  });
});
