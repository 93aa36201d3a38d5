import { BatcherError, isFault } from "../../errors.ts";

const DISK_FULL = "53100";
/** Classes of PostgreSQL's codes for a server that cannot serve now: connections, resources, an operator who intervenes, locks. */
const PASSING_CLASSES: ReadonlySet<string> = new Set(["08", "53", "57", "55", "40", "25"]);
/** Classes for a server that does not let this user in. */
const ACCESS_CLASSES: ReadonlySet<string> = new Set(["28", "3D", "42"]);
const SQLSTATE = /^[0-9A-Z]{5}$/;
const CLASS_LENGTH = 2;

/** What an error of the server, or of the way to it, means to a batcher. Nothing was stored unless COMMIT had been sent. */
export function translatePostgresError(error: unknown): BatcherError {
  if (isFault(error)) return error;
  const { code } = Object(error);
  const state = typeof code === "string" && SQLSTATE.test(code) ? code : undefined;
  if (state === DISK_FULL) return refuseFull(error);
  if (state === undefined || PASSING_CLASSES.has(state.slice(0, CLASS_LENGTH))) return refuseUnavailable(error);
  if (ACCESS_CLASSES.has(state.slice(0, CLASS_LENGTH))) return refuseAccess(error);
  return fail(`The store's server failed: ${messageOf(error)}.`, error);
}

/** The end of a transaction was not heard of, and could not be found out. */
export function failUnknown(cause: unknown): BatcherError<"STORE_FAILED"> {
  return fail("The store's server went away while something was stored, and whether it was is not known.", cause);
}

function refuseFull(cause: unknown): BatcherError<"STORE_FULL"> {
  return new BatcherError({
    code: "STORE_FULL",
    summary: "The disk of the store's server is full; nothing was stored.",
    remedy: "Make room on its disk; records are taken again by themselves then.",
    cause,
  });
}

function refuseUnavailable(cause: unknown): BatcherError<"STORE_UNAVAILABLE"> {
  return new BatcherError({
    code: "STORE_UNAVAILABLE",
    summary: `The store's server does not serve: ${messageOf(cause)}.`,
    remedy: "Look at the server and at the way to it; the batcher asks again by itself.",
    cause,
  });
}

function refuseAccess(cause: unknown): BatcherError<"STORE_UNAVAILABLE"> {
  return new BatcherError({
    code: "STORE_UNAVAILABLE",
    summary: `The store's server does not let this user in: ${messageOf(cause)}.`,
    remedy: "Name a database and a user who may create a schema in it.",
    cause,
  });
}

function fail(summary: string, cause: unknown): BatcherError<"STORE_FAILED"> {
  return new BatcherError({
    code: "STORE_FAILED",
    summary,
    remedy: "Look at the server, then start the batcher again: it reads what was stored.",
    cause,
  });
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error && error.message !== "" ? error.message : String(error);
}
