/** One figure over all rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** What is compared within one round. */
export type Comparison =
  | "anchoredInProcessOverRoofline"
  | "anchoredHttpX100OverDirect"
  | "x10OverX100"
  | "x1OverX100"
  | "executedOverEcrecoverLoop"
  | "executedOverDirect"
  | "gasPerCallOverErc2771Forwarder"
  | "bundlesK100OverSingle"
  | "fsync5msOverNone"
  | "treeOverOpenZeppelin";

/** Records, calls or items a second. */
export type Throughput =
  | "anchoredHttpX100"
  | "anchoredHttpX10"
  | "anchoredHttpX1"
  | "anchoredInProcess"
  | "executed"
  | "bundlesK100"
  | "direct";

/** Milliseconds at 80 % of the closed loop's rate, from when a request was to be sent. */
export type Latency = "durableP50At80" | "durableP99At80" | "anchoredP99At80";

/** What a run measured; null where it was left out. */
export interface BatcherReport {
  readonly tps: Readonly<Record<Throughput, Spread | null>>;
  readonly ratios: Readonly<Record<Comparison, Spread | null>>;
  readonly latencyMs: Readonly<Record<Latency, Spread | null>>;
  /** Good records that were refused at that rate. */
  readonly rejectedAt80: Spread | null;
  readonly postgresOverSqlite: Spread | null;
}

/** What else a run found, by name: for people, on stderr and in the charts. */
export type Findings = Readonly<Record<string, Spread>>;
