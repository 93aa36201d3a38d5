import { on } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { formatInteger } from "../narration/formatInteger.ts";
import type { Advance } from "../narration/Progress.ts";
import type { SealedPart, SealingJob, SignedEnvelope } from "./SealingJob.ts";

/** Seals and signs many records, on all cores; those of a job stay in order. */
export async function sealMany(
  jobs: readonly SealingJob[],
  advance: Advance,
  signal: AbortSignal,
): Promise<readonly SignedEnvelope[]> {
  const total = jobs.reduce((sum, { count }) => sum + count, 0);
  const sealed: SignedEnvelope[][] = jobs.map(() => []);
  const startedAt = performance.now();
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    await using thread = startThread(signal);
    const parts = readParts(thread.worker, signal);
    for (let job = jobs[next]; job !== undefined; job = jobs[next]) {
      const mine = sealed[next] ?? [];
      next += 1;
      thread.worker.postMessage(job);
      while (mine.length < job.count) {
        const { value } = await parts.next();
        if (value === undefined) throw new TypeError("a thread ended before its work");
        mine.push(...value);
        done += value.length;
        const rate = done / ((performance.now() - startedAt) / 1_000);
        advance(done / total, `${formatInteger(Math.round(rate))} records/s`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, work));
  return sealed.flat();
}

function startThread(signal: AbortSignal): AsyncDisposable & { readonly worker: Worker } {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./sealThread.ts", import.meta.url));
  return { worker, [Symbol.asyncDispose]: async () => void (await worker.terminate()) };
}

/** What a thread sends, in order; its faults end the reading. */
async function* readParts(worker: Worker, signal: AbortSignal): AsyncGenerator<readonly SignedEnvelope[], undefined> {
  const messages: AsyncIterable<readonly SealedPart[]> = on(worker, "message", { signal });
  for await (const [part] of messages) {
    if (part !== undefined) yield part;
  }
  return undefined;
}
