/** Where a confidential record can stand, in the order of the numbers on chain. */
export const recordStates = [
  "none",
  "proposed",
  "contested",
  "final",
  "superseded",
  "rejected",
  "expired",
  "cancelled",
  "shredPending",
  "shredded",
] as const;

/**
 * Where a confidential record stands: unknown, waiting for acknowledgements, rejected by a party and not yet decided, held by
 * everybody whom the policy names, replaced by a later one, come to nothing in one of three ways, being destroyed, destroyed.
 */
export type RecordState = (typeof recordStates)[number];
