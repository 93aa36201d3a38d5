import { assertArgument } from "ethers";

import { type Hex, isHex } from "./Hex.ts";

/** Narrows what a library returns as text to bytes in hexadecimal. Throws ethers' INVALID_ARGUMENT for anything else: a defect. */
export function toHex(text: string): Hex {
  assertArgument(isHex(text), "not whole bytes in hexadecimal", "text", text);
  return text;
}
