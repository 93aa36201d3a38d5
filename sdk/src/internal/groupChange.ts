import { AbiCoder, keccak256 } from "ethers";

import type { GroupPolicy } from "../types/GroupPolicy.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import { type EncodedGroupPolicy, encodeGroupPolicy } from "./groupPolicy.ts";
import { toMandatoryWord, toSeatSet } from "./seatSet.ts";

/** What a group is after a change: all of it, not what differs. */
export interface GroupChange {
  /** Its members, in any order. */
  readonly seats: readonly bigint[];
  /** The members whose acknowledgement every record needs; at most 16. */
  readonly mandatory: readonly bigint[];
  readonly policy: GroupPolicy;
}

/** A change as the ABI encodes it. */
export interface EncodedGroupChange {
  readonly seats: { readonly words: [bigint, bigint] };
  readonly mandatory: bigint;
  readonly policy: EncodedGroupPolicy;
}

/** A change as the ABI encodes it. @throws QuorateError OBJECT_MALFORMED, INTEGER_MALFORMED */
export function encodeGroupChange({ seats, mandatory, policy }: GroupChange): EncodedGroupChange {
  const [low, high] = toSeatSet(seats);
  return {
    seats: { words: [low, high] },
    mandatory: toMandatoryWord(mandatory),
    policy: encodeGroupPolicy(policy),
  };
}

/**
 * What members consent to when they change their group by its own rule: the `contentHash` of the action `changeGroup`.
 *
 * @throws QuorateError OBJECT_MALFORMED, INTEGER_MALFORMED
 * @example
 * ```ts
 * const contentHash: Bytes32 = hashGroupChange({ seats: [0n, 1n, 2n], mandatory: [], policy });
 * ```
 */
export function hashGroupChange(change: GroupChange): Bytes32 {
  const { seats, mandatory, policy } = encodeGroupChange(change);
  const words = [...seats.words, mandatory, ...Object.values(policy)].map(BigInt);
  return parseBytes32(keccak256(AbiCoder.defaultAbiCoder().encode([`uint256[${words.length}]`], [words])));
}
