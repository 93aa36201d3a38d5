import { type BuiltCall, type ProposalId, propose } from "#sdk";

import type { Member } from "../cast/Member.ts";
import { memberClient } from "./memberClient.ts";
import type { Stage } from "./Stage.ts";

/** Who proposes what. */
export interface OpenProposalParameters {
  readonly proposer: Member;
  readonly calls: readonly BuiltCall[];
  readonly description: string;
}

/** Opens a proposal in a member's name and tells it, with a sentence for each call. */
export async function openProposal(stage: Stage, parameters: OpenProposalParameters): Promise<ProposalId> {
  const { proposer, calls, description } = parameters;
  const { proposalId, receipt } = await propose(memberClient(stage, proposer), { calls, description });
  const sentences = calls.map(({ sentence }) => sentence).join("; ");
  stage.narrator.step(proposer.name, `proposes: "${description}". (${sentences}.)`, receipt);
  return proposalId;
}
