import { keccak256 } from "ethers";

import type { Bytes32, Hex } from "../types/Hex.ts";
import { parseBytes32, sizeOf } from "../types/parseHex.ts";

/**
 * The name under which the registry keeps a signer: an account's own 20 bytes, left-padded, or the hash of an ERC-7913 signer.
 *
 * @param signer 20 bytes of an account, or `verifier || key`
 * @example
 * ```ts
 * const key: Bytes32 = toKey(parseHex(account));
 * ```
 */
export function toKey(signer: Hex): Bytes32 {
  return parseBytes32(sizeOf(signer) === 20 ? `0x${"00".repeat(12)}${signer.slice(2)}` : keccak256(signer));
}
