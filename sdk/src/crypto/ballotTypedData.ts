import type { Ballot } from "../types/Ballot.ts";
import { supports } from "../types/Ballot.ts";
import type { TypedData } from "../types/BallotSigner.ts";
import type { Address, Bytes32 } from "../types/Hex.ts";
import { hashTypedData } from "./hashTypedData.ts";

const MEMBER_BALLOT = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint48" },
] as const;

/** Where a ballot counts: on one chain, at one governor. */
export interface BallotPlace {
  readonly chainId: bigint;
  readonly governor: Address;
}

/**
 * A ballot as EIP-712 structured data, in the domain of the governor that counts it.
 *
 * @example
 * ```ts
 * const { domain, types, message } = toBallotTypedData({ chainId: client.chainId, governor }, ballot);
 * ```
 */
export function toBallotTypedData({ chainId, governor }: BallotPlace, ballot: Omit<Ballot, "seat">): TypedData {
  return {
    domain: { name: "Quorate Governor", version: "1", chainId, verifyingContract: governor },
    types: { MemberBallot: MEMBER_BALLOT },
    message: {
      proposalId: ballot.proposalId,
      support: supports.indexOf(ballot.support),
      nonce: ballot.nonce,
      deadline: ballot.deadline,
    },
  };
}

/**
 * The digest that a seat's keys sign.
 *
 * @example
 * ```ts
 * const digest: Bytes32 = hashBallot({ chainId, governor }, ballot);
 * ```
 */
export function hashBallot(place: BallotPlace, ballot: Omit<Ballot, "seat">): Bytes32 {
  return hashTypedData(toBallotTypedData(place, ballot));
}
