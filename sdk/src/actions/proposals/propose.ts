import { ZeroHash } from "ethers";
import { saltOrZero } from "../../internal/saltOrZero.ts";
import { eventNamed, send } from "../../internal/send.ts";
import { toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { parseProposalId } from "../../types/parseProposalId.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What to propose. */
export interface ProposeParameters extends WaitLimits {
  /** Made by `client.calls`; all of them happen, or none. */
  readonly calls: readonly Call[];
  /** Why, for people. It is public. */
  readonly description: string;
  /** Makes equal contents different proposals; without it, 32 zero bytes. */
  readonly salt?: Bytes32;
  /** Hash of a simulation as {@link simulate} gives it, as evidence. */
  readonly simulation?: Bytes32;
}

/** A proposal that was opened. */
export interface ProposeReturnType {
  readonly proposalId: ProposalId;
  readonly receipt: Receipt;
}

/**
 * Opens a proposal in the name of the member whose key signs the transaction; the key needs the scope to propose.
 *
 * @throws QuorateError CALLS_EMPTY, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNotAllowed, GovernorTooManyOpen, GovernorProposerDuties, ConstitutionUnknownAction
 * @example
 * ```ts
 * const call = client.calls.memberRegistry.setWeight({ seat: 3n, weight: 2n });
 * const { proposalId } = await propose(client, { calls: [call], description: "ACME merged with its sister" });
 * ```
 */
export async function propose(client: Client, parameters: ProposeParameters): Promise<ProposeReturnType> {
  const { calls, description, salt, simulation = ZeroHash } = parameters;
  const sent = await send(client, parameters, "opening a proposal", async () =>
    client.contracts.governor.open.populateTransaction(toChainCalls(calls), description, saltOrZero(salt), simulation),
  );
  const { facts } = eventNamed(sent, "Governor.ProposalCreated");
  return { proposalId: parseProposalId(facts.proposalId), receipt: sent.receipt };
}
