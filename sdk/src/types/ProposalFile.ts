import type { KeySignature } from "./Ballot.ts";
import type { BallotFile } from "./BallotFile.ts";
import type { Bytes32 } from "./Hex.ts";

/**
 * A proposal that can be signed on one machine and sent from another. Everything that a person needs to decide stands in it, and
 * everything that stands in it is held against what the signature binds, but for what the preparer has foreseen.
 */
export interface ProposalFile extends Pick<BallotFile, "chainId" | "modules" | "names" | "proposal" | "foreseen"> {
  readonly format: "quorate.proposal";
  readonly version: 1;
  /** Hash of the simulation of which `foreseen` tells: the signature binds it, and with a chain anybody can compute it again. */
  readonly simulation: Bytes32;
  /** Unix seconds after which the proposal must not be opened. */
  readonly deadline: bigint;
  /** Who proposes, and until when, in words. */
  readonly sentence: string;
  /** Of one key that may propose for the seat; null before it signed. */
  readonly signature: KeySignature | null;
}
