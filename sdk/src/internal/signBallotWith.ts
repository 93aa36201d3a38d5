import { type BallotPlace, toBallotTypedData } from "../crypto/ballotTypedData.ts";
import type { SignedBallot } from "../types/Ballot.ts";
import type { BallotSigner } from "../types/BallotSigner.ts";
import type { Verifiers } from "../types/VerifierKind.ts";
import { parseInteger } from "./parseInteger.ts";
import { signWith } from "./signWith.ts";

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
  const signed = await signWith(by, toBallotTypedData(place, ballot), signal, verifiers);
  const others = ballot.signatures.filter((each) => each.signer !== signed.signer);
  return { ...ballot, signatures: [...others, signed] };
}
