import { parseAddress } from "#sdk";
import { type BatchClient, type CreateBatchClientParameters, createBatchClient } from "#sdk/receipts";

import type { Stage } from "../stage/Stage.ts";

/** What a member's program sends records with: it takes the promises of the machine on duty and of nobody else. */
export function openBatchClient(
  { batching, client, signal }: Stage,
  pace: Pick<CreateBatchClientParameters, "attempts" | "maxPending" | "maxRecords" | "maxRestMs" | "restMs">,
): BatchClient {
  const { chainId, modules } = client;
  return createBatchClient({
    chainId,
    registry: modules.confidentialRegistry,
    anchor: modules.batchAnchor,
    executor: modules.batchExecutor,
    urls: [batching.url],
    promisers: [parseAddress(batching.operator.machine.address)],
    signal,
    ...pace,
  });
}
