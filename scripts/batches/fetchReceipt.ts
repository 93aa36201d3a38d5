import { QuorateError } from "#sdk";
import { type BatchReceipt, parseReceipt } from "#sdk/receipts";

import { askBatcher } from "./askBatcher.ts";
import { type Level, levels } from "./batchOptions.ts";

/** Which receipt, and who is asked. */
export interface FetchReceiptParameters {
  readonly batchers: readonly string[];
  readonly logId: string;
  readonly sequence: number;
  readonly until: Level;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A receipt as a batcher gave it, and the level that the batcher says it has. Nothing is checked. */
export interface FetchedReceipt {
  readonly receipt: BatchReceipt;
  readonly level: Level;
}

const LONGEST_WAIT_MS = 20_000;
const PAUSE_MS = 250;

/**
 * Asks batchers for a receipt until it has a level.
 *
 * @throws QuorateError BATCHER_UNREACHABLE, BATCHER_REFUSED, RECEIPT_MALFORMED, TIMED_OUT, ABORTED
 */
export async function fetchReceipt(parameters: FetchReceiptParameters): Promise<FetchedReceipt> {
  const { until, timeoutMs } = parameters;
  const end = performance.now() + timeoutMs;
  for (;;) {
    const left = end - performance.now();
    const found = await askOneAfterTheOther(parameters, Math.max(0, Math.min(left, LONGEST_WAIT_MS)));
    if (levels.indexOf(found.level) >= levels.indexOf(until)) return found;
    if (performance.now() >= end) throw late(parameters, found.level);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function askOneAfterTheOther(parameters: FetchReceiptParameters, waitMs: number): Promise<FetchedReceipt> {
  const { batchers, logId, sequence, until } = parameters;
  const signal = AbortSignal.any([parameters.signal, AbortSignal.timeout(waitMs + LONGEST_WAIT_MS)]);
  const faults: unknown[] = [];
  for (const url of batchers) {
    try {
      const path = `/v1/receipts/${logId}/${sequence}?level=${until}&waitMs=${Math.floor(waitMs)}`;
      const { text, level } = await askBatcher(url, path, signal);
      const receipt = parseReceipt(text);
      if (receipt.logId === logId && receipt.sequence === sequence) return { receipt, level: toLevel(level, receipt) };
      throw another(sequence);
    } catch (error) {
      if (parameters.signal.aborted) throw error;
      faults.push(error);
    }
  }
  throw faults[0];
}

/** What is said of the level counts no more than the receipt holds. */
function toLevel(said: string | null, { batch }: BatchReceipt): Level {
  if (batch === undefined) return "durable";
  return said === "final" ? "final" : "anchored";
}

function another(sequence: number): QuorateError {
  return new QuorateError({
    code: "RECEIPT_MALFORMED",
    summary: `The batcher gave the receipt of another record than number ${sequence}.`,
    remedy: "Tell its operator, and ask another instance.",
    facts: { sequence },
  });
}

function late({ sequence, until, timeoutMs }: FetchReceiptParameters, level: Level): QuorateError {
  return new QuorateError({
    code: "TIMED_OUT",
    summary: `After ${timeoutMs / 1_000} seconds number ${sequence} is ${level}, not ${until}.`,
    remedy:
      "Ask again, or wait longer with --timeout. Once its promise is due it can be challenged: quorate batcher challenge.",
    facts: { doing: "waiting for a receipt", timeoutMs },
  });
}
