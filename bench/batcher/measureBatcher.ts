import { loadHashes } from "#sdk/receipts";
import type { BatcherReport, Findings, Spread } from "./BatcherReport.ts";
import { createExecutionBench } from "./execution/measureExecution.ts";
import { measureOnNode } from "./execution/measureOnNode.ts";
import { measureTree } from "./measureTree.ts";
import { Rounds } from "./Rounds.ts";
import { measureRoofline } from "./roofline/measureRoofline.ts";
import { runHttp } from "./runs/runHttp.ts";
import { runOnPostgres } from "./runs/runOnPostgres.ts";
import { type InProcessRun, runInProcess } from "./runs/startInProcess.ts";
import { openSite } from "./site/openSite.ts";
import type { Site } from "./site/Site.ts";

/** How much is measured. */
export interface Extent {
  readonly rounds: number;
  /** Records of a run of some seconds. */
  readonly records: number;
  readonly executed: number;
  readonly direct: number;
  /** Whether other delays of a sync than 5 ms are measured, too. */
  readonly moreDelays: boolean;
}

/** Five rounds of some seconds for each figure, and what a test of the benchmark itself needs. */
export const extents = {
  full: { rounds: 5, records: 160_000, executed: 7_680, direct: 3_200, moreDelays: true },
  smoke: { rounds: 1, records: 4_000, executed: 384, direct: 64, moreDelays: false },
} as const satisfies Readonly<Record<string, Extent>>;

const LATENCY_SHARE = 0.8;

/** Measures everything in rounds; in each round every figure and every peer has its turn. */
export async function measureBatcher(
  extent: Extent,
  say: (progress: string) => void,
): Promise<{ readonly report: BatcherReport; readonly findings: Findings }> {
  await loadHashes();
  const rounds = new Rounds();
  say("founding");
  const execution = await createExecutionBench();
  const { site, close } = await openSite();
  try {
    for (let round = 0; round < extent.rounds; round += 1) {
      const step = (what: string): void => say(`round ${round + 1} of ${extent.rounds}: ${what}`);
      await measureRound({ site, extent, round, rounds, execution, step });
    }
  } finally {
    close();
  }
  return { report: toReport(rounds), findings: rounds.findings() };
}

interface Round {
  readonly site: Site;
  readonly extent: Extent;
  readonly round: number;
  readonly rounds: Rounds;
  readonly execution: Awaited<ReturnType<typeof createExecutionBench>>;
  readonly step: (what: string) => void;
}

async function measureRound(turn: Round): Promise<void> {
  const { site, extent, round, rounds, execution, step } = turn;
  const { records } = extent;
  step("tree, roofline");
  rounds.note("treeOverOpenZeppelin", measureTree());
  const rooflineBefore = await measureRoofline();
  step("in process");
  await inProcess(turn, "anchoredInProcess", { records, perRequest: 100, syncDelayMs: 0 });
  rounds.note("roofline", (rooflineBefore + (await measureRoofline())) / 2);
  rounds.compare("anchoredInProcessOverRoofline", "anchoredInProcess", "roofline");
  for (const delay of extent.moreDelays ? [5, 2, 10] : [5]) {
    step(`in process, ${delay} ms added to every sync`);
    await inProcess(turn, `anchoredFsync${delay}ms`, { records, perRequest: 100, syncDelayMs: delay });
    rounds.compare(`fsync${delay}msOverNone`, `anchoredFsync${delay}ms`, "anchoredInProcess");
  }
  step("in process, stored by PostgreSQL");
  const onPostgres = await runOnPostgres({ site, records, perRequest: 100, syncDelayMs: 0 });
  if (onPostgres !== undefined) rounds.note("anchoredPostgres", onPostgres.anchored);
  rounds.compare("postgresOverSqlite", "anchoredPostgres", "anchoredInProcess");
  step("bundles");
  const bundles = Math.ceil(records / 8);
  await inProcess(turn, "bundlesK100", { records: bundles, perRequest: 10, syncDelayMs: 0, kind: "bundle" });
  rounds.compare("bundlesK100OverSingle", "bundlesK100", "anchoredInProcess");
  step("over HTTP");
  for (const [name, perRequest, count] of [
    ["anchoredHttpX100", 100, records],
    ["anchoredHttpX10", 10, records],
    ["anchoredHttpX1", 1, Math.ceil(records / 2)],
  ] as const) {
    const result = await runHttp({ site, count, perRequest, rate: 0 });
    rounds.note(name, result.anchored);
    rounds.note(`${name}.durable`, result.durable);
    rounds.note(`${name}.clientCores`, result.clientCores);
    rounds.note(`${name}.rejected`, result.rejected);
  }
  rounds.compare("x10OverX100", "anchoredHttpX10", "anchoredHttpX100");
  rounds.compare("x1OverX100", "anchoredHttpX1", "anchoredHttpX100");
  step("at 80 %");
  await measureLatency(turn);
  step("executed, and one transaction a call");
  const { executed, direct } = await measureOnNode(site, extent, round);
  rounds.note("executed", executed);
  rounds.note("direct", direct);
  rounds.compare("anchoredHttpX100OverDirect", "anchoredHttpX100", "direct");
  rounds.compare("executedOverDirect", "executed", "direct");
  const figures = await execution.measure();
  rounds.note("executedOverEcrecoverLoop", figures.overEcrecoverLoop);
  rounds.note("gasPerCallOverErc2771Forwarder", figures.gasOverForwarder);
  rounds.note("gasPerCall", figures.gasPerCall);
  rounds.note("erc2771Forwarder.gasPerCall", figures.forwarderGasPerCall);
}

async function inProcess({ site, rounds }: Round, name: string, run: Omit<InProcessRun, "site">): Promise<void> {
  const result = await runInProcess({ ...run, site });
  rounds.note(name, result.anchored);
  rounds.note(`${name}.durable`, result.durable);
  rounds.note(`${name}.rejected`, result.rejected);
}

/** An open loop of requests of ten records. */
async function measureLatency({ site, extent, rounds }: Round): Promise<void> {
  const rate = LATENCY_SHARE * rounds.last("anchoredHttpX10.durable");
  const { latencies: found, rejected, durable } = await runHttp({ site, count: extent.records, perRequest: 10, rate });
  for (const [name, value] of Object.entries(found)) rounds.note(`${name}At80`, value);
  rounds.note("rejectedAt80", rejected);
  rounds.note("durableAt80", durable);
}

function toReport(rounds: Rounds): BatcherReport {
  const of = (name: string): Spread | null => rounds.spread(name);
  return {
    tps: {
      anchoredHttpX100: of("anchoredHttpX100"),
      anchoredHttpX10: of("anchoredHttpX10"),
      anchoredHttpX1: of("anchoredHttpX1"),
      anchoredInProcess: of("anchoredInProcess"),
      executed: of("executed"),
      bundlesK100: of("bundlesK100"),
      direct: of("direct"),
    },
    ratios: {
      anchoredInProcessOverRoofline: of("anchoredInProcessOverRoofline"),
      anchoredHttpX100OverDirect: of("anchoredHttpX100OverDirect"),
      x10OverX100: of("x10OverX100"),
      x1OverX100: of("x1OverX100"),
      executedOverEcrecoverLoop: of("executedOverEcrecoverLoop"),
      executedOverDirect: of("executedOverDirect"),
      gasPerCallOverErc2771Forwarder: of("gasPerCallOverErc2771Forwarder"),
      bundlesK100OverSingle: of("bundlesK100OverSingle"),
      fsync5msOverNone: of("fsync5msOverNone"),
      treeOverOpenZeppelin: of("treeOverOpenZeppelin"),
    },
    latencyMs: {
      durableP50At80: of("durableP50At80"),
      durableP99At80: of("durableP99At80"),
      anchoredP99At80: of("anchoredP99At80"),
    },
    rejectedAt80: of("rejectedAt80"),
    postgresOverSqlite: of("postgresOverSqlite"),
  };
}
