import { hmacSha256 } from "../hashing/sha256.ts";

/** How many bytes mark a slot for its reader. */
export const TAG_BYTES = 8;

/** What a reader finds its slot by. Without the epoch's secret, which its members share, a tag says nothing. */
export function computeTag(epochSecret: Uint8Array, recordContext: Uint8Array, keyId: Uint8Array): Uint8Array {
  // DEFENCE: tag-of-one-record [recordContext, keyId => recordContext.slice(32), keyId]
  return hmacSha256(epochSecret, recordContext, keyId).slice(0, TAG_BYTES);
}
