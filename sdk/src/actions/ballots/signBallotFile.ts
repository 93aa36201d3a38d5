import { signBallotWith } from "../../internal/signBallotWith.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import { checkBallotFile, type ReadBallotFileOptions } from "./readBallotFile.ts";

/** Who signs, and what the signer knows by itself. */
export interface SignBallotFileParameters extends ReadBallotFileOptions {
  readonly file: BallotFile;
  readonly signer: BallotSigner;
}

/** The file with one more signature. */
export type SignBallotFileReturnType = BallotFile;

/**
 * Signs a ballot file without a chain, after holding all that it shows against what is signed. A seat that needs several keys hands
 * the file from one to the next.
 *
 * @throws QuorateError BALLOT_FILE_ALTERED, BALLOT_FILE_FOREIGN, NAMES_DIFFER, SIGNER_REFUSED, SIGNATURE_FOREIGN, SIGNATURE_MALFORMED,
 * SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { file } = await readBallotFile(text, { chainId, modules });
 * const signed = await signBallotFile({ file, signer, chainId, modules });
 * ```
 */
export async function signBallotFile(parameters: SignBallotFileParameters): Promise<SignBallotFileReturnType> {
  const { file, signer, ...options } = parameters;
  return await withLimits(parameters, OFF_LINE, "signing a ballot file", async (signal) => {
    const { ballot } = await checkBallotFile(file, options);
    const place = { chainId: file.chainId, governor: file.modules.governor };
    const signed = await signBallotWith(signer, place, ballot, signal, options.verifiers);
    return { ...file, signatures: signed.signatures };
  });
}
