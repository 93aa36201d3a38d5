import { expect } from "chai";

import type { GovernanceCase, GovernanceReport } from "./GovernanceReport.ts";
import { judgeFigures, type Verdict } from "./judgeFigures.ts";

const BUILD = {
  solc: "0.8.34",
  evmVersion: "cancun",
  viaIR: true,
  optimizerRuns: 1,
  hardfork: "osaka",
  openZeppelin: "5.7.0",
  safe: "1.5.0",
};

/** A case whose ratios and ballots are given and whose other figures do not matter. */
function createCase(members: number, oneTxToSafe: number, stepsToOzGovernor: number, ballot: number): GovernanceCase {
  const ballotGas = { cheapest: ballot, dearest: ballot, deciding: ballot };
  return {
    members,
    needed: 1,
    ours: { oneTx: 1, steps: 1, ballot: ballotGas },
    ozGovernor: { steps: 1, ballot: ballotGas, lean: 1, timelock: 1 },
    safe: { oneTx: 1, published: 1, recompiled: 1, ownerExecutes: 1 },
    ratios: { oneTxToSafe, oneTxToSafeOwnerExecutes: 9, stepsToOzGovernor, stepsToLeanOzGovernor: 9 },
  };
}

function listMissed(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.filter((verdict) => !verdict.kept).map((verdict) => verdict.promise);
}

const AT_THE_LIMIT: GovernanceReport = {
  cases: [
    createCase(4, 9, 0.75, 40_000),
    createCase(16, 1.25, 0.68, 40_000),
    createCase(40, 1, 0.65, 40_000),
    createCase(200, 0.85, 9, 62_100),
  ],
  sizes: { Governor: 24_576 },
  build: BUILD,
};

describe("judging the figures", () => {
  it("finds every promise kept at its limit", () => {
    const verdicts = judgeFigures(AT_THE_LIMIT);
    expect(listMissed(verdicts)).to.deep.equal([]);
    expect(verdicts).to.have.length(9);
  });

  it("finds each promise missed just above its limit", () => {
    const report: GovernanceReport = {
      cases: [
        createCase(4, 9, 0.7501, 40_000),
        createCase(16, 1.2501, 0.6801, 40_000),
        createCase(40, 1.0001, 0.6501, 40_000),
        createCase(200, 0.8501, 9, 62_101),
      ],
      sizes: { Governor: 24_577 },
      build: BUILD,
    };
    expect(listMissed(judgeFigures(report))).to.have.length(9);
  });

  it("counts what was not measured as missed", () => {
    const unmeasured = AT_THE_LIMIT.cases.map((measured) => ({ ...measured, ours: null, ratios: null }));
    expect(listMissed(judgeFigures({ ...AT_THE_LIMIT, cases: unmeasured }))).to.have.length(8);
    expect(listMissed(judgeFigures({ cases: [], sizes: {}, build: BUILD }))).to.have.length(8);
  });
});
