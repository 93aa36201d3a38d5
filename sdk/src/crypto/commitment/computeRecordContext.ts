import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordContext } from "../../types/RecordContext.ts";
import { checkWidth } from "./checkWidth.ts";
import { hashWords } from "./hashWords.ts";
import { fromHex, toBytes32 } from "./toBytes32.ts";
import { recordTypehashes } from "./typehashes.ts";

/**
 * What ties every commitment of a record to its chain, registry, group, epoch and sender, as the registry computes it.
 *
 * @throws QuorateError INTEGER_MALFORMED
 * @example
 * ```ts
 * const bound: Bytes32 = computeRecordContext({ chainId: 7n, registry, group: 1n, epoch: 1n, sender: 3n, senderNonce: 0n });
 * ```
 */
export function computeRecordContext(context: RecordContext): Bytes32 {
  const { chainId, registry, group, epoch, sender, senderNonce } = context;
  checkWidth("chainId", chainId, 64);
  checkWidth("group", group, 32);
  checkWidth("epoch", epoch, 32);
  checkWidth("sender", sender, 16);
  checkWidth("senderNonce", senderNonce, 256);
  return toBytes32(
    hashWords([recordTypehashes.context, chainId, fromHex(registry), group, epoch, sender, senderNonce]),
  );
}
