import type { CallName } from "../generated/calls.ts";
import type { Address, Hex } from "./Hex.ts";

/** One thing that a proposal does: a power as a value. Nothing is sent. */
export interface Call {
  /** The contract that the governor calls. */
  readonly to: Address;
  /** Wei sent along. */
  readonly value: bigint;
  /** The call, ABI-encoded. */
  readonly data: Hex;
}

/** A call that a builder made, with the sentence that people decide on. */
export interface BuiltCall<Name extends CallName = CallName> extends Call {
  /** What it does, in words. */
  readonly sentence: string;
  /** The governed function, as in `MemberRegistry.admit`. */
  readonly action: Name;
}
