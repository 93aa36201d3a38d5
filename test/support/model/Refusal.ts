/**
 * The model refuses. Several reasons may hold at once and a contract names only the first it meets: any of them is right.
 * A reason is the name of an error, with its facts where the model is sure of them: `MemberLeft(3)`.
 */
export class Refusal extends Error {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join(" or "));
    this.reasons = reasons;
  }
}

/** Refuses if one of `reasons` holds. */
export function refuseFor(reasons: readonly (readonly [holds: boolean, reason: string])[]): void {
  const holding = reasons.filter(([holds]) => holds).map(([, reason]) => reason);
  if (holding.length > 0) throw new Refusal(holding);
}
