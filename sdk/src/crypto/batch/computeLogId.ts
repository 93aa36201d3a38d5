import { hashWords } from "../commitment/hashWords.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { batchTypehashes } from "./batchTypehashes.ts";
import type { AnchorPlace } from "./promiseDigest.ts";

/**
 * The id of a log, as the chain computes it: a store's, or with the date of the seat's admission as salt the member's own.
 *
 * @example
 * ```ts
 * const id: Uint8Array = computeLogId({ chainId, anchor, seat: 3, salt: crypto.getRandomValues(new Uint8Array(32)) });
 * ```
 */
export function computeLogId(log: AnchorPlace & { readonly seat: number; readonly salt: Uint8Array }): Uint8Array {
  return hashWords([batchTypehashes.log, log.chainId, fromHex(log.anchor), log.seat, log.salt]);
}
