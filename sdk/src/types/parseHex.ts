import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes32, Hex } from "./Hex.ts";

const PATTERN = /^0x(?:[0-9a-f]{2})*$/;

/**
 * Reads whole bytes in hexadecimal after `0x`; upper case becomes lower case.
 *
 * @param bytes how many bytes there must be, when that matters
 * @throws QuorateError HEX_MALFORMED
 * @example
 * ```ts
 * const data: Hex = parseHex("0x00FF", 2); // "0x00ff"
 * ```
 */
export function parseHex(text: unknown, bytes?: number): Hex {
  const lower = typeof text === "string" ? text.toLowerCase() : text;
  if (!isHex(lower) || (bytes !== undefined && lower.length !== 2 + 2 * bytes)) {
    const wanted = bytes === undefined ? "whole bytes" : `${bytes} bytes`;
    throw new QuorateError({
      code: "HEX_MALFORMED",
      summary: `${show(text)} is not ${wanted} in hexadecimal.`,
      remedy: `Write 0x and then ${bytes === undefined ? "two digits for each byte" : `${2 * bytes} digits`}.`,
      facts: { given: show(text), bytes: bytes ?? null },
    });
  }
  return lower;
}

/**
 * Reads exactly 32 bytes.
 *
 * @throws QuorateError HEX_MALFORMED
 * @example
 * ```ts
 * const salt: Bytes32 = parseBytes32(`0x${"00".repeat(32)}`);
 * ```
 */
export function parseBytes32(text: unknown): Bytes32 {
  const bytes = parseHex(text, 32);
  if (!isBytes32(bytes)) throw new TypeError("32 bytes are 66 characters");
  return bytes;
}

/** How many bytes a value has. */
export function sizeOf(bytes: Hex): number {
  return (bytes.length - 2) / 2;
}

function isHex(text: unknown): text is Hex {
  return typeof text === "string" && PATTERN.test(text);
}

function isBytes32(bytes: Hex): bytes is Bytes32 {
  return bytes.length === 66;
}

function show(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : `a ${value === null ? "null" : typeof value}`;
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
