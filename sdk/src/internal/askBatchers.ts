import { isRefusal } from "../crypto/batch/refusals.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { busy, refusedRecord, refusedRequest, stopped, unreachable } from "./batcherFaults.ts";
import { sleep } from "./sleep.ts";

/** Longer answers are no batcher's. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const LONGEST_REST_MS = 60_000;
/** Statuses after which the same request may be taken. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 507]);
const BUSY: ReadonlySet<number> = new Set([429, 503, 507]);

/** Where batchers are and how they are asked. */
export interface BatcherSettings {
  readonly urls: readonly string[];
  readonly fetch: typeof globalThis.fetch;
  readonly headers: (() => Promise<Readonly<Record<string, string>>>) | undefined;
  /** How often a request is made before it is given up, whichever batcher takes it. */
  readonly attempts: number;
  /** What a batcher that failed is left alone for at first; doubled by every failure, never more than `maxRestMs`. */
  readonly restMs: number;
  readonly maxRestMs: number;
  /** After so long without an answer a request has failed. */
  readonly idleMs: number;
  /** A number from 0 to below 1, so that many clients do not all come back at once. */
  readonly random: () => number;
}

/** One question, the same for every batcher. It may be asked any number of times. */
export interface BatcherQuestion<Value> {
  readonly method: "GET" | "POST";
  /** Below the batcher's URL. */
  readonly path: string;
  readonly accept: string;
  readonly content?: { readonly type: string; readonly body: Uint8Array<ArrayBuffer> };
  /** What the question says of itself beside that. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the batcher was asked to wait itself. */
  readonly patienceMs?: number;
  /** Reads an answer; what it throws counts as no answer of a batcher. */
  readonly read: (answer: BatcherAnswer) => Value;
}

/** A good answer. */
export interface BatcherAnswer {
  readonly status: number;
  readonly level: string | null;
  readonly body: Uint8Array;
}

/** Asks one batcher after the other until one has answered. */
export type AskBatchers = <Value>(question: BatcherQuestion<Value>, signal: AbortSignal) => Promise<Value>;

/** A batcher, and until when it is left alone. */
interface Batcher {
  readonly url: string;
  readonly host: string;
  failures: number;
  restsUntil: number;
}

/**
 * Makes the function that asks. The first batcher that is not resting is asked; one that failed rests for a time that doubles, or for as long as it
 * says itself.
 *
 * @throws QuorateError BATCHER_REFUSED, BATCHER_BUSY, BATCHER_UNREACHABLE, ABORTED by the function it makes
 */
export function createBatcherAsker(settings: BatcherSettings): AskBatchers {
  const batchers = settings.urls.map(toBatcher);
  return async (question, signal) => {
    let fault: QuorateError | undefined;
    for (let attempt = 0; attempt < settings.attempts; attempt += 1) {
      const batcher = await waitForBatcher(batchers, signal);
      const outcome = await askOne(settings, batcher, question, signal);
      if (outcome.kind === "answered") {
        batcher.failures = 0;
        return outcome.value;
      }
      if (outcome.kind === "refused") throw outcome.fault;
      fault = outcome.fault;
      const rest =
        Math.min(settings.maxRestMs, settings.restMs * 2 ** batcher.failures) * (0.5 + settings.random() / 2);
      batcher.failures += 1;
      batcher.restsUntil = performance.now() + Math.max(rest, Math.min(outcome.restMs, LONGEST_REST_MS));
    }
    throw fault ?? unreachable("no batcher", "none was asked");
  };
}

function toBatcher(text: string): Batcher {
  const url = new URL(text);
  // The host alone is told: paths and queries of such addresses may hold tokens.
  return { url: `${url.origin}${url.pathname.replace(/\/$/, "")}`, host: url.host, failures: 0, restsUntil: 0 };
}

/** The first batcher in the order of the URLs that is not resting, once there is one. */
async function waitForBatcher(batchers: readonly Batcher[], signal: AbortSignal): Promise<Batcher> {
  for (;;) {
    if (signal.aborted) throw stopped("asking a batcher", signal.reason);
    const now = performance.now();
    const ready = batchers.find(({ restsUntil }) => restsUntil <= now);
    if (ready !== undefined) return ready;
    const soonest = Math.min(...batchers.map(({ restsUntil }) => restsUntil));
    await sleep(Math.max(1, soonest - now), signal).catch((cause: unknown) => {
      throw stopped("waiting for a batcher", cause);
    });
  }
}

type Outcome<Value> =
  | { readonly kind: "answered"; readonly value: Value }
  | { readonly kind: "refused"; readonly fault: QuorateError }
  | { readonly kind: "failed"; readonly fault: QuorateError; readonly restMs: number };

async function askOne<Value>(
  settings: BatcherSettings,
  { url, host }: Batcher,
  question: BatcherQuestion<Value>,
  signal: AbortSignal,
): Promise<Outcome<Value>> {
  const { method, path, accept, content, patienceMs = 0 } = question;
  const limit = new AbortController();
  const stop = (): void => limit.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(() => limit.abort(new Error("no answer in time")), settings.idleMs + patienceMs);
  try {
    const proof = await settings.headers?.();
    const response = await settings.fetch(`${url}${path}`, {
      method,
      headers: {
        ...question.headers,
        ...proof,
        accept,
        ...(content === undefined ? {} : { "content-type": content.type }),
      },
      // An answer from elsewhere would see the proof.
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
      signal: limit.signal,
      ...(content === undefined ? {} : { body: content.body }),
    });
    const body = await readBody(response);
    if (!response.ok) return refuse(host, response, body);
    const answer = { status: response.status, level: response.headers.get("quorate-level"), body };
    return { kind: "answered", value: question.read(answer) };
  } catch (error) {
    if (signal.aborted) throw stopped("asking a batcher", signal.reason);
    if (isFinal(error)) throw error;
    const why = error instanceof QuorateError ? error.summary : "it is not reached, or broke off";
    return { kind: "failed", fault: unreachable(host, why, error), restMs: 0 };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** A batcher that answers with what it did not sign, or with a receipt that is none, is not asked again. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof QuorateError && error.code !== "ACKNOWLEDGEMENTS_MALFORMED" && error.code !== "RECEIPT_MALFORMED"
  );
}

function refuse(host: string, response: Response, body: Uint8Array): Outcome<never> {
  const { status } = response;
  const { problem, retry } = readProblem(body);
  // A batcher that refuses all records of a request for one reason says so of the request.
  const told = isRefusal(problem) ? refusedRecord(problem, retry) : undefined;
  if (!PASSING.has(status) && !retry) return { kind: "refused", fault: told ?? refusedRequest(host, status, problem) };
  const fault = BUSY.has(status)
    ? busy(host, status, problem)
    : (told ?? unreachable(host, `status ${status}, ${problem}`));
  return { kind: "failed", fault, restMs: readRest(response.headers.get("retry-after")) };
}

/** What a problem document says. Source: RFC 9457. */
function readProblem(body: Uint8Array): { readonly problem: string; readonly retry: boolean } {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof parsed !== "object" || parsed === null) return { problem: "no problem document", retry: false };
    const code = "code" in parsed && typeof parsed.code === "string" ? parsed.code.slice(0, 80) : "no code";
    return { problem: code, retry: "retry" in parsed && parsed.retry === true };
  } catch {
    return { problem: "no problem document", retry: false };
  }
}

/** Milliseconds of a Retry-After in seconds or as a date; 0 without one. Source: RFC 9110, section 10.2.3. */
function readRest(text: string | null): number {
  if (text === null) return 0;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1_000) : 0;
}

async function readBody(response: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || value === undefined) break;
    length += value.length;
    if (length > MAX_ANSWER_BYTES) {
      await reader?.cancel();
      throw new RangeError("the answer is too long");
    }
    pieces.push(value);
  }
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const body = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}
