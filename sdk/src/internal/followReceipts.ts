import { parseReceipt } from "../crypto/batch/parseReceipt.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { BatchReceipt } from "../types/BatchReceipt.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { AskBatchers } from "./askBatchers.ts";
import { stopped } from "./batcherFaults.ts";
import { raceSignal } from "./raceSignal.ts";
import { sleep } from "./sleep.ts";

/** What a receipt waits for. */
export type ReceiptLevel = "durable" | "anchored" | "final";

/** How receipts are asked for. */
export interface FollowSettings {
  readonly ask: AskBatchers;
  /** How long a batcher is asked to wait before it answers that it is not so yet. */
  readonly waitMs: number;
  /** How many receipts of one batch are fetched at a time. */
  readonly parallel: number;
  readonly signal: AbortSignal;
}

/** Waits for a record's receipt at one level. When all who wait for it have stopped, the batcher is asked for it no more. */
export type FollowReceipt = (logId: Bytes32, sequence: number, signal?: AbortSignal) => Promise<BatchReceipt>;

interface Waiting {
  readonly receipt: PromiseWithResolvers<BatchReceipt>;
  waiters: number;
}

/**
 * Makes the function that waits for receipts. Of each log only the first record is waited for; when it is there, so are the others of its batch, and these
 * are fetched.
 *
 * @throws QuorateError BATCHER_REFUSED, BATCHER_BUSY, BATCHER_UNREACHABLE, RECEIPT_MALFORMED, ABORTED by the function it makes
 */
export function createReceiptFollower(level: ReceiptLevel, settings: FollowSettings): FollowReceipt {
  const logs = new Map<Bytes32, Map<number, Waiting>>();
  return async (logId, sequence, signal) => {
    const waiting = logs.get(logId) ?? new Map<number, Waiting>();
    const entry = waiting.get(sequence) ?? { receipt: Promise.withResolvers<BatchReceipt>(), waiters: 0 };
    waiting.set(sequence, entry);
    entry.waiters += 1;
    if (!logs.has(logId)) {
      logs.set(logId, waiting);
      void followLog(logId, waiting, level, settings).finally(() => logs.delete(logId));
    }
    try {
      return await raceSignal(entry.receipt.promise, "waiting for a receipt", signal);
    } finally {
      entry.waiters -= 1;
    }
  };
}

async function followLog(
  logId: Bytes32,
  waiting: Map<number, Waiting>,
  level: ReceiptLevel,
  settings: FollowSettings,
): Promise<void> {
  const settle = async (sequence: number): Promise<BatchReceipt | undefined> => {
    const entry = waiting.get(sequence);
    try {
      const isWanted = (): boolean => entry !== undefined && entry.waiters > 0;
      const receipt = await fetchReceipt(logId, sequence, { level, isWanted, ...settings });
      if (receipt !== undefined) entry?.receipt.resolve(receipt);
      return receipt;
    } catch (error) {
      entry?.receipt.reject(error);
      return undefined;
    } finally {
      waiting.delete(sequence);
    }
  };
  while (waiting.size > 0) {
    const batch = (await settle(smallest(waiting.keys())))?.batch;
    const end = batch === undefined ? 0 : batch.firstSequence + batch.count;
    const ready = [...waiting.keys()].filter((sequence) => sequence < end);
    const lanes = Array.from({ length: settings.parallel }, async () => {
      for (let next = ready.pop(); next !== undefined; next = ready.pop()) await settle(next);
    });
    await Promise.all(lanes);
  }
}

/** Asks for a receipt until it has reached the level, or nobody wants it any more. */
async function fetchReceipt(
  logId: Bytes32,
  sequence: number,
  {
    ask,
    waitMs,
    signal,
    level,
    isWanted,
  }: FollowSettings & { readonly level: ReceiptLevel; readonly isWanted: () => boolean },
): Promise<BatchReceipt | undefined> {
  while (isWanted()) {
    const asked = performance.now();
    const found = await ask(
      {
        method: "GET",
        path: `/v1/receipts/${logId}/${sequence}?level=${level}&waitMs=${waitMs}`,
        accept: "application/json",
        patienceMs: waitMs,
        read: ({ status, level: reached, body }) => {
          if (status !== 200) return undefined;
          const receipt = parseReceipt(readText(body));
          if (receipt.logId !== logId || receipt.sequence !== sequence) throw another(logId, sequence);
          return hasReached(receipt, reached, level) ? receipt : undefined;
        },
      },
      signal,
    );
    if (found !== undefined) return found;
    // A batcher that did not wait is not asked again at once.
    const left = Math.min(waitMs, 1_000) - (performance.now() - asked);
    if (left > 0)
      await sleep(left, signal).catch((cause: unknown) => {
        throw stopped("waiting for a receipt", cause);
      });
  }
  return undefined;
}

/** Whether a receipt is of the level; a batcher says of one that it has not reached the one it was asked for. */
function hasReached(receipt: BatchReceipt, reached: string | null, level: ReceiptLevel): boolean {
  if (level === "durable") return true;
  return receipt.batch !== undefined && (level === "anchored" || reached === null || reached === "final");
}

function smallest(numbers: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const number of numbers) least = Math.min(least, number);
  return least;
}

function readText(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function another(logId: Bytes32, sequence: number): QuorateError {
  return new QuorateError({
    code: "RECEIPT_MALFORMED",
    summary: `The batcher gave the receipt of another record than number ${sequence}.`,
    remedy: "Ask again, and tell the batcher's operator.",
    facts: { logId, sequence },
  });
}
