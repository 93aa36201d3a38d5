import type { Verdict } from "../judgeFigures.ts";
import type { RecordReport } from "./RecordReport.ts";

/** Compares a report with what is promised of records; what the run left out is not judged. */
export function judgeRecords({ ratios, gas, peakMiBSealing1GiB }: RecordReport): readonly Verdict[] {
  const judge = (promise: string, limit: number, found: number): Verdict => ({
    promise,
    limit,
    found,
    kept: found <= limit,
  });
  return [
    judge("gas of registering a record", 150_000, gas.register),
    judge("gas of registering the dearest record", 150_000, gas.registerDearest),
    judge("gas of each of ten acknowledgements in one transaction", 40_000, gas.acknowledgeBatched10Each),
    ...(ratios === null
      ? []
      : [
          judge("sealing / @hpke/core", 1, ratios.sealOverHpkeCore),
          judge("opening / @hpke/core", 1, ratios.openOverHpkeCore),
          judge("sealing / tweetnacl", 0.5, ratios.sealOverTweetnacl),
          judge("opening / tweetnacl", 1, ratios.openOverTweetnacl),
        ]),
    ...(peakMiBSealing1GiB === null ? [] : [judge("MiB of memory while sealing 1 GiB", 255, peakMiBSealing1GiB)]),
  ];
}
