import { QuorateError } from "../errors/QuorateError.ts";
import type { Call } from "../types/BuiltCall.ts";
import type { Address, Hex } from "../types/Hex.ts";

/** A call as the contracts name its parts. */
export interface ChainCall {
  readonly target: Address;
  readonly value: bigint;
  readonly data: Hex;
}

/** Calls as the contracts name their parts. @throws QuorateError CALLS_EMPTY */
export function toChainCalls(calls: readonly Call[]): ChainCall[] {
  if (calls.length === 0) {
    throw new QuorateError({
      code: "CALLS_EMPTY",
      summary: "The proposal has no calls.",
      remedy: "Build at least one with client.calls.",
    });
  }
  return calls.map(({ to, value, data }) => ({ target: to, value, data }));
}

/** Wei that the calls send altogether. */
export function sumValues(calls: readonly Call[]): bigint {
  return calls.reduce((sum, { value }) => sum + value, 0n);
}
