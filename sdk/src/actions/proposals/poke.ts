import { send } from "../../internal/send.ts";
import { toProposalState } from "../../internal/toProposalState.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { ProposalState } from "../../types/ProposalState.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Which proposal to settle. */
export interface PokeParameters extends WaitLimits {
  readonly proposalId: ProposalId;
}

/** What was written down. */
export interface PokeReturnType {
  /** Where the proposal stands after it. */
  readonly state: ProposalState;
  readonly receipt: Receipt;
}

/**
 * Writes down what is already so: a vote decided by a removal, by its deadline, by a superseded rule or by lost ballots; anybody
 * may.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNothingToSettle
 * @example
 * ```ts
 * const { state } = await poke(client, { proposalId });
 * ```
 */
export async function poke(client: Client, parameters: PokeParameters): Promise<PokeReturnType> {
  const { proposalId } = parameters;
  const { receipt } = await send(client, parameters, "settling a proposal", async () =>
    client.contracts.governor.poke.populateTransaction(proposalId),
  );
  const state = await withLimits(parameters, client, "reading a proposal's state", async () =>
    toProposalState(await client.contracts.governor.state(proposalId)),
  );
  return { state, receipt };
}
