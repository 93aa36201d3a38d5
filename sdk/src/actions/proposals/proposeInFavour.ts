import { ZeroHash } from "ethers";
import { saltOrZero } from "../../internal/saltOrZero.ts";
import { eventNamed, eventsNamed, send } from "../../internal/send.ts";
import { toChainCalls } from "../../internal/toChainCalls.ts";
import type { Client } from "../../types/Client.ts";
import { parseProposalId } from "../../types/parseProposalId.ts";
import type { ProposeParameters, ProposeReturnType } from "./propose.ts";

/** What came of it. */
export interface ProposeInFavourReturnType extends ProposeReturnType {
  /** Weight that was counted in favour; 0 where other keys of the seat have to agree first. */
  readonly weight: bigint;
}

/**
 * Opens a proposal and casts the proposer's own ballot in favour, in one transaction.
 *
 * @throws QuorateError CALLS_EMPTY, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GovernorNotAllowed, GovernorTooManyOpen, GovernorProposerDuties, ConstitutionUnknownAction
 * @example
 * ```ts
 * const { proposalId } = await proposeInFavour(client, { calls: [call], description: "Admit ACME" });
 * ```
 */
export async function proposeInFavour(
  client: Client,
  parameters: ProposeParameters,
): Promise<ProposeInFavourReturnType> {
  const { calls, description, salt, simulation = ZeroHash } = parameters;
  const sent = await send(client, parameters, "opening a proposal", async () =>
    client.contracts.governor.openInFavour.populateTransaction(
      toChainCalls(calls),
      description,
      saltOrZero(salt),
      simulation,
    ),
  );
  const { facts } = eventNamed(sent, "Governor.ProposalCreated");
  const [vote] = eventsNamed(sent.events, "Governor.VoteCast");
  return { proposalId: parseProposalId(facts.proposalId), weight: vote?.facts.weight ?? 0n, receipt: sent.receipt };
}
