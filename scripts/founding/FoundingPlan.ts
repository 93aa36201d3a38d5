import type { Parameter, Rule } from "./Constitution.ts";
import type { Duty } from "./Duty.ts";
import type { HotKey } from "./FoundingKeys.ts";
import type { Hex } from "./Hex.ts";

/** A seat as it will be enrolled. */
export interface PlannedSeat {
  /** Its number on chain, from 0. */
  readonly seat: number;
  readonly organisation: string;
  readonly weight: number;
  readonly ballotsNeeded: number;
  readonly duties: readonly Duty[];
  readonly cold: Hex;
  readonly hot: readonly HotKey[];
  /** Commitment to who the organisation is (see `createMetadataCommitment`). */
  readonly metadata: Hex;
}

/** Everything a founding will write on chain, decided and checked before anything is sent. */
export interface FoundingPlan {
  readonly name: string;
  readonly chainId: bigint;
  readonly foundingQuorumBps: number;
  /** In the order of the organisations' names, so that the same files give the same seats everywhere. */
  readonly seats: readonly PlannedSeat[];
  readonly totalWeight: number;
  /** Weight that has to accept before anything else works. */
  readonly foundingWeight: number;
  /** The fallback first. */
  readonly rules: readonly Rule[];
  readonly parameters: readonly Parameter[];
}
