import { type Facts, QuorateError } from "../errors/QuorateError.ts";
import { toQuorateError } from "../errors/toQuorateError.ts";
import type { SentSoFar } from "./SentSoFar.ts";
import type { WaitLimits } from "./WaitLimits.ts";

/** How long a verb waits when neither the caller nor the client says so. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** The limits that hold when the caller of a verb gave none. */
export interface FallbackLimits {
  readonly signal: AbortSignal | null;
  readonly timeoutMs: number;
}

/** The limits of a verb that has no client: a person who signs may take their time. */
export const OFF_LINE: FallbackLimits = { signal: null, timeoutMs: Number.POSITIVE_INFINITY };

/**
 * Does `work` within the caller's limits. The work is told by its signal when it should stop; what it has already asked of a
 * node is not waited for. Whatever is thrown leaves as a QuorateError, and nothing stays behind: no timer, no listener.
 *
 * Work that sends a transaction notes how far it is, and ABORTED and TIMED_OUT say so: the fact `sent` is "no", "unknown" or "yes", and
 * the fact `transaction` is the hash where it was sent.
 *
 * @param doing what the work does, as in "casting a ballot"
 * @throws QuorateError ABORTED, TIMED_OUT, and whatever the work throws
 */
export async function withLimits<Value>(
  limits: WaitLimits,
  fallback: FallbackLimits,
  doing: string,
  work: (signal: AbortSignal, note: (sent: SentSoFar) => void) => Promise<Value>,
): Promise<Value> {
  const timeoutMs = limits.timeoutMs ?? fallback.timeoutMs;
  const controller = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  let sent: SentSoFar | undefined;
  const note = (now: SentSoFar): void => {
    sent = now;
  };
  const end = (reason: QuorateError): void => {
    controller.abort(reason);
    reject(reason);
  };
  const listen = [limits.signal, fallback.signal].flatMap((signal) => (signal ? [signal] : []));
  const abort = (): void => end(aborted(doing, sent, listen.find((signal) => signal.aborted)?.reason));
  for (const signal of listen) signal.addEventListener("abort", abort, { once: true });
  const timer = Number.isFinite(timeoutMs)
    ? setTimeout(() => end(timedOut(doing, sent, timeoutMs)), timeoutMs)
    : undefined;
  // When the work ends first nobody listens to `ended` any more; that must not look like an unhandled rejection.
  ended.catch(() => undefined);
  try {
    if (listen.some((signal) => signal.aborted)) abort();
    else return await Promise.race([work(controller.signal, note), ended]);
    return await ended;
  } catch (error) {
    throw toQuorateError(error, doing);
  } finally {
    clearTimeout(timer);
    for (const signal of listen) signal.removeEventListener("abort", abort);
    if (!controller.signal.aborted) controller.abort(aborted(doing, sent, undefined));
  }
}

function aborted(doing: string, sent: SentSoFar | undefined, cause: unknown): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: `Stopped while ${doing}.${saySent(sent)}`,
    remedy: remedyAfter(sent, "Start it again when it is wanted."),
    facts: { doing, ...factsOfSent(sent) },
    ...(cause === undefined ? {} : { cause }),
  });
}

function timedOut(doing: string, sent: SentSoFar | undefined, timeoutMs: number): QuorateError {
  return new QuorateError({
    code: "TIMED_OUT",
    summary: `No answer within ${timeoutMs} ms while ${doing}.${saySent(sent)}`,
    remedy: remedyAfter(sent, "Allow more time with timeoutMs, or check the node."),
    facts: { doing, timeoutMs, ...factsOfSent(sent) },
  });
}

function saySent(sent: SentSoFar | undefined): string {
  if (sent === undefined) return "";
  if (sent.stage === "nothing") return " Nothing was sent.";
  if (sent.stage === "asked") return " The signer was asked to send a transaction and has not said whether it did.";
  return ` The transaction ${sent.transaction} was sent.`;
}

function remedyAfter(sent: SentSoFar | undefined, remedy: string): string {
  if (sent === undefined || sent.stage === "nothing") return remedy;
  if (sent.stage === "sent") return "Look the transaction up before sending anything again.";
  return "Look at what the signer's account sent before sending anything again.";
}

function factsOfSent(sent: SentSoFar | undefined): Facts {
  if (sent === undefined) return {};
  if (sent.stage === "sent") return { sent: "yes", transaction: sent.transaction };
  return { sent: sent.stage === "asked" ? "unknown" : "no" };
}
