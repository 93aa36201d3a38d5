import { readAnchored } from "../../internal/readBatchEvents.ts";
import { eventNamed, send } from "../../internal/send.ts";
import { toChainPromise } from "../../internal/toChainInclusion.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { AnchoredHeader } from "../../types/AnchoredHeader.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Whose promise is kept in the batcher's place. */
export interface AnchorPromisedParameters extends WaitLimits {
  /** Any receipt with the promise of the group that is the log's next. */
  readonly batchReceipt: BatchReceipt;
}

/** The batch. */
export interface AnchorPromisedReturnType {
  readonly batch: AnchoredHeader;
  readonly receipt: Receipt;
}

/**
 * Anchors in a batcher's place exactly what it promised, in order, once it is suspended or has no duty any more.
 *
 * @throws QuorateError RECEIPT_PROMISE_WRONG, SIGNER_MISSING, EVENT_MISSING, CHAIN_REORGANISED, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as BatcherServes, BatchOutOfOrder, PromiseNotSigned
 * @example
 * ```ts
 * const { batch } = await anchorPromised(client, { batchReceipt: receipt });
 * ```
 */
export async function anchorPromised(
  client: Client,
  parameters: AnchorPromisedParameters,
): Promise<AnchorPromisedReturnType> {
  const { promised, signature } = toChainPromise(parameters.batchReceipt);
  const sent = await send(client, parameters, "anchoring what was promised", async () =>
    client.contracts.batchAnchor.anchorPromised.populateTransaction(promised, signature),
  );
  const event = eventNamed(sent, "BatchAnchor.BatchAnchored");
  const batch = await withLimits(parameters, client, "reading a batch", () => readAnchored(client, event));
  return { batch, receipt: sent.receipt };
}
