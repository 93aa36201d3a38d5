import type { DatabaseSync, StatementSync } from "node:sqlite";

import type { NewGroup, StoredGroup } from "../../ports/Store.ts";
import { type Row, readInteger } from "../readRow.ts";
import { toStoredGroup } from "../toStored.ts";
import type { SqliteLogs } from "./SqliteLogs.ts";

/** Rows and bytes that are read at once: the thread writes nothing meanwhile. */
const PAGE_ROWS = 64;
const PAGE_BYTES = 1 << 20;

/** Groups read backwards, and the position before which the next are read. */
export interface BackwardsPage {
  readonly groups: readonly StoredGroup[];
  readonly before: number;
}

/** Groups of records in a file. */
export class SqliteGroups {
  readonly #logs: SqliteLogs;
  readonly #insert: StatementSync;
  readonly #at: StatementSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;

  constructor(database: DatabaseSync, logs: SqliteLogs) {
    this.#logs = logs;
    this.#insert = database.prepare(
      "INSERT INTO groups (position, count, chain_time, block, last_deadline, promised_until, digests, records) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    this.#at = database.prepare("SELECT * FROM groups WHERE position <= ? ORDER BY position DESC LIMIT 1");
    this.#forwards = database.prepare("SELECT * FROM groups WHERE position >= ? AND position < ? ORDER BY position");
    this.#backwards = database.prepare("SELECT * FROM groups WHERE position < ? ORDER BY position DESC");
  }

  /** Writes a group at a position; it is not synced yet. */
  insert(group: NewGroup, position: number): void {
    const { count, chainTime, block, lastDeadline, promisedUntil, digests, records } = group;
    this.#insert.run(position, count, chainTime, block, lastDeadline, promisedUntil, digests, records);
  }

  find(logId: string, sequence: number): StoredGroup | undefined {
    const log = this.#logs.find(logId);
    if (log === undefined || sequence < 0 || log.origin + sequence >= this.#logs.endOf(log)) return undefined;
    const row = this.#at.get(log.origin + sequence);
    return row === undefined ? undefined : toStoredGroup(row, logId, log.origin);
  }

  /** Some groups from the one that holds a sequence on; none behind the last. */
  page(logId: string, sequence: number): readonly StoredGroup[] {
    const log = this.#logs.find(logId);
    const first = this.find(logId, Math.max(0, sequence));
    if (log === undefined || first === undefined) return [];
    const rows = this.#forwards.iterate(log.origin + first.firstSequence, this.#logs.endOf(log));
    return takePage(rows).map((row) => toStoredGroup(row, logId, log.origin));
  }

  /** Some groups of any log before a position, newest first. */
  pageBackwards(before: number | undefined): BackwardsPage {
    const rows = takePage(this.#backwards.iterate(before ?? Number.MAX_SAFE_INTEGER));
    const groups = rows.flatMap((row) => {
      const log = this.#logs.at(readInteger(row, "position"));
      return log === undefined ? [] : [toStoredGroup(row, log.logId, log.origin)];
    });
    const last = rows.at(-1);
    return { groups, before: last === undefined ? 0 : readInteger(last, "position") };
  }
}

function takePage(rows: Iterable<Row>): readonly Row[] {
  const page: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    page.push(row);
    bytes += row.records instanceof Uint8Array ? row.records.length : 0;
    if (page.length >= PAGE_ROWS || bytes >= PAGE_BYTES) break;
  }
  return page;
}
