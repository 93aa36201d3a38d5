import { BatcherError, isFault } from "../../errors.ts";

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** The lower byte of a code says which kind it is, the others which of that kind. */
const KIND = 0xff;
const NOT_OPENED: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "EROFS"]);

/** What an error of the database means to a batcher. */
export function translateSqliteError(error: unknown, path: string): BatcherError {
  if (isFault(error)) return error;
  const { errcode, code } = Object(error);
  const kind = typeof errcode === "number" ? errcode & KIND : code === "ENOSPC" ? SQLITE_FULL : undefined;
  // The file system's own refusals come before SQLite looks at the file.
  if (kind === undefined && NOT_OPENED.has(code)) return refuseOpening(path, error);
  const facts = { path, sqlite: typeof errcode === "number" ? errcode : null };
  switch (kind) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return new BatcherError({
        code: "STORE_LOCKED",
        summary: `The store ${path} is open in another batcher.`,
        remedy: "Stop the other one, or give this one a store of its own; several share a store on PostgreSQL.",
        facts,
        cause: error,
      });
    case SQLITE_FULL:
      return refuseFull(path, error);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
      return refuseOpening(path, error);
    default:
      return new BatcherError({
        code: "STORE_FAILED",
        summary: `The store ${path} failed: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: "Look at the disk, then start the batcher again: it reads what was stored.",
        facts,
        cause: error,
      });
  }
}

export function refuseFull(path: string, cause?: unknown): BatcherError<"STORE_FULL"> {
  return new BatcherError({
    code: "STORE_FULL",
    summary: `The store ${path} is full; nothing was stored.`,
    remedy: "Make room on its disk; records are taken again by themselves then.",
    facts: { path },
    cause,
  });
}

function refuseOpening(path: string, cause: unknown): BatcherError<"STORE_UNAVAILABLE"> {
  return new BatcherError({
    code: "STORE_UNAVAILABLE",
    summary: `The store ${path} cannot be opened for writing.`,
    remedy: "Name a file of a batcher, or a new one, in a folder that exists and that this user may write to.",
    facts: { path },
    cause,
  });
}
