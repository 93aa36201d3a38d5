import { listRevertNames } from "../errors/decodeRevert.ts";
import { type RevertName, revertCatalogue } from "../generated/reverts.ts";
import { type SignedBallot, supports } from "../types/Ballot.ts";
import type { Hex } from "../types/Hex.ts";
import { eventsNamed, type Sent } from "./send.ts";

/** A ballot that the governor did not count. */
export interface SkippedBallot {
  readonly seat: bigint;
  /** The error that says why, as the revert catalogue names it; null for a reason that is not in it. */
  readonly reason: RevertName | null;
  /** What that error means. */
  readonly sentence: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** A ballot as the contracts name its parts. */
export interface ChainBallot {
  readonly seat: bigint;
  readonly support: bigint;
  readonly nonce: bigint;
  readonly deadline: bigint;
  readonly signatures: { readonly signer: Hex; readonly signature: Hex }[];
}

/** Ballots as the contracts name their parts. */
export function toChainBallots(ballots: readonly SignedBallot[]): ChainBallot[] {
  return ballots.map(({ seat, support, nonce, deadline, signatures }) => ({
    seat,
    support: BigInt(supports.indexOf(support)),
    nonce,
    deadline,
    signatures: [...signatures],
  }));
}

/** The ballots that a transaction's events say were not counted. */
export function readSkipped(sent: Sent): readonly SkippedBallot[] {
  return eventsNamed(sent.events, "Governor.BallotSkipped").map(({ facts }) => toSkipped(facts.seat, facts.reason));
}

/** Explains the four bytes with which the governor says why it skipped a ballot. */
function toSkipped(seat: bigint, selector: Hex): SkippedBallot {
  const name = listRevertNames().find((candidate) => revertCatalogue[candidate].selector.toString() === selector);
  if (name === undefined) {
    return {
      seat,
      reason: null,
      sentence: `The governor says ${selector}.`,
      remedy: "Use a newer version of this package.",
    };
  }
  const { sentence, remedy } = revertCatalogue[name];
  return { seat, reason: name, sentence, remedy };
}
