import { decodeAcknowledgements } from "../crypto/batch/acknowledgements.ts";
import { createRecordDigester, type RecordPlace } from "../crypto/batch/createRecordDigester.ts";
import { type Refusal, refusals } from "../crypto/batch/refusals.ts";
import { loadHashes } from "../crypto/hashing/compiledHashes.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { Address } from "../types/Hex.ts";
import type { AskBatchers } from "./askBatchers.ts";
import { refusedRecord, stopped } from "./batcherFaults.ts";
import { type AcknowledgedRecord, readAcknowledged } from "./readAcknowledged.ts";

/** How records are gathered and sent. */
export interface RecordQueueSettings extends RecordPlace {
  readonly ask: AskBatchers;
  readonly promisers?: readonly Address[] | undefined;
  /** How long a record waits for others to go with it. */
  readonly lingerMs: number;
  /** How many records, and how many bytes of several, go at a time. */
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** How many requests are on their way at a time. */
  readonly maxRequests: number;
  /** How many records may wait to be stored. */
  readonly maxPending: number;
  /** How often a record that may be taken later is sent, and how long it rests between. */
  readonly attempts: number;
  readonly restMs: number;
  readonly maxRestMs: number;
}

/** A record that a batcher stored, and what proves it. */
export type StoredRecord = Extract<AcknowledgedRecord, { readonly status: "stored" }>;

/** Records on their way to a batcher. */
export interface RecordQueue {
  /** Takes a record; what is answered comes when it is stored. @throws QuorateError BATCH_QUEUE_FULL at once */
  submit(record: Uint8Array, signal: AbortSignal | undefined): Promise<StoredRecord>;
  /** How many records wait to be stored. */
  readonly pending: number;
  /** Resolves when there is room for a record. */
  waitForRoom(): Promise<void>;
  /** Sends what lingers, and resolves when all that was taken before is stored or refused. */
  flush(): Promise<void>;
  /** Ends all that waits. */
  stop(reason: unknown): void;
}

/** A record until it is stored or refused. */
interface Pending {
  readonly record: Uint8Array;
  readonly stored: PromiseWithResolvers<StoredRecord>;
  refused: number;
}

/** Gathers records and sends many at a time; what may be taken later is sent again. */
export function createRecordQueue(settings: RecordQueueSettings): RecordQueue {
  const { ask, lingerMs, maxRecords, maxBytes, maxRequests, maxPending, attempts, restMs, maxRestMs } = settings;
  const digestOf = createRecordDigester(settings);
  const ended = new AbortController();
  const pending = new Set<Pending>();
  const waiting = new Set<() => void>();
  let queue: Pending[] = [];
  let queuedBytes = 0;
  let requests = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(entry: Pending, end: () => void): void {
    if (!pending.delete(entry)) return;
    end();
    if (pending.size >= maxPending) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  function enqueue(entry: Pending): void {
    queue.push(entry);
    queuedBytes += entry.record.length;
    if (queue.length >= maxRecords || queuedBytes >= maxBytes) sendNow();
    else timer ??= setTimeout(sendNow, lingerMs);
  }

  /** Sends as much as may be on its way; what is left goes when an answer has come. */
  function sendNow(): void {
    clearTimeout(timer);
    timer = undefined;
    while (queue.length > 0 && requests < maxRequests) {
      const entries = takeEntries();
      if (entries.length === 0) continue;
      requests += 1;
      void send(entries).then(() => {
        requests -= 1;
        sendNow();
      });
    }
  }

  function takeEntries(): readonly Pending[] {
    let [bytes, count] = [0, 0];
    for (const { record } of queue) {
      if (count >= maxRecords || (count > 0 && bytes + record.length > maxBytes)) break;
      bytes += record.length;
      count += 1;
    }
    queuedBytes -= bytes;
    return queue.splice(0, count).filter((entry) => pending.has(entry));
  }

  async function send(entries: readonly Pending[]): Promise<void> {
    try {
      await loadHashes();
      const digests = entries.map(({ record }) => digestOf(record));
      const question = {
        method: "POST",
        path: "/v1/records",
        accept: "application/vnd.quorate.acknowledgements",
        content: { type: "application/vnd.quorate.records", body: joinRecords(entries) },
        // A batcher of another chain says so before it looks at the records.
        headers: { "quorate-chain-id": String(settings.chainId), "quorate-anchor": settings.anchor },
        read: ({ body }: { readonly body: Uint8Array }) =>
          readAcknowledged(decodeAcknowledgements(body), digests, settings),
      } as const;
      const outcomes = await ask(question, ended.signal);
      entries.forEach((entry, index) => {
        const outcome = outcomes[index];
        if (outcome?.status === "stored") settle(entry, () => entry.stored.resolve(outcome));
        else if (outcome !== undefined) refuse(entry, outcome.code);
      });
    } catch (error) {
      for (const entry of entries) settle(entry, () => entry.stored.reject(error));
    }
  }

  /** What may be taken later is sent again after a rest, a few times. */
  function refuse(entry: Pending, code: Refusal): void {
    const { retry } = refusals[code];
    entry.refused += 1;
    if (!retry || entry.refused >= attempts) {
      settle(entry, () => entry.stored.reject(refusedRecord(code, retry)));
      return;
    }
    const rest = Math.min(maxRestMs, restMs * 2 ** (entry.refused - 1)) * (0.5 + Math.random() / 2);
    setTimeout(() => {
      if (pending.has(entry)) enqueue(entry);
    }, rest);
  }

  return {
    submit: (record, signal) => {
      if (pending.size >= maxPending) throw full(maxPending);
      const entry: Pending = { record, refused: 0, stored: Promise.withResolvers<StoredRecord>() };
      const { promise } = entry.stored;
      const drop = (): void => settle(entry, () => entry.stored.reject(stopped("storing a record", signal?.reason)));
      signal?.addEventListener("abort", drop, { once: true });
      const leave = (): void => signal?.removeEventListener("abort", drop);
      // Whoever asks for no receipt is not told of a refusal; that must not look like an unhandled rejection.
      promise.then(leave, leave);
      pending.add(entry);
      if (signal?.aborted) drop();
      else enqueue(entry);
      return promise;
    },
    get pending() {
      return pending.size;
    },
    waitForRoom: () => {
      if (pending.size < maxPending) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add(resolve);
      return promise;
    },
    flush: async () => {
      const all = [...pending].map(({ stored }) => stored.promise);
      sendNow();
      await Promise.allSettled(all);
    },
    stop: (reason) => {
      clearTimeout(timer);
      queue = [];
      queuedBytes = 0;
      for (const entry of [...pending]) settle(entry, () => entry.stored.reject(stopped("storing a record", reason)));
      ended.abort(reason);
    },
  };
}

function joinRecords(entries: readonly Pending[]): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(entries.reduce((length, { record }) => length + record.length, 0));
  let at = 0;
  for (const { record } of entries) {
    body.set(record, at);
    at += record.length;
  }
  return body;
}

function full(maxPending: number): QuorateError {
  return new QuorateError({
    code: "BATCH_QUEUE_FULL",
    summary: `${maxPending} records wait to be stored already.`,
    remedy: "Await waitForRoom before submitting more, or allow more with maxPending.",
    facts: { maxPending },
  });
}
