import { notAnchored, notPromised } from "../crypto/batch/receiptFaults.ts";
import type { BatchReceipt, ReceiptBatch, ReceiptPromise } from "../types/BatchReceipt.ts";

/** A receipt's batch and proof as the contracts take them. @throws QuorateError RECEIPT_NOT_ANCHORED */
export function toChainInclusion({ logId, sequence, batch }: BatchReceipt) {
  const { number, proof, ...header } = batchOf(batch);
  const { root, firstSequence, count, anchoredAt, previous } = header;
  return { logId, number, header: { root, firstSequence, count, anchoredAt, previous }, sequence, proof: [...proof] };
}

/** A receipt's promise as the contracts take it. @throws QuorateError RECEIPT_PROMISE_WRONG where it has none */
export function toChainPromise({ logId, promise }: BatchReceipt) {
  const { firstSequence, count, groupRoot, deadline, promisedAtBlock, signature, proof } = promiseOf(promise);
  const promised = { logId, firstSequence, count, groupRoot, deadline, promisedAtBlock };
  return { promised, signature, proof: [...proof] };
}

function batchOf(batch: ReceiptBatch | undefined): ReceiptBatch {
  if (batch === undefined) throw notAnchored("It has no batch.");
  return batch;
}

function promiseOf(promise: ReceiptPromise | undefined): ReceiptPromise {
  if (promise === undefined) throw notPromised("it has none", undefined);
  return promise;
}
