import { identifyContent } from "../../internal/identifyContent.ts";
import { saltOrZero } from "../../internal/saltOrZero.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { ProposalId } from "../../types/ProposalId.ts";

/** A content, and the seat that would propose it. */
export interface GetProposalIdParameters extends WaitLimits {
  readonly calls: readonly Call[];
  readonly description: string;
  readonly salt?: Bytes32;
  /** The seat that proposes. */
  readonly proposer: bigint;
}

/** The id that the content would have now. */
export type GetProposalIdReturnType = ProposalId;

/**
 * The id that a content would have if a seat proposed it now, so that ballots can be signed before it is proposed. It changes
 * when the rule or the code at a target does.
 *
 * @throws QuorateError CALLS_EMPTY, TARGET_WITHOUT_CODE, ABORTED, TIMED_OUT
 * @throws RevertedError such as ConstitutionUnknownAction
 * @example
 * ```ts
 * const proposalId = await getProposalId(client, { calls, description: "Admit ACME", proposer: 3n });
 * ```
 */
export async function getProposalId(
  client: Client,
  parameters: GetProposalIdParameters,
): Promise<GetProposalIdReturnType> {
  const { calls, description, salt, proposer } = parameters;
  return await withLimits(parameters, client, "computing a proposal's id", async () => {
    const { id } = await identifyContent(client, { calls, description, salt: saltOrZero(salt) }, proposer);
    return id;
  });
}
