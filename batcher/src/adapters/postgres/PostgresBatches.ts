import type {
  Anchored,
  Executed,
  ExecutionPlace,
  LogPosition,
  NewBatch,
  NewExecution,
  StoredBatch,
  StoredExecution,
} from "../../ports/Store.ts";
import { readInteger } from "../readRow.ts";
import { refuseClosed, refuseGap, refuseReopening } from "../refuseBatch.ts";
import { packSequences, toStoredBatch, toStoredExecution } from "../toStored.ts";
import { assertLease } from "./assertLease.ts";
import type { PostgresLogs } from "./PostgresLogs.ts";
import type { PostgresSession, Query } from "./PostgresSession.ts";

const BATCH = "SELECT logs.log_id, batches.* FROM batches JOIN logs USING (log)";
const EXECUTION = "SELECT logs.log_id, executions.* FROM executions JOIN logs USING (log)";
const PAGE_ROWS = 500;

/** Batches and executions on a server. */
export class PostgresBatches {
  readonly #session: PostgresSession;
  readonly #logs: PostgresLogs;

  constructor(session: PostgresSession, logs: PostgresLogs) {
    this.#session = session;
    this.#logs = logs;
  }

  close(batch: NewBatch, lease: number): Promise<void> {
    return this.#session.write(
      (query) => this.#close(query, batch, lease),
      async (query) => {
        await query("SELECT 1 FROM lease FOR UPDATE");
        const [row] = await query(`${BATCH} WHERE log_id = $1 AND number = $2`, [batch.logId, batch.number]);
        const { firstSequence, count, root } = batch;
        const isOurs = row !== undefined && row.root === root && readInteger(row, "count") === count;
        if (isOurs && readInteger(row, "first_sequence") === firstSequence) return;
        await this.#close(query, batch, lease);
      },
    );
  }

  /** Doing it again after a COMMIT whose answer was lost does nothing: nobody else closes batches under this lease. */
  reopen(logId: string, number: number, lease: number): Promise<void> {
    return this.#session.write(async (query) => {
      await assertLease(query, lease);
      const log = await this.#logs.numberOf(query, logId);
      const anchored = await query(
        "SELECT 1 FROM batches WHERE log = $1 AND number >= $2 AND (is_final = 1 OR transaction_hash IS NOT NULL) LIMIT 1",
        [log, number],
      );
      if (anchored.length > 0) throw refuseReopening({ logId, number });
      await query("DELETE FROM batches WHERE log = $1 AND number >= $2", [log, number]);
      await query("UPDATE executions SET is_former = 1 WHERE log = $1 AND number >= $2", [log, number]);
    });
  }

  readPosition(logId: string): Promise<LogPosition> {
    return this.#session.write(async (query) => this.#position(query, await this.#logs.numberOf(query, logId)));
  }

  async find(logId: string, sequence: number): Promise<StoredBatch | undefined> {
    const [row] = await this.#session.read(
      `${BATCH} WHERE log_id = $1 AND first_sequence <= $2 ORDER BY first_sequence DESC LIMIT 1`,
      [logId, sequence],
    );
    const batch = row === undefined ? undefined : toStoredBatch(row);
    return batch === undefined || sequence >= batch.firstSequence + batch.count ? undefined : batch;
  }

  async read(logId: string, number: number): Promise<StoredBatch | undefined> {
    const [row] = await this.#session.read(`${BATCH} WHERE log_id = $1 AND number = $2`, [logId, number]);
    return row === undefined ? undefined : toStoredBatch(row);
  }

  async *readFrom(logId: string, number: number): AsyncIterable<StoredBatch> {
    for (let next: number | undefined = number; next !== undefined; ) {
      const rows = await this.#session.read(
        `${BATCH} WHERE log_id = $1 AND number >= $2 ORDER BY number LIMIT ${PAGE_ROWS}`,
        [logId, next],
      );
      const page: readonly StoredBatch[] = rows.map(toStoredBatch);
      yield* page;
      const last = page.at(-1);
      next = last === undefined ? undefined : last.number + 1;
    }
  }

  async readUnsettled(): Promise<readonly StoredBatch[]> {
    const rows = await this.#session.read(`${BATCH} WHERE is_final = 0 ORDER BY batches.log, number`);
    return rows.map(toStoredBatch);
  }

  setAnchored(logId: string, number: number, anchored: Anchored | undefined): Promise<void> {
    return this.#session.write(async (query) => {
      const changed = await query(
        `UPDATE batches SET transaction_hash = $3, block_number = $4, block_hash = $5, anchored_at = $6, previous = $7,
         is_final = is_final * $8 WHERE log = $1 AND number = $2 RETURNING 1`,
        [
          await this.#logs.numberOf(query, logId),
          number,
          anchored?.transactionHash,
          anchored?.blockNumber,
          anchored?.blockHash,
          anchored?.anchoredAt,
          anchored?.previous,
          anchored === undefined ? 0 : 1,
        ],
      );
      if (changed.length === 0) throw new RangeError(`the store has no batch ${number} of ${logId}`);
    });
  }

  setFinal(logId: string, number: number): Promise<void> {
    return this.#session.write(async (query) => {
      const log = await this.#logs.numberOf(query, logId);
      await query("UPDATE batches SET is_final = 1 WHERE log = $1 AND number <= $2 AND is_final = 0", [log, number]);
    });
  }

  closeExecution(execution: NewExecution, lease: number): Promise<void> {
    return this.#session.write(
      (query) => this.#closeExecution(query, execution, lease),
      async (query) => {
        await query("SELECT 1 FROM lease FOR UPDATE");
        const known = await this.#readExecution(query, execution);
        const isOurs = String(known?.sequences) === String(execution.sequences);
        if (!isOurs) await this.#closeExecution(query, execution, lease);
      },
    );
  }

  async readExecutions(logId: string, number: number): Promise<readonly StoredExecution[]> {
    const rows = await this.#session.read(
      `${EXECUTION} WHERE log_id = $1 AND number = $2 AND is_former = 0 ORDER BY part`,
      [logId, number],
    );
    return rows.map(toStoredExecution);
  }

  divideExecution(former: ExecutionPlace, parts: readonly NewExecution[], lease: number): Promise<void> {
    return this.#session.write(
      (query) => this.#divideExecution(query, former, parts, lease),
      async (query) => {
        await query("SELECT 1 FROM lease FOR UPDATE");
        const [first = former] = parts;
        const known = await this.#readExecution(query, first);
        const isOurs = String(known?.sequences) === String(parts[0]?.sequences);
        if (!isOurs) await this.#divideExecution(query, former, parts, lease);
      },
    );
  }

  async readFormerExecutions(logId: string): Promise<readonly StoredExecution[]> {
    const rows = await this.#session.read(`${EXECUTION} WHERE log_id = $1 AND is_former = 1 ORDER BY number, part`, [
      logId,
    ]);
    return rows.map(toStoredExecution);
  }

  setExecuted(logId: string, number: number, part: number, executed: Executed | undefined): Promise<void> {
    return this.#session.write(async (query) => {
      const changed = await query(
        `UPDATE executions SET transaction_hash = $4, block_number = $5, block_hash = $6, outcomes = $7
         WHERE log = $1 AND number = $2 AND part = $3 RETURNING 1`,
        [
          await this.#logs.numberOf(query, logId),
          number,
          part,
          executed?.transactionHash,
          executed?.blockNumber,
          executed?.blockHash,
          executed?.outcomes,
        ],
      );
      if (changed.length === 0) throw new RangeError(`the store has no part ${part} of batch ${number} of ${logId}`);
    });
  }

  async #close(query: Query, batch: NewBatch, lease: number): Promise<void> {
    await assertLease(query, lease);
    const { logId, number, firstSequence, count, root, reason } = batch;
    const log = await this.#logs.numberOf(query, logId);
    const { batches, firstUnbatched } = await this.#position(query, log);
    if (number < batches) throw refuseClosed(batch);
    const [stored = {}] = await query("SELECT next_sequence FROM logs WHERE log = $1", [log]);
    const end = readInteger(stored, "next_sequence");
    if (number !== batches || firstSequence !== firstUnbatched || firstSequence + count > end)
      throw refuseGap(batch, { batches, firstUnbatched });
    await query(
      "INSERT INTO batches (log, number, first_sequence, count, root, reason) VALUES ($1, $2, $3, $4, $5, $6)",
      [log, number, firstSequence, count, root, reason],
    );
  }

  async #position(query: Query, log: number): Promise<LogPosition> {
    const [last] = await query(
      "SELECT number + 1 AS batches, first_sequence + count AS behind FROM batches WHERE log = $1 ORDER BY number DESC LIMIT 1",
      [log],
    );
    if (last === undefined) return { batches: 0, firstUnbatched: 0 };
    return { batches: readInteger(last, "batches"), firstUnbatched: readInteger(last, "behind") };
  }

  async #closeExecution(query: Query, execution: NewExecution, lease: number): Promise<void> {
    await assertLease(query, lease);
    const { logId, number, part, sequences } = execution;
    const log = await this.#logs.numberOf(query, logId);
    if ((await this.#readExecution(query, execution)) !== undefined) throw refuseClosed(execution);
    await query("INSERT INTO executions (log, number, part, sequences) VALUES ($1, $2, $3, $4)", [
      log,
      number,
      part,
      packSequences(sequences),
    ]);
  }

  async #divideExecution(
    query: Query,
    { logId, number, part }: ExecutionPlace,
    parts: readonly NewExecution[],
    lease: number,
  ): Promise<void> {
    await assertLease(query, lease);
    const changed = await query(
      "UPDATE executions SET is_former = 1 WHERE log = $1 AND number = $2 AND part = $3 AND is_former = 0 RETURNING 1",
      [await this.#logs.numberOf(query, logId), number, part],
    );
    if (changed.length === 0) throw refuseClosed({ logId, number, part });
    for (const execution of parts) await this.#closeExecution(query, execution, lease);
  }

  async #readExecution(query: Query, { logId, number, part }: ExecutionPlace): Promise<StoredExecution | undefined> {
    const [row] = await query(`${EXECUTION} WHERE log_id = $1 AND number = $2 AND part = $3`, [logId, number, part]);
    return row === undefined ? undefined : toStoredExecution(row);
  }
}
