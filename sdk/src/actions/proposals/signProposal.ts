import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";
import type { Verifiers } from "../../types/VerifierKind.ts";
import { findSeat } from "../ballots/signBallot.ts";
import { prepareProposal } from "./prepareProposal.ts";
import { signProposalFile } from "./signProposalFile.ts";

/** What to propose, until when, and whose key signs it. */
export interface SignProposalParameters extends WaitLimits {
  /** Made by `client.calls`; all of them happen, or none. */
  readonly calls: readonly Call[];
  /** Why, for people. It is public. */
  readonly description: string;
  /** Makes equal contents different proposals; without it, 32 zero bytes. */
  readonly salt?: Bytes32;
  /** Unix seconds after which the proposal must not be opened. */
  readonly deadline: bigint;
  /** A member's key with the scope to propose. */
  readonly signer: BallotSigner;
  /** Verifier contracts by address, so that what a device answers can be checked. */
  readonly verifiers?: Verifiers;
}

/** A signed proposal file, which anybody may send. */
export type SignProposalReturnType = ProposalFile;

/**
 * Prepares a proposal for the seat that the signer's key belongs to, and signs it. Nothing is sent. For a key on a machine without a
 * chain: {@link prepareProposal} and {@link signProposalFile}.
 *
 * @throws QuorateError CALLS_EMPTY, TARGET_WITHOUT_CODE, INTEGER_MALFORMED, SIGNER_REFUSED, SIGNATURE_FOREIGN also where the key is
 * no member's, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT
 * @throws RevertedError such as ConstitutionUnknownAction
 * @example
 * ```ts
 * const file = await signProposal(client, { calls, description, deadline, signer });
 * const { proposalId } = await submitProposal(client, { file });
 * ```
 */
export async function signProposal(
  client: Client,
  parameters: SignProposalParameters,
): Promise<SignProposalReturnType> {
  const { signer, verifiers = {} } = parameters;
  return await withLimits(parameters, client, "signing a proposal", async (signal) => {
    // The wait is the verb's own.
    const limits = { signal, timeoutMs: Number.POSITIVE_INFINITY };
    const proposer = await findSeat(client, signer);
    const file = await prepareProposal(client, { ...parameters, proposer, ...limits });
    return await signProposalFile({ file, signer, verifiers, ...limits });
  });
}
