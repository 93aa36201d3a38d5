import type { ModuleEvent } from "../../internal/decodeEvent.ts";
import { type WatchLimits, watchEvents } from "../../internal/watchEvents.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

const STEPS = {
  "ConfidentialRegistry.RecordRegistered": "registered",
  "ConfidentialRegistry.RecordAcknowledged": "acknowledged",
  "ConfidentialRegistry.AcknowledgementSkipped": "skipped",
  "ConfidentialRegistry.RecordFinal": "final",
  "ConfidentialRegistry.RecordContested": "contested",
  "ConfidentialRegistry.RecordAnswered": "answered",
  "ConfidentialRegistry.RecordStoodBy": "stoodBy",
  "ConfidentialRegistry.RecordRejected": "rejected",
  "ConfidentialRegistry.RecordUpheld": "upheld",
  "ConfidentialRegistry.RecordCancelled": "cancelled",
  "ConfidentialRegistry.RecordSuperseded": "superseded",
  "ConfidentialRegistry.RecordGranted": "granted",
  "ConfidentialRegistry.RecordHeld": "held",
  "ConfidentialRegistry.RecordShredStarted": "shredStarted",
  "ConfidentialRegistry.RecordShredReceipt": "shredReceipt",
} as const;

/** What happens to a record. That it expires is no event: see {@link getRecord}. */
export type RecordStep = (typeof STEPS)[keyof typeof STEPS];

/** Where to begin, and how sure to be. `timeoutMs` limits each question to the node, not the watching. */
export interface WatchRecordsParameters extends WatchLimits {
  /** Only this record; without it, all. */
  readonly recordId?: Bytes32;
}

/** Something that happened to a record, or that did not happen after all. */
export interface RecordChange {
  /** `removed`: the chain took another course, and what was shown before is not so. */
  readonly type: "added" | "removed";
  readonly step: RecordStep;
  readonly recordId: Bytes32;
  readonly blockNumber: bigint;
  readonly transactionHash: Bytes32;
  /** The event with all its facts. */
  readonly event: ModuleEvent;
}

/** The changes, one after the other, until the signal aborts. */
export type WatchRecordsReturnType = AsyncGenerator<RecordChange, void>;

/**
 * Watches what happens to confidential records. Changes of the chain's course are rolled back. The loop ends when the signal aborts.
 *
 * @throws QuorateError CHAIN_REORGANISED, LOGS_REFUSED, CHAIN_UNREACHABLE, TIMED_OUT
 * @example
 * ```ts
 * for await (const { type, step, recordId } of watchRecords(client, { confirmations: 2, signal })) {
 *   console.log(type, step, recordId);
 * }
 * ```
 */
export async function* watchRecords(client: Client, parameters: WatchRecordsParameters = {}): WatchRecordsReturnType {
  const watched = { limits: parameters, address: client.modules.confidentialRegistry, doing: "watching records" };
  for await (const { type, event } of watchEvents(client, watched)) {
    const change = toRecordChange(type, event);
    const isAsked = parameters.recordId === undefined || change?.recordId === parameters.recordId;
    if (change !== undefined && isAsked) yield change;
  }
}

/** What an event of the registry says of a record; undefined where it is about none. */
export function toRecordChange(type: RecordChange["type"], event: ModuleEvent): RecordChange | undefined {
  const step = Object.entries(STEPS).find(([name]) => name === event.name)?.[1];
  if (step === undefined || !("recordId" in event.facts)) return undefined;
  return {
    type,
    step,
    recordId: parseBytes32(event.facts.recordId),
    blockNumber: BigInt(event.log.blockNumber),
    transactionHash: parseBytes32(event.log.transactionHash),
    event,
  };
}
