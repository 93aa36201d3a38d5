import { type ProposalId, type SignedBallot, type Support, signBallot } from "#sdk";

import type { Member } from "../cast/Member.ts";
import type { Stage } from "./Stage.ts";

/** What is signed. Without a deadline it is the closing of the vote. */
export interface SignBallotsParameters {
  readonly proposalId: ProposalId;
  readonly support: Support;
  readonly deadline?: bigint;
}

/** Lets members sign ballots off line, each with as many keys as its seat needs: one ballot for each key. */
export async function signBallots(
  { client }: Stage,
  members: readonly Member[],
  parameters: SignBallotsParameters,
): Promise<readonly SignedBallot[]> {
  const signed: SignedBallot[] = [];
  for (const { keys, ballotsNeeded } of members) {
    for (const { signer } of keys.slice(0, ballotsNeeded))
      signed.push(await signBallot(client, { ...parameters, signer }));
  }
  return signed;
}
