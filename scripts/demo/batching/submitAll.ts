import type { BatchReceipt } from "#sdk/receipts";

import { formatInteger } from "../narration/formatInteger.ts";
import type { Stage } from "../stage/Stage.ts";
import { openBatchClient } from "./openBatchClient.ts";
import type { SignedEnvelope } from "./SealingJob.ts";

/** How much may be on its way at a time. */
const WINDOW = 2_000;
const RECORDS_PER_REQUEST = 250;
/** A batcher that is gone is asked again soon: it comes back. */
const REST_MS = 50;
const MAX_REST_MS = 250;
const ATTEMPTS = 400;
const BIN_MS = 100;

/** One acknowledgement, by this process' clock. */
export interface Acknowledged {
  readonly receipt: BatchReceipt;
  readonly sentAtMs: number;
  readonly atMs: number;
}

/** Something that happened to the batcher while records flowed. */
export interface Incident {
  readonly atMs: number;
  readonly says: string;
}

/** How it went. */
export interface Flow {
  /** In the order in which the records were submitted. */
  readonly acknowledged: readonly Acknowledged[];
  readonly incidents: readonly Incident[];
  readonly tookMs: number;
}

/** Members send all records to the batcher, many at a time; when half of them are acknowledged its program is killed, and started again. */
export async function submitAll(stage: Stage, sealed: readonly SignedEnvelope[]): Promise<Flow> {
  const { batching, client, narrator, signal, chain, root } = stage;
  const batches = openBatchClient(stage, {
    maxRecords: RECORDS_PER_REQUEST,
    maxPending: WINDOW,
    attempts: ATTEMPTS,
    restMs: REST_MS,
    maxRestMs: MAX_REST_MS,
  });
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  const incidents: Incident[] = [];
  const note = (says: string): void => void incidents.push({ atMs: elapsed(), says });
  const restart = async (): Promise<void> => {
    await batching.kill();
    note("killed");
    await batching.start(root, chain, client.modules.constitution, signal);
    note("started again");
  };
  let restarted: Promise<void> | undefined;
  let done = 0;
  const recent: number[] = [];
  const acknowledged = await narrator.working("sending records to the batcher", async (advance) => {
    const waiting: Promise<Acknowledged>[] = [];
    for (const { record } of sealed) {
      if (batches.pending >= WINDOW) await batches.waitForRoom({ signal });
      const sentAtMs = elapsed();
      const answered = batches.submit(record).durable.then((receipt) => {
        const atMs = elapsed();
        done += 1;
        recent[Math.floor(atMs / BIN_MS)] = (recent[Math.floor(atMs / BIN_MS)] ?? 0) + 1;
        const rate = ((recent[Math.floor(atMs / BIN_MS) - 1] ?? 0) * 1_000) / BIN_MS;
        advance(done / sealed.length, `${formatInteger(rate)} records/s`);
        if (done * 2 >= sealed.length && restarted === undefined) {
          restarted = restart();
          restarted.catch(() => undefined);
        }
        return { receipt, sentAtMs, atMs };
      });
      // What ends one ends the loop or the wait below; until then nobody looks at this promise.
      answered.catch(() => undefined);
      waiting.push(answered);
    }
    return await Promise.all(waiting);
  });
  const tookMs = elapsed();
  await restarted;
  await batches.close();
  return { acknowledged, incidents, tookMs };
}
