import { AssertionError } from "node:assert/strict";

import { type ProposalId, type SubmitBallotsReturnType, type Support, submitBallots } from "#sdk";

import type { Member } from "../cast/Member.ts";
import { SECRETARIAT, type Stage } from "./Stage.ts";
import { signBallots } from "./signBallots.ts";

const SAYINGS: Readonly<Record<Support, string>> = { for: "in favour", against: "against", abstain: "abstaining" };

/** Who says what on which proposal. */
export interface SubmitSignedParameters {
  readonly proposalId: ProposalId;
  readonly voters: readonly Member[];
  readonly support: Support;
  /** Who the voters are in this act, as in "25 members". */
  readonly called: string;
}

/** Lets members sign ballots off line, submits them in one transaction and tells it. */
export async function submitSigned(stage: Stage, parameters: SubmitSignedParameters): Promise<SubmitBallotsReturnType> {
  const { proposalId, voters, support, called } = parameters;
  const ballots = await signBallots(stage, voters, { proposalId, support });
  const submitted = await submitBallots(stage.client, { ballots });
  const [skipped] = submitted.skipped;
  if (skipped !== undefined) {
    throw new AssertionError({
      message: `${stage.cast.nameOf(skipped.seat)}'s ballot was skipped: ${skipped.sentence}`,
    });
  }
  stage.narrator.step(SECRETARIAT, `submits what ${called} signed: ${SAYINGS[support]}.`, submitted.receipt);
  return submitted;
}
