import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";
import type { RecordKind } from "../../types/PackedRecord.ts";
import { type CheckedReceipt, checkReceiptParts } from "./checkReceiptParts.ts";
import type { RecordPlace } from "./createRecordDigester.ts";
import { notAnchored } from "./receiptFaults.ts";

/** What the caller trusts: the contracts, and somebody who vouches for the batch or the promise. */
export interface VerifyReceiptParameters extends RecordPlace {
  /** What the chain keeps of the batch with the receipt's log and number, from a node that the caller trusts. */
  readonly batchHash?: Bytes32 | undefined;
  /** Accounts of batchers whose promises the caller takes for what they say, where the batch is not anchored yet. */
  readonly promisers?: readonly Address[] | undefined;
  /** Refuses records of other kinds. */
  readonly kind?: RecordKind | undefined;
}

/** What a receipt proves. */
export interface VerifiedReceipt extends CheckedReceipt {
  /** `durable`: a batcher that the caller trusts promised to anchor it. `anchored`: it is in the batch that the caller trusts. */
  readonly level: "durable" | "anchored";
}

/**
 * Checks a receipt alone: computes what the member signed from the record itself, its signature, its leaf, and leads that to the batch that the
 * caller trusts, or to the promise of a batcher that the caller trusts. Ask a node for `batchHash` by the receipt's own log and number (`getBatch`), or let
 * `checkReceipt` do both.
 *
 * @throws QuorateError RECEIPT_MALFORMED, RECEIPT_FOREIGN, RECEIPT_ALTERED, RECEIPT_SIGNATURE_WRONG, RECEIPT_PROMISE_WRONG, RECEIPT_NOT_ANCHORED, RECEIPT_BATCH_DIFFERS, RECORD_MALFORMED
 * @example
 * ```ts
 * const { level, record } = verifyReceipt(receipt, { chainId, registry, anchor, executor, batchHash });
 * ```
 */
export function verifyReceipt(given: BatchReceipt | string, trusted: VerifyReceiptParameters): VerifiedReceipt {
  const checked = checkReceiptParts(given, trusted);
  return { level: levelOf(checked, trusted), ...checked };
}

function levelOf(
  { promise, batch }: CheckedReceipt,
  { batchHash, promisers }: VerifyReceiptParameters,
): "durable" | "anchored" {
  if (batchHash !== undefined) {
    // DEFENCE: anchored-at-all
    if (batch === undefined) throw notAnchored("It has no batch.");
    return "anchored";
  }
  // DEFENCE: vouched-for
  if (promise === undefined || promisers === undefined)
    throw notAnchored("Nobody whom the caller trusts vouches for it.");
  return "durable";
}
