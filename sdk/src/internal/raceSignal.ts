import { stopped } from "./batcherFaults.ts";

/**
 * What some work answers, unless a signal aborts first; the work itself goes on.
 *
 * @throws QuorateError ABORTED, and whatever the work throws
 */
export async function raceSignal<Value>(
  work: Promise<Value>,
  doing: string,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(stopped(doing, signal.reason));
  // Whichever comes second is listened to by nobody.
  work.catch(() => undefined);
  promise.catch(() => undefined);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([promise, work]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
