import type { Verdict } from "../judgeFigures.ts";
import type { AnchoringGas } from "./measureGas.ts";

/** Compares what was measured with what is promised of anchoring. */
export function judgeAnchoring(gas: AnchoringGas): readonly Verdict[] {
  const judge = (promise: string, limit: number, found: number): Verdict => ({
    promise,
    limit,
    found,
    kept: found <= limit,
  });
  return [
    judge("gas of anchoring a batch", 90_000, gas.anchor),
    judge("gas of answering a challenge", 90_000, gas.answer),
    judge("gas of promoting a record of a full batch", 200_000, gas.promote),
  ];
}
