import { type BallotPlace, hashBallot } from "../../crypto/ballotTypedData.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { normaliseSignature } from "../../internal/normaliseSignature.ts";
import type { KeySignature, SignedBallot } from "../../types/Ballot.ts";

/** Ballots, and where they count. */
export interface MergeBallotsParameters extends BallotPlace {
  readonly ballots: readonly SignedBallot[];
}

/** The ballots, each seat once, ascending by seat. */
export type MergeBallotsReturnType = readonly SignedBallot[];

/**
 * Brings ballots together that were collected one by one: signatures of one seat's keys on the same ballot come together, copies
 * go, signatures get the one form that the contracts take, and of a seat's several ballots on a proposal only the one with the
 * highest nonce stays.
 *
 * @throws QuorateError BALLOTS_CONTRADICT, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE
 * @example
 * ```ts
 * const ballots = mergeBallots({ chainId, governor, ballots: [first, second, copyOfFirst] });
 * ```
 */
export function mergeBallots(parameters: MergeBallotsParameters): MergeBallotsReturnType {
  const bySeat = Map.groupBy(parameters.ballots, (ballot) => `${ballot.proposalId} ${ballot.seat}`);
  return [...bySeat.values()].map((ballots) => mergeSeat(parameters, ballots)).sort(byPlace);
}

function mergeSeat(place: BallotPlace, ballots: readonly SignedBallot[]): SignedBallot {
  const newest = ballots.reduce((best, ballot) => (ballot.nonce > best.nonce ? ballot : best));
  const same = ballots.filter((ballot) => ballot.nonce === newest.nonce);
  for (const other of same) {
    if (other.support !== newest.support || other.deadline !== newest.deadline) throw contradiction(newest, other);
  }
  const digest = hashBallot(place, newest);
  const signatures = new Map<string, KeySignature>();
  for (const { signer, signature } of same.flatMap((ballot) => ballot.signatures)) {
    // The first one stays: a later copy in another form says the same.
    if (!signatures.has(signer))
      signatures.set(signer, { signer, signature: normaliseSignature(signer, digest, signature) });
  }
  return { ...newest, signatures: [...signatures.values()] };
}

function byPlace(a: SignedBallot, b: SignedBallot): number {
  if (a.proposalId !== b.proposalId) return a.proposalId < b.proposalId ? -1 : 1;
  return a.seat < b.seat ? -1 : 1;
}

function contradiction(one: SignedBallot, other: SignedBallot): QuorateError {
  const what =
    one.support === other.support
      ? `two deadlines, ${one.deadline} and ${other.deadline}`
      : `two choices, ${one.support} and ${other.support}`;
  return new QuorateError({
    code: "BALLOTS_CONTRADICT",
    summary: `Seat ${one.seat} gave ballots with ${what}, under the same nonce ${one.nonce}.`,
    remedy: "Ask the member which one it means; to change a ballot, sign a new one with a higher nonce.",
    facts: { seat: one.seat, nonce: one.nonce, proposalId: one.proposalId },
  });
}
