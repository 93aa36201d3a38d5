import { parseInteger } from "../../internal/parseInteger.ts";
import type { Address } from "../../types/Hex.ts";
import { parseHex } from "../../types/parseHex.ts";
import type { RegistryPlace } from "./storedContent.ts";

/** A registry as a caller names it. */
export interface NamedRegistry {
  readonly chainId: bigint;
  readonly registry: Address;
}

/** A registry as a store names it. @throws QuorateError INTEGER_MALFORMED, HEX_MALFORMED */
export function toPlace({ chainId, registry }: NamedRegistry): RegistryPlace {
  return { chainId: parseInteger(chainId, 64), registry: parseHex(registry, 20) };
}

/** Whether two registries are one. */
export function isSamePlace(one: RegistryPlace, other: RegistryPlace): boolean {
  return one.chainId === other.chainId && one.registry === other.registry;
}
