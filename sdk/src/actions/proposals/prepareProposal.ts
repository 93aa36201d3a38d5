import { identifyContent } from "../../internal/identifyContent.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import { proposalSentence } from "../../internal/proposalSentence.ts";
import { saltOrZero } from "../../internal/saltOrZero.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";
import { showProposal } from "../ballots/showProposal.ts";
import { simulate } from "./simulate.ts";

/** What to propose, and until when. */
export interface PrepareProposalParameters extends WaitLimits {
  /** Made by `client.calls`; all of them happen, or none. */
  readonly calls: readonly Call[];
  /** Why, for people. It is public. */
  readonly description: string;
  /** Makes equal contents different proposals; without it, 32 zero bytes. */
  readonly salt?: Bytes32;
  /** The seat that proposes: the one whose key signs. */
  readonly proposer: bigint;
  /** Unix seconds after which the proposal must not be opened. */
  readonly deadline: bigint;
}

/** A proposal file without a signature. */
export type PrepareProposalReturnType = ProposalFile;

/**
 * Prepares a proposal to be signed on another machine, with everything that a person needs to decide: each call in words, the
 * proposal's id and what it is made of, chain, governor and deadline; and what a simulation on the newest block changes, whose hash is
 * signed with it. The id holds until the rule or the code at a target changes.
 *
 * @throws QuorateError CALLS_EMPTY, TARGET_WITHOUT_CODE, INTEGER_MALFORMED, ABORTED, TIMED_OUT
 * @throws RevertedError such as ConstitutionUnknownAction
 * @example
 * ```ts
 * const file = await prepareProposal(client, { calls, description, proposer: 3n, deadline });
 * const text = formatProposalFile(file);
 * ```
 */
export async function prepareProposal(
  client: Client,
  parameters: PrepareProposalParameters,
): Promise<PrepareProposalReturnType> {
  const { calls, description, proposer, deadline } = parameters;
  return await withLimits(parameters, client, "preparing a proposal", async (signal) => {
    parseInteger(deadline, 48);
    const content = { calls, description, salt: saltOrZero(parameters.salt) };
    const [{ id, calls: pinned }, simulation] = await Promise.all([
      identifyContent(client, content, proposer),
      // The wait is the verb's own.
      simulate(client, { calls, signal, timeoutMs: Number.POSITIVE_INFINITY }),
    ]);
    return {
      format: "quorate.proposal",
      ...showProposal(client, { id, content, calls: pinned, simulation }),
      simulation: simulation.hash,
      deadline,
      sentence: proposalSentence({ proposalId: id, proposer, deadline }, client.names),
      signature: null,
    };
  });
}
