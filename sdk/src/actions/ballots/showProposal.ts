import { proposerOf, ruleVersionOf } from "../../crypto/computeProposalId.ts";
import type { PinnedCall } from "../../internal/identifyContent.ts";
import { type Simulated, toForeseen } from "../../internal/toForeseen.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalContent } from "../../types/ProposalContent.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { explainCall } from "../calls/explainCall.ts";

/** What is shown of a proposal. */
interface Shown {
  readonly id: ProposalId;
  readonly content: Pick<ProposalContent, "description" | "salt">;
  readonly calls: readonly PinnedCall[];
  readonly simulation: Simulated;
}

/** A proposal as files show it: where it is, everything that its id binds, each call in words, and what it would change. */
export function showProposal(
  { chainId, modules, names }: Client,
  { id, content, calls, simulation }: Shown,
): Pick<BallotFile, "version" | "chainId" | "modules" | "names" | "proposal" | "foreseen"> {
  return {
    version: 1,
    chainId,
    modules,
    names,
    proposal: {
      id,
      proposer: proposerOf(id),
      ruleVersion: ruleVersionOf(id),
      salt: content.salt,
      description: content.description,
      calls: calls.map((call) => ({ ...call, sentence: explainCall({ call, modules, names }).sentence })),
    },
    foreseen: toForeseen(simulation),
  };
}
