import type { BallotFile } from "../types/BallotFile.ts";

/**
 * What whoever prepared a ballot or proposal file says that it would change, in lines that begin by saying whose word it is: no signature binds it,
 * and without a chain nobody can check it.
 */
export function preparersWord({ foreseen }: Pick<BallotFile, "foreseen">): readonly string[] {
  if (foreseen === null) return ["Whoever prepared the file does not say what it would change."];
  const { blockNumber, failure, differences } = foreseen;
  const outcome = failure === null ? "it would succeed" : `it would fail: ${failure}`;
  return [
    `By the word of whoever prepared the file, which nothing here proves, on block ${blockNumber} ${outcome}`,
    ...differences.map(({ subject, before, after }) => `${subject}: ${before} -> ${after ?? "(not simulated)"}`),
  ];
}
