import { expect } from "chai";
import { AbiCoder, computeHmac, concat, hexlify, id, keccak256, toBeHex, toUtf8Bytes } from "ethers";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { fieldTypes } from "../../types/FieldType.ts";
import type { EncodedField } from "../../types/RecordField.ts";
import { commitFields, countLeaves } from "./commitFields.ts";
import { rootOf } from "./merkleTree.ts";
import { recordTypes } from "./typehashes.ts";

const saltSeed = new Uint8Array(32).fill(3);
const recordContext = new Uint8Array(32).fill(8);
const coder = AbiCoder.defaultAbiCoder();

/** The commitment written once more, with ethers alone and without any of our code. */
function referenceRoot(fields: readonly EncodedField[]): string {
  const prk = computeHmac("sha256", recordContext, saltSeed);
  const expand = (label: string, index: number, path: string): string =>
    computeHmac("sha256", prk, concat([toUtf8Bytes(label), toBeHex(index, 4), toUtf8Bytes(path), "0x01"]));
  let level = Array.from({ length: countLeaves(fields.length) }, (_, index) => {
    const field = fields[index];
    if (field === undefined) return expand("quorate/v1/decoy", index, "");
    const salt = expand("quorate/v1/field-salt", index, field.path);
    const types = ["bytes32", "bytes32", "uint32", "bytes32", "uint8", "bytes32", "bytes32"];
    const values = [
      id(recordTypes.leaf),
      recordContext,
      index,
      id(field.path),
      fieldTypes[field.type],
      salt,
      keccak256(field.value),
    ];
    return keccak256(keccak256(coder.encode(types, values)));
  });
  while (level.length > 1) {
    level = Array.from({ length: level.length / 2 }, (_, index) =>
      keccak256(concat(level.slice(2 * index, 2 * index + 2).toSorted())),
    );
  }
  return level[0] ?? "";
}

const fieldList: fc.Arbitrary<readonly EncodedField[]> = fc.uniqueArray(
  fc.record({ path: fc.stringMatching(/^\w{1,12}$/), type: fc.constant("bytes" as const), value: fc.uint8Array() }),
  { selector: ({ path }) => path, maxLength: 40 },
);

function rootOver(fields: readonly EncodedField[], seed = saltSeed, context = recordContext): string {
  return hexlify(rootOf(commitFields({ fields, saltSeed: seed, recordContext: context })));
}

describe("commitFields", () => {
  it("computes the root that the formulas of the format say", () => {
    const holds = fc.property(fieldList, (fields) => {
      expect(rootOver(fields)).to.equal(referenceRoot(fields));
    });
    fc.assert(holds, { numRuns: 30 });
  });

  it("commits to value, path, type, place, seed and record", () => {
    const field: EncodedField = { path: "Amt", type: "text", value: toUtf8Bytes("1250.00") };
    const other: EncodedField = { path: "Ccy", type: "text", value: toUtf8Bytes("EUR") };
    const roots = [
      rootOver([field, other]),
      rootOver([other, field]),
      rootOver([{ ...field, value: toUtf8Bytes("1250.01") }, other]),
      rootOver([{ ...field, path: "Amt2" }, other]),
      rootOver([{ ...field, type: "decimal" }, other]),
      rootOver([field]),
      rootOver([]),
      rootOver([field, other], new Uint8Array(32)),
      rootOver([field, other], saltSeed, new Uint8Array(32)),
    ];
    expect(new Set(roots).size).to.equal(roots.length);
  });

  it("gives equal values leaves that differ, so that no table of values finds one", () => {
    const value = toUtf8Bytes("EUR");
    const [leaves = []] = commitFields({
      fields: ["A", "B", "C"].map((path) => ({ path, type: "text", value })),
      saltSeed,
      recordContext,
    });
    expect(new Set(leaves.map(hexlify)).size).to.equal(8);
  });

  // REQ-CONF-40
  it("hides every value by a salt that only the seed gives", () => {
    const fields: readonly EncodedField[] = [{ path: "Ccy", type: "text", value: toUtf8Bytes("EUR") }];
    const leafBy = (fill: number): string => {
      const saltSeed = new Uint8Array(32).fill(fill);
      const [leaves] = commitFields({ fields, saltSeed, recordContext: new Uint8Array(32) });
      return Buffer.from(leaves?.[0] ?? []).toString("hex");
    };
    expect(new Set([1, 2, 3].map(leafBy)).size).to.equal(3);
    expect(leafBy(1)).to.equal(leafBy(1));
  });

  it("hides the number of fields up to a power of two", () => {
    expect([0, 1, 8, 9, 16, 17, 1_000].map(countLeaves)).to.deep.equal([8, 8, 8, 16, 16, 32, 1_024]);
  });

  it("refuses two fields with one path", async () => {
    const field: EncodedField = { path: "A", type: "text", value: new Uint8Array() };
    await expectCode("FIELD_MALFORMED", () => rootOver([field, field]));
  });
});
