import { toProposalTypedData } from "../../crypto/proposalTypedData.ts";
import { signWith } from "../../internal/signWith.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { ProposalFile } from "../../types/ProposalFile.ts";
import { checkProposalFile, type ReadProposalFileOptions } from "./readProposalFile.ts";

/** Who signs, and what the signer knows by itself. */
export interface SignProposalFileParameters extends ReadProposalFileOptions {
  readonly file: ProposalFile;
  /** A key of the proposing seat, with the scope to propose. */
  readonly signer: BallotSigner;
}

/** The file with this signature, in place of an earlier one. */
export type SignProposalFileReturnType = ProposalFile;

/**
 * Signs a proposal file without a chain, after holding all that it shows against what is signed.
 *
 * @throws QuorateError PROPOSAL_FILE_ALTERED, PROPOSAL_FILE_FOREIGN, PROPOSAL_FILE_LATE, NAMES_DIFFER, SIGNER_REFUSED,
 * SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { file } = await readProposalFile(text, { chainId, modules });
 * const signed = await signProposalFile({ file, signer, chainId, modules });
 * ```
 */
export async function signProposalFile(parameters: SignProposalFileParameters): Promise<SignProposalFileReturnType> {
  const { file, signer, ...options } = parameters;
  return await withLimits(parameters, OFF_LINE, "signing a proposal file", async (signal) => {
    const { opening } = await checkProposalFile({ ...file, signature: null }, options);
    const data = toProposalTypedData({ chainId: file.chainId, governor: file.modules.governor }, opening);
    return { ...file, signature: await signWith(signer, data, signal, options.verifiers) };
  });
}
