import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";

import { loadHashes, type RecordPlace } from "#sdk/receipts";

import { createRecordVerifier } from "./createRecordVerifier.ts";
import { isCurveNative } from "./nativeCurve.ts";
import { openSlots } from "./slotMemory.ts";

/** What a thread is started with. */
export interface VerifyThreadStart {
  readonly memory: SharedArrayBuffer;
  readonly place: RecordPlace;
}

/** What a thread is sent: which slot, and how many records are in it. */
export type SentSlot = readonly [index: number, count: number];

/**
 * Lets every other thread go first: whatever waits for a free core behind a slot of signatures is an answer that is ready, or the work of the next slot. Linux gives
 * threads priorities of their own; elsewhere all of them stay alike.
 */
function giveWay(): void {
  try {
    const [, , thread] = readlinkSync("/proc/thread-self").split("/");
    setPriority(Number(thread), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is a matter of latency only.
  }
}

await loadHashes();
giveWay();
if (parentPort !== null) {
  const port = parentPort;
  const { memory, place }: VerifyThreadStart = workerData;
  const slots = openSlots(memory);
  const verify = createRecordVerifier(place);
  port.on("message", ([index, count]: SentSlot) => {
    const slot = slots[index];
    if (slot !== undefined) verify(slot, count);
    port.postMessage(index);
  });
  port.postMessage(isCurveNative());
}
