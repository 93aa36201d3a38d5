import { eventNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which proposal to queue. */
export interface QueueParameters extends WaitLimits {
  readonly proposalId: ProposalId;
}

/** When the proposal can be executed. */
export interface QueueReturnType {
  /** Unix seconds of the first moment of execution. */
  readonly executableAt: bigint;
  readonly receipt: Receipt;
}

/**
 * Marks a passed proposal whose rule has a delay as queued; anybody may. Without that it cannot be executed.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorProposalQueueingNotRequired, GovernorUnexpectedProposalState
 * @example
 * ```ts
 * const { executableAt } = await queue(client, { proposalId });
 * ```
 */
export async function queue(client: Client, parameters: QueueParameters): Promise<QueueReturnType> {
  const sent = await send(client, parameters, "queueing a proposal", async () =>
    client.contracts.governor.queueProposal.populateTransaction(parameters.proposalId),
  );
  return { executableAt: eventNamed(sent, "Governor.ProposalQueued").facts.etaSeconds, receipt: sent.receipt };
}
