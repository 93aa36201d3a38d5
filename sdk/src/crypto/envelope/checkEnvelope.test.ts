import { expect } from "chai";
import fc from "fast-check";

import { computeAddress } from "../../../../test/support/records/envelopes.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createParties, type DeliveredRecord, deliver } from "../../../../test/support/records/parties.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { suites } from "../../types/Suite.ts";
import { collectBytes, streamBytes } from "../stream/collectBytes.ts";
import { drainStream } from "../stream/drainStream.ts";
import { checkEnvelope } from "./checkEnvelope.ts";

const MIB = 1_048_576;

describe("an envelope's address", () => {
  let small: DeliveredRecord;
  let large: DeliveredRecord;

  before(async () => {
    const recipients = await createParties(3);
    small = await deliver({ recipients });
    const source = Uint8Array.from({ length: 2 * MIB + 5 }, (_, index) => index >> 10);
    large = await deliver({ recipients, document: { path: "Document", source } });
  });

  const check = (bytes: Uint8Array): AsyncGenerator<Uint8Array> =>
    checkEnvelope(streamBytes(bytes), { address: small.commitment.recordId, store: "own" });

  it("is the id of its record, in every suite, in one piece and in chunks", async () => {
    for (const { envelope, commitment } of [small, large])
      expect(await computeAddress(streamBytes(envelope))).to.equal(commitment.recordId);
    for (const suite of suites) {
      const { envelope, commitment } = await deliver({ recipients: await createParties(2, suite), suite });
      expect(await computeAddress(streamBytes(envelope))).to.equal(commitment.recordId);
    }
  });

  it("is the same in whatever pieces the envelope comes, and the bytes are handed on as they came", async () => {
    const holds = fc.asyncProperty(fc.integer({ min: 1, max: 300_000 }), async (size) => {
      const { envelope, commitment } = large;
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < envelope.length; at += size * 10) yield envelope.subarray(at, at + size * 10);
      }
      const checked = checkEnvelope(pieces(), { address: commitment.recordId, store: "own" });
      expect(Buffer.from(await collectBytes(checked)).equals(envelope)).to.equal(true);
    });
    await fc.assert(holds, { numRuns: 10 });
  });

  it("is of no other bytes: none flipped, cut, added, moved or put in", async () => {
    const { envelope } = small;
    const place = fc.nat({ max: envelope.length - 1 });
    const changes = fc.oneof(
      fc.tuple(place, fc.nat({ max: 7 })).map(([at, bit]) => envelope.with(at, (envelope[at] ?? 0) ^ (1 << bit))),
      place.map((at) => envelope.slice(0, at)),
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((tail) => Buffer.concat([envelope, tail])),
      place.map((at) => Buffer.concat([envelope.subarray(at), envelope.subarray(0, at)])),
      fc
        .tuple(place, fc.nat({ max: 255 }))
        .map(([at, byte]) => Buffer.concat([envelope.subarray(0, at), Buffer.of(byte), envelope.subarray(at)])),
    );
    const holds = fc.asyncProperty(changes, async (changed) => {
      fc.pre(!Buffer.from(changed).equals(envelope));
      const error = await drainStream(check(changed)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(QuorateError);
      const code = error instanceof QuorateError ? error.code : "";
      expect(["ENVELOPE_CORRUPT", "ENVELOPE_UNSUPPORTED"]).to.include(code);
    });
    await fc.assert(holds, { numRuns: 300 });
  });

  it("says whose the bytes are, and which store had them", async () => {
    const error = await expectCode("ENVELOPE_CORRUPT", () => drainStream(check(large.envelope)));
    const { recordId: address } = small.commitment;
    expect(error.facts).to.deep.equal({ address, store: "own", found: large.commitment.recordId });
    const none = await expectCode("ENVELOPE_CORRUPT", () => drainStream(check(new Uint8Array())));
    expect(none.facts).to.deep.equal({ address, store: "own", found: null });
    expect(none.find("ENVELOPE_MALFORMED")?.facts.fault).to.equal("it has no head");
  });

  it("of a version that is not known is not called a lie", async () => {
    const { envelope } = small;
    const text = Buffer.from(envelope).toString("latin1");
    // The text `v` and the number 1 in CBOR.
    const at = text.indexOf("av\u0001");
    expect(at).to.be.greaterThan(0);
    await expectCode("ENVELOPE_UNSUPPORTED", () => drainStream(check(envelope.with(at + 2, 2))));
  });
});
