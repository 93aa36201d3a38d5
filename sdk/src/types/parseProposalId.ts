import { QuorateError } from "../errors/QuorateError.ts";
import type { ProposalId } from "./ProposalId.ts";

/**
 * Reads a proposal's id from a number, or from a text in decimal or in hexadecimal after `0x`.
 *
 * @throws QuorateError INTEGER_MALFORMED
 * @example
 * ```ts
 * const id: ProposalId = parseProposalId("0x2a"); // 42n
 * ```
 */
export function parseProposalId(value: unknown): ProposalId {
  const id = typeof value === "string" && /^(?:\d{1,78}|0x[0-9a-fA-F]{1,64})$/.test(value) ? BigInt(value) : value;
  if (!isProposalId(id)) {
    throw new QuorateError({
      code: "INTEGER_MALFORMED",
      summary: `${String(value).slice(0, 80)} is no proposal id.`,
      remedy: "Give the id as it was printed: a whole number of at most 256 bits.",
      facts: { given: String(value).slice(0, 80) },
    });
  }
  return id;
}

function isProposalId(value: unknown): value is ProposalId {
  return typeof value === "bigint" && value > 0n && value < 2n ** 256n;
}
