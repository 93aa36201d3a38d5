import { ZeroHash } from "ethers";

import type { Bytes32 } from "../types/Hex.ts";
import { parseBytes32 } from "../types/parseHex.ts";

/** The salt that was given, or 32 zero bytes. */
export function saltOrZero(salt: Bytes32 | undefined): Bytes32 {
  return salt ?? parseBytes32(ZeroHash);
}
