import { AbiCoder, id, keccak256 } from "ethers";

import type { Hex } from "./Hex.ts";
import { toHex } from "./toHex.ts";

/** Separates this commitment from every other hash of the suite. */
const METADATA_DOMAIN: Hex = toHex(id("quorate.member-metadata.v1"));

/** What a member's metadata commitment commits to. An absent identifier is an empty text. */
export interface MemberMetadata {
  readonly chainId: bigint;
  /** 32 random bytes that only the member and those it tells know; without them the commitment cannot be guessed. */
  readonly salt: Hex;
  readonly name: string;
  readonly lei: string | null;
  readonly domain: string | null;
}

/**
 * Commits to who a member is without telling: keccak256(abi.encode(domain tag, chainId, salt, name, lei, domain)).
 * A member that shows the six values lets anybody check them against the chain.
 *
 * @returns 32 bytes
 */
export function createMetadataCommitment({ chainId, salt, name, lei, domain }: MemberMetadata): Hex {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["bytes32", "uint256", "bytes32", "string", "string", "string"],
    [METADATA_DOMAIN, chainId, salt, name, lei ?? "", domain ?? ""],
  );
  return toHex(keccak256(encoded));
}
