import { readAnchored } from "../../internal/readBatchEvents.ts";
import { eventsNamed } from "../../internal/send.ts";
import { type WatchLimits, watchEvents } from "../../internal/watchEvents.ts";
import type { AnchoredHeader } from "../../types/AnchoredHeader.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";

/** Of which log, where to begin, and how sure to be. `timeoutMs` limits each question to the node, not the watching. */
export interface WatchBatchesParameters extends WatchLimits {
  /** Only this log; without it, all. */
  readonly logId?: Bytes32;
}

/** A batch that was anchored. */
export interface AnchoredBatchChange {
  readonly type: "added";
  readonly batch: AnchoredHeader;
}

/** A batch that is not on the chain any more: the chain took another course. */
export interface RemovedBatchChange {
  readonly type: "removed";
  readonly batch: Pick<AnchoredHeader, "logId" | "number" | "root">;
}

/** The batches, one after the other, until the signal aborts. */
export type WatchBatchesReturnType = AsyncGenerator<AnchoredBatchChange | RemovedBatchChange, void>;

/**
 * Watches batches being anchored. Changes of the chain's course are rolled back. The loop ends when the signal aborts.
 *
 * @throws QuorateError CHAIN_REORGANISED, LOGS_REFUSED, CHAIN_UNREACHABLE, TIMED_OUT
 * @example
 * ```ts
 * for await (const { type, batch } of watchBatches(client, { confirmations: 2, signal })) {
 *   console.log(type, batch.logId, batch.number);
 * }
 * ```
 */
export async function* watchBatches(client: Client, parameters: WatchBatchesParameters = {}): WatchBatchesReturnType {
  const watched = { limits: parameters, address: client.modules.batchAnchor, doing: "watching batches" };
  for await (const { type, event } of watchEvents(client, watched)) {
    const [anchored] = eventsNamed([event], "BatchAnchor.BatchAnchored");
    if (anchored === undefined) continue;
    const { logId, number, root } = anchored.facts;
    if (parameters.logId !== undefined && parameters.logId !== logId) continue;
    if (type === "removed") yield { type, batch: { logId, number, root } };
    else yield { type, batch: await readAnchored(client, anchored) };
  }
}
