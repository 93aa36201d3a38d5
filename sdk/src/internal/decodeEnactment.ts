import { AbiCoder } from "ethers";

import { AbiValues } from "../types/AbiValues.ts";
import type { SignedBallot } from "../types/Ballot.ts";
import type { Hex } from "../types/Hex.ts";
import type { ProposalContent } from "../types/ProposalContent.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import { readSignedBallot } from "./readSignedBallot.ts";

const ENACTMENT = [
  "tuple(address target, uint256 value, bytes data)[] calls",
  "string description",
  "bytes32 salt",
  "uint16 proposer",
  "uint48 deadline",
  "bytes ballots",
  "tuple(uint16 seat, uint8 support, uint64 nonce, uint48 deadline, tuple(bytes signer, bytes signature)[] signatures)[] others",
] as const;

/** What was handed to `enact`. */
export interface Enactment extends ProposalContent {
  readonly proposer: bigint;
  /** The deadline that the compact ballots were signed with. */
  readonly deadline: bigint;
  /** Ballots of 66 bytes each. */
  readonly ballots: Hex;
  /** The other ballots; their proposal is the one enacted. */
  readonly others: readonly SignedBallot[];
}

/** Decodes the argument list of `enact`. */
export function decodeEnactment(proposalId: ProposalId, enactment: Hex): Enactment {
  const values = new AbiValues(AbiCoder.defaultAbiCoder().decode(ENACTMENT, enactment));
  return {
    calls: values.list(0).map((calls, place) => {
      const call = calls.list(place);
      return { to: call.address(0), value: call.integer(1), data: call.bytes(2) };
    }),
    description: values.text(1),
    salt: values.bytes32(2),
    proposer: values.integer(3),
    deadline: values.integer(4),
    ballots: values.bytes(5),
    others: values.list(6).map((others, place) => readSignedBallot(proposalId, others.list(place))),
  };
}
