import { eventCatalogue } from "../../generated/events.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import { decodeRegistration } from "../../internal/readRegistration.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { decodeLogs, eventsNamed } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Registration } from "../../types/Registration.ts";

const REGISTERED = "ConfidentialRegistry.RecordRegistered";

/** Whose records; without anything, all. */
export interface ListRecordsParameters extends WaitLimits {
  readonly group?: bigint | undefined;
  /** The seat that sent them. */
  readonly sender?: bigint | undefined;
  /** First block; without it, the chain's first. */
  readonly fromBlock?: bigint | undefined;
}

/** A record as it was registered. */
export interface ListedRecord extends Omit<Registration, "registeredAt"> {
  readonly blockNumber: bigint;
}

/** The records in the order of their registration. */
export type ListRecordsReturnType = readonly ListedRecord[];

/**
 * The records that were registered. {@link getRecord} says where each stands now.
 *
 * @throws QuorateError INTEGER_MALFORMED, EVENT_MISSING, LOGS_REFUSED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { recordId, context } of await listRecords(client, { group: 1n })) console.log(recordId, context.sender);
 * ```
 */
export async function listRecords(
  client: Client,
  parameters: ListRecordsParameters = {},
): Promise<ListRecordsReturnType> {
  const { group, sender, fromBlock = 0n } = parameters;
  const topics = [eventCatalogue[REGISTERED].topic, null, toTopic(group, 32), toTopic(sender, 16)];
  return await withLimits(parameters, client, "listing records", async (signal) => {
    const to = await client.provider.getBlockNumber();
    const range = { address: client.modules.confidentialRegistry, topics, from: Number(fromBlock), to };
    const records: ListedRecord[] = [];
    for await (const { logs } of scanLogs(client.provider, range, signal)) {
      for (const event of eventsNamed(decodeLogs(client, logs), REGISTERED))
        records.push({ ...decodeRegistration(client, event), blockNumber: BigInt(event.log.blockNumber) });
    }
    return records;
  });
}

function toTopic(value: bigint | undefined, bits: number): string | null {
  return value === undefined ? null : `0x${parseInteger(value, bits).toString(16).padStart(64, "0")}`;
}
