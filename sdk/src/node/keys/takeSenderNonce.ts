import { QuorateError } from "../../errors/QuorateError.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { isSamePlace, type NamedRegistry, toPlace } from "./places.ts";
import type { StoredContent, UsedNonces } from "./storedContent.ts";
import { addUsed, isUsed, lowestUnused } from "./usedNonces.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** Who sends, and to which registry. */
export interface TakeSenderNonceParameters extends NamedRegistry, WaitLimits {
  /** The seat of the sender. */
  readonly sender: bigint;
  /** This number and no other; unless given, the lowest that was never taken. */
  readonly nonce?: bigint | undefined;
}

/**
 * Takes a number for a record. It is noted on disk before it is handed out, so that no crash and no other program uses it twice.
 *
 * @throws QuorateError SENDER_NONCE_USED, INTEGER_MALFORMED, HEX_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * const senderNonce: bigint = await takeSenderNonce(store, { chainId, registry, sender: 2n });
 * ```
 */
export async function takeSenderNonce(store: KeyStore, parameters: TakeSenderNonceParameters): Promise<bigint> {
  const place = { ...toPlace(parameters), sender: parseInteger(parameters.sender, 16) };
  const asked = parameters.nonce === undefined ? undefined : parseInteger(parameters.nonce, 256);
  return changeStore(store, parameters, (content) => {
    const isOurs = (used: UsedNonces): boolean => isSamePlace(used, place) && used.sender === place.sender;
    const ranges = content.nonces.find(isOurs)?.ranges ?? [];
    const answer = asked ?? lowestUnused(ranges);
    if (isUsed(ranges, answer)) throw used(answer); // DEFENCE: number-once
    const nonces = [...content.nonces.filter((each) => !isOurs(each)), { ...place, ranges: addUsed(ranges, answer) }];
    const changed: StoredContent = { ...content, nonces };
    return { content: changed, answer };
  });
}

function used(nonce: bigint): QuorateError {
  return new QuorateError({
    code: "SENDER_NONCE_USED",
    summary: `The number ${nonce} was taken for another record.`,
    remedy: "Take one without naming it.",
    facts: { nonce },
  });
}
