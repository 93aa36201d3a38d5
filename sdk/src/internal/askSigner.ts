import { hashTypedData } from "../crypto/hashTypedData.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { toQuorateError } from "../errors/toQuorateError.ts";
import type { BallotSigner, TypedData } from "../types/BallotSigner.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import { normaliseSignature } from "./normaliseSignature.ts";

/**
 * Asks a signer for its signature over structured data, in the one form that the contracts take. A device's own error leaves as one of
 * ours.
 *
 * @throws QuorateError SIGNER_REFUSED, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, and whatever of ours the signer throws
 */
export async function askSigner(
  signer: BallotSigner,
  data: TypedData,
  signal: AbortSignal,
): Promise<{ readonly digest: Bytes32; readonly signature: Hex }> {
  signal.throwIfAborted();
  const digest = hashTypedData(data);
  const given = await signer.sign(digest, data, signal).catch((error: unknown) => {
    throw signerFault(error, signer.signer);
  });
  return { digest, signature: normaliseSignature(signer.signer, digest, given) };
}

function signerFault(error: unknown, signer: Hex): QuorateError {
  const fault = toQuorateError(error, "asking a signer");
  if (fault.code !== "CHAIN_REFUSED") return fault;
  return new QuorateError({
    code: "SIGNER_REFUSED",
    summary: `The signer ${signer} did not sign.`,
    remedy: "Look at the cause and at the device, and ask it again.",
    facts: { signer },
    cause: fault.cause,
  });
}
