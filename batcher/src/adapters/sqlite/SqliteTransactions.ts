import type { DatabaseSync, StatementSync } from "node:sqlite";

import type { NewTransaction, StoredTransaction } from "../../ports/Store.ts";
import { readInteger } from "../readRow.ts";
import { refuseLease } from "../refuseBatch.ts";
import { toPurposeColumns, toStoredTransaction } from "../toStored.ts";

/** Signed transactions in a file, and the lease under which they are kept. */
export class SqliteTransactions {
  readonly #insert: StatementSync;
  readonly #known: StatementSync;
  readonly #from: StatementSync;
  readonly #ofBatch: StatementSync;
  readonly #lease: StatementSync;
  readonly #setLease: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      `INSERT INTO transactions (account, nonce, place, hash, raw, purpose, log_id, number, part, because)
       VALUES (?1, ?2, (SELECT count(*) FROM transactions WHERE account = ?1 AND nonce = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
    );
    this.#known = database.prepare("SELECT 1 FROM transactions WHERE account = ? AND nonce = ? AND hash = ?");
    this.#from = database.prepare("SELECT * FROM transactions WHERE account = ? AND nonce >= ? ORDER BY nonce, place");
    this.#ofBatch = database.prepare(
      "SELECT * FROM transactions WHERE log_id = ? AND number = ? ORDER BY account, nonce, place",
    );
    this.#lease = database.prepare("SELECT token, holder IS NOT NULL AS held FROM lease");
    this.#setLease = database.prepare("UPDATE lease SET token = ?, holder = ?");
  }

  /** Keeping the same one twice keeps it once. */
  insert(transaction: NewTransaction): void {
    const { account, nonce, hash, raw } = transaction;
    if (this.#known.get(account, nonce, hash) !== undefined) return;
    const { purpose, logId, number, part, because } = toPurposeColumns(transaction);
    this.#insert.run(account, nonce, hash, raw, purpose, logId, number, part, because);
  }

  from(account: string, nonce: number): readonly StoredTransaction[] {
    return this.#from.all(account, nonce).map(toStoredTransaction);
  }

  ofBatch(logId: string, number: number): readonly StoredTransaction[] {
    return this.#ofBatch.all(logId, number).map(toStoredTransaction);
  }

  holds(token: number): boolean {
    const row = this.#lease.get();
    return row !== undefined && readInteger(row, "token") === token && readInteger(row, "held") === 1;
  }

  assertLease(token: number): void {
    if (!this.holds(token)) throw refuseLease(token);
  }

  takeLease(holder: string): number {
    const row = this.#lease.get();
    const token = (row === undefined ? 0 : readInteger(row, "token")) + 1;
    this.#setLease.run(token, holder);
    return token;
  }

  giveLeaseBack(token: number): void {
    if (this.holds(token)) this.#setLease.run(token, null);
  }
}
