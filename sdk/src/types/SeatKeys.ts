import type { Hex } from "./Hex.ts";

/** The keys of a seat as somebody knows them who vouches for it. */
export interface SeatKeys {
  readonly seat: bigint;
  /** Accounts of 20 bytes, or `verifier || key`. */
  readonly signers: readonly Hex[];
  /** How many of them have to agree, at least 1; where it changed, the largest number. */
  readonly ballotsNeeded: bigint;
}
