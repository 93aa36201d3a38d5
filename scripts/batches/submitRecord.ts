import type { Client } from "#sdk";
import { type BatchReceipt, createBatchClient } from "#sdk/receipts";

import { type Level, levels } from "./batchOptions.ts";
import { writeReceiptFile } from "./receiptFile.ts";
import { recordPlaceOf } from "./recordPlaceOf.ts";

/** A packed record, who takes it, and where its receipt goes. */
export interface SubmitRecordParameters {
  readonly record: Uint8Array;
  readonly batchers: readonly string[];
  readonly until: Level;
  /** Where the receipt stands, and is replaced by that of each higher level. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Told of each level that is reached. */
  readonly report: (level: Level, receipt: BatchReceipt) => void;
}

/**
 * Submits a signed record and waits until it has reached a level; the receipt of each level on the way is on disk before the next one is waited for.
 *
 * @throws QuorateError as the promises of `submit`; FILE_UNWRITABLE
 */
export async function submitRecord(client: Client, parameters: SubmitRecordParameters): Promise<BatchReceipt> {
  const { record, batchers: urls, until, path, signal, report } = parameters;
  const batches = createBatchClient({ ...recordPlaceOf(client), urls, lingerMs: 0, attempts: 5, signal });
  try {
    const submitted = batches.submit(record);
    let receipt = await submitted.durable;
    for (const level of levels.slice(0, levels.indexOf(until) + 1)) {
      receipt = await submitted[level];
      await writeReceiptFile(path, receipt);
      report(level, receipt);
    }
    return receipt;
  } finally {
    await batches.close();
  }
}
