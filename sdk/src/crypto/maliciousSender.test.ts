import { concatBytes } from "@noble/hashes/utils.js";
import { encode, rfc8949EncodeOptions } from "cborg";
import { expect } from "chai";

import { expectCode } from "../../../test/support/records/expectCode.ts";
import { type Forgery, forgeRecord } from "../../../test/support/records/forgeRecord.ts";
import { createParties, openFor, payment, readDocumentOf } from "../../../test/support/records/parties.ts";
import type { ErrorCode } from "../errors/codes.ts";
import { encodeField } from "./commitment/encodeField.ts";
import { encodeUint32 } from "./commitment/encodeUint32.ts";
import { encodeContent, type RecordContent } from "./envelope/recordContent.ts";
import type { DecryptionKey } from "./keys/decryptionKey.ts";

describe("a malicious sender", () => {
  let recipients: readonly DecryptionKey[];
  let reader: DecryptionKey;

  before(async () => {
    recipients = await createParties(2);
    const [first] = recipients;
    if (first === undefined) throw new Error("two parties");
    reader = first;
  });

  async function expectRefused(code: ErrorCode, forgery: Omit<Forgery, "recipients">): Promise<string> {
    const delivered = await forgeRecord({ recipients, ...forgery });
    const error = await expectCode(code, async () => readDocumentOf(await openFor(reader, delivered)));
    return String(error.facts.fault ?? "");
  }

  it("is believed where it keeps the rules, so that each refusal below has its own reason", async () => {
    const bytes = new Uint8Array(3_000).fill(4);
    const document = { sealed: bytes, committed: bytes };
    const opened = await openFor(reader, await forgeRecord({ recipients, document }));
    expect(opened.fields).to.deep.equal(payment);
    expect(await readDocumentOf(opened)).to.deep.equal(bytes);
  });

  it("cannot give a party another key than the one it commits to", async () => {
    await expectRefused("KEY_COMMITMENT_MISMATCH", { slotKey: new Uint8Array(32).fill(9) });
  });

  it("cannot show fields other than those it commits to", async () => {
    const changes: readonly ((sound: RecordContent) => RecordContent)[] = [
      (sound) => ({ ...sound, fields: sound.fields.slice(1) }),
      (sound) => ({ ...sound, fields: [...sound.fields].reverse() }),
      (sound) => ({ ...sound, saltSeed: new Uint8Array(32) }),
      (sound) => ({
        ...sound,
        fields: sound.fields.with(0, encodeField({ path: "Amt", type: "decimal", value: "9250.00" })),
      }),
      // The same bytes under another type.
      (sound) => ({
        ...sound,
        fields: sound.fields.with(0, encodeField({ path: "Amt", type: "text", value: "1250.00" })),
      }),
    ];
    for (const change of changes)
      await expectRefused("CONTENT_ROOT_MISMATCH", { content: (sound) => encodeContent(change(sound)) });
  });

  it("cannot show a document other than the one it commits to", async () => {
    const [committed, sealed] = [new Uint8Array(3_000).fill(4), new Uint8Array(3_000).fill(5)];
    await expectRefused("DOCUMENT_ALTERED", { document: { committed, sealed } });
    await expectRefused("DOCUMENT_ALTERED", { document: { committed, sealed: committed.slice(1) } });
    await expectRefused("CONTENT_MALFORMED", { document: { committed, sealed: concatBytes(committed, sealed) } });
  });

  it("cannot hide anything in the padding, or pad otherwise", async () => {
    const full = (plain: Uint8Array): Uint8Array => plain.with(plain.length - 1, 1);
    expect(await expectRefused("CONTENT_MALFORMED", { plaintext: full })).to.contain("zeros");
    const longer = (plain: Uint8Array): Uint8Array => concatBytes(plain, new Uint8Array(1));
    expect(await expectRefused("CONTENT_MALFORMED", { plaintext: longer })).to.contain("padded");
    const shorter = (plain: Uint8Array): Uint8Array => plain.slice(0, -1);
    expect(await expectRefused("CONTENT_MALFORMED", { plaintext: shorter })).to.contain("padded");
  });

  it("cannot lay its content out otherwise", async () => {
    const nothing = (): Uint8Array => new Uint8Array();
    expect(await expectRefused("CONTENT_MALFORMED", { plaintext: nothing })).to.contain("length");
    const endless = (): Uint8Array => concatBytes(encodeUint32(2 ** 32 - 1), new Uint8Array(60));
    expect(await expectRefused("CONTENT_MALFORMED", { plaintext: endless })).to.contain("length");
    const cut = (plain: Uint8Array): Uint8Array => plain.slice(0, 40);
    expect(await expectRefused("CONTENT_MALFORMED", { plaintext: cut })).to.contain("ends");
  });

  it("cannot encode its content in another way", async () => {
    const encodings: readonly ((sound: RecordContent) => Uint8Array)[] = [
      (sound) => concatBytes(encodeContent(sound), Uint8Array.of(0)),
      (sound) => encodeContent(sound).slice(0, -1),
      () => encode([], rfc8949EncodeOptions),
      () => encode({ saltSeed: new Uint8Array(32) }, rfc8949EncodeOptions),
      (sound) => lengthen(encodeContent(sound)),
      (sound) => encodeContent({ ...sound, saltSeed: new Uint8Array(31) }),
      (sound) => encodeContent({ ...sound, epochSecret: new Uint8Array(31) }),
      (sound) => encodeContent({ ...sound, recipients: [...sound.recipients].reverse() }),
      (sound) => encodeContent({ ...sound, recipients: [] }),
      (sound) => encodeContent({ ...sound, fields: [{ path: "A", type: "date", value: Uint8Array.of(1) }] }),
      (sound) => encodeContent({ ...sound, fields: [{ path: "A", type: "document", value: new Uint8Array(40) }] }),
    ];
    for (const content of encodings) await expectRefused("CONTENT_MALFORMED", { content });
  });

  it("cannot say that one piece is chunks, or chunks one piece", async () => {
    await expectRefused("CONTENT_MALFORMED", { header: { chunked: true } });
  });
});

/** The same value with its map's size in one byte more than it needs. */
function lengthen(bytes: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(0xb8, (bytes[0] ?? 0) & 0x1f), bytes.slice(1));
}
