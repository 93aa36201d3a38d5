import { concat } from "ethers";

import type { Address, Hex } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";

/**
 * An ERC-7913 signer: a verifier contract's address and the key that it checks.
 *
 * @example
 * ```ts
 * const signer: Hex = joinSigner(verifier, publicKey);
 * ```
 */
export function joinSigner(verifier: Address, key: Hex): Hex {
  return parseHex(concat([verifier, key]));
}
