import { checkSignature } from "../crypto/checkSignature.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { KeySignature } from "../types/Ballot.ts";
import type { BallotSigner, TypedData } from "../types/BallotSigner.ts";
import type { Verifiers } from "../types/VerifierKind.ts";
import { askSigner } from "./askSigner.ts";

/**
 * A signer's signature over structured data. What can be checked without a chain is checked.
 *
 * @throws QuorateError SIGNER_REFUSED, SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE
 */
export async function signWith(
  by: BallotSigner,
  data: TypedData,
  signal: AbortSignal,
  verifiers: Verifiers = {},
): Promise<KeySignature> {
  const { signer } = by;
  const { digest, signature } = await askSigner(by, data, signal);
  if ((await checkSignature({ signer, digest, signature, verifiers })) !== "invalid") return { signer, signature };
  throw new QuorateError({
    code: "SIGNATURE_FOREIGN",
    summary: `What came back is no signature of ${signer} over what it was asked to sign.`,
    remedy: "Check that the key's device holds the key that the member registered.",
    facts: { signer },
  });
}
