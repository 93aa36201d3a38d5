import type { Refusal } from "../crypto/batch/refusals.ts";
import { QuorateError } from "../errors/QuorateError.ts";

/** What is said of a record that a batcher does not take. */
export function refusedRecord(refusal: Refusal, retry: boolean): QuorateError {
  return new QuorateError({
    code: "RECORD_REFUSED",
    summary: `The batcher does not take the record: ${refusal}.`,
    remedy: retry
      ? "Submit the same bytes again later, while their deadline has not passed."
      : "Correct what the fact refusal names and sign the record again; the same bytes are never taken.",
    facts: { refusal, retry },
  });
}

/** What is said of a request that a batcher does not take. */
export function refusedRequest(host: string, status: number, problem: string): QuorateError {
  return new QuorateError({
    code: "BATCHER_REFUSED",
    summary: `${host} answered ${status} to the request: ${problem}.`,
    remedy: "Correct what the fact problem names, or ask the batcher's operator.",
    facts: { host, status, problem },
  });
}

/** What is said where all batchers were busy to the last attempt. */
export function busy(host: string, status: number, problem: string): QuorateError {
  return new QuorateError({
    code: "BATCHER_BUSY",
    summary: `${host} takes no more at the moment: ${status}, ${problem}.`,
    remedy:
      "Submit the same bytes again a little later, or more slowly; what was stored already gets the same receipt.",
    facts: { host, status, problem },
  });
}

/** What is said where no batcher answered. */
export function unreachable(host: string, why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "BATCHER_UNREACHABLE",
    summary: `${host} did not answer as a batcher does: ${why}.`,
    remedy:
      "Check the URL and the network. Records may be stored or not: submit the same bytes again, what was stored gets the same receipt.",
    facts: { host, why },
    cause,
  });
}

/** What is said where whoever waits does not any more. */
export function stopped(doing: string, cause: unknown): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: `Stopped while ${doing}.`,
    remedy: "Start it again when it is wanted; a record may be submitted any number of times.",
    facts: { doing },
    cause,
  });
}
