import { judgeAtMost, type Verdict } from "../judgeFigures.ts";
import type { RecordReport } from "./RecordReport.ts";

/** Compares a report with what is promised of records; what the run left out is not judged. */
export function judgeRecords({ ratios, gas, peakMiBSealing1GiB }: RecordReport): readonly Verdict[] {
  return [
    judgeAtMost("gas of registering a record", 150_000, gas.register),
    judgeAtMost("gas of registering the dearest record", 150_000, gas.registerDearest),
    judgeAtMost("gas of each of ten acknowledgements in one transaction", 40_000, gas.acknowledgeBatched10Each),
    ...(ratios === null
      ? []
      : [
          judgeAtMost("sealing / @hpke/core", 1, ratios.sealOverHpkeCore),
          judgeAtMost("opening / @hpke/core", 1, ratios.openOverHpkeCore),
          judgeAtMost("sealing / tweetnacl", 0.5, ratios.sealOverTweetnacl),
          judgeAtMost("opening / tweetnacl", 1, ratios.openOverTweetnacl),
        ]),
    ...(peakMiBSealing1GiB === null ? [] : [judgeAtMost("MiB of memory while sealing 1 GiB", 255, peakMiBSealing1GiB)]),
  ];
}
