import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../test/support/records/expectCode.ts";
import {
  context,
  createParties,
  type DeliveredRecord,
  deliver,
  epochSecret,
  openFor,
  payment,
  readDocumentOf,
} from "../../../test/support/records/parties.ts";
import type { ErrorCode } from "../errors/codes.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes } from "../types/Bytes.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { decodeUint32 } from "./commitment/encodeUint32.ts";
import { fromHex } from "./commitment/toBytes32.ts";
import { readEnvelopeHead } from "./envelope/envelopeHead.ts";
import { commitEnvelope } from "./envelope/recordCommitment.ts";
import { SEALED_CHUNK_BYTES } from "./envelope/sealChunks.ts";
import type { DecryptionKey } from "./keys/decryptionKey.ts";
import { openRecord } from "./openRecord.ts";
import { createByteReader } from "./stream/byteReader.ts";
import { collectBytes, streamBytes } from "./stream/collectBytes.ts";
import { createManifest, hashManifest } from "./stream/manifest.ts";

const MIB = 1_048_576;

/** Where the ciphertext of an envelope begins. */
function ciphertextAt(envelope: Uint8Array): number {
  return 4 + decodeUint32(envelope);
}

function joinBytes(...pieces: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(pieces));
}

/** An envelope as a malicious sender registers it: the chain commits to what it says, whatever that is. */
async function register({ record }: DeliveredRecord, envelope: Bytes): Promise<DeliveredRecord> {
  const reader = createByteReader(streamBytes(envelope));
  const head = await readEnvelopeHead(reader);
  const manifest = await createManifest(reader.rest(), SEALED_CHUNK_BYTES);
  const commitment = commitEnvelope(head, hashManifest(manifest));
  return { envelope, commitment, record: { ...record, bodyHash: commitment.bodyHash } };
}

/** Reads a delivery as a stream and to its end. */
async function drain(key: DecryptionKey, { envelope, record }: DeliveredRecord): Promise<Bytes | null> {
  return readDocumentOf(await openRecord({ record, envelope: streamBytes(envelope), keys: [key], epochSecret }));
}

describe("openRecord", () => {
  let parties: readonly DecryptionKey[];
  let first: DecryptionKey;
  let small: DeliveredRecord;
  let large: DeliveredRecord;

  before(async () => {
    parties = await createParties(3);
    const [one] = parties;
    if (one === undefined) throw new Error("three parties");
    first = one;
    small = await deliver({ recipients: parties });
    const source = Uint8Array.from({ length: 3 * MIB + 7 }, (_, index) => index >> 12);
    large = await deliver({ recipients: parties, document: { path: "Document", source } });
  });

  // REQ-CONF-48
  it("refuses an envelope with any bit changed, and says so in its own words", async () => {
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: small.envelope.length - 1 }), fc.nat({ max: 7 }), async (place, bit) => {
        const envelope = small.envelope.with(place, (small.envelope[place] ?? 0) ^ (1 << bit));
        for (const given of [envelope, streamBytes(envelope)]) {
          const error = await openRecord({ record: small.record, envelope: given, keys: [first], epochSecret }).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          expect(error).to.be.instanceOf(QuorateError);
          if (error instanceof QuorateError) codes.add(error.code);
        }
      }),
      { numRuns: 300, seed: 3 },
    );
    const allowed: readonly ErrorCode[] = [
      "CONTENT_UNREADABLE",
      "ENVELOPE_ALTERED",
      "ENVELOPE_FOREIGN",
      "ENVELOPE_MALFORMED",
      "ENVELOPE_UNSUPPORTED",
      "SLOT_MISSING",
    ];
    expect([...codes].filter((code) => !allowed.some((known) => known === code))).to.deep.equal([]);
    expect(codes.size).to.be.greaterThan(3);
  });

  // REQ-CONF-48
  it("says by its code what a flipped bit changed, wherever it stands", async () => {
    const { envelope, record } = small;
    const bytes = Buffer.from(envelope);
    const head = await readEnvelopeHead(createByteReader(streamBytes(envelope)));
    const { keyCommit, slots } = head;
    const whole = (part: Uint8Array): readonly number[] => {
      const start = bytes.indexOf(part);
      expect(start).to.be.greaterThan(0);
      return Array.from({ length: part.length }, (_, index) => start + index);
    };
    const ciphertext = Array.from({ length: 200 }, (_, index) => envelope.length - 1 - index);
    const parts: readonly (readonly [places: readonly number[], whole: ErrorCode, streamed: readonly ErrorCode[]])[] = [
      [whole(fromHex(record.contentRoot)), "ENVELOPE_FOREIGN", ["ENVELOPE_FOREIGN"]],
      [whole(fromHex(head.header.recordContext)), "ENVELOPE_FOREIGN", ["ENVELOPE_FOREIGN"]],
      [whole(fromHex(head.header.registry)), "ENVELOPE_FOREIGN", ["ENVELOPE_FOREIGN"]],
      [whole(keyCommit), "ENVELOPE_ALTERED", ["SLOT_MISSING"]],
      // Of a slot that is not the reader's only the hash at the end tells.
      [slots.flatMap(whole), "ENVELOPE_ALTERED", ["SLOT_MISSING", "ENVELOPE_ALTERED"]],
      [ciphertext, "ENVELOPE_ALTERED", ["CONTENT_UNREADABLE"]],
    ];
    for (const [places, code, streamed] of parts)
      for (const [turn, place] of places.entries()) {
        const flipped = envelope.with(place, (envelope[place] ?? 0) ^ (1 << (turn % 8)));
        await expectCode(code, () => openFor(first, { ...small, envelope: flipped }));
        if (turn % 7 !== 0) continue;
        const seen = await drain(first, { ...small, envelope: flipped }).then(String, (error: unknown) =>
          error instanceof QuorateError ? error.code : String(error),
        );
        expect(streamed).to.include(seen);
      }
  });

  it("refuses an envelope cut anywhere, and bytes after its end", async () => {
    for (const length of [0, 3, 4, 50, ciphertextAt(small.envelope) - 1])
      await expectCode("ENVELOPE_MALFORMED", () =>
        openFor(first, { ...small, envelope: small.envelope.slice(0, length) }),
      );
    for (const envelope of [small.envelope.slice(0, -1), joinBytes(small.envelope, Uint8Array.of(0))]) {
      await expectCode("ENVELOPE_ALTERED", () => openFor(first, { ...small, envelope }));
      const registered = await register(small, envelope);
      await expectCode("CONTENT_UNREADABLE", () => openFor(first, registered));
    }
    const headOnly = small.envelope.slice(0, ciphertextAt(small.envelope));
    await expectCode("CONTENT_TRUNCATED", () => drain(first, { ...small, envelope: headOnly }));
  });

  it("refuses chunks that were dropped, doubled, exchanged or cut off", async () => {
    const { envelope } = large;
    const start = ciphertextAt(envelope);
    const chunk = (index: number): Bytes =>
      envelope.slice(start + index * SEALED_CHUNK_BYTES, start + (index + 1) * SEALED_CHUNK_BYTES);
    const [head, a, b, c, d] = [envelope.slice(0, start), chunk(0), chunk(1), chunk(2), chunk(3)];
    const cases: readonly (readonly [string, ErrorCode, readonly Bytes[], number])[] = [
      ["the second dropped", "CONTENT_UNREADABLE", [a, c, d], 1],
      ["the second doubled", "CONTENT_UNREADABLE", [a, b, b, c, d], 2],
      ["two exchanged", "CONTENT_UNREADABLE", [a, c, b, d], 1],
      ["the last dropped", "CONTENT_TRUNCATED", [a, b, c], 3],
      ["the last cut", "CONTENT_UNREADABLE", [a, b, c, d.slice(0, -1)], 3],
      ["the last doubled", "CONTENT_UNREADABLE", [a, b, c, d, d], 3],
      ["bytes after the last", "CONTENT_UNREADABLE", [a, b, c, d, Uint8Array.of(1)], 3],
    ];
    for (const [name, code, chunks, at] of cases) {
      const changed = joinBytes(head, ...chunks);
      await expectCode("ENVELOPE_ALTERED", () => openFor(first, { ...large, envelope: changed }));
      const error = await expectCode(code, () => drain(first, { ...large, envelope: changed }));
      expect(error.facts.chunk, name).to.equal(at);
    }
  });

  it("hands on nothing of a document before it is what the record commits to", async () => {
    const { envelope } = large;
    const place = ciphertextAt(envelope) + 2 * SEALED_CHUNK_BYTES + 5;
    const changed = envelope.with(place, (envelope[place] ?? 0) ^ 1);
    const opened = await openRecord({
      record: large.record,
      envelope: streamBytes(changed),
      keys: [first],
      epochSecret,
    });
    expect(opened.fields).to.deep.equal(payment);
    const pieces: number[] = [];
    await expectCode("CONTENT_UNREADABLE", async () => {
      for await (const piece of opened.document ?? []) pieces.push(piece.length);
    });
    expect(pieces).to.deep.equal([MIB]);
  });

  it("refuses, at its end, a stream that is not the record's, though it decrypts", async () => {
    const record = { ...large.record, bodyHash: small.record.bodyHash };
    await expectCode("ENVELOPE_ALTERED", () => drain(first, { ...large, record }));
    await expectCode("ENVELOPE_ALTERED", () => openFor(first, { ...large, record }));
    const other = { ...small.record, bodyHash: large.record.bodyHash };
    await expectCode("ENVELOPE_ALTERED", () => drain(first, { ...small, record: other }));
  });

  it("refuses an envelope under another chain, registry, group, epoch, sender, number or content", async () => {
    const places = [
      { chainId: 1n },
      { registry: parseAddress(`0x${"44".repeat(20)}`) },
      { group: 18n },
      { epoch: 5n },
      { sender: 3n },
      { senderNonce: 78n },
    ];
    for (const place of places) {
      const record = { ...small.record, context: { ...context, ...place } };
      await expectCode("ENVELOPE_FOREIGN", () => openFor(first, { ...small, record }));
    }
    const record = { ...small.record, contentRoot: large.record.contentRoot };
    await expectCode("ENVELOPE_FOREIGN", () => openFor(first, { ...small, record }));
  });

  it("opens for no key that has no slot", async () => {
    const [stranger] = await createParties(1);
    const [ofAnotherSuite] = await createParties(1, 3);
    for (const key of [stranger, ofAnotherSuite])
      if (key !== undefined) await expectCode("SLOT_MISSING", () => openFor(key, small));
    const { envelope, record } = small;
    const error = await expectCode("SLOT_MISSING", () => openRecord({ record, envelope, keys: [], epochSecret }));
    expect(error.facts).to.deep.equal({ slots: 4, suite: 1, keys: [] });
  });

  it("finds its slot under a wrong tag and without the epoch's secret", async () => {
    const { envelope, record } = small;
    for (const secret of [undefined, new Uint8Array(32).fill(6)]) {
      const opened = await openRecord({ record, envelope, keys: [first], ...(secret ? { epochSecret: secret } : {}) });
      expect(opened.fields).to.deep.equal(payment);
    }
  });

  it("tells how far it is, and stops when asked", async () => {
    const { envelope, record } = large;
    const controller = new AbortController();
    const seen: number[] = [];
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let offset = 0; offset < envelope.length; offset += MIB) yield envelope.subarray(offset, offset + MIB);
    }
    const opened = await openRecord({
      record,
      envelope: pieces(),
      keys: [first],
      signal: controller.signal,
      onProgress: ({ phase, bytes }) => {
        expect(phase).to.equal("opening");
        seen.push(bytes);
        if (bytes >= 3 * MIB) controller.abort();
      },
    });
    await expectCode("ABORTED", () => collectBytes(opened.document ?? streamBytes(new Uint8Array())));
    expect(seen).to.deep.equal([MIB, 2 * MIB, 3 * MIB]);
  });
});
