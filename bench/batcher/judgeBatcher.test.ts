import { expect } from "chai";

import type { BatcherReport, Spread } from "./BatcherReport.ts";
import { judgeBatcher } from "./judgeBatcher.ts";
import { Rounds, toSpread } from "./Rounds.ts";

const at = (median: number, max = median): Spread => ({ median, min: median, max });

const AT_THE_LIMIT: BatcherReport = {
  tps: {
    anchoredHttpX100: at(1),
    anchoredHttpX10: at(1),
    anchoredHttpX1: at(1),
    anchoredInProcess: at(1),
    executed: at(1),
    bundlesK100: at(1),
    direct: at(1),
  },
  ratios: {
    anchoredInProcessOverRoofline: at(0.75),
    anchoredHttpX100OverDirect: at(15),
    x10OverX100: at(0.9),
    x1OverX100: at(0.4),
    executedOverEcrecoverLoop: at(0.7),
    executedOverDirect: at(5),
    gasPerCallOverErc2771Forwarder: at(0.6),
    bundlesK100OverSingle: at(20),
    fsync5msOverNone: at(0.95),
    treeOverOpenZeppelin: at(50),
  },
  latencyMs: { durableP50At80: at(1), durableP99At80: at(50), anchoredP99At80: at(1) },
  rejectedAt80: at(0),
  postgresOverSqlite: null,
};

const missed = (report: BatcherReport): readonly string[] =>
  judgeBatcher(report).flatMap(({ promise, kept }) => (kept ? [] : [promise]));

describe("judgeBatcher", () => {
  it("keeps what is at its limit", () => {
    expect(judgeBatcher(AT_THE_LIMIT)).to.have.length(12);
    expect(missed(AT_THE_LIMIT)).to.deep.equal([]);
  });

  it("finds each ratio that is missed, and a figure that is none", () => {
    for (const name of Object.keys(AT_THE_LIMIT.ratios)) {
      const limit = name === "gasPerCallOverErc2771Forwarder" ? 0.6001 : 0.3999;
      const ratios = { ...AT_THE_LIMIT.ratios, [name]: at(limit) };
      expect(missed({ ...AT_THE_LIMIT, ratios }), name).to.deep.equal([name]);
      expect(missed({ ...AT_THE_LIMIT, ratios: { ...ratios, [name]: at(Number.NaN) } })).to.deep.equal([name]);
    }
  });

  it("judges the latency's median, and any refusal in any round", () => {
    const { latencyMs } = AT_THE_LIMIT;
    expect(missed({ ...AT_THE_LIMIT, latencyMs: { ...latencyMs, durableP99At80: at(50.1) } })).to.have.length(1);
    expect(missed({ ...AT_THE_LIMIT, latencyMs: { ...latencyMs, durableP99At80: at(49, 99) } })).to.deep.equal([]);
    expect(missed({ ...AT_THE_LIMIT, rejectedAt80: at(0, 1) })).to.deep.equal(["rejectedAt80"]);
  });

  it("judges nothing that was left out", () => {
    const ratios = { ...AT_THE_LIMIT.ratios, x1OverX100: null };
    expect(judgeBatcher({ ...AT_THE_LIMIT, ratios, rejectedAt80: null })).to.have.length(10);
  });
});

describe("rounds", () => {
  it("give the median with the least and the greatest", () => {
    expect(toSpread([5, 1, 3])).to.deep.equal({ median: 3, min: 1, max: 5 });
    expect(toSpread([4, 2])).to.deep.equal({ median: 2, min: 2, max: 4 });
    expect(toSpread([0.123456])).to.deep.equal({ median: 0.1235, min: 0.1235, max: 0.1235 });
  });

  it("compare figures of one round, and nothing with what was not measured", () => {
    const rounds = new Rounds();
    rounds.note("a", 6);
    rounds.note("b", 2);
    rounds.compare("ratio", "a", "b");
    rounds.compare("none", "a", "c");
    expect(rounds.spread("ratio")).to.deep.equal({ median: 3, min: 3, max: 3 });
    expect(rounds.spread("none")).to.equal(null);
    expect(Object.keys(rounds.findings())).to.deep.equal(["a", "b", "ratio"]);
  });
});
