import { type BallotPlace, toBallotTypedData } from "../crypto/ballotTypedData.ts";
import { hashTypedData } from "../crypto/hashTypedData.ts";
import { verifySignature } from "../crypto/verifySignature.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { SignedBallot } from "../types/Ballot.ts";
import type { BallotSigner } from "../types/BallotSigner.ts";
import type { Verifiers } from "../types/VerifierKind.ts";
import { normaliseSignature } from "./normaliseSignature.ts";
import { parseInteger } from "./parseInteger.ts";

/**
 * Adds a signer's signature to a ballot, in place of an earlier one of the same signer. What can be checked without a chain is
 * checked.
 *
 * @throws QuorateError SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, INTEGER_MALFORMED
 */
export async function signBallotWith(
  { signer, sign }: BallotSigner,
  place: BallotPlace,
  ballot: SignedBallot,
  verifiers?: Verifiers,
): Promise<SignedBallot> {
  parseInteger(ballot.seat, 16);
  parseInteger(ballot.nonce, 64);
  parseInteger(ballot.deadline, 48);
  const data = toBallotTypedData(place, ballot);
  const digest = hashTypedData(data);
  const signature = normaliseSignature(signer, digest, await sign(digest, data));
  const verdict = await verifySignature({
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
