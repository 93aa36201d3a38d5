import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

import type { Bytes32, Hex } from "../../types/Hex.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";

/** 32 bytes as the text that stands for them. @throws QuorateError HEX_MALFORMED for another length */
export function toBytes32(bytes: Uint8Array): Bytes32 {
  return parseBytes32(`0x${bytesToHex(bytes)}`);
}

/** Bytes as the text that stands for them. */
export function toHex(bytes: Uint8Array): Hex {
  return parseHex(`0x${bytesToHex(bytes)}`);
}

/** The bytes that a text stands for. */
export function fromHex(text: Hex | `0x${string}`): Uint8Array {
  return hexToBytes(text.slice(2));
}
