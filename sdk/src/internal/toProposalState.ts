import { type ProposalState, proposalStates } from "../types/ProposalState.ts";

/** The state that a number on chain stands for. */
export function toProposalState(number: bigint): ProposalState {
  const state = proposalStates[Number(number)];
  if (state === undefined) throw new TypeError(`${number} is no state of a proposal`);
  return state;
}
