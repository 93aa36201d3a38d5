/** Where a proposal can stand, by the names and numbers of OpenZeppelin's `IGovernor`. */
export const proposalStates = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;

/** Where a proposal stands. Canceled, defeated, expired and executed are final. */
export type ProposalState = (typeof proposalStates)[number];
