import { checkReceiptParts } from "../crypto/batch/checkReceiptParts.ts";
import { parseReceipt } from "../crypto/batch/parseReceipt.ts";
import { notAnchored, notPromised } from "../crypto/batch/receiptFaults.ts";
import { type VerifiedReceipt, verifyReceipt } from "../crypto/batch/verifyReceipt.ts";
import type { BatchReceipt } from "../types/BatchReceipt.ts";
import type { Client } from "../types/Client.ts";
import type { RecordKind } from "../types/PackedRecord.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import { recordPlaceOf } from "./recordPlaceOf.ts";

const NOTHING = `0x${"0".repeat(64)}`;

/**
 * Checks a receipt against what a client's node says: the batch that the chain keeps or, of a receipt without one, that who promised it signed for its
 * log at that block.
 *
 * @throws QuorateError RECEIPT_... and RECORD_MALFORMED
 */
export async function verifyOnChain(
  client: Client,
  given: BatchReceipt | string,
  kind?: RecordKind,
): Promise<VerifiedReceipt> {
  const receipt = parseReceipt(given);
  const place = { ...recordPlaceOf(client), kind };
  const { logId, batch } = receipt;
  const anchor = client.contracts.batchAnchor;
  if (batch !== undefined) {
    const batchHash = parseBytes32(await anchor.batchHash(logId, batch.number));
    if (batchHash === NOTHING) throw notAnchored("The chain does not keep its batch, or not any more.");
    return verifyReceipt(receipt, { ...place, batchHash });
  }
  const { promise } = checkReceiptParts(receipt, place);
  if (promise === undefined) throw notAnchored("It has neither batch nor promise.");
  const { promisedBy, promisedAtBlock } = promise;
  const [{ fromBlock, untilBlock }, { seat }] = await Promise.all([
    anchor.termOf(logId, promisedBy),
    anchor.logOf(logId),
  ]);
  const isTerm =
    fromBlock !== 0n && promisedAtBlock >= fromBlock && (untilBlock === 0n || promisedAtBlock < untilBlock);
  // DEFENCE: promise-of-a-signer
  if (!isTerm) throw notPromised(`${promisedBy} did not sign for the log at block ${promisedAtBlock}`, promisedBy);
  // DEFENCE: promise-that-counts
  if (promisedAtBlock < (await anchor.settledUntil(seat)) || (await anchor.suspendedSince(seat)) !== 0n)
    throw notPromised(`the batcher of seat ${seat} is suspended, or was reinstated since`, promisedBy);
  return verifyReceipt(receipt, { ...place, promisers: [promisedBy] });
}
