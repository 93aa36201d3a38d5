import type { NewLog, StoredLog, StoreState } from "../../ports/Store.ts";
import { type Row, readInteger, readText } from "../readRow.ts";
import type { PostgresSession, Query } from "./PostgresSession.ts";

const NEWEST = "SELECT * FROM logs ORDER BY log DESC LIMIT 1";

/** The logs of a server. Any instance may begin one. */
export class PostgresLogs {
  readonly #session: PostgresSession;
  /** Numbers of logs by their ids; they never change. */
  readonly #numbers = new Map<string, number>();
  /** The newest that this instance has heard of. */
  #known = 0;

  constructor(session: PostgresSession) {
    this.#session = session;
  }

  async readState(): Promise<StoreState> {
    const [row] = await this.#session.read(NEWEST);
    if (row === undefined) return { log: undefined, batches: 0, firstUnbatched: 0 };
    const log = this.#notice(row);
    const [last] = await this.#session.read(
      "SELECT number + 1 AS batches, first_sequence + count AS behind FROM batches WHERE log = $1 ORDER BY number DESC LIMIT 1",
      [readInteger(row, "log")],
    );
    if (last === undefined) return { log, batches: 0, firstUnbatched: 0 };
    return { log, batches: readInteger(last, "batches"), firstUnbatched: readInteger(last, "behind") };
  }

  async readAll(): Promise<readonly StoredLog[]> {
    return (await this.#session.read("SELECT * FROM logs ORDER BY log")).map(toStoredLog);
  }

  async begin(log: NewLog): Promise<StoredLog> {
    return this.#notice(await this.#session.write((query) => this.#begin(query, log)));
  }

  /** @throws RangeError where the store has no such log */
  async numberOf(query: Query, logId: string): Promise<number> {
    const known = this.#numbers.get(logId);
    if (known !== undefined) return known;
    const [row] = await query("SELECT log FROM logs WHERE log_id = $1", [logId]);
    if (row === undefined) throw new RangeError(`the store has no log ${logId}`);
    const number = readInteger(row, "log");
    this.#numbers.set(logId, number);
    return number;
  }

  async #begin(query: Query, { logId, salt, seat }: NewLog): Promise<Row> {
    await query("SELECT 1 FROM owner FOR UPDATE");
    const [newest] = await query(`${NEWEST} FOR UPDATE`);
    // Another instance was first, or this one before its connection broke.
    if (newest !== undefined && (newest.log_id === logId || readInteger(newest, "log") > this.#known)) return newest;
    const [ended] = await query("SELECT 1 FROM logs WHERE log_id = $1", [logId]);
    if (ended !== undefined) throw new RangeError(`${logId} was ended: a log is not begun again`);
    // Whoever waits to append to the log before looks at this row again and finds it ended.
    await query("UPDATE logs SET is_ended = 1 WHERE is_ended = 0");
    const [begun = {}] = await query(
      "INSERT INTO logs (log, log_id, salt, seat, origin, next_sequence) VALUES ($1, $2, $3, $4, $5, 0) RETURNING *",
      [
        newest === undefined ? 1 : readInteger(newest, "log") + 1,
        logId,
        salt,
        seat,
        newest === undefined ? 0 : readInteger(newest, "origin") + readInteger(newest, "next_sequence"),
      ],
    );
    return begun;
  }

  #notice(row: Row): StoredLog {
    this.#known = Math.max(this.#known, readInteger(row, "log"));
    return toStoredLog(row);
  }
}

function toStoredLog(row: Row): StoredLog {
  return {
    logId: readText(row, "log_id"),
    salt: readText(row, "salt"),
    seat: readInteger(row, "seat"),
    nextSequence: readInteger(row, "next_sequence"),
  };
}
