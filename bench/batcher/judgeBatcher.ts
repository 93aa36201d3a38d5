import type { BatcherReport, Comparison } from "./BatcherReport.ts";

/** A promise and what became of it. */
export interface Judgement {
  readonly promise: string;
  readonly limit: number;
  /** Whether the figure must be at least the limit, or at most. */
  readonly bound: "least" | "most";
  readonly found: number;
  readonly kept: boolean;
}

const RATIOS: Readonly<Record<Comparison, readonly [Judgement["bound"], number]>> = {
  anchoredInProcessOverRoofline: ["least", 0.75],
  anchoredHttpX100OverDirect: ["least", 15],
  x10OverX100: ["least", 0.9],
  x1OverX100: ["least", 0.4],
  executedOverEcrecoverLoop: ["least", 0.7],
  executedOverDirect: ["least", 5],
  gasPerCallOverErc2771Forwarder: ["most", 0.6],
  bundlesK100OverSingle: ["least", 20],
  fsync5msOverNone: ["least", 0.95],
  treeOverOpenZeppelin: ["least", 50],
};

/** Compares medians with what is promised of batches; what the run left out is not judged. */
export function judgeBatcher({ ratios, latencyMs, rejectedAt80 }: BatcherReport): readonly Judgement[] {
  const judgements: Judgement[] = [];
  const judge = (promise: string, bound: Judgement["bound"], limit: number, found: number | undefined): void => {
    if (found === undefined) return;
    judgements.push({ promise, limit, bound, found, kept: bound === "least" ? found >= limit : found <= limit });
  };
  for (const [name, spread] of Object.entries(ratios)) {
    const promised = Object.entries(RATIOS).find(([known]) => known === name)?.[1];
    if (promised !== undefined) judge(name, ...promised, spread?.median);
  }
  judge("durableP99At80 (ms)", "most", 50, latencyMs.durableP99At80?.median);
  judge("rejectedAt80", "most", 0, rejectedAt80?.max);
  return judgements;
}
