import { expect } from "chai";
import fc from "fast-check";

import type { CallRecord } from "./listCalls.ts";
import { gasLimitOf, isExecutable, planExecutions } from "./planExecutions.ts";

/** Source: EIP-7825. */
const MAX_TRANSACTION_GAS = 16_777_216;
/** Geth's pool takes no larger transaction. */
const MAX_TRANSACTION_BYTES = 128 * 1_024;

const drawRecord = fc
  .record({
    seat: fc.integer({ min: 0, max: 3 }),
    calls: fc.integer({ min: 1, max: 1_000 }),
    gas: fc.integer({ min: 0, max: 18_000_000 }),
    length: fc.integer({ min: 90, max: 131_072 }),
  })
  .map(({ seat, calls, gas, length }) => ({ bytes: new Uint8Array(length).fill(seat, 2, 3), calls, gas }));
const drawRecords = fc
  .array(drawRecord, { maxLength: 40 })
  .map((drawn): readonly CallRecord[] => drawn.map((record, sequence) => ({ ...record, sequence })));

// REQ-BATCH-88
describe("executions of calls", () => {
  it("are planned member by member and in their order, none left out and none divided", () => {
    fc.assert(
      fc.property(drawRecords, (records) => {
        const planned = planExecutions(records).flat();
        const bySeat = [0, 1, 2, 3].flatMap((seat) => records.filter(({ bytes }) => bytes[2] === seat));
        expect(planned.map(({ sequence }) => sequence)).to.deep.equal(bySeat.map(({ sequence }) => sequence));
      }),
    );
  });

  it("are transactions that any chain takes, where each record by itself is one", () => {
    fc.assert(
      fc.property(drawRecords, (drawn) => {
        const records = drawn.filter((record) => isExecutable(record, record.bytes.length));
        for (const plan of planExecutions(records)) {
          expect(gasLimitOf(plan)).to.be.at.most(MAX_TRANSACTION_GAS);
          expect(plan.reduce((sum, { bytes }) => sum + bytes.length, 0)).to.be.below(MAX_TRANSACTION_BYTES - 4_096);
        }
      }),
    );
  });

  it("hold as many calls as fit, not one each", () => {
    const records = Array.from({ length: 300 }, (_, sequence) => ({
      sequence,
      bytes: new Uint8Array(130),
      calls: 1,
      gas: 90_000,
    }));
    const plans = planExecutions(records);
    expect(plans.length).to.equal(3);
    expect(plans[0]?.length).to.be.greaterThan(120);
  });
});
