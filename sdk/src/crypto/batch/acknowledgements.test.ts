import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import {
  type AcknowledgedPart,
  type Acknowledgements,
  decodeAcknowledgements,
  encodeAcknowledgements,
  type RecordOutcome,
} from "./acknowledgements.ts";
import { isRefusal, refusalOf, refusals } from "./refusals.ts";

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const part: fc.Arbitrary<AcknowledgedPart> = fc
  .record({
    logId: bytes(32),
    firstSequence: fc.nat(),
    count: fc.integer({ min: 1, max: 1_000 }),
    promised: fc.option(
      fc.record({
        groupRoot: bytes(32),
        deadline: fc.nat(),
        promisedAtBlock: fc.maxSafeNat(),
        signature: bytes(65),
        count: fc.nat(),
      }),
      { nil: undefined },
    ),
    siblings: fc.array(bytes(32), { maxLength: 5 }),
  })
  .map(({ logId, firstSequence, count, promised, siblings }) => {
    if (promised === undefined) return { logId, firstSequence, count, promised, siblings: [] };
    const { signature, ...facts } = promised;
    return {
      logId,
      firstSequence,
      count,
      promised: { promise: { logId, firstSequence, ...facts }, signature },
      siblings,
    };
  });
const codes = Object.keys(refusals).filter(isRefusal);
const drawn: fc.Arbitrary<Acknowledgements> = fc.array(part, { maxLength: 4 }).chain((parts) => {
  const refused = fc.constantFrom(...codes).map((code): RecordOutcome => ({ status: "refused", code }));
  const placed = fc.nat().chain((seed) => {
    const index = seed % Math.max(parts.length, 1);
    const { firstSequence = 0, count = 1 } = parts[index] ?? {};
    return fc
      .constantFrom("accepted" as const, "replayed" as const)
      .map((status): RecordOutcome => ({ status, part: index, sequence: firstSequence + (seed % count) }));
  });
  return fc
    .array(parts.length === 0 ? refused : fc.oneof(refused, placed), { maxLength: 20 })
    .map((outcomes) => ({ parts, outcomes }));
});

describe("acknowledgements", () => {
  it("come out of their packed form as they went in", () => {
    const holds = fc.property(drawn, (answer) => {
      expect(decodeAcknowledgements(encodeAcknowledgements(answer))).to.deep.equal(answer);
    });
    fc.assert(holds);
  });

  it("are refused when they end early, go on, or are of another version", async () => {
    const holds = fc.asyncProperty(drawn, fc.nat(), async (answer, at) => {
      const encoded = encodeAcknowledgements(answer);
      await expectCode("ACKNOWLEDGEMENTS_MALFORMED", () =>
        decodeAcknowledgements(encoded.subarray(0, at % encoded.length)),
      );
      await expectCode("ACKNOWLEDGEMENTS_MALFORMED", () => decodeAcknowledgements(Uint8Array.of(...encoded, 0)));
      await expectCode("ACKNOWLEDGEMENTS_MALFORMED", () => decodeAcknowledgements(encoded.with(0, 2)));
    });
    await fc.assert(holds, { numRuns: 30 });
  });

  it("are refused where an outcome is of no part, or not within it, or of no code", async () => {
    const place: AcknowledgedPart = {
      logId: new Uint8Array(32),
      firstSequence: 5,
      count: 2,
      promised: undefined,
      siblings: [],
    };
    const outcome = { status: "accepted", part: 0, sequence: 6 } as const;
    for (const wrong of [
      { ...outcome, part: 1 },
      { ...outcome, sequence: 7 },
      { ...outcome, sequence: 4 },
    ]) {
      const encoded = encodeAcknowledgements({ parts: [place], outcomes: [wrong] });
      await expectCode("ACKNOWLEDGEMENTS_MALFORMED", () => decodeAcknowledgements(encoded));
    }
    const refused = encodeAcknowledgements({ parts: [], outcomes: [{ status: "refused", code: "nonce-used" }] });
    await expectCode("ACKNOWLEDGEMENTS_MALFORMED", () => decodeAcknowledgements(refused.with(8, 0xff)));
  });

  it("have a number of its own for every refusal", () => {
    expect(codes.map((code) => refusalOf(refusals[code].number))).to.deep.equal(codes);
    expect(refusalOf(0)).to.equal(undefined);
  });
});
