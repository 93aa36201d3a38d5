import { getAddress, isAddress as isWellFormed } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import type { Address } from "./Hex.ts";

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
  const address = typeof text === "string" && text.startsWith("0x") && isWellFormed(text) ? getAddress(text) : text;
  if (!isAddress(address)) {
    throw new QuorateError({
      code: "ADDRESS_MALFORMED",
      summary: `${typeof text === "string" ? JSON.stringify(text.slice(0, 80)) : `A ${typeof text}`} is no address.`,
      remedy: "Write 0x and 40 hexadecimal digits, all in lower case or with the right checksum.",
      facts: { given: typeof text === "string" ? text.slice(0, 80) : typeof text },
    });
  }
  return address;
}

function isAddress(text: unknown): text is Address {
  return typeof text === "string" && /^0x[0-9a-fA-F]{40}$/.test(text) && isWellFormed(text);
}
