import type { DatabaseSync, StatementSync } from "node:sqlite";

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
import type { PlacedLog, SqliteLogs } from "./SqliteLogs.ts";

const BATCH = "SELECT logs.log_id, batches.* FROM batches JOIN logs USING (log)";
const EXECUTION = "SELECT logs.log_id, executions.* FROM executions JOIN logs USING (log)";
const PAGE_ROWS = 500;

/** Batches and executions in a file. */
export class SqliteBatches {
  readonly #logs: SqliteLogs;
  readonly #last: StatementSync;
  readonly #insert: StatementSync;
  readonly #holding: StatementSync;
  readonly #page: StatementSync;
  readonly #unsettled: StatementSync;
  readonly #anchor: StatementSync;
  readonly #finalise: StatementSync;
  readonly #anchoredFrom: StatementSync;
  readonly #removeFrom: StatementSync;
  readonly #makeFormerFrom: StatementSync;
  readonly #insertExecution: StatementSync;
  readonly #executions: StatementSync;
  readonly #formerExecutions: StatementSync;
  readonly #knownExecution: StatementSync;
  readonly #makeFormer: StatementSync;
  readonly #execute: StatementSync;

  constructor(database: DatabaseSync, logs: SqliteLogs) {
    this.#logs = logs;
    this.#last = database.prepare(
      "SELECT number, first_sequence, count FROM batches WHERE log = ? ORDER BY number DESC LIMIT 1",
    );
    this.#insert = database.prepare(
      "INSERT INTO batches (log, number, first_sequence, count, root, reason) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#holding = database.prepare(
      `${BATCH} WHERE batches.log = ? AND first_sequence <= ? ORDER BY first_sequence DESC LIMIT 1`,
    );
    this.#page = database.prepare(`${BATCH} WHERE batches.log = ? AND number >= ? ORDER BY number LIMIT ?`);
    this.#unsettled = database.prepare(`${BATCH} WHERE is_final = 0 ORDER BY batches.log, number`);
    this.#anchor = database.prepare(
      "UPDATE batches SET transaction_hash = ?, block_number = ?, block_hash = ?, anchored_at = ?, previous = ?, is_final = is_final AND ? WHERE log = ? AND number = ?",
    );
    this.#finalise = database.prepare("UPDATE batches SET is_final = 1 WHERE log = ? AND number <= ? AND is_final = 0");
    this.#anchoredFrom = database.prepare(
      "SELECT 1 FROM batches WHERE log = ? AND number >= ? AND (is_final = 1 OR transaction_hash IS NOT NULL) LIMIT 1",
    );
    this.#removeFrom = database.prepare("DELETE FROM batches WHERE log = ? AND number >= ?");
    this.#makeFormerFrom = database.prepare("UPDATE executions SET is_former = 1 WHERE log = ? AND number >= ?");
    this.#insertExecution = database.prepare(
      "INSERT INTO executions (log, number, part, sequences) VALUES (?, ?, ?, ?)",
    );
    this.#executions = database.prepare(
      `${EXECUTION} WHERE executions.log = ? AND number = ? AND is_former = 0 ORDER BY part`,
    );
    this.#formerExecutions = database.prepare(
      `${EXECUTION} WHERE executions.log = ? AND is_former = 1 ORDER BY number, part`,
    );
    this.#knownExecution = database.prepare("SELECT 1 FROM executions WHERE log = ? AND number = ? AND part = ?");
    this.#makeFormer = database.prepare(
      "UPDATE executions SET is_former = 1 WHERE log = ? AND number = ? AND part = ? AND is_former = 0",
    );
    this.#execute = database.prepare(
      "UPDATE executions SET transaction_hash = ?, block_number = ?, block_hash = ?, outcomes = ? WHERE log = ? AND number = ? AND part = ?",
    );
  }

  batchedSoFar(log: PlacedLog): LogPosition {
    const row = this.#last.get(log.log);
    if (row === undefined) return { batches: 0, firstUnbatched: 0 };
    return {
      batches: readInteger(row, "number") + 1,
      firstUnbatched: readInteger(row, "first_sequence") + readInteger(row, "count"),
    };
  }

  insert(batch: NewBatch): void {
    const { logId, number, firstSequence, count, root, reason } = batch;
    const log = this.#logOf(logId);
    const soFar = this.batchedSoFar(log);
    if (number < soFar.batches) throw refuseClosed(batch);
    const end = this.#logs.endOf(log) - log.origin;
    if (number !== soFar.batches || firstSequence !== soFar.firstUnbatched || firstSequence + count > end)
      throw refuseGap(batch, soFar);
    this.#insert.run(log.log, number, firstSequence, count, root, reason);
  }

  position(logId: string): LogPosition {
    return this.batchedSoFar(this.#logOf(logId));
  }

  reopen(logId: string, number: number): void {
    const { log } = this.#logOf(logId);
    if (this.#anchoredFrom.get(log, number) !== undefined) throw refuseReopening({ logId, number });
    this.#removeFrom.run(log, number);
    this.#makeFormerFrom.run(log, number);
  }

  find(logId: string, sequence: number): StoredBatch | undefined {
    const row = this.#holding.get(this.#logs.find(logId)?.log ?? -1, sequence);
    const batch = row === undefined ? undefined : toStoredBatch(row);
    return batch === undefined || sequence >= batch.firstSequence + batch.count ? undefined : batch;
  }

  page(logId: string, number: number, limit: number = PAGE_ROWS): readonly StoredBatch[] {
    return this.#page.all(this.#logs.find(logId)?.log ?? -1, number, limit).map(toStoredBatch);
  }

  unsettled(): readonly StoredBatch[] {
    return this.#unsettled.all().map(toStoredBatch);
  }

  setAnchored(logId: string, number: number, anchored: Anchored | undefined): void {
    const { changes } = this.#anchor.run(
      anchored?.transactionHash ?? null,
      anchored?.blockNumber ?? null,
      anchored?.blockHash ?? null,
      anchored?.anchoredAt ?? null,
      anchored?.previous ?? null,
      anchored === undefined ? 0 : 1,
      this.#logOf(logId).log,
      number,
    );
    if (changes === 0) throw new RangeError(`the store has no batch ${number} of ${logId}`);
  }

  setFinal(logId: string, number: number): void {
    this.#finalise.run(this.#logOf(logId).log, number);
  }

  insertExecution({ logId, number, part, sequences }: NewExecution): void {
    const { log } = this.#logOf(logId);
    if (this.#knownExecution.get(log, number, part) !== undefined) throw refuseClosed({ logId, number, part });
    this.#insertExecution.run(log, number, part, packSequences(sequences));
  }

  executions(logId: string, number: number): readonly StoredExecution[] {
    return this.#executions.all(this.#logs.find(logId)?.log ?? -1, number).map(toStoredExecution);
  }

  divideExecution({ logId, number, part }: ExecutionPlace, parts: readonly NewExecution[]): void {
    const { changes } = this.#makeFormer.run(this.#logOf(logId).log, number, part);
    if (changes === 0) throw refuseClosed({ logId, number, part });
    for (const execution of parts) this.insertExecution(execution);
  }

  formerExecutions(logId: string): readonly StoredExecution[] {
    return this.#formerExecutions.all(this.#logs.find(logId)?.log ?? -1).map(toStoredExecution);
  }

  setExecuted(logId: string, number: number, part: number, executed: Executed | undefined): void {
    const { changes } = this.#execute.run(
      executed?.transactionHash ?? null,
      executed?.blockNumber ?? null,
      executed?.blockHash ?? null,
      executed?.outcomes ?? null,
      this.#logOf(logId).log,
      number,
      part,
    );
    if (changes === 0) throw new RangeError(`the store has no part ${part} of batch ${number} of ${logId}`);
  }

  #logOf(logId: string): PlacedLog {
    const log = this.#logs.find(logId);
    if (log === undefined) throw new RangeError(`the store has no log ${logId}`);
    return log;
  }
}
