import { BatcherError } from "../errors.ts";

/** Ends a start whose signal has aborted. @throws BatcherError STOPPED */
export function assertStarting(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new BatcherError({
    code: "STOPPED",
    summary: "The batcher was stopped while it started.",
    remedy: "Start it again.",
  });
}
