import { expect } from "chai";

import { FOREVER } from "../types/Duty.ts";
import { formatBasisPoints } from "./formatBasisPoints.ts";
import { formatDuration } from "./formatDuration.ts";
import { formatMoment } from "./formatMoment.ts";
import { formatBounds, formatParameterValue } from "./formatParameter.ts";

describe("what people read", () => {
  it("says durations exactly", () => {
    expect([0n, 1n, 60n, 5_400n, 259_200n, 90_061n].map(formatDuration)).to.deep.equal([
      "no time",
      "1 second",
      "1 minute",
      "1 hour 30 minutes",
      "3 days",
      "1 day 1 hour 1 minute 1 second",
    ]);
  });

  it("says shares exactly", () => {
    expect([0n, 1n, 5_000n, 6_667n, 6_670n, 10_000n].map(formatBasisPoints)).to.deep.equal([
      "0 %",
      "0.01 %",
      "50 %",
      "66.67 %",
      "66.7 %",
      "100 %",
    ]);
  });

  it("says dates to the second, and for ever", () => {
    expect(formatMoment(1_764_000_001n)).to.equal("2025-11-24 16:00:01 UTC");
    expect(formatMoment(FOREVER)).to.equal("for ever");
    expect(formatMoment(FOREVER - 1n)).to.equal(`second ${FOREVER - 1n}`);
  });

  it("says a parameter's value by its meaning", () => {
    expect(formatParameterValue(500n, undefined)).to.equal("500");
    expect(formatParameterValue(500n, { kind: "uint", unit: "records" })).to.equal("500 records");
    expect(formatParameterValue(500n, { kind: "uint", unit: "" })).to.equal("500");
    expect([0n, 1n, 2n].map((value) => formatParameterValue(value, { kind: "bool", unit: "" }))).to.deep.equal([
      "no (0)",
      "yes (1)",
      "2",
    ]);
    expect(formatParameterValue(60n, { kind: "duration", unit: "seconds" })).to.equal("1 minute (60 seconds)");
    expect(formatParameterValue(99n, { kind: "address", unit: "" })).to.equal(
      "0x0000000000000000000000000000000000000063",
    );
  });

  it("says bounds with each of their components", () => {
    expect(formatBounds({ kind: "uint", min: 1n, max: 1_000n, maxStep: 0n, coolDown: 60n, unit: "records" })).to.equal(
      "a uint counted in records, from 1 records to 1000 records, steps of any size, 1 minute between changes",
    );
  });
});
