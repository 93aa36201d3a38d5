import type { Appended, NewGroup, StoredGroup } from "../../ports/Store.ts";
import { checkGroup } from "../checkGroup.ts";
import { type Row, readInteger, readText } from "../readRow.ts";
import { refuseEnded } from "../refuseBatch.ts";
import { toStoredGroup } from "../toStored.ts";
import type { PostgresSession, Query } from "./PostgresSession.ts";
import { NonceConflict, takeNonces } from "./takeNonces.ts";

const PAGE_ROWS = 32;
const ID_BYTES = 16;
/** How often words whose deadlines have passed are deleted, in seconds of the chain, and how many at once. */
const SWEEP_SECONDS = 10;
const SWEEP_ROWS = 5_000;

const FIND = `
  SELECT stored.*, logs.log_id, logs.origin FROM logs
  JOIN LATERAL (SELECT * FROM groups WHERE position <= logs.origin + $2 ORDER BY position DESC LIMIT 1) stored ON true
  WHERE logs.log_id = $1 AND $2::bigint >= 0 AND $2::bigint < logs.next_sequence`;
const FORWARDS = `
  SELECT stored.*, logs.log_id, logs.origin FROM logs
  JOIN LATERAL (
    SELECT * FROM groups WHERE position >= logs.origin + $2 AND position < logs.origin + logs.next_sequence
    ORDER BY position LIMIT ${PAGE_ROWS}
  ) stored ON true
  WHERE logs.log_id = $1 ORDER BY stored.position`;
const BACKWARDS = `
  SELECT stored.*, owning.log_id, owning.origin
  FROM (SELECT * FROM groups WHERE position < $1 ORDER BY position DESC LIMIT ${PAGE_ROWS}) stored
  JOIN LATERAL (SELECT log_id, origin FROM logs WHERE origin <= stored.position ORDER BY log DESC LIMIT 1) owning ON true
  ORDER BY stored.position DESC`;

/** A group that is to be stored once. */
interface AppendAttempt {
  readonly group: NewGroup;
  /** Says that a stored group is this one. */
  readonly id: Uint8Array;
  /** Where it was put by transactions whose end may not be known. */
  readonly positions: number[];
}

/** Groups of records on a server. */
export class PostgresGroups {
  readonly #session: PostgresSession;
  #sweptAt = 0;
  #sweeping: Promise<unknown> = Promise.resolve();

  constructor(session: PostgresSession) {
    this.#session = session;
  }

  async append(group: NewGroup): Promise<Appended> {
    checkGroup(group);
    const attempt: AppendAttempt = { group, id: crypto.getRandomValues(new Uint8Array(ID_BYTES)), positions: [] };
    try {
      const firstSequence = await this.#session.write(
        (query) => insert(query, attempt),
        (query) => insertUnlessThere(query, attempt),
      );
      this.#sweep(group.settledTime);
      return { kind: "stored", firstSequence };
    } catch (error) {
      if (error instanceof NonceConflict) return { kind: "conflict", words: error.words };
      throw error;
    }
  }

  async find(logId: string, sequence: number): Promise<StoredGroup | undefined> {
    const [row] = await this.#session.read(FIND, [logId, sequence]);
    return row === undefined ? undefined : toGroup(row);
  }

  async *readFrom(logId: string, sequence: number): AsyncIterable<StoredGroup> {
    const first = await this.find(logId, Math.max(0, sequence));
    for (let next = first?.firstSequence; next !== undefined; ) {
      const page: readonly StoredGroup[] = (await this.#session.read(FORWARDS, [logId, next])).map(toGroup);
      yield* page;
      const last = page.at(-1);
      next = last === undefined ? undefined : last.firstSequence + last.count;
    }
  }

  async *readBackwards(): AsyncIterable<StoredGroup> {
    for (let before = Number.MAX_SAFE_INTEGER; before > 0; ) {
      const rows: readonly Row[] = await this.#session.read(BACKWARDS, [before]);
      yield* rows.map(toGroup);
      const last = rows.at(-1);
      before = last === undefined ? 0 : readInteger(last, "position");
    }
  }

  /** Resolves once nothing is deleted any more. */
  async settle(): Promise<void> {
    await this.#sweeping;
  }

  /** Deletes words whose deadlines have passed. Nobody waits for it; what it leaves, the next one deletes. */
  #sweep(settledTime: number): void {
    if (settledTime < this.#sweptAt + SWEEP_SECONDS) return;
    this.#sweptAt = settledTime;
    this.#sweeping = this.#session
      .read(
        `DELETE FROM nonce_words WHERE last_deadline < $1 AND (kind, seat, word) IN
         (SELECT kind, seat, word FROM nonce_words WHERE last_deadline < $1 LIMIT ${SWEEP_ROWS})`,
        [settledTime],
      )
      .catch(() => undefined);
  }
}

/** The log's row is locked until the end of the transaction: groups of all instances are numbered one after another. */
async function insert(query: Query, { group, id, positions }: AppendAttempt): Promise<number> {
  const { logId, count, chainTime, block, lastDeadline, promisedUntil, digests, records } = group;
  const [log] = await query(
    "UPDATE logs SET next_sequence = next_sequence + $2 WHERE log_id = $1 AND is_ended = 0 RETURNING origin, next_sequence",
    [logId, count],
  );
  if (log === undefined) throw refuseEnded(logId);
  const firstSequence = readInteger(log, "next_sequence") - count;
  const position = readInteger(log, "origin") + firstSequence;
  await takeNonces(query, group.nonces, group.settledTime);
  await query(
    `INSERT INTO groups (position, count, id, chain_time, block, last_deadline, promised_until, digests, records)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [position, count, id, chainTime, block, lastDeadline, promisedUntil, digests, records],
  );
  positions.push(position);
  return firstSequence;
}

/** After a COMMIT whose answer was lost: the lock is given once the server has ended that transaction, one way or the other. */
async function insertUnlessThere(query: Query, attempt: AppendAttempt): Promise<number> {
  const { group, id, positions } = attempt;
  const [log = {}] = await query("SELECT origin FROM logs WHERE log_id = $1 FOR UPDATE", [group.logId]);
  const [stored] = await query("SELECT position FROM groups WHERE position = ANY($1::bigint[]) AND id = $2", [
    positions,
    id,
  ]);
  return stored === undefined ? insert(query, attempt) : readInteger(stored, "position") - readInteger(log, "origin");
}

function toGroup(row: Row): StoredGroup {
  return toStoredGroup(row, readText(row, "log_id"), readInteger(row, "origin"));
}
