import { utf8ToBytes } from "@noble/hashes/utils.js";

import { keccak256 } from "../crypto/hashing/keccak.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { Address } from "./Hex.ts";

const PATTERN = /^0x[0-9a-fA-F]{40}$/;

/**
 * Reads an address. One that is written in mixed case must carry the right checksum (EIP-55); the result always does.
 *
 * @throws QuorateError ADDRESS_MALFORMED
 * @example
 * ```ts
 * const cold: Address = parseAddress("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
 * ```
 */
export function parseAddress(text: unknown): Address {
  const address = typeof text === "string" && PATTERN.test(text) ? withChecksum(text) : text;
  if (!isAddress(address) || (isMixed(text) && text !== address)) {
    throw new QuorateError({
      code: "ADDRESS_MALFORMED",
      summary: `${typeof text === "string" ? JSON.stringify(text.slice(0, 80)) : `A ${typeof text}`} is no address.`,
      remedy: "Write 0x and 40 hexadecimal digits, all in lower case or with the right checksum.",
      facts: { given: typeof text === "string" ? text.slice(0, 80) : typeof text },
    });
  }
  return address;
}

/** The checksum stands in the case of the letters. Source: EIP-55. */
function withChecksum(text: string): string {
  const digits = text.slice(2).toLowerCase();
  const hash = keccak256(utf8ToBytes(digits));
  const isUpper = (index: number): boolean => ((hash[index >> 1] ?? 0) >> (index % 2 === 0 ? 4 : 0)) % 16 >= 8;
  return `0x${Array.from(digits, (digit, index) => (isUpper(index) ? digit.toUpperCase() : digit)).join("")}`;
}

function isMixed(text: unknown): boolean {
  return typeof text === "string" && /[a-f]/.test(text.slice(2)) && /[A-F]/.test(text);
}

function isAddress(text: unknown): text is Address {
  return typeof text === "string" && PATTERN.test(text);
}
