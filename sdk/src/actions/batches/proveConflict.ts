import { altered } from "../../crypto/batch/receiptFaults.ts";
import { send } from "../../internal/send.ts";
import { toChainPromise } from "../../internal/toChainInclusion.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Two receipts that a batcher gave for one number of its log. */
export interface ProveConflictParameters extends WaitLimits {
  readonly first: BatchReceipt;
  readonly second: BatchReceipt;
}

/** The transaction. */
export interface ProveConflictReturnType {
  readonly receipt: Receipt;
}

/**
 * Shows two promises that gave one number to two different records: the batcher is suspended at once. Anybody may.
 *
 * @throws QuorateError RECEIPT_PROMISE_WRONG, RECEIPT_ALTERED where the receipts are of two numbers or logs, SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as PromisesAgree, PromiseNotSigned, PromiseSettled, BatcherIsSuspended
 * @example
 * ```ts
 * await proveConflict(client, { first: receipt, second: otherReceipt });
 * ```
 */
export async function proveConflict(
  client: Client,
  parameters: ProveConflictParameters,
): Promise<ProveConflictReturnType> {
  const { first, second } = parameters;
  if (first.sequence !== second.sequence || first.logId !== second.logId)
    throw altered("sequence", "The two are of different numbers or logs, so they do not contradict each other.");
  const [a, b] = [toChainPromise(first), toChainPromise(second)];
  const sent = await send(client, parameters, "proving a conflict", async () =>
    client.contracts.batchAnchor.proveConflict.populateTransaction(
      a.promised,
      a.signature,
      first.digest,
      a.proof,
      b.promised,
      b.signature,
      second.digest,
      b.proof,
      first.sequence,
    ),
  );
  return { receipt: sent.receipt };
}
