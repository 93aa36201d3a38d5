import { TypedDataEncoder } from "ethers";

import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import { copyTypes } from "./copyTypes.ts";
import type { TypedData } from "./VotingKey.ts";

/** The 32 bytes that a signature over structured data commits to (EIP-712). */
export function hashTypedData({ domain, types, message }: TypedData): Hex {
  return toHex(TypedDataEncoder.hash(domain, copyTypes(types), message));
}
