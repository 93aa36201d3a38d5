import { send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which proposal to withdraw. */
export interface WithdrawParameters extends WaitLimits {
  readonly proposalId: ProposalId;
}

/** The transaction. */
export interface WithdrawReturnType {
  readonly receipt: Receipt;
}

/**
 * Withdraws a proposal while its vote is open; only the member that proposed it may.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorUnableToCancel, GovernorUnexpectedProposalState
 * @example
 * ```ts
 * await withdraw(client, { proposalId });
 * ```
 */
export async function withdraw(client: Client, parameters: WithdrawParameters): Promise<WithdrawReturnType> {
  const { receipt } = await send(client, parameters, "withdrawing a proposal", async () =>
    client.contracts.governor.withdraw.populateTransaction(parameters.proposalId),
  );
  return { receipt };
}
