import { proposerOf, ruleVersionOf } from "../../crypto/computeProposalId.ts";
import type { PinnedCall } from "../../internal/identifyContent.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalContent } from "../../types/ProposalContent.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { explainCall } from "../calls/explainCall.ts";

/** A proposal as files show it: everything that its id binds, and each call in words. */
export function showProposal(
  { modules, names }: Pick<Client, "modules" | "names">,
  id: ProposalId,
  { salt, description }: Pick<ProposalContent, "salt" | "description">,
  calls: readonly PinnedCall[],
): BallotFile["proposal"] {
  return {
    id,
    proposer: proposerOf(id),
    ruleVersion: ruleVersionOf(id),
    salt,
    description,
    calls: calls.map((call) => ({ ...call, sentence: explainCall({ call, modules, names }).sentence })),
  };
}
