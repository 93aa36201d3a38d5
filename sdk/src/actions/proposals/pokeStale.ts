import { hashDescription } from "../../crypto/computeProposalId.ts";
import { findProposal } from "../../internal/findProposal.ts";
import { send } from "../../internal/send.ts";
import { toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalContent } from "../../types/ProposalContent.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which proposal to cancel as stale. */
export interface PokeStaleParameters extends WaitLimits {
  readonly proposalId: ProposalId;
  /** Its content; without it, it is read from the chain's events. */
  readonly content?: ProposalContent;
}

/** The transaction. */
export interface PokeStaleReturnType {
  readonly receipt: Receipt;
}

/**
 * Cancels a proposal that sets a parameter whose expected version is no longer the one in force, so that it could never be
 * executed; anybody may.
 *
 * @throws QuorateError PROPOSAL_UNKNOWN, PROPOSAL_CONTENT_UNKNOWN, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNothingToSettle
 * @example
 * ```ts
 * await pokeStale(client, { proposalId });
 * ```
 */
export async function pokeStale(client: Client, parameters: PokeStaleParameters): Promise<PokeStaleReturnType> {
  const { proposalId } = parameters;
  const { receipt } = await send(client, parameters, "cancelling a stale proposal", async (signal) => {
    const { calls, description, salt } = parameters.content ?? (await findProposal(client, proposalId, signal)).content;
    return await client.contracts.governor.pokeStale.populateTransaction(
      proposalId,
      toChainCalls(calls),
      salt,
      hashDescription(description),
    );
  });
  return { receipt };
}
