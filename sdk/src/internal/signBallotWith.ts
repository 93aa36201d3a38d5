import { type BallotPlace, toBallotTypedData } from "../crypto/ballotTypedData.ts";
import { checkSignature } from "../crypto/checkSignature.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { SignedBallot } from "../types/Ballot.ts";
import type { BallotSigner } from "../types/BallotSigner.ts";
import type { Verifiers } from "../types/VerifierKind.ts";
import { askSigner } from "./askSigner.ts";
import { parseInteger } from "./parseInteger.ts";

/**
 * Adds a signer's signature to a ballot, in place of an earlier one of the same signer. What can be checked without a chain is
 * checked.
 *
 * @throws QuorateError SIGNER_REFUSED, SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, INTEGER_MALFORMED
 */
export async function signBallotWith(
  by: BallotSigner,
  place: BallotPlace,
  ballot: SignedBallot,
  signal: AbortSignal,
  verifiers?: Verifiers,
): Promise<SignedBallot> {
  parseInteger(ballot.seat, 16);
  parseInteger(ballot.nonce, 64);
  parseInteger(ballot.deadline, 48);
  const { signer } = by;
  const { digest, signature } = await askSigner(by, toBallotTypedData(place, ballot), signal);
  const verdict = await checkSignature({
    signer,
    digest,
    signature,
    ...(verifiers === undefined ? {} : { verifiers }),
  });
  if (verdict === "invalid") {
    throw new QuorateError({
      code: "SIGNATURE_FOREIGN",
      summary: `What came back is no signature of ${signer} over this ballot.`,
      remedy: "Check that the key's device holds the key that the member registered.",
      facts: { signer },
    });
  }
  const others = ballot.signatures.filter((each) => each.signer !== signer);
  return { ...ballot, signatures: [...others, { signer, signature }] };
}
