import { checkReceiptParts } from "../../crypto/batch/checkReceiptParts.ts";
import { createReceipt } from "../../crypto/batch/createReceipt.ts";
import type { RecordPlace } from "../../crypto/batch/createRecordDigester.ts";
import { malformed, packedLength } from "../../crypto/batch/packedLength.ts";
import { toBytes32, toHex } from "../../crypto/commitment/toBytes32.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { createBatcherAsker } from "../../internal/askBatchers.ts";
import { createRecordQueue, type StoredRecord } from "../../internal/createRecordQueue.ts";
import { createReceiptFollower, type FollowReceipt, type ReceiptLevel } from "../../internal/followReceipts.ts";
import { raceSignal } from "../../internal/raceSignal.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";

/** Where batchers are, what they are trusted with, and how much is sent at a time. */
export interface CreateBatchClientParameters extends RecordPlace {
  /** Instances of one batcher, in the order in which they are asked. Another batcher's may be among them: what both store counts once on chain. */
  readonly urls: readonly string[];
  /** Accounts whose promises are taken; without it, anybody's, and a promise proves nothing before its batch is anchored. */
  readonly promisers?: readonly Address[] | undefined;
  /** What the chain keeps of a batch, from a node that is trusted; without it, what batchers say of the chain is believed. */
  readonly batchHashOf?: ((logId: Bytes32, number: bigint) => Promise<Bytes32>) | undefined;
  /** What proves to the operator who asks, as in `{ authorization: "Bearer ..." }`; asked for each request. */
  readonly headers?: (() => Promise<Readonly<Record<string, string>>>) | undefined;
  /** The platform's own unless given. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long a record waits for others to go with it: 2 ms unless given. */
  readonly lingerMs?: number | undefined;
  /** How many records go at a time: 1,000 unless given, which is the most that a batcher takes. */
  readonly maxRecords?: number | undefined;
  /** How many bytes go at a time, where that is not less than one record: 1 MiB unless given. */
  readonly maxBytes?: number | undefined;
  /** How many requests are on their way at a time: 4 unless given. */
  readonly maxRequests?: number | undefined;
  /** How many records may wait to be stored: 100,000 unless given. Beyond that `submit` refuses. */
  readonly maxPending?: number | undefined;
  /** How often records are sent before they are given up: 10 times unless given. */
  readonly attempts?: number | undefined;
  /** How long a batcher that failed is left alone at first, 50 ms unless given, and at most, 5 seconds unless given. */
  readonly restMs?: number | undefined;
  readonly maxRestMs?: number | undefined;
  /** After so long without an answer a request has failed: 30 seconds unless given. */
  readonly idleMs?: number | undefined;
  /** How long a batcher is asked to wait for the level of a receipt: 20 seconds unless given. */
  readonly waitMs?: number | undefined;
  /** Ends everything when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

/** A record on its way. Each promise is made when it is first asked for, and gives a receipt of that level. */
export interface SubmittedRecord {
  /** It is stored and survives a crash of the batcher, which promises to anchor it. */
  readonly durable: Promise<BatchReceipt>;
  /** Its batch is on chain. */
  readonly anchored: Promise<BatchReceipt>;
  /** Its batch has as many confirmations as the batcher waits for. */
  readonly final: Promise<BatchReceipt>;
}

/** What sends signed records to batchers. */
export interface BatchClient {
  /**
   * Takes a packed record to be sent with others. Submitting the same bytes again is safe at any time: they get the same receipt.
   *
   * @throws QuorateError RECORD_MALFORMED, BATCH_QUEUE_FULL, BATCH_CLIENT_CLOSED; by its promises RECORD_REFUSED, BATCHER_REFUSED, BATCHER_BUSY, BATCHER_UNREACHABLE,
   * RECEIPT_PROMISE_WRONG, RECEIPT_ALTERED, RECEIPT_BATCH_DIFFERS, ABORTED
   */
  submit(record: Uint8Array, limits?: Pick<WaitLimits, "signal">): SubmittedRecord;
  /** How many records wait to be stored. */
  readonly pending: number;
  /** Resolves when `submit` takes a record again. */
  waitForRoom(limits?: Pick<WaitLimits, "signal">): Promise<void>;
  /** Sends what lingers at once, and resolves when all that was submitted before is stored or refused. */
  flush(limits?: Pick<WaitLimits, "signal">): Promise<void>;
  /** Takes no more records, flushes, and ends every wait for receipts. */
  close(limits?: Pick<WaitLimits, "signal">): Promise<void>;
}

/**
 * Makes what sends signed records to batchers: many at a time, in packed form, again where no answer came, and to the next batcher where one does not
 * answer or asks to be left alone. Every answer is checked: the promise is signed and holds each record. It needs no chain.
 *
 * @throws QuorateError INTEGER_MALFORMED, OBJECT_MALFORMED without a URL
 * @example
 * ```ts
 * const batches = createBatchClient({ ...recordPlace, urls: ["https://batcher.bank.example"] });
 * const submitted = batches.submit(packedRecord);
 * const receipt: BatchReceipt = await submitted.durable;
 * const anchored: BatchReceipt = await submitted.anchored;
 * await batches.close();
 * ```
 */
export function createBatchClient(parameters: CreateBatchClientParameters): BatchClient {
  const { maxRecords = 1_000, maxBytes = 1_048_576, maxRequests = 4, maxPending = 100_000 } = parameters;
  const { attempts = 10, restMs = 50, maxRestMs = 5_000, idleMs = 30_000, waitMs = 20_000 } = parameters;
  const { urls, headers, lingerMs = 2, fetch = (...request) => globalThis.fetch(...request) } = parameters;
  if (urls.length === 0) throw withoutUrl();
  const rests = { attempts, restMs, maxRestMs };
  const ask = createBatcherAsker({ urls, fetch, headers, idleMs, random: Math.random, ...rests });
  const { promisers, ...place } = parameters;
  const queue = createRecordQueue({
    ...place,
    promisers,
    ask,
    lingerMs,
    maxRecords,
    maxBytes,
    maxRequests,
    maxPending,
    ...rests,
  });
  const ended = new AbortController();
  const follow = (level: ReceiptLevel): FollowReceipt =>
    createReceiptFollower(level, { ask, waitMs, parallel: 8, signal: ended.signal });
  const followers = { durable: follow("durable"), anchored: follow("anchored"), final: follow("final") };
  let isClosed = false;

  const stop = (): void => {
    isClosed = true;
    const reason: unknown = parameters.signal?.reason;
    queue.stop(reason);
    ended.abort(reason);
  };
  if (parameters.signal?.aborted) stop();
  else parameters.signal?.addEventListener("abort", stop, { once: true });

  async function receiptOf(
    record: Uint8Array,
    stored: StoredRecord,
    level: ReceiptLevel,
    signal: AbortSignal | undefined,
  ): Promise<BatchReceipt> {
    const { logId, sequence, digest, promise } = stored;
    if (level === "durable" && promise !== undefined) {
      const proof = promise.proofOf(sequence - promise.promise.firstSequence);
      return createReceipt({ ...parameters, logId, sequence, record, digest, promise: { ...promise, proof } });
    }
    const receipt = await followers[level](toBytes32(logId), sequence, signal);
    await checkReceipt(parameters, receipt, record);
    return receipt;
  }

  return {
    submit: (record, { signal } = {}) => {
      if (packedLength(record) !== record.length) throw malformed("bytes follow its end");
      if (isClosed) throw closed();
      const stored = queue.submit(record, signal);
      const receiptAt = async (level: ReceiptLevel): Promise<BatchReceipt> =>
        receiptOf(record, await stored, level, signal);
      return toSubmitted((level) => raceSignal(receiptAt(level), "waiting for a receipt", signal));
    },
    get pending() {
      return queue.pending;
    },
    waitForRoom: ({ signal } = {}) => raceSignal(queue.waitForRoom(), "waiting for room", signal),
    flush: ({ signal } = {}) => raceSignal(queue.flush(), "flushing records", signal),
    close: async ({ signal } = {}) => {
      isClosed = true;
      try {
        await raceSignal(queue.flush(), "closing a client", signal);
      } finally {
        parameters.signal?.removeEventListener("abort", stop);
        stop();
      }
    },
  };
}

/** Makes each promise when it is asked for, once. */
function toSubmitted(receiptOf: (level: ReceiptLevel) => Promise<BatchReceipt>): SubmittedRecord {
  const made: Partial<Record<ReceiptLevel, Promise<BatchReceipt>>> = {};
  const promiseOf = (level: ReceiptLevel): Promise<BatchReceipt> => {
    const promise = made[level] ?? receiptOf(level);
    made[level] = promise;
    return promise;
  };
  return {
    get durable() {
      return promiseOf("durable");
    },
    get anchored() {
      return promiseOf("anchored");
    },
    get final() {
      return promiseOf("final");
    },
  };
}

/** Checks that a batcher's receipt is of the record that was sent and, where the chain can be asked, that it keeps the batch. */
async function checkReceipt(
  trusted: CreateBatchClientParameters,
  receipt: BatchReceipt,
  record: Uint8Array,
): Promise<void> {
  // DEFENCE: receipt-of-what-was-sent
  if (receipt.record !== toHex(record)) throw another();
  const batchHash = receipt.batch && (await trusted.batchHashOf?.(receipt.logId, BigInt(receipt.batch.number)));
  checkReceiptParts(receipt, { ...trusted, batchHash });
}

function another(): QuorateError {
  return new QuorateError({
    code: "RECEIPT_ALTERED",
    summary: "The batcher gave the receipt of another record than the one that was sent.",
    remedy: "Do not count on it: submit the same bytes again, and tell the batcher's operator.",
    facts: { part: "record" },
  });
}

function withoutUrl(): QuorateError {
  return new QuorateError({
    code: "OBJECT_MALFORMED",
    summary: "There is no batcher to send to.",
    remedy: "Give the URL of at least one batcher.",
    facts: { field: "urls" },
  });
}

function closed(): QuorateError {
  return new QuorateError({
    code: "BATCH_CLIENT_CLOSED",
    summary: "The client was closed and takes no more records.",
    remedy: "Make another client.",
  });
}
