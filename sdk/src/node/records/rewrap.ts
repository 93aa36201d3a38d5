import { type GrantedSlot, grantSlot } from "../../crypto/grantSlot.ts";
import { listRewrapTasks, type RewrapTask, type SealedTo } from "../../crypto/keys/listRewrapTasks.ts";
import type { OpenedRecord } from "../../crypto/openRecord.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { eventCatalogue } from "../../generated/events.ts";
import { readTime } from "../../internal/readTime.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { decodeLogs, eventsNamed } from "../../internal/send.ts";
import { untilStopped } from "../../internal/untilStopped.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { listStoredKeys } from "../keys/listStoredKeys.ts";
import type { MemberStores } from "./findEpochSecret.ts";
import { open } from "./open.ts";

const GRANTED = "ConfidentialRegistry.RecordGranted";

/** Whose records: those that the member keeps envelopes of. */
export interface RewrapParameters extends MemberStores, WaitLimits {}

/** A record to be granted anew, with the slot for the member's current key; no slot where there is no such key yet. */
export interface RewrappedRecord extends RewrapTask {
  readonly granted: GrantedSlot | null;
}

/**
 * Makes slots for the member's current key in all records that were sealed to one which somebody else may have. Have each granted, by the
 * members of its group or by vote. Whoever took the old key still reads what was sealed to it.
 *
 * @throws QuorateError KEYSTORE_..., STORE_..., LOGS_REFUSED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { recordId, granted } of await rewrap(client, { keyStore, store })) console.log(recordId, granted?.slotHash);
 * ```
 */
export async function rewrap(client: Client, parameters: RewrapParameters): Promise<readonly RewrappedRecord[]> {
  return await withLimits(untilStopped(parameters), client, "rewrapping records", (signal) =>
    rewrapIn(client, parameters, signal),
  );
}

async function rewrapIn(
  client: Client,
  { keyStore, store, from }: RewrapParameters,
  signal: AbortSignal,
): Promise<readonly RewrappedRecord[]> {
  const keys = await listStoredKeys(keyStore, { signal });
  if (keys.every(({ compromisedSince }) => compromisedSince === null)) return [];
  const opened = new Map<Bytes32, OpenedRecord>();
  const records: SealedTo[] = [];
  for await (const recordId of store.list({ signal })) {
    const record = await openOwn(client, { keyStore, store, from }, recordId, signal);
    if (record === undefined) continue;
    opened.set(recordId, record);
    const keyIds = [...record.content.recipients, ...(await listGranted(client, recordId, signal))];
    records.push({ recordId, at: record.registration.registeredAt, keyIds });
  }
  const tasks = listRewrapTasks({ keys, records, now: await readTime(client) });
  return Promise.all(
    tasks.map(async (task) => {
      const [record, to] = [opened.get(task.recordId), keys.find(({ keyId }) => keyId === task.replacementKeyId)];
      const granted = record === undefined || to === undefined ? null : await grantSlot({ opened: record, to });
      return { ...task, granted };
    }),
  );
}

/** A record that the member can open, or undefined: a store may keep others' envelopes and those of other chains. */
async function openOwn(client: Client, stores: MemberStores, recordId: Bytes32, signal: AbortSignal) {
  try {
    const opened = await open(client, { ...stores, recordId, signal });
    await opened.document?.[Symbol.asyncIterator]().return?.();
    return opened;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof QuorateError) return undefined;
    throw error;
  }
}

async function listGranted(client: Client, recordId: Bytes32, signal: AbortSignal): Promise<readonly Bytes32[]> {
  const topics = [eventCatalogue[GRANTED].topic, recordId];
  const range = { address: client.modules.confidentialRegistry, topics, from: 0 };
  const keyIds: Bytes32[] = [];
  const to = await client.provider.getBlockNumber();
  for await (const { logs } of scanLogs(client.provider, { ...range, to }, signal))
    keyIds.push(...eventsNamed(decodeLogs(client, logs), GRANTED).map(({ facts }) => facts.keyId));
  return keyIds;
}
