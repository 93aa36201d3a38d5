import { QuorateError } from "../../errors/QuorateError.ts";

/** Refuses a number that does not fit what it is hashed or encoded as. @throws QuorateError INTEGER_MALFORMED */
export function checkWidth(name: string, value: bigint, bits: number): void {
  if (value >= 0n && value < 1n << BigInt(bits)) return;
  throw new QuorateError({
    code: "INTEGER_MALFORMED",
    summary: `${name} is ${value}, which is no whole number of at most ${bits} bits.`,
    remedy: `Give a bigint from 0 to ${(1n << BigInt(bits)) - 1n}, as the chain has it.`,
    facts: { name, value, bits },
  });
}
