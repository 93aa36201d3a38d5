import type { DatabaseSync } from "node:sqlite";

import type { NewLog, StoredLog } from "../../ports/Store.ts";
import { readInteger, readText } from "../readRow.ts";

/** A log with where its records stand among those of all logs. */
export interface PlacedLog extends NewLog {
  readonly log: number;
  /** Position of its sequence 0. */
  readonly origin: number;
}

/** The logs of a file. They are few, so that they are kept in memory. */
export class SqliteLogs {
  readonly #database: DatabaseSync;
  readonly #logs: PlacedLog[];
  /** The position that the next record is given. */
  nextPosition: number;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#logs = database
      .prepare("SELECT log, log_id, salt, seat, origin FROM logs ORDER BY log")
      .all()
      .map((row) => ({
        log: readInteger(row, "log"),
        logId: readText(row, "log_id"),
        salt: readText(row, "salt"),
        seat: readInteger(row, "seat"),
        origin: readInteger(row, "origin"),
      }));
    const last = database.prepare("SELECT position, count FROM groups ORDER BY position DESC LIMIT 1").get();
    this.nextPosition = last === undefined ? 0 : readInteger(last, "position") + readInteger(last, "count");
  }

  get newest(): PlacedLog | undefined {
    return this.#logs.at(-1);
  }

  all(): readonly StoredLog[] {
    return this.#logs.map((log) => this.toStored(log));
  }

  find(logId: string): PlacedLog | undefined {
    return this.#logs.find((log) => log.logId === logId);
  }

  /** The log whose records are around a position. */
  at(position: number): PlacedLog | undefined {
    return this.#logs.findLast((log) => log.origin <= position);
  }

  /** The position behind a log's last record. */
  endOf({ log }: PlacedLog): number {
    return this.#logs.find((other) => other.log > log)?.origin ?? this.nextPosition;
  }

  insert({ logId, salt, seat }: NewLog): PlacedLog {
    if (this.find(logId) !== undefined) throw new RangeError(`${logId} was ended: a log is not begun again`);
    const placed = { logId, salt, seat, log: (this.newest?.log ?? 0) + 1, origin: this.nextPosition };
    this.#database
      .prepare("INSERT INTO logs (log, log_id, salt, seat, origin) VALUES (?, ?, ?, ?, ?)")
      .run(placed.log, logId, salt, seat, placed.origin);
    return placed;
  }

  /** Takes a log in once it is synced. */
  take(log: PlacedLog): void {
    this.#logs.push(log);
  }

  toStored(log: PlacedLog): StoredLog {
    const { logId, salt, seat, origin } = log;
    return { logId, salt, seat, nextSequence: this.endOf(log) - origin };
  }
}
