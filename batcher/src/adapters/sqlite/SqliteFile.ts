import type { DatabaseSync } from "node:sqlite";

import { type BatcherError, isFault } from "../../errors.ts";
import type {
  Anchored,
  Appended,
  Executed,
  ExecutionPlace,
  LogPosition,
  NewBatch,
  NewExecution,
  NewGroup,
  NewLog,
  NewTransaction,
  StoredBatch,
  StoredExecution,
  StoredGroup,
  StoredLog,
  StoredTransaction,
  StoreOwner,
  StoreState,
} from "../../ports/Store.ts";
import { checkGroup } from "../checkGroup.ts";
import { refuseEnded } from "../refuseBatch.ts";
import { inTransaction } from "./inTransaction.ts";
import { openDatabase, PAGE_BYTES } from "./openDatabase.ts";
import { SpaceReserve } from "./SpaceReserve.ts";
import { SqliteBatches } from "./SqliteBatches.ts";
import { type BackwardsPage, SqliteGroups } from "./SqliteGroups.ts";
import { SqliteLogs } from "./SqliteLogs.ts";
import type { SqliteSettings } from "./SqliteSettings.ts";
import { SqliteTransactions } from "./SqliteTransactions.ts";
import { refuseFull, translateSqliteError } from "./translateSqliteError.ts";

const DEFAULT_RESERVE_BYTES = 64 << 20;
/** What the write-ahead log may grow to before it is carried over into the file. */
const CHECKPOINT_BYTES = 16 << 20;
/** Of the reserve, the write-ahead log takes one part in so many when the disk is full: the rest is for what is written then. */
const RESERVE_PARTS = 4;
/** A small write changes some pages. */
const SMALL_WRITE_BYTES = 4 * PAGE_BYTES;
/** How often a full disk is tried again. */
const FULL_PAUSE_MS = 500;

/**
 * A store in one file, one caller at a time, every call to its end: it runs in a thread of its own. Once a sync or a write
 * has failed it refuses everything: what the kernel says of the file after that is not to be trusted.
 */
export class SqliteFile {
  readonly #settings: SqliteSettings;
  readonly #reserve: SpaceReserve;
  readonly #database: DatabaseSync;
  readonly #logs: SqliteLogs;
  readonly #groups: SqliteGroups;
  readonly #batches: SqliteBatches;
  readonly #transactions: SqliteTransactions;
  readonly #checkpointBytes: number;
  #failure: BatcherError | undefined;
  #bytesInLog = 0;
  #bytes: number;
  #fullSince: number | undefined;

  constructor(settings: SqliteSettings, owner: StoreOwner) {
    this.#settings = settings;
    const reserveBytes = settings.reserveBytes ?? DEFAULT_RESERVE_BYTES;
    this.#reserve = new SpaceReserve(`${settings.path}-reserve`, reserveBytes);
    const share = reserveBytes === 0 ? CHECKPOINT_BYTES : reserveBytes / RESERVE_PARTS;
    this.#checkpointBytes = Math.min(CHECKPOINT_BYTES, share);
    try {
      this.#database = openDatabase(settings.path, owner);
      this.#logs = new SqliteLogs(this.#database);
      this.#groups = new SqliteGroups(this.#database, this.#logs);
      this.#batches = new SqliteBatches(this.#database, this.#logs);
      this.#transactions = new SqliteTransactions(this.#database);
      this.#bytes = Number(this.#database.prepare("PRAGMA page_count").get()?.page_count ?? 0) * PAGE_BYTES;
    } catch (error) {
      throw translateSqliteError(error, settings.path);
    }
    if (!this.#reserve.take()) this.#fullSince = performance.now();
  }

  state(): StoreState {
    const log = this.#logs.newest;
    if (log === undefined) return { log: undefined, batches: 0, firstUnbatched: 0 };
    return { log: this.#logs.toStored(log), ...this.#batches.batchedSoFar(log) };
  }

  beginLog(log: NewLog): StoredLog {
    const { newest } = this.#logs;
    if (newest?.logId === log.logId) return this.#logs.toStored(newest);
    const placed = this.#write(() => this.#logs.insert(log));
    this.#logs.take(placed);
    return this.#logs.toStored(placed);
  }

  readLogs(): readonly StoredLog[] {
    return this.#read(() => this.#logs.all());
  }

  /** Writes groups in one transaction: one sync serves them all. */
  append(groups: readonly NewGroup[]): readonly Appended[] {
    for (const group of groups) this.#assertFits(group);
    this.#assertSpace(groups);
    try {
      return this.#appendAll(groups);
    } catch (error) {
      if (isFault(error, "STORE_FULL")) this.#giveUpSpace();
      throw error;
    }
  }

  findGroup(logId: string, sequence: number): StoredGroup | undefined {
    return this.#read(() => this.#groups.find(logId, sequence));
  }

  pageGroups(logId: string, sequence: number): readonly StoredGroup[] {
    return this.#read(() => this.#groups.page(logId, sequence));
  }

  pageGroupsBackwards(before: number | undefined): BackwardsPage {
    return this.#read(() => this.#groups.pageBackwards(before));
  }

  closeBatch(batch: NewBatch, lease: number): void {
    this.#write(() => {
      this.#transactions.assertLease(lease);
      this.#batches.insert(batch);
    });
  }

  reopenBatches(logId: string, number: number, lease: number): void {
    this.#write(() => {
      this.#transactions.assertLease(lease);
      this.#batches.reopen(logId, number);
    });
  }

  readPosition(logId: string): LogPosition {
    return this.#read(() => this.#batches.position(logId));
  }

  findBatch(logId: string, sequence: number): StoredBatch | undefined {
    return this.#read(() => this.#batches.find(logId, sequence));
  }

  readBatch(logId: string, number: number): StoredBatch | undefined {
    return this.#read(() => this.#batches.page(logId, number, 1).find((batch) => batch.number === number));
  }

  pageBatches(logId: string, number: number): readonly StoredBatch[] {
    return this.#read(() => this.#batches.page(logId, number));
  }

  readUnsettledBatches(): readonly StoredBatch[] {
    return this.#read(() => this.#batches.unsettled());
  }

  setAnchored(logId: string, number: number, anchored: Anchored | undefined): void {
    this.#write(() => this.#batches.setAnchored(logId, number, anchored));
  }

  setFinal(logId: string, number: number): void {
    this.#write(() => this.#batches.setFinal(logId, number));
  }

  closeExecution(execution: NewExecution, lease: number): void {
    this.#write(() => {
      this.#transactions.assertLease(lease);
      this.#batches.insertExecution(execution);
    });
  }

  readExecutions(logId: string, number: number): readonly StoredExecution[] {
    return this.#read(() => this.#batches.executions(logId, number));
  }

  divideExecution(former: ExecutionPlace, parts: readonly NewExecution[], lease: number): void {
    this.#write(() => {
      this.#transactions.assertLease(lease);
      this.#batches.divideExecution(former, parts);
    });
  }

  readFormerExecutions(logId: string): readonly StoredExecution[] {
    return this.#read(() => this.#batches.formerExecutions(logId));
  }

  setExecuted(logId: string, number: number, part: number, executed: Executed | undefined): void {
    this.#write(() => this.#batches.setExecuted(logId, number, part, executed));
  }

  keepTransaction(transaction: NewTransaction, lease: number): void {
    this.#write(() => {
      this.#transactions.assertLease(lease);
      this.#transactions.insert(transaction);
    });
  }

  readTransactions(account: string, nonce: number): readonly StoredTransaction[] {
    return this.#read(() => this.#transactions.from(account, nonce));
  }

  readBatchTransactions(logId: string, number: number): readonly StoredTransaction[] {
    return this.#read(() => this.#transactions.ofBatch(logId, number));
  }

  takeLease(holder: string): number {
    return this.#write(() => this.#transactions.takeLease(holder));
  }

  holdsLease(token: number): boolean {
    return this.#read(() => this.#transactions.holds(token));
  }

  giveLeaseBack(token: number): void {
    this.#write(() => this.#transactions.giveLeaseBack(token));
  }

  probe(): void {
    this.#assertSpace([]);
    this.#write(() => this.#database.exec("UPDATE probe SET count = count + 1"));
  }

  /** Carries the write-ahead log over into the file once it is long. */
  checkpoint(): void {
    if (this.#bytesInLog < this.#checkpointBytes || this.#failure !== undefined) return;
    try {
      this.#carryOver();
    } catch (error) {
      // A full disk is said by the next write that has no room; everything else is kept for the next caller.
      const fault = this.#translate(error);
      if (!isFault(fault, "STORE_FULL")) this.#failure = fault;
    }
  }

  /** What SQLite carries over while it closes was synced before, also after a fault. */
  close(): void {
    try {
      this.#database.close();
    } catch (error) {
      if (this.#failure === undefined) throw this.#translate(error);
    }
  }

  #appendAll(groups: readonly NewGroup[]): readonly Appended[] {
    const { nextPosition, newest } = this.#logs;
    const origin = newest?.origin ?? 0;
    const appended: Appended[] = [];
    let position = nextPosition;
    this.#write(() => {
      for (const group of groups) {
        this.#groups.insert(group, position);
        appended.push({ kind: "stored", firstSequence: position - origin });
        position += group.count;
      }
    }, bytesOf(groups));
    this.#logs.nextPosition = position;
    return appended;
  }

  #assertFits(group: NewGroup): void {
    checkGroup(group);
    if (this.#logs.newest?.logId !== group.logId) throw refuseEnded(group.logId);
  }

  #assertSpace(groups: readonly NewGroup[]): void {
    this.#assertUsable();
    const { path, maxBytes = Number.POSITIVE_INFINITY } = this.#settings;
    if (this.#bytes + bytesOf(groups) > maxBytes) throw refuseFull(path);
    if (this.#fullSince === undefined) return;
    if (performance.now() - this.#fullSince < FULL_PAUSE_MS) throw refuseFull(path);
    this.#fullSince = this.#reserve.take() ? undefined : performance.now();
    if (this.#fullSince !== undefined) throw refuseFull(path);
  }

  #giveUpSpace(): void {
    this.#fullSince = performance.now();
    this.#reserve.release();
    this.#bytesInLog = this.#checkpointBytes;
    this.checkpoint();
  }

  #carryOver(): void {
    this.#database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    this.#bytesInLog = 0;
    this.#delaySync(2);
  }

  #read<Result>(question: () => Result): Result {
    this.#assertUsable();
    try {
      return question();
    } catch (error) {
      throw this.#concede(error);
    }
  }

  #write<Result>(work: () => Result, bytes: number = SMALL_WRITE_BYTES): Result {
    this.#assertUsable();
    try {
      const result = inTransaction(this.#database, work);
      this.#bytesInLog += bytes;
      if (bytes !== SMALL_WRITE_BYTES) this.#bytes += bytes;
      this.#delaySync(1);
      return result;
    } catch (error) {
      throw this.#concede(error);
    }
  }

  #concede(error: unknown): unknown {
    if (error instanceof RangeError) return error;
    const fault = this.#translate(error);
    if (isFault(fault, "STORE_FAILED", "STORE_UNAVAILABLE", "STORE_LOCKED")) this.#failure = fault;
    return fault;
  }

  #assertUsable(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #translate(error: unknown): BatcherError {
    return translateSqliteError(error, this.#settings.path);
  }

  #delaySync(syncs: number): void {
    const { syncDelayMs = 0 } = this.#settings;
    if (syncDelayMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, syncDelayMs * syncs);
  }
}

/** Their rows, and a page that each begins. */
function bytesOf(groups: readonly NewGroup[]): number {
  return groups.reduce((sum, { records, digests }) => sum + records.length + digests.length + PAGE_BYTES, 0);
}
