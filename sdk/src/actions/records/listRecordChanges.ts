import { findBlockAt } from "../../internal/findBlockAt.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { decodeLogs } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { type RecordChange, toRecordChange } from "./watchRecords.ts";

/** Which record. */
export interface ListRecordChangesParameters extends WaitLimits {
  readonly recordId: Bytes32;
}

/** Everything that happened to the record, in order; nothing where there is no such record. */
export type ListRecordChangesReturnType = readonly RecordChange[];

/**
 * What happened to a record until now: who acknowledged or rejected it, what was answered, to whom it was granted. That it expires is no
 * event: see {@link getRecord}.
 *
 * @throws QuorateError LOGS_REFUSED, CHAIN_REORGANISED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { step, event } of await listRecordChanges(client, { recordId })) console.log(step, event.facts);
 * ```
 */
export async function listRecordChanges(
  client: Client,
  parameters: ListRecordChangesParameters,
): Promise<ListRecordChangesReturnType> {
  const recordId = parseBytes32(parameters.recordId);
  return await withLimits(parameters, client, "reading what happened to a record", async (signal) => {
    const { proposedAt } = await client.contracts.confidentialRegistry.recordOf(recordId);
    if (proposedAt === 0n) return [];
    const from = await findBlockAt(client.provider, proposedAt, signal);
    const to = await client.provider.getBlockNumber();
    const range = { address: client.modules.confidentialRegistry, topics: [null, recordId], from, to };
    const changes: RecordChange[] = [];
    for await (const { logs } of scanLogs(client.provider, range, signal)) {
      for (const event of decodeLogs(client, logs)) {
        const change = toRecordChange("added", event);
        if (change !== undefined) changes.push(change);
      }
    }
    return changes;
  });
}
