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

await loadHashes();
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
