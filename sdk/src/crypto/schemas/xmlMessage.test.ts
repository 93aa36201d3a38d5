import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createParties, deliver, openFor, readDocumentOf } from "../../../../test/support/records/parties.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { computeSchemaId, readXmlMessage, writeXmlMessage } from "./xmlMessage.ts";

const REAL = fileURLToPath(new URL("../../../../../shared/data/iso20022/", import.meta.url));
const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";

/** A message of our own with what makes messages hard to keep: a mark, comments, entities, quotes, empty and repeated elements. */
const MESSAGE = `\ufeff<?xml version="1.0" encoding="utf-8"?>\r
<!-- <Amt>1</Amt> -->
<Document xmlns='${NAMESPACE}' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Pmt><InstdAmt Ccy = "EUR">1250.00</InstdAmt><ReqdExctnDt>2026-11-22</ReqdExctnDt><NbOfTxs>2</NbOfTxs></Pmt >
\t<Pmt note='a "b" > c'><InstdAmt Ccy="CHF">0017.5</InstdAmt><CreDtTm>2026-11-22T19:26:57+01:00</CreDtTm><BtchInd>false</BtchInd></Pmt>
  <Nm>M&#252;ller &amp; S&#246;hne</Nm><Empty></Empty><None/><Code><![CDATA[<x>]]></Code><Mixed>a<B>b</B>c</Mixed>
</Document>
`;

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function messageOf(body: string): Uint8Array<ArrayBuffer> {
  return encode(`<Document xmlns="${NAMESPACE}">${body}</Document>`);
}

describe("an XML message", () => {
  it("comes back byte for byte, its values by path and type", () => {
    const { namespace, schemaId, fields } = readXmlMessage(encode(MESSAGE));
    expect(namespace).to.equal(NAMESPACE);
    expect(schemaId).to.equal(computeSchemaId(NAMESPACE));
    const wanted: readonly RecordField[] = [
      { path: "Document/Pmt/InstdAmt/@Ccy", type: "text", value: "EUR" },
      { path: "Document/Pmt/InstdAmt", type: "decimal", value: "1250.00" },
      { path: "Document/Pmt/ReqdExctnDt", type: "date", value: "2026-11-22" },
      { path: "Document/Pmt/NbOfTxs", type: "integer", value: 2n },
      { path: "Document/Pmt[2]/@note", type: "text", value: 'a "b" > c' },
      { path: "Document/Pmt[2]/InstdAmt/@Ccy", type: "text", value: "CHF" },
      { path: "Document/Pmt[2]/InstdAmt", type: "text", value: "0017.5" },
      { path: "Document/Pmt[2]/CreDtTm", type: "instant", value: "2026-11-22T19:26:57+01:00" },
      { path: "Document/Pmt[2]/BtchInd", type: "boolean", value: false },
      { path: "Document/Nm", type: "text", value: "M&#252;ller &amp; S&#246;hne" },
      { path: "Document/Empty", type: "text", value: "" },
      { path: "Document/Mixed/B", type: "text", value: "b" },
    ];
    expect(fields.slice(0, -1)).to.deep.equal(wanted);
    expect(writeXmlMessage(fields, schemaId)).to.deep.equal(encode(MESSAGE));
  });

  it("comes back through a record", async () => {
    const { schemaId, fields } = readXmlMessage(encode(MESSAGE));
    const [key] = await createParties(1);
    if (key === undefined) throw new Error("one party");
    const opened = await openFor(key, await deliver({ recipients: [key], fields, schemaId }));
    expect(writeXmlMessage(opened.fields, opened.head.header.schemaId)).to.deep.equal(encode(MESSAGE));
  });

  it("comes back whatever its values and blanks are", () => {
    const word = fc
      .string({ unit: "binary", maxLength: 12 })
      .filter((text) => !text.includes("<") && !text.includes("\u0000"));
    const holds = fc.property(
      fc.array(fc.tuple(fc.constantFrom("Amt", "Dt", "Nm", "NbOfTxs", "XInd"), word, word)),
      (drawn) => {
        const message = messageOf(drawn.map(([name, value, blank]) => `<${name}>${value}</${name}>${blank}`).join(""));
        const { schemaId, fields } = readXmlMessage(message);
        expect(writeXmlMessage(fields, schemaId)).to.deep.equal(message);
        expect(fields.length).to.equal(Math.max(drawn.length, 1) + 1);
      },
    );
    fc.assert(holds);
  });

  it("is refused where it is not well-formed", async () => {
    const wrong = [
      "",
      "text",
      "<A/>",
      `<A xmlns="n"><B></A></B>`,
      `<A xmlns="n"><B></A>`,
      `<A xmlns="n"></A></A>`,
      `<A xmlns="n"></A><A></A>`,
      `<A xmlns="n"><B</A>`,
      `<A xmlns="n"><!-- </A>`,
      `<A xmlns="n"><![CDATA[</A>`,
      `<!DOCTYPE A [<!ENTITY x "y">]><A xmlns="n">&x;</A>`,
      `<A xmlns="n" b="<"></A>`,
      `<A xmlns="n"></A b="c">`,
      `<A xmlns="n">\u0000</A>`,
    ];
    for (const text of wrong) await expectCode("MESSAGE_MALFORMED", () => readXmlMessage(encode(text)));
    await expectCode("MESSAGE_MALFORMED", () => readXmlMessage(Uint8Array.of(0xff, 0xfe, 0x3c)));
  });

  it("is not made from fields that stand elsewhere than their paths say", async () => {
    const { schemaId, fields } = readXmlMessage(messageOf("<Amt>10</Amt><Fee>20</Fee>"));
    const [amount, fee, template] = fields;
    if (amount === undefined || fee === undefined || template === undefined) throw new Error("three fields");
    const wrong: readonly (readonly RecordField[])[] = [
      [fee, amount, template],
      [{ path: "Document/Amt", type: "text", value: "10" }, fee, template],
      [{ path: "Document/Amt", type: "text", value: "10</Amt><Amt>9" }, fee, template],
      [amount, template],
      [amount, fee],
      [amount, fee, { path: "#template", type: "text", value: "" }],
      [{ path: "Document/Amt", type: "bytes", value: Uint8Array.of(49) }, fee, template],
      [],
    ];
    for (const list of wrong) await expectCode("MESSAGE_MALFORMED", () => writeXmlMessage(list, schemaId));
    await expectCode("MESSAGE_MALFORMED", () => writeXmlMessage(fields, computeSchemaId("another")));
    expect(writeXmlMessage(fields, schemaId)).to.deep.equal(messageOf("<Amt>10</Amt><Fee>20</Fee>"));
  });

  it("is read in time that grows with its length alone", async () => {
    const attacks = ["<!--", "<A ", "<![CDATA[", "<?", '<A b="'].map((begin) => begin.repeat(200_000));
    const started = performance.now();
    for (const text of attacks) await expectCode("MESSAGE_MALFORMED", () => readXmlMessage(encode(text)));
    expect(performance.now() - started).to.be.lessThan(5_000);
  });

  it("of the real ones comes back through a record, by its fields and as its document", async function () {
    if (!existsSync(REAL)) {
      process.stdout.write("      SKIPPED: ../shared/data/iso20022 is absent\n");
      this.skip();
    }
    const recipients = await createParties(2);
    const [, key] = recipients;
    if (key === undefined) throw new Error("two parties");
    for (const file of readdirSync(REAL).filter((name) => name.endsWith(".xml"))) {
      const source = new Uint8Array(readFileSync(`${REAL}${file}`));
      const { schemaId, fields } = readXmlMessage(source);
      const byFields = await openFor(key, await deliver({ recipients, fields, schemaId }));
      expect(writeXmlMessage(byFields.fields, byFields.head.header.schemaId), file).to.deep.equal(source);
      const whole = await openFor(
        key,
        await deliver({ recipients, fields: [], document: { path: "Document", source } }),
      );
      expect(await readDocumentOf(whole), file).to.deep.equal(source);
    }
  });

  it("of the real ones comes back byte for byte, with its amounts", function () {
    if (!existsSync(REAL)) {
      process.stdout.write("      SKIPPED: ../shared/data/iso20022 is absent\n");
      this.skip();
    }
    const files = readdirSync(REAL).filter((file) => file.endsWith(".xml"));
    expect(files).to.have.length(12);
    for (const file of files) {
      const message = new Uint8Array(readFileSync(`${REAL}${file}`));
      const { schemaId, fields } = readXmlMessage(message);
      expect(writeXmlMessage(fields, schemaId), file).to.deep.equal(message);
      // Elements that hold text alone, counted in another way.
      const elements = [
        ...new TextDecoder()
          .decode(message)
          .replaceAll(/<!--[\s\S]*?-->/g, "")
          .matchAll(/<([\w:]+)(?:\s[^<>]*)?>[^<]*<\/\1>/g),
      ];
      const texts = fields.filter(({ path }) => !path.includes("@") && path !== "#template");
      expect(texts.length, file).to.equal(elements.length);
    }
    const payments = readXmlMessage(readFileSync(`${REAL}sepa_payment_naujas_1.xml`));
    expect(payments.fields.filter(({ type }) => type === "decimal").length).to.be.greaterThan(1);
    expect(payments.namespace).to.equal(NAMESPACE);
  });
});
