import { TypedDataEncoder, type TypedDataField } from "ethers";

import type { TypedData } from "../types/BallotSigner.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { parseBytes32 } from "../types/parseHex.ts";

/**
 * The digest of structured data. Source: EIP-712.
 *
 * @example
 * ```ts
 * const digest: Bytes32 = hashTypedData(toBallotTypedData({ chainId, governor }, ballot));
 * ```
 */
export function hashTypedData(data: TypedData): Bytes32 {
  return parseBytes32(TypedDataEncoder.hash(data.domain, copyTypes(data.types), data.message));
}

/** The types as ethers takes them, which may change its copy. */
export function copyTypes(types: TypedData["types"]): Record<string, TypedDataField[]> {
  return Object.fromEntries(
    Object.entries(types).map(([name, fields]) => [name, fields.map((field) => ({ ...field }))]),
  );
}
