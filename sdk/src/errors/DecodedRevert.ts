import type { RevertFacts, RevertName } from "../generated/reverts.ts";
import type { Hex } from "../types/Hex.ts";

/** An error of the suite that a contract threw, with its facts. */
export type Revert<Name extends RevertName = RevertName> = {
  readonly [Each in Name]: {
    /** Which error; narrow on it to know the facts. */
    readonly name: Each;
    readonly facts: RevertFacts[Each];
    /** What it means, from the contract's source. */
    readonly sentence: string;
    /** What to do about it. */
    readonly remedy: string;
    /** The bytes that the contract reverted with. */
    readonly data: Hex;
  };
}[Name];

/** Revert data of a contract that is not ours, or none at all. */
export interface UnrecognisedRevert {
  readonly name: "Unrecognised";
  readonly facts: Readonly<Record<never, never>>;
  readonly sentence: string;
  readonly remedy: string;
  readonly data: Hex;
}

/** What a contract reverted with. Reasons inside reasons are decoded as well. */
export type DecodedRevert = Revert | UnrecognisedRevert;
