import type { SimulateReturnType } from "#sdk";

/** What a person should know before proposing: a call that fails now may well succeed once the vote is over, or never. */
export function warnOfFailure({ failure }: Pick<SimulateReturnType, "failure">): readonly string[] {
  return failure === null ? [] : [`It would fail now: ${failure.revert.sentence}`];
}
