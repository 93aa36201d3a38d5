import type { Wallet } from "ethers";
import type { BallotSigner } from "#sdk";

/** A key of a member, as somebody at the organisation holds it. */
export interface MemberKey {
  /** Who or what signs, as in "its Safe, 2 of 3 owners". */
  readonly label: string;
  readonly signer: BallotSigner;
  /** The account, where the key is one that can send transactions itself. */
  readonly wallet: Wallet | null;
}

/** An organisation of the story, with everything that only it holds. */
export interface Member {
  readonly name: string;
  readonly seat: bigint;
  /** The account that manages its keys. */
  readonly cold: Wallet;
  /** The keys it votes with from now on; the first ones sign. */
  readonly keys: readonly MemberKey[];
  /** How many of them have to agree. */
  readonly ballotsNeeded: number;
  readonly weight: number;
}
