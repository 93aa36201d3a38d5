import { QuorateError } from "../errors/QuorateError.ts";
import { toQuorateError } from "../errors/toQuorateError.ts";
import type { WaitLimits } from "./WaitLimits.ts";

/** How long a verb waits when neither the caller nor the client says so. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** The limits that hold when the caller of a verb gave none. */
export interface FallbackLimits {
  readonly signal: AbortSignal | null;
  readonly timeoutMs: number;
}

/**
 * Does `work` within the caller's limits. The work is told by its signal when it should stop; what it has already asked of a
 * node is not waited for. Whatever is thrown leaves as a QuorateError, and nothing stays behind: no timer, no listener.
 *
 * @param doing what the work does, as in "casting a ballot"
 * @throws QuorateError ABORTED, TIMED_OUT, and whatever the work throws
 */
export async function withLimits<Value>(
  limits: WaitLimits,
  fallback: FallbackLimits,
  doing: string,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const timeoutMs = limits.timeoutMs ?? fallback.timeoutMs;
  const controller = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (reason: QuorateError): void => {
    controller.abort(reason);
    reject(reason);
  };
  const listen = [limits.signal, fallback.signal].flatMap((signal) => (signal ? [signal] : []));
  const abort = (): void => end(aborted(doing, listen.find((signal) => signal.aborted)?.reason));
  for (const signal of listen) signal.addEventListener("abort", abort, { once: true });
  const timer = Number.isFinite(timeoutMs) ? setTimeout(() => end(timedOut(doing, timeoutMs)), timeoutMs) : undefined;
  // When the work ends first nobody listens to `ended` any more; that must not look like an unhandled rejection.
  ended.catch(() => undefined);
  try {
    if (listen.some((signal) => signal.aborted)) abort();
    else return await Promise.race([work(controller.signal), ended]);
    return await ended;
  } catch (error) {
    throw toQuorateError(error, doing);
  } finally {
    clearTimeout(timer);
    for (const signal of listen) signal.removeEventListener("abort", abort);
    if (!controller.signal.aborted) controller.abort(aborted(doing, undefined));
  }
}

/** Resolves after so many milliseconds, or rejects at once when the signal aborts. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(resolve, milliseconds);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function aborted(doing: string, cause: unknown): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: `Stopped while ${doing}.`,
    remedy: "Start it again when it is wanted; what was sent already may still be mined.",
    facts: { doing },
    ...(cause === undefined ? {} : { cause }),
  });
}

function timedOut(doing: string, timeoutMs: number): QuorateError {
  return new QuorateError({
    code: "TIMED_OUT",
    summary: `No answer within ${timeoutMs} ms while ${doing}.`,
    remedy: "Allow more time with timeoutMs, or check the node; what was sent already may still be mined.",
    facts: { doing, timeoutMs },
  });
}
