import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import type { ErrorCode } from "../../errors/codes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import type { EncodedField } from "../../types/RecordField.ts";
import { encodeField } from "../commitment/encodeField.ts";
import { checkDisclosure } from "./checkDisclosure.ts";
import type { Disclosure, FieldOpening } from "./Disclosure.ts";
import { discloseFields } from "./discloseFields.ts";

const recordContext = parseBytes32(`0x${"a1".repeat(32)}`);
const saltSeed = new Uint8Array(32).fill(1);

function fieldsOf(count: number): readonly EncodedField[] {
  return Array.from({ length: count }, (_, index) =>
    encodeField({ path: `F/${index}`, type: "text", value: `value ${index}` }),
  );
}

function disclose(count: number, indices: readonly number[]): Disclosure {
  const paths = indices.map((index) => `F/${index}`);
  return discloseFields({ recordContext, fields: fieldsOf(count), saltSeed, paths });
}

function flip(word: Bytes32): Bytes32 {
  return parseBytes32(`0x${(BigInt(word) ^ 1n).toString(16).padStart(64, "0")}`);
}

describe("checkDisclosure", () => {
  it("proves any choice of fields of any record, and nothing more is shown", () => {
    const choice = fc
      .integer({ min: 1, max: 40 })
      .chain((count) => fc.tuple(fc.constant(count), fc.uniqueArray(fc.nat({ max: count - 1 }), { minLength: 1 })));
    fc.assert(
      fc.property(choice, ([count, indices]) => {
        const disclosure = disclose(count, indices);
        const shown = checkDisclosure(disclosure, disclosure);
        const wanted = indices.toSorted((a, b) => a - b).map((index) => fieldsOf(count)[index]);
        expect(shown).to.deep.equal(wanted);
        const text = JSON.stringify(disclosure);
        fieldsOf(count).forEach(({ value }, index) => {
          expect(text.includes(`${Buffer.from(value).toString("hex")}"`)).to.equal(indices.includes(index));
        });
      }),
      { numRuns: 40 },
    );
  });

  it("refuses whatever was changed, in a single field and among several", async () => {
    for (const indices of [[2], [0, 1, 5, 8]]) {
      const sound = disclose(11, indices);
      const [first, ...others] = sound.openings;
      if (first === undefined) throw new Error("one field at least");
      const withFirst = (change: Partial<FieldOpening>): Disclosure => ({
        ...sound,
        openings: [{ ...first, ...change }, ...others],
      });
      const cases: readonly (readonly [ErrorCode, Disclosure])[] = [
        ["DISCLOSURE_MISMATCH", withFirst({ value: parseHex("0x00") })],
        ["DISCLOSURE_MISMATCH", withFirst({ path: "F/3" })],
        ["DISCLOSURE_MISMATCH", withFirst({ salt: flip(first.salt) })],
        ["DISCLOSURE_MISMATCH", withFirst({ valueType: 2 })],
        ["DISCLOSURE_MISMATCH", { ...sound, proof: sound.proof.map(flip) }],
        ["DISCLOSURE_MISMATCH", { ...sound, contentRoot: flip(sound.contentRoot) }],
        ["DISCLOSURE_MISMATCH", { ...sound, recordContext: flip(sound.recordContext) }],
        ["DISCLOSURE_MALFORMED", withFirst({ valueType: 0 })],
        ["DISCLOSURE_MALFORMED", withFirst({ index: -1 })],
        ["DISCLOSURE_MALFORMED", withFirst({ index: 0.5 })],
        ["DISCLOSURE_MALFORMED", withFirst({ index: 2 ** 32 })],
        ["DISCLOSURE_MALFORMED", { ...sound, openings: [] }],
        ["DISCLOSURE_MALFORMED", { ...sound, openings: [first, ...sound.openings] }],
        ["DISCLOSURE_MALFORMED", { ...sound, proof: sound.proof.slice(1) }],
        ["DISCLOSURE_MALFORMED", { ...sound, proof: [...sound.proof, sound.contentRoot] }],
        ["DISCLOSURE_MALFORMED", { ...sound, flags: sound.flags.slice(1) }],
        ["DISCLOSURE_MALFORMED", { ...sound, flags: sound.flags.map(() => true) }],
        ["FIELD_MALFORMED", withFirst({ path: "" })],
        ["FIELD_MALFORMED", withFirst({ valueType: 6 })],
      ];
      const { contentRoot } = sound;
      for (const [code, changed] of cases) {
        await expectCode(code, () => checkDisclosure(changed, { recordContext, contentRoot }));
      }
    }
  });

  it("is not fooled by a root that is passed off as a field, or by an inner node", async () => {
    const sound = disclose(4, [0]);
    const empty = { ...sound, openings: [], proof: [sound.contentRoot], flags: [] };
    await expectCode("DISCLOSURE_MALFORMED", () => checkDisclosure(empty, sound));
    const [first] = sound.openings;
    if (first === undefined) throw new Error("one field");
    const short = { ...sound, proof: sound.proof.slice(1), flags: sound.flags.slice(1) };
    await expectCode("DISCLOSURE_MISMATCH", () => checkDisclosure(short, sound));
  });

  it("refuses to open fields that the record lacks, and none at all", async () => {
    const error = await expectCode("DISCLOSURE_MALFORMED", () => disclose(3, [1, 3]));
    expect(error.facts.missing).to.deep.equal(["F/3"]);
    await expectCode("DISCLOSURE_MALFORMED", () => disclose(3, []));
  });
});
