import { judgeAtMost, type Verdict } from "../judgeFigures.ts";
import type { AnchoringGas } from "./measureGas.ts";

/** Compares what was measured with what is promised of anchoring. */
export function judgeAnchoring(gas: AnchoringGas): readonly Verdict[] {
  return [
    judgeAtMost("gas of anchoring a batch", 90_000, gas.anchor),
    judgeAtMost("gas of answering a challenge", 90_000, gas.answer),
    judgeAtMost("gas of promoting a record of a full batch", 200_000, gas.promote),
  ];
}
