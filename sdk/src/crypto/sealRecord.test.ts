import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../test/support/records/expectCode.ts";
import {
  context,
  createParties,
  deliver,
  epochSecret,
  openFor,
  payment,
  readDocumentOf,
} from "../../../test/support/records/parties.ts";
import type { Bytes } from "../types/Bytes.ts";
import type { RecordField } from "../types/RecordField.ts";
import { suites } from "../types/Suite.ts";
import { checkSlots } from "./checkSlots.ts";
import { hashSlot } from "./envelope/envelopeHead.ts";
import type { DecryptionKey } from "./keys/decryptionKey.ts";
import { openRecord } from "./openRecord.ts";
import { type RecordSecrets, sealRecord } from "./sealRecord.ts";
import { collectBytes } from "./stream/collectBytes.ts";

const MIB = 1_048_576;

function secretsOf(fill: number): RecordSecrets {
  const make = (more: number): Bytes => new Uint8Array(32).fill(fill + more);
  return { contentKey: make(0), saltSeed: make(1), slotSeed: make(2) };
}

function drawDocument(length: number): Bytes {
  return Uint8Array.from({ length }, (_, index) => (index * 2_654_435_761) >>> 24);
}

const fieldsOf: fc.Arbitrary<readonly RecordField[]> = fc
  .uniqueArray(
    fc.record({ path: fc.stringMatching(/^[A-Za-z/@]{1,20}$/), value: fc.string({ unit: "binary", maxLength: 60 }) }),
    { selector: ({ path }) => path, maxLength: 20 },
  )
  .map((drawn) => drawn.map((field) => ({ ...field, type: "text" })));

describe("sealRecord", () => {
  let parties: readonly DecryptionKey[];
  let first: DecryptionKey;

  before(async () => {
    parties = await createParties(3);
    const [one] = parties;
    if (one === undefined) throw new Error("three parties");
    first = one;
  });

  it("gives every recipient, in every suite, what was sealed", async () => {
    for (const suite of suites) {
      const keys = await createParties(2, suite);
      const document = { path: "Document", source: drawDocument(5_000) };
      const delivered = await deliver({ suite, recipients: keys, document, memo: "as agreed" });
      for (const key of keys) {
        const opened = await openFor(key, delivered);
        expect(opened.fields).to.deep.equal(payment);
        expect(opened.content.memo).to.equal("as agreed");
        expect(await readDocumentOf(opened)).to.deep.equal(document.source);
      }
    }
  });

  it("gives back any fields and any document", async () => {
    await fc.assert(
      fc.asyncProperty(fieldsOf, fc.uint8Array({ maxLength: 3_000 }), async (fields, source) => {
        const delivered = await deliver({ recipients: parties, fields, document: { path: "#", source } });
        const opened = await openFor(first, delivered);
        expect(opened.fields).to.deep.equal(fields);
        expect(await readDocumentOf(opened)).to.deep.equal(new Uint8Array(source));
      }),
      { numRuns: 25 },
    );
  });

  it("encodes one record in one way, in whichever order its recipients are named", async () => {
    const made = await deliver({ recipients: parties }, secretsOf(1));
    const again = await deliver({ recipients: [...parties].reverse() }, secretsOf(1));
    expect(again).to.deep.equal(made);
    const other = await deliver({ recipients: parties });
    expect(other.commitment.recordId).not.to.equal(made.commitment.recordId);
    expect(other.commitment.contentRoot).not.to.equal(made.commitment.contentRoot);
  });

  it("carries documents of every length around a chunk, empty ones too", async () => {
    for (const length of [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB + 12_345]) {
      const source = drawDocument(length);
      const delivered = await deliver({ recipients: parties, document: { path: "Document", source } });
      const opened = await openFor(first, delivered);
      expect(opened.head.header.chunked).to.equal(length > MIB - 2_000);
      expect(await readDocumentOf(opened)).to.deep.equal(source);
    }
  });

  it("hands the secret of a new epoch to whoever does not have it yet", async () => {
    const { envelope, record } = await deliver({ recipients: parties, startsEpoch: true });
    const opened = await openRecord({ record, envelope, keys: [first] });
    expect(opened.content.epochSecret).to.deep.equal(epochSecret);
    const later = await deliver({ recipients: parties });
    expect((await openFor(first, later)).content.epochSecret).to.equal(null);
  });

  it("makes decoys that nothing tells from slots of members", async () => {
    for (const suite of suites) {
      const keys = await createParties(3, suite);
      const lengths = new Set<number>();
      const hashes = new Set<string>();
      for (const recipients of [keys.slice(0, 1), keys]) {
        const { envelope, record } = await deliver({ suite, recipients });
        const { head } = await openRecord({ record, envelope, keys, epochSecret });
        expect(head.slots.length).to.equal(4);
        for (const slot of head.slots) {
          lengths.add(slot.length);
          hashes.add(hashSlot(slot));
        }
      }
      expect([...lengths]).to.deep.equal([{ 1: 88, 2: 1176, 3: 121 }[suite]]);
      expect(hashes.size).to.equal(8);
    }
  });

  // REQ-CONF-40
  it("draws all that is random in a record anew, so that no key, salt or seed serves twice", async () => {
    const opened = await Promise.all([1, 2].map(async () => openFor(first, await deliver({ recipients: parties }))));
    const drawn = opened.flatMap(({ contentKey, content }) => [contentKey, content.saltSeed, content.slotSeed]);
    expect(new Set(drawn.map((bytes) => Buffer.from(bytes).toString("hex"))).size).to.equal(6);
    for (const bytes of drawn) expect(bytes.some((byte) => byte !== 0)).to.equal(true);
  });

  // REQ-CONF-41
  it("marks the slots of one member otherwise in every record", async () => {
    const tags: string[] = [];
    for (const senderNonce of [1n, 2n, 3n]) {
      const { head } = await openFor(
        first,
        await deliver({ recipients: parties, context: { ...context, senderNonce } }),
      );
      tags.push(...head.slots.map((slot) => Buffer.from(slot.subarray(0, 8)).toString("hex")));
    }
    expect(new Set(tags).size).to.equal(12);
  });

  // REQ-CONF-41
  it("shows neither how many recipients nor how many fields there are, nor how long they are, within a class", async () => {
    const lengthOf = async (recipients: readonly DecryptionKey[], ...texts: readonly string[]): Promise<number> => {
      const fields = texts.map((value, index): RecordField => ({ path: `F${index}`, type: "text", value }));
      return (await deliver({ recipients, fields })).envelope.length;
    };
    const length = await lengthOf(parties, "x".repeat(2_000));
    expect(await lengthOf(parties.slice(0, 1), "x".repeat(2_000))).to.equal(length);
    expect(await lengthOf(parties.slice(0, 2), "x".repeat(1_990))).to.equal(length);
    expect(await lengthOf(parties, "x".repeat(1_000), "x".repeat(990))).to.equal(length);
    expect(await lengthOf(parties, "x".repeat(3_000))).to.be.greaterThan(length);
    const many = await createParties(5);
    expect(await lengthOf(many, "x".repeat(2_000))).to.equal(await lengthOf([...many, ...parties], "x".repeat(2_000)));
  });

  it("refuses recipients that are none, doubled, of another suite or no keys", async () => {
    const [other] = await createParties(1, 3);
    const wrong = [[], [first, first], other === undefined ? [] : [first, other]];
    for (const recipients of wrong) await expectCode("RECIPIENTS_MALFORMED", () => deliver({ recipients }));
    const tooMany = Array.from({ length: 321 }, () => first);
    await expectCode("RECIPIENTS_MALFORMED", () => deliver({ recipients: tooMany }));
  });

  it("refuses fields that do not fit, and two with one path", async () => {
    const date: RecordField = { path: "D", type: "date", value: "2026-02-30" };
    await expectCode("FIELD_MALFORMED", () => deliver({ recipients: parties, fields: [date] }));
    const text: RecordField = { path: "D", type: "text", value: "" };
    await expectCode("FIELD_MALFORMED", () => deliver({ recipients: parties, fields: [text, text] }));
    const document = { path: "D", source: new Uint8Array() };
    await expectCode("FIELD_MALFORMED", () => deliver({ recipients: parties, fields: [text], document }));
  });

  it("refuses a context, a date, a secret and a memo that would not come back", async () => {
    const places = [
      { chainId: 2n ** 64n },
      { group: 2n ** 32n },
      { epoch: 2n ** 32n },
      { sender: 65_536n },
      { senderNonce: 2n ** 256n },
      { sender: -1n },
    ];
    for (const place of places) {
      const [name = ""] = Object.keys(place);
      const act = () => deliver({ recipients: parties, context: { ...context, ...place } });
      expect((await expectCode("INTEGER_MALFORMED", act)).facts.name).to.equal(name);
    }
    await expectCode("INTEGER_MALFORMED", () => deliver({ recipients: parties, created: -1n }));
    for (const length of [0, 31, 33])
      await expectCode("EPOCH_SECRET_MALFORMED", () =>
        deliver({ recipients: parties, epochSecret: new Uint8Array(length) }),
      );
    await expectCode("FIELD_MALFORMED", () => deliver({ recipients: parties, memo: "\ud800" }));
  });

  it("refuses more than 16 MiB outside of the document", async () => {
    const fields: readonly RecordField[] = [{ path: "B", type: "bytes", value: new Uint8Array(16 * MIB) }];
    const error = await expectCode("RECORD_TOO_LARGE", () => deliver({ recipients: parties, fields }));
    expect(error.facts).to.deep.equal({ part: "fields", maxBytes: 16 * MIB });
  });

  it("refuses a source that changes between its two readings", async () => {
    let readings = 0;
    async function* read(): AsyncGenerator<Uint8Array> {
      readings += 1;
      yield Uint8Array.of(1, 2, readings);
    }
    const document = { path: "Document", source: read };
    const error = await expectCode("SOURCE_CHANGED", () => deliver({ recipients: parties, document }));
    expect(error.facts).to.deep.equal({ part: 0 });
    expect(readings).to.equal(2);
  });

  it("refuses a source that grows or shrinks between its two readings", async () => {
    for (const change of [1, -1]) {
      let parts = 2;
      async function* read(): AsyncGenerator<Uint8Array> {
        for (let part = 0; part < parts; part += 1) yield drawDocument(MIB);
        parts += change;
      }
      const document = { path: "Document", source: read };
      await expectCode("SOURCE_CHANGED", () => deliver({ recipients: parties, document }));
    }
  });

  it("tells how far it is, and stops when asked", async () => {
    const seen: string[] = [];
    const source = drawDocument(3 * MIB);
    async function* read(): AsyncGenerator<Uint8Array> {
      for (let offset = 0; offset < source.length; offset += MIB) yield source.subarray(offset, offset + MIB);
    }
    const controller = new AbortController();
    const sealed = await sealRecord({
      context,
      fields: payment,
      recipients: parties,
      epochSecret,
      created: 1n,
      document: { path: "Document", source: read },
      signal: controller.signal,
      onProgress: ({ phase, bytes }) => {
        seen.push(`${phase} ${bytes}`);
        if (phase === "sealing" && bytes > 2 * MIB) controller.abort(new Error("enough"));
      },
    });
    const error = await expectCode("ABORTED", () => collectBytes(sealed.envelope));
    expect(error.cause).to.have.property("message", "enough");
    await expectCode("ABORTED", () => sealed.commitment);
    expect(seen.slice(0, 3)).to.deep.equal([`reading ${MIB}`, `reading ${2 * MIB}`, `reading ${3 * MIB}`]);
    expect(seen.some((line) => line === `sealing ${4 * MIB}`)).to.equal(false);
  });

  it("stops even while the source gives nothing", async () => {
    const hanging = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<Uint8Array>>(() => undefined) }),
    };
    const signal = AbortSignal.timeout(20);
    const document = { path: "Document", source: () => hanging };
    await expectCode("ABORTED", () => deliver({ recipients: parties, document, signal }));
  });

  it("says that an envelope which was not read to its end has no commitment", async () => {
    const sealed = await sealRecord({ context, fields: payment, recipients: parties, epochSecret, created: 1n });
    for await (const piece of sealed.envelope) if (piece.length > 0) break;
    await expectCode("ABORTED", () => sealed.commitment);
  });

  it("makes slots that every party can make again", async () => {
    for (const recipients of [parties, parties.slice(0, 1)]) {
      const opened = await openFor(first, await deliver({ recipients }));
      await checkSlots({ opened, directory: parties, required: [first.keyId], epochSecret });
    }
  });
});
