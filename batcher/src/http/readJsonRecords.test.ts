import { expect } from "chai";
import fc from "fast-check";

import { parsePackedRecord } from "#sdk/receipts";

import { JsonFault, parseStrictJson } from "./parseStrictJson.ts";
import { readJsonRecords } from "./readJsonRecords.ts";

const word = (digit: string): string => `0x${digit.repeat(64)}`;
const registration = {
  kind: "registration",
  seat: 2,
  deadline: 1_900_000_000,
  signer: `0x${"11".repeat(20)}`,
  nonce: "258",
  group: 1,
  epoch: 2,
  suite: 3,
  contentRoot: word("a"),
  bodyHash: word("b"),
  previous: word("0"),
  signature: `0x${"22".repeat(64)}1b`,
};

function read(records: unknown): string {
  const answer = readJsonRecords(Buffer.from(JSON.stringify({ records })));
  return answer instanceof Uint8Array ? `${answer.length} bytes` : `${answer.code} ${answer.pointer ?? ""}`.trim();
}

function faultOf(text: string): string {
  try {
    return JSON.stringify(parseStrictJson(text));
  } catch (error) {
    return error instanceof JsonFault ? error.code : String(error);
  }
}

describe("JSON that members send", () => {
  it("reads as JSON.parse does, where it reads at all", () => {
    const value = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
      tree: fc.oneof({ maxDepth: 3 }, tie("leaf"), fc.array(tie("tree")), fc.dictionary(fc.string(), tie("tree"))),
    })).tree;
    fc.assert(
      fc.property(value, (given) => {
        const text = JSON.stringify(given);
        expect(faultOf(text)).to.equal(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it("never throws anything but a fault, whatever comes", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(faultOf(text)).not.to.match(/Error/);
      }),
    );
    const broken = fc.tuple(fc.nat(200), fc.string({ maxLength: 3 })).map(([at, piece]) => {
      const text = JSON.stringify({ records: [registration] });
      return text.slice(0, at) + piece + text.slice(at + 1);
    });
    fc.assert(
      fc.property(broken, (text) => {
        expect(() => readJsonRecords(Buffer.from(text))).not.to.throw();
      }),
    );
  });

  it("is refused by a code of its own for each fault", () => {
    expect(faultOf('{"a":1,"a":2}')).to.equal("field-duplicate");
    expect(faultOf('{"a":1,"\\u0061":2}')).to.equal("field-duplicate");
    expect(faultOf("9007199254740992")).to.equal("number-unsafe");
    expect(faultOf("1.5")).to.equal("number-unsafe");
    expect(faultOf("1e3")).to.equal("number-unsafe");
    expect(faultOf("[".repeat(9) + "]".repeat(9))).to.equal("body-too-deep");
    expect(faultOf("[".repeat(100_000))).to.equal("body-too-deep");
    for (const text of ["", "{", '{"a":}', "[1,]", "{,}", "01", "nul", '"\n"', "[1] 2", "{'a':1}", '{"__proto__"'])
      expect(faultOf(text), text).to.equal("body-malformed");
    expect(faultOf('{"__proto__":1}')).to.equal('{"__proto__":1}');
  });

  it("becomes packed records", () => {
    expect(read([registration])).to.equal("231 bytes");
    const packed = readJsonRecords(Buffer.from(JSON.stringify({ records: [{ ...registration, nonce: "0x102" }] })));
    const record = packed instanceof Uint8Array ? parsePackedRecord(packed) : undefined;
    expect(record).to.include({ kind: "registration", seat: 2, deadline: 1_900_000_000 });
    expect([...(record?.nonce.subarray(30) ?? [])]).to.deep.equal([1, 2]);
    const head = {
      ...registration,
      contentRoot: undefined,
      bodyHash: undefined,
      previous: undefined,
      group: undefined,
      epoch: undefined,
      suite: undefined,
    };
    const call = { target: `0x${"33".repeat(20)}`, gas: 50_000, data: "0x1234" };
    expect(read([{ ...head, kind: "call", ...call }])).to.equal("130 bytes");
    expect(read([{ ...head, kind: "bundle", digests: [word("c"), word("d")] }])).to.equal(`${39 + 64 + 65} bytes`);
    expect(read([{ ...head, kind: "callBundle", calls: [call, call] }])).to.equal(`${39 + 2 * 28 + 65} bytes`);
  });

  it("brings a signature of 64 bytes to 65", () => {
    const compact = `0x${"22".repeat(32)}${"a2"}${"22".repeat(31)}`;
    const packed = readJsonRecords(Buffer.from(JSON.stringify({ records: [{ ...registration, signature: compact }] })));
    const signature = packed instanceof Uint8Array ? packed.subarray(-65) : new Uint8Array();
    expect([signature[32], signature[64]]).to.deep.equal([0x22, 28]);
  });

  it("is refused where a field is not what it must be", () => {
    const { group, ...without } = registration;
    expect(read([without])).to.equal("field-missing /records/0");
    expect(read([{ ...registration, more: group }])).to.equal("field-unknown /records/0/more");
    expect(read([{ ...registration, seat: "2" }])).to.equal("field-malformed /records/0/seat");
    expect(read([{ ...registration, seat: 65_536 }])).to.equal("field-malformed /records/0/seat");
    expect(read([{ ...registration, nonce: 7 }])).to.equal("field-malformed /records/0/nonce");
    expect(read([{ ...registration, nonce: "9".repeat(78) }])).to.equal("field-malformed /records/0/nonce");
    expect(read([{ ...registration, kind: "other" }])).to.equal("field-malformed /records/0/kind");
    expect(read([{ ...registration, signature: "0x12" }])).to.equal("field-malformed /records/0/signature");
    expect(read([{ ...registration, signer: `0x${"11".repeat(84)}` }])).to.equal(
      "signer-unsupported /records/0/signer",
    );
    expect(read(["0x01"])).to.equal("record-malformed /records/0");
    expect(read([])).to.equal("no-records /records");
    expect(read(Array(1_001).fill("0x01"))).to.equal("too-many-records /records");
    expect(read("x")).to.equal("field-malformed /records");
    const other = readJsonRecords(Uint8Array.of(0xff, 0xfe));
    expect(other).to.include({ code: "body-malformed" });
  });
});
