import { QuorateError } from "../errors/QuorateError.ts";

/**
 * A whole number from 0 that fits `bits`. Numbers and decimal texts are refused: chain integers are bigint everywhere.
 *
 * @throws QuorateError INTEGER_MALFORMED
 */
export function parseInteger(value: unknown, bits: number): bigint {
  if (typeof value === "bigint" && value >= 0n && value < 1n << BigInt(bits)) return value;
  throw new QuorateError({
    code: "INTEGER_MALFORMED",
    summary: `${String(value).slice(0, 80)} is no whole number of at most ${bits} bits.`,
    remedy: `Give a bigint from 0 to ${(1n << BigInt(bits)) - 1n}.`,
    facts: { given: String(value).slice(0, 80), bits },
  });
}

/**
 * A whole number from 0 that fits `bits`, as files write it: a text in decimal, without signs, blanks or leading zeros.
 *
 * @throws QuorateError INTEGER_MALFORMED
 */
export function parseDecimal(text: unknown, bits: number): bigint {
  return parseInteger(typeof text === "string" && /^(?:0|[1-9]\d{0,77})$/.test(text) ? BigInt(text) : text, bits);
}
