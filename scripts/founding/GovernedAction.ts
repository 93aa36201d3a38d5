import type { Hex } from "./Hex.ts";

/** A function of a module that only a passed proposal may call. */
export interface GovernedAction {
  /** Name of the module in the directory, as in `MemberRegistry`. */
  readonly module: string;
  /** Name of the function, as in `admit`. */
  readonly function: string;
  /** Its four bytes. */
  readonly selector: Hex;
  /** How many static words its arguments take; the chain refuses any other length. */
  readonly words: number;
  /** Whether it changes the electorate, bounds, a module or a rule, so that its rule may not ask for less than the fallback. */
  readonly constitutional: boolean;
}
