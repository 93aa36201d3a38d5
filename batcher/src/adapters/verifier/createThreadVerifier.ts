import { Worker } from "node:worker_threads";

import type { RecordPlace } from "#sdk/receipts";

import type { Slot, Verifier } from "../../ports/Verifier.ts";
import { keccak256 } from "./keccak256.ts";
import { curve, isCurveNative } from "./nativeCurve.ts";
import { createSlotMemory, openSlots } from "./slotMemory.ts";
import type { SentSlot, VerifyThreadStart } from "./verifyThread.ts";

interface Thread {
  readonly worker: Worker;
  /** Slots that it has. */
  sent: number;
}

const THREAD = new URL("./verifyThread.ts", import.meta.url);
/** A thread has one slot under way and one that follows at once. */
const MAX_SENT = 2;
/** What a thread has, and what waits for it, for the store and to be filled: 131 KiB each. */
const SLOTS_PER_THREAD = 8;
const MIN_SLOTS = 24;

/** Starts the threads that check signatures. Resolves when all of them are ready. */
export async function createThreadVerifier(place: RecordPlace, threads: number): Promise<Verifier> {
  const memory = createSlotMemory(Math.max(MIN_SLOTS, threads * SLOTS_PER_THREAD));
  const slots = openSlots(memory);
  const started = await Promise.all(Array.from({ length: threads }, () => startThread({ memory, place })));
  const pool = started.map(({ worker }): Thread => ({ worker, sent: 0 }));
  const waiting: Slot[] = [];
  let isClosing = false;

  function dispatch(slot: Slot): boolean {
    const thread = pool.reduce<Thread | undefined>(
      (best, next) => (next.sent < (best?.sent ?? MAX_SENT) ? next : best),
      undefined,
    );
    if (thread === undefined) return false;
    thread.sent += 1;
    const sent: SentSlot = [slot.index, slot.count];
    thread.worker.postMessage(sent);
    return true;
  }

  return {
    isNative: isCurveNative() && started.every(({ isNative }) => isNative),
    slots,
    hasIdleWorker: () => pool.some(({ sent }) => sent === 0),
    send(slot) {
      if (!dispatch(slot)) waiting.push(slot);
    },
    listen(onVerified, onFailed) {
      for (const thread of pool) {
        thread.worker.on("message", (index: number) => {
          thread.sent -= 1;
          const next = waiting.shift();
          if (next !== undefined) dispatch(next);
          const slot = slots[index];
          if (slot !== undefined) onVerified(slot);
        });
        thread.worker.on("error", onFailed);
        thread.worker.on("exit", () => {
          if (!isClosing) onFailed(new Error("a thread that checks signatures has ended"));
        });
      }
    },
    recover(digest, signature) {
      try {
        const key = curve.ecdsaRecover(signature.slice(0, 64), (signature[64] ?? 0) - 27, digest, false);
        return keccak256(key.subarray(1)).subarray(12);
      } catch {
        return undefined;
      }
    },
    async close() {
      isClosing = true;
      await Promise.all(pool.map(({ worker }) => worker.terminate()));
    },
  };
}

async function startThread(start: VerifyThreadStart): Promise<{ readonly worker: Worker; readonly isNative: boolean }> {
  const worker = new Worker(THREAD, { workerData: start });
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  worker.once("message", resolve);
  worker.once("error", reject);
  const isNative = await promise;
  worker.removeListener("error", reject);
  return { worker, isNative };
}
