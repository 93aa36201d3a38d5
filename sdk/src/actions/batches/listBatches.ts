import { eventCatalogue } from "../../generated/events.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import { readAnchored } from "../../internal/readBatchEvents.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { decodeLogs, eventsNamed } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { AnchoredHeader } from "../../types/AnchoredHeader.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";

const ANCHORED = "BatchAnchor.BatchAnchored";

/** Of which log, and which batch; without anything, all. */
export interface ListBatchesParameters extends WaitLimits {
  readonly logId?: Bytes32 | undefined;
  readonly number?: bigint | undefined;
  /** First block; without it, the chain's first. */
  readonly fromBlock?: bigint | undefined;
}

/** The batches in the order in which they were anchored. */
export type ListBatchesReturnType = readonly AnchoredHeader[];

/**
 * The batches that were anchored, with their headers.
 *
 * @throws QuorateError INTEGER_MALFORMED, LOGS_REFUSED, CHAIN_REORGANISED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { number, count } of await listBatches(client, { logId: batchHash })) console.log(number, count);
 * ```
 */
export async function listBatches(
  client: Client,
  parameters: ListBatchesParameters = {},
): Promise<ListBatchesReturnType> {
  const { logId = null, number, fromBlock = 0n } = parameters;
  const place = number === undefined ? null : `0x${parseInteger(number, 64).toString(16).padStart(64, "0")}`;
  const topics = [eventCatalogue[ANCHORED].topic, logId, place];
  return await withLimits(parameters, client, "listing batches", async (signal) => {
    const to = await client.provider.getBlockNumber();
    const range = { address: client.modules.batchAnchor, topics, from: Number(fromBlock), to };
    const batches: AnchoredHeader[] = [];
    for await (const { logs } of scanLogs(client.provider, range, signal)) {
      for (const event of eventsNamed(decodeLogs(client, logs), ANCHORED)) {
        signal.throwIfAborted();
        batches.push(await readAnchored(client, event));
      }
    }
    return batches;
  });
}
