import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { readJsonMessage, writeJsonMessage } from "./jsonMessage.ts";
import { readMessage, writeMessage } from "./message.ts";
import { readXmlMessage } from "./xmlMessage.ts";

const MESSAGE = `\ufeff{ "$schema" : "https://example.org/transfer/1",\r
  "amount": 1250.00, "count":2, "urgent" : true, "note": null,
  "when":"2026-11-22", "at": "2026-11-22T19:26:57+01:00", "exp": 1e3, "zero": -0,
  "a/b~c": "\\"M\\u00fcller\\"", "lines": [ { "amount": 1 }, { "amount": -2.50 }, [] , {} ] }
`;

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

describe("a JSON message", () => {
  it("comes back byte for byte, its values by path and type", () => {
    const { namespace, schemaId, fields } = readJsonMessage(encode(MESSAGE));
    expect(namespace).to.equal("https://example.org/transfer/1");
    const wanted: readonly RecordField[] = [
      { path: "/$schema", type: "text", value: "https://example.org/transfer/1" },
      { path: "/amount", type: "decimal", value: "1250.00" },
      { path: "/count", type: "integer", value: 2n },
      { path: "/urgent", type: "boolean", value: true },
      { path: "/when", type: "date", value: "2026-11-22" },
      { path: "/at", type: "instant", value: "2026-11-22T19:26:57+01:00" },
      { path: "/exp", type: "text", value: "1e3" },
      { path: "/zero", type: "decimal", value: "-0" },
      { path: "/a~1b~0c", type: "text", value: '\\"M\\u00fcller\\"' },
      { path: "/lines/0/amount", type: "integer", value: 1n },
      { path: "/lines/1/amount", type: "decimal", value: "-2.50" },
    ];
    const paths = fields.slice(0, -1).map(({ path }) => path);
    expect(paths).to.deep.equal(wanted.map(({ path }) => path));
    expect(fields.slice(0, -1)).to.deep.equal(wanted);
    expect(writeJsonMessage(fields, schemaId)).to.deep.equal(encode(MESSAGE));
    expect(writeMessage(readMessage(encode(MESSAGE)).fields, schemaId)).to.deep.equal(encode(MESSAGE));
  });

  it("comes back whatever it holds, under as many paths as it has values", () => {
    const holds = fc.property(fc.json(), fc.integer({ min: 0, max: 4 }), (text, indent) => {
      const parsed: unknown = JSON.parse(text);
      const message = encode(JSON.stringify(parsed, null, indent));
      const { schemaId, fields } = readJsonMessage(message);
      expect(writeMessage(fields, schemaId)).to.deep.equal(message);
      expect(fields.length - 1).to.equal(countValues(parsed));
    });
    fc.assert(holds, { numRuns: 300 });
  });

  it("is refused where it is no JSON, as the language itself says", async () => {
    const wrong = [
      "",
      "{",
      "[1,]",
      '{"a"}',
      '{"a":1,}',
      '{"a" 1}',
      "[1 2]",
      "01",
      "1.",
      "'a'",
      '"\t"',
      "tru",
      "[}",
      "{]",
      "1 1",
      '{"a":1]',
      "[",
      ",",
      '{,"a":1}',
    ];
    for (const text of wrong) {
      expect(() => JSON.parse(text), text).to.throw(SyntaxError);
      await expectCode("MESSAGE_MALFORMED", () => readJsonMessage(encode(text)));
    }
    // Readers differ on which of the two counts.
    await expectCode("MESSAGE_MALFORMED", () => readJsonMessage(encode('{"a":1,"\\u0061":2}')));
  });

  it("is not made from fields that stand elsewhere than their paths say", async () => {
    const { schemaId, fields } = readJsonMessage(encode('{"amount":10,"fee":20}'));
    const [amount, fee, template] = fields;
    if (amount === undefined || fee === undefined || template === undefined) throw new Error("three fields");
    const wrong: readonly (readonly RecordField[])[] = [
      [fee, amount, template],
      [{ path: "/amount", type: "text", value: '10,"fee":9,"x":1' }, fee, template],
      [{ path: "/amount", type: "text", value: "10" }, fee, template],
      [amount, template],
    ];
    for (const list of wrong) await expectCode("MESSAGE_MALFORMED", () => writeMessage(list, schemaId));
    const xml = readXmlMessage(encode('<A xmlns="n"><Amt>1</Amt></A>'));
    await expectCode("MESSAGE_MALFORMED", () => writeMessage(fields, xml.schemaId));
  });

  it("is read in time that grows with its length alone", async () => {
    for (const text of ["[".repeat(200_000), '{"a":'.repeat(100_000), `"${"\\".repeat(200_001)}`, " ".repeat(400_000)])
      await expectCode("MESSAGE_MALFORMED", () => readJsonMessage(encode(text)));
    const deep = encode(`${"[".repeat(100_000)}1${"]".repeat(100_000)}`);
    expect(readJsonMessage(deep).fields).to.have.length(2);
  });
});

function countValues(value: unknown): number {
  if (value === null) return 0;
  if (typeof value !== "object") return 1;
  return Object.values(value).reduce((sum: number, each) => sum + countValues(each), 0);
}
