import type { Hex } from "./Hex.ts";
import type { ProposalId } from "./ProposalId.ts";

/** What a ballot can say, in the order of the numbers on chain. */
export const supports = ["against", "for", "abstain"] as const;

/** What a ballot says. */
export type Support = (typeof supports)[number];

/** A seat's choice on a proposal, as it is signed. */
export interface Ballot {
  readonly proposalId: ProposalId;
  /** The seat that votes. Not part of what is signed: the key says whose it is. */
  readonly seat: bigint;
  readonly support: Support;
  /** 0 for a seat's first ballot on a proposal; a change carries a higher one. */
  readonly nonce: bigint;
  /** Unix seconds after which the ballot must not be taken. */
  readonly deadline: bigint;
}

/** One key's signature. */
export interface KeySignature {
  /** 20 bytes: an account. Longer: ERC-7913, `verifier || key`. */
  readonly signer: Hex;
  readonly signature: Hex;
}

/** A ballot with as many signatures of distinct keys as have been collected. */
export interface SignedBallot extends Ballot {
  readonly signatures: readonly KeySignature[];
}
