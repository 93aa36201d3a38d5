import type { DatabaseSync } from "node:sqlite";

/** Does all of `work` or nothing of it. It is synced when this returns. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // SQLite has rolled back by itself after some faults.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
