import { BatcherError } from "../errors.ts";

/** Which batch, or which part of its execution. */
interface Closing {
  readonly logId: string;
  readonly number: number;
  readonly part?: number;
}

/** Another instance closed it first. */
export function refuseClosed({ logId, number, part }: Closing): BatcherError<"BATCH_CLOSED_ALREADY"> {
  const what = part === undefined ? `Batch ${number}` : `Part ${part} of batch ${number}`;
  return new BatcherError({
    code: "BATCH_CLOSED_ALREADY",
    summary: `${what} of ${logId} was closed by another instance.`,
    remedy: "Read it from the store.",
    facts: { logId, number, part: part ?? null },
  });
}

/** A batch that leaves records out, takes some twice, or takes some that are not stored: a fault of whoever closes it. */
export function refuseGap(
  { logId, number }: Closing,
  { batches, firstUnbatched }: { readonly batches: number; readonly firstUnbatched: number },
): RangeError {
  return new RangeError(
    `batch ${number} of ${logId} does not follow: the next is ${batches} and begins at ${firstUnbatched}`,
  );
}

/** Batches that are anchored are not opened again: a fault of whoever does it. */
export function refuseReopening({ logId, number }: Closing): RangeError {
  return new RangeError(`batches from ${number} of ${logId} on are not opened again: one of them is anchored`);
}

/** The lease was lost, or is held by another instance. */
export function refuseLease(token: number): BatcherError<"LEASE_LOST"> {
  return new BatcherError({
    code: "LEASE_LOST",
    summary: `The lease to anchor with token ${token} is not held any more.`,
    remedy: "Take the lease again before anything is anchored.",
    facts: { token },
  });
}

/** A log that is not the newest takes no records: another instance began the next one. */
export function refuseEnded(logId: string): BatcherError<"STORE_FAILED"> {
  return new BatcherError({
    code: "STORE_FAILED",
    summary: `The log ${logId} is not the store's newest: another instance has begun another one.`,
    remedy: "Start the batcher again: it goes on with the newest log.",
    facts: { logId },
  });
}
