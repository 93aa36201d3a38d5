/** One figure over all rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Names of throughputs: records, calls or items a second. */
export const throughputs = [
  "anchoredHttpX100",
  "anchoredHttpX10",
  "anchoredHttpX1",
  "anchoredInProcess",
  "executed",
  "bundlesK100",
  "direct",
] as const;

/** Names of what is compared within one round. */
export const comparisons = [
  "anchoredInProcessOverRoofline",
  "anchoredHttpX100OverDirect",
  "x10OverX100",
  "x1OverX100",
  "executedOverEcrecoverLoop",
  "executedOverDirect",
  "gasPerCallOverErc2771Forwarder",
  "bundlesK100OverSingle",
  "fsync5msOverNone",
  "treeOverOpenZeppelin",
] as const;

/** Names of latencies at 80 % of the closed loop's rate, from when a request was to be sent. */
export const latencies = ["durableP50At80", "durableP99At80", "anchoredP99At80"] as const;

/** What a run measured; null where it was told to leave that out. */
export interface BatcherReport {
  readonly tps: Readonly<Record<(typeof throughputs)[number], Spread | null>>;
  readonly ratios: Readonly<Record<(typeof comparisons)[number], Spread | null>>;
  readonly latencyMs: Readonly<Record<(typeof latencies)[number], Spread | null>>;
  /** Records refused at that rate, of those that were good. */
  readonly rejectedAt80: Spread | null;
  readonly postgresOverSqlite: Spread | null;
}

/** What else a run found, by name: for people, on stderr and in the charts. */
export type Findings = Readonly<Record<string, Spread>>;
