import { createReceipt } from "../../crypto/batch/createReceipt.ts";
import { createRecordDigester } from "../../crypto/batch/createRecordDigester.ts";
import { fromHex } from "../../crypto/commitment/toBytes32.ts";
import { readAnchored } from "../../internal/readBatchEvents.ts";
import { recordPlaceOf } from "../../internal/recordPlaceOf.ts";
import { eventNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { AnchoredHeader } from "../../types/AnchoredHeader.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** What is anchored. */
export interface AnchorOneParameters extends WaitLimits {
  /** A packed signed record, as a batcher takes it. */
  readonly record: Uint8Array;
}

/** Where it is now. */
export interface AnchorOneReturnType {
  /** As a batcher gives it, at the level anchored. */
  readonly batchReceipt: BatchReceipt;
  readonly batch: AnchoredHeader;
  /** Of the transaction. */
  readonly receipt: Receipt;
}

/**
 * Anchors one signed record without any batcher, in a log that is the member's own. The client's signer is a key for records of any member; the record may
 * be another's.
 *
 * @throws QuorateError RECORD_MALFORMED, SIGNER_MISSING, EVENT_MISSING, CHAIN_REORGANISED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as MemberActionNotAllowed
 * @example
 * ```ts
 * const { batchReceipt } = await anchorOne(client, { record: packedRecord });
 * ```
 */
export async function anchorOne(client: Client, parameters: AnchorOneParameters): Promise<AnchorOneReturnType> {
  const { record } = parameters;
  const place = recordPlaceOf(client);
  const digest = createRecordDigester(place)(record);
  const sent = await send(client, parameters, "anchoring a record", async () =>
    client.contracts.batchAnchor.anchorOne.populateTransaction(digest),
  );
  const event = eventNamed(sent, "BatchAnchor.BatchAnchored");
  const batch = await withLimits(parameters, client, "reading a batch", () => readAnchored(client, event));
  const { number, blockNumber, transactionHash } = batch;
  const [firstSequence, anchoredAt] = [Number(batch.firstSequence), Number(batch.anchoredAt)];
  const header = { root: fromHex(batch.root), firstSequence, count: 1, anchoredAt, previous: fromHex(batch.previous) };
  const anchored = { number: Number(number), header, proof: [], blockNumber: Number(blockNumber), transactionHash };
  const facts = { ...place, logId: fromHex(batch.logId), sequence: firstSequence, record, digest };
  return { batchReceipt: createReceipt({ ...facts, batch: anchored }), batch, receipt: sent.receipt };
}
