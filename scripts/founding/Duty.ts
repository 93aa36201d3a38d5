/** The daily jobs that a member's machine may hold, in the order of their bits on chain (1, 2, 4). */
export const duties = ["batcher", "attester", "guardian"] as const;

export type Duty = (typeof duties)[number];

/** The bit mask of a set of duties, as the contracts keep it. */
export function toDutyMask(held: readonly Duty[]): number {
  return duties.reduce((mask, duty, bit) => (held.includes(duty) ? mask | (1 << bit) : mask), 0);
}
