import { hashDescription } from "../../crypto/computeProposalId.ts";
import { findProposal } from "../../internal/findProposal.ts";
import { send } from "../../internal/send.ts";
import { sumValues, toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalContent } from "../../types/ProposalContent.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which proposal to execute. */
export interface ExecuteParameters extends WaitLimits {
  readonly proposalId: ProposalId;
  /** Its content; without it, it is read from the chain's events. */
  readonly content?: ProposalContent;
}

/** The transaction. */
export interface ExecuteReturnType {
  readonly receipt: Receipt;
}

/**
 * Carries out a passed proposal; anybody may. Wei that its calls send are paid by the sender.
 *
 * @throws QuorateError PROPOSAL_UNKNOWN, PROPOSAL_CONTENT_UNKNOWN, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorCallReverted with its reason inside, GovernorNotExecutable, GovernorContentMismatch
 * @example
 * ```ts
 * await execute(client, { proposalId });
 * ```
 */
export async function execute(client: Client, parameters: ExecuteParameters): Promise<ExecuteReturnType> {
  const { proposalId } = parameters;
  const { receipt } = await send(client, parameters, "executing a proposal", async (signal) => {
    const { calls, description, salt } = parameters.content ?? (await findProposal(client, proposalId, signal)).content;
    return await client.contracts.governor.executeProposal.populateTransaction(
      proposalId,
      toChainCalls(calls),
      salt,
      hashDescription(description),
      { value: sumValues(calls) },
    );
  });
  return { receipt };
}
