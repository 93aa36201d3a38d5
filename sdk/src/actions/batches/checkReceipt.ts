import type { VerifiedReceipt } from "../../crypto/batch/verifyReceipt.ts";
import { verifyOnChain } from "../../internal/verifyOnChain.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { RecordKind } from "../../types/PackedRecord.ts";

/** Which receipt. */
export interface CheckReceiptParameters extends WaitLimits {
  /** As an object, or its text. */
  readonly batchReceipt: BatchReceipt | string;
  /** Refuses records of other kinds. */
  readonly kind?: RecordKind | undefined;
}

/** What it proves. */
export type CheckReceiptReturnType = VerifiedReceipt;

/**
 * Checks a receipt against the chain: the batch that it keeps or, of a receipt without one, that who promised it signs for the log and is not suspended. With
 * a node of one's own this is the whole proof; wait for confirmations where the chain may take another course.
 *
 * @throws QuorateError RECEIPT_MALFORMED, RECEIPT_FOREIGN, RECEIPT_ALTERED, RECEIPT_SIGNATURE_WRONG, RECEIPT_PROMISE_WRONG, RECEIPT_NOT_ANCHORED, RECEIPT_BATCH_DIFFERS, RECORD_MALFORMED,
 * ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { level, record } = await checkReceipt(client, { batchReceipt: text });
 * ```
 */
export async function checkReceipt(
  client: Client,
  parameters: CheckReceiptParameters,
): Promise<CheckReceiptReturnType> {
  const { batchReceipt, kind } = parameters;
  return await withLimits(parameters, client, "checking a receipt", () => verifyOnChain(client, batchReceipt, kind));
}
