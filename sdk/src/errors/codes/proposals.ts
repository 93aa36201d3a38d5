/**
 * Codes of the faults in building and following proposals, each with what it means.
 * The sentences feed the generated error reference.
 */
export const proposalCodes = {
  CALLS_EMPTY: "A proposal has no calls.",
  CALL_ARGUMENT_MALFORMED: "An argument of a call is not what its function takes.",
  TARGET_WITHOUT_CODE: "A call with data goes to an address where nothing stands.",
  PROPOSAL_UNKNOWN: "No proposal has that id.",
  PROPOSAL_CONTENT_UNKNOWN: "The chain's events do not show what the proposal would do.",
  PROPOSAL_ID_DIFFERS: "The content hashes to another id than the one that is named.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault in building or following a proposal. */
export type ProposalCode = keyof typeof proposalCodes;
