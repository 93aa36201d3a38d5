import { expect } from "chai";
import fc from "fast-check";

import {
  drawnCall,
  drawnCallBundle,
  drawnRecord,
  drawnRegistration,
} from "../../../../test/support/batching/drawRecords.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import type { PackedRecord } from "../../types/PackedRecord.ts";
import { packedLength } from "./packedLength.ts";
import { packRecord } from "./packRecord.ts";
import { parsePackedRecord } from "./parsePackedRecord.ts";

/** Field by field in the order in which a record is read. */
function hexOf(value: PackedRecord): string {
  return JSON.stringify(value, (_, field: unknown) =>
    field instanceof Uint8Array ? Buffer.from(field).toString("hex") : field,
  );
}

describe("packRecord", () => {
  it("gives every record back as it was, wherever it stands among others", () => {
    const holds = fc.property(fc.array(drawnRecord, { minLength: 1, maxLength: 5 }), (records) => {
      const packed = new Uint8Array(Buffer.concat(records.map(packRecord)));
      let at = 0;
      for (const record of records) {
        expect(hexOf(parsePackedRecord(packed, at))).to.equal(hexOf(record));
        at += packedLength(packed, at);
      }
      expect(at).to.equal(packed.length);
    });
    fc.assert(holds);
  });

  it("takes 231 bytes for a registration and 128 beside the data of a call", () => {
    fc.assert(fc.property(drawnRegistration, (record) => packRecord(record).length === 231));
    fc.assert(fc.property(drawnCall, (record) => packRecord(record).length === 128 + record.data.length));
  });

  // REQ-SDK-11
  it("refuses every record that ends before its last byte", async () => {
    const cut = fc.asyncProperty(drawnRecord, fc.nat(), async (record, at) => {
      const packed = packRecord(record);
      const short = packed.subarray(0, at % packed.length);
      await expectCode("RECORD_MALFORMED", () => parsePackedRecord(short));
      await expectCode("RECORD_MALFORMED", () => packedLength(short));
    });
    await fc.assert(cut);
  });

  it("refuses kinds, counts and calls that there are not", async () => {
    const [call] = fc.sample(drawnCall, 1);
    const [calls] = fc.sample(drawnCallBundle, 1);
    if (call === undefined || calls === undefined) throw new Error("nothing was drawn");
    const [item = call] = calls.calls;
    const faults: readonly PackedRecord[] = [
      { ...call, data: new Uint8Array(4_097) },
      { ...call, seat: 65_536 },
      { ...call, gas: 1.5 },
      { ...call, nonce: new Uint8Array(32) },
      { ...calls, calls: [] },
      { ...calls, calls: Array.from({ length: 1_001 }, () => item) },
      { ...calls, kind: "bundle", digests: new Uint8Array(33) },
      { ...calls, kind: "bundle", digests: new Uint8Array() },
    ];
    for (const fault of faults) await expectCode("RECORD_MALFORMED", () => packRecord(fault));
    const unknown = packRecord(call);
    unknown[0] = 5;
    await expectCode("RECORD_MALFORMED", () => parsePackedRecord(unknown));
    const long = packRecord({ ...call, data: new Uint8Array(4_096) });
    long.set([0xff, 0xff], 61);
    await expectCode("RECORD_MALFORMED", () => parsePackedRecord(long));
    const empty = packRecord(calls);
    empty.set([0, 0], 37);
    await expectCode("RECORD_MALFORMED", () => parsePackedRecord(empty));
  });
});
