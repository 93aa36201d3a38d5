import type { TypedData } from "../types/BallotSigner.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import type { BallotPlace } from "./ballotTypedData.ts";
import { hashTypedData } from "./hashTypedData.ts";

const PROPOSAL = [
  { name: "proposalId", type: "uint256" },
  { name: "simulation", type: "bytes32" },
  { name: "deadline", type: "uint48" },
] as const;

/** What a member signs to have a proposal opened in its name. The id binds content, proposer, chain and governor. */
export interface ProposalOpening {
  readonly proposalId: ProposalId;
  /** Hash of the simulation that is shown as evidence; 32 zero bytes for none. */
  readonly simulation: Bytes32;
  /** Unix seconds after which the proposal must not be opened. */
  readonly deadline: bigint;
}

/**
 * The opening of a proposal as EIP-712 structured data, in the domain of the governor that opens it.
 *
 * @example
 * ```ts
 * const data: TypedData = toProposalTypedData({ chainId, governor }, { proposalId, simulation: digest, deadline });
 * ```
 */
export function toProposalTypedData(
  { chainId, governor }: BallotPlace,
  { proposalId, simulation, deadline }: ProposalOpening,
): TypedData {
  return {
    domain: { name: "Quorate Governor", version: "1", chainId, verifyingContract: governor },
    types: { Proposal: PROPOSAL },
    message: { proposalId, simulation, deadline },
  };
}

/**
 * The digest that the proposer's key signs.
 *
 * @example
 * ```ts
 * const signed: Bytes32 = hashProposal({ chainId, governor }, { proposalId, simulation: digest, deadline });
 * ```
 */
export function hashProposal(place: BallotPlace, opening: ProposalOpening): Bytes32 {
  return hashTypedData(toProposalTypedData(place, opening));
}
