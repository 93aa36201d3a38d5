import { decodeBytes32String, encodeBytes32String } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import type { Bytes32 } from "./Hex.ts";
import { parseBytes32 } from "./parseHex.ts";

/**
 * A short text, such as a module's name or a parameter's key, in the 32 bytes that the chain keeps.
 *
 * @throws QuorateError TEXT_TOO_LONG
 * @example
 * ```ts
 * const key: Bytes32 = toShortText("member.keyCoolDown");
 * ```
 */
export function toShortText(text: unknown): Bytes32 {
  if (typeof text !== "string" || text === "" || text.includes("\0") || new TextEncoder().encode(text).length > 31) {
    throw new QuorateError({
      code: "TEXT_TOO_LONG",
      summary: `${typeof text === "string" ? JSON.stringify(text.slice(0, 80)) : `A ${typeof text}`} is no short text.`,
      remedy: "Use 1 to 31 bytes of UTF-8 without zero bytes.",
      facts: { given: typeof text === "string" ? text.slice(0, 80) : typeof text },
    });
  }
  return parseBytes32(encodeBytes32String(text));
}

/**
 * The short text in 32 bytes; undefined where they hold none that a person could read.
 *
 * @example
 * ```ts
 * fromShortText(toShortText("Governor")); // "Governor"
 * ```
 */
export function fromShortText(bytes: string): string | undefined {
  try {
    const text = decodeBytes32String(bytes);
    const isReadable = /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(text);
    return isReadable && encodeBytes32String(text) === bytes.toLowerCase() ? text : undefined;
  } catch {
    return undefined;
  }
}
