import { formatMoment } from "#sdk";
import type { BatchReceipt } from "#sdk/receipts";

import type { Level } from "./batchOptions.ts";

/** What a receipt says, line by line. Whether it is true is for others to check. */
export function describeReceipt({ logId, sequence, promise, batch }: BatchReceipt, level: Level): readonly string[] {
  return [
    `  level      ${level}`,
    `  place      number ${sequence} of log ${logId}`,
    ...(promise === undefined || batch !== undefined
      ? []
      : [`  promised   on chain by ${formatMoment(BigInt(promise.deadline))}`]),
    ...(batch === undefined
      ? []
      : [`  anchored   in batch ${batch.number} of ${batch.count} records, ${formatMoment(BigInt(batch.anchoredAt))}`]),
  ];
}
