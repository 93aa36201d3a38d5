import type { TypedDataField } from "ethers";

import type { TypedData } from "./VotingKey.ts";

/** The types of structured data as ethers takes them, which wants lists it could change. */
export function copyTypes(types: TypedData["types"]): Record<string, TypedDataField[]> {
  return Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, [...fields]]));
}
