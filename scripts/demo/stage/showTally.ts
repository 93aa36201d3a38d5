import { AssertionError } from "node:assert/strict";

import { type ProposalId, type ProposalState, type TallyReturnType, tally } from "#sdk";

import type { Stage } from "./Stage.ts";

/** Reads how a vote stands, checks its state and tells it. */
export async function showTally(
  { client, narrator }: Stage,
  proposalId: ProposalId,
  title: string,
  state: ProposalState,
): Promise<TallyReturnType> {
  const counted = await tally(client, { proposalId });
  if (counted.state !== state) {
    throw new AssertionError({ message: `${title} should be ${state}`, expected: state, actual: counted.state });
  }
  narrator.tally({ title, ...counted });
  return counted;
}
