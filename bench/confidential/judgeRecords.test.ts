import { expect } from "chai";

import { judgeRecords } from "./judgeRecords.ts";
import type { RecordReport } from "./RecordReport.ts";

const AT_THE_LIMIT = {
  ms: null,
  peersMs: null,
  ratios: { sealOverHpkeCore: 1, openOverHpkeCore: 1, sealOverTweetnacl: 0.5, openOverTweetnacl: 1 },
  gas: {
    register: 150_000,
    registerDearest: 150_000,
    acknowledge: 9_999_999,
    acknowledgeBatched10Each: 40_000,
    acknowledgeBatched10EachWith3Mandatory: 9_999_999,
    grant: 9_999_999,
    verifyDisclosure1: 9_999_999,
    verifyDisclosure8: 9_999_999,
    reject: 9_999_999,
    shred: 9_999_999,
  },
  peakMiBSealing1GiB: 255,
} as const satisfies RecordReport;

const missed = (report: RecordReport): readonly string[] =>
  judgeRecords(report).flatMap(({ promise, kept }) => (kept ? [] : [promise]));

describe("judgeRecords", () => {
  it("keeps what is at its limit", () => {
    expect(judgeRecords(AT_THE_LIMIT)).to.have.length(8);
    expect(missed(AT_THE_LIMIT)).to.deep.equal([]);
  });

  it("finds each promise that is missed, and a figure that is none", () => {
    const { ratios, gas } = AT_THE_LIMIT;
    expect(missed({ ...AT_THE_LIMIT, gas: { ...gas, register: 150_001 } })).to.have.length(1);
    expect(missed({ ...AT_THE_LIMIT, gas: { ...gas, acknowledgeBatched10Each: 40_000.1 } })).to.have.length(1);
    expect(missed({ ...AT_THE_LIMIT, ratios: { ...ratios, sealOverTweetnacl: 0.51 } })).to.have.length(1);
    expect(missed({ ...AT_THE_LIMIT, ratios: { ...ratios, openOverTweetnacl: Number.NaN } })).to.have.length(1);
    expect(missed({ ...AT_THE_LIMIT, peakMiBSealing1GiB: 256 })).to.have.length(1);
  });

  it("judges the gas alone where nothing else was measured", () => {
    const judged = judgeRecords({ ...AT_THE_LIMIT, ratios: null, peakMiBSealing1GiB: null });
    expect(judged.map(({ promise }) => promise.startsWith("gas"))).to.deep.equal([true, true, true]);
  });
});
