import type { LeaseToken, NewTransaction, StoredTransaction } from "../../ports/Store.ts";
import { readInteger } from "../readRow.ts";
import { toLeaseToken } from "../toLeaseToken.ts";
import { toPurposeColumns, toStoredTransaction } from "../toStored.ts";
import { assertLease } from "./assertLease.ts";
import type { PostgresSession, Query } from "./PostgresSession.ts";

/** Signed transactions on a server, and the lease under which they are kept. */
export class PostgresTransactions {
  readonly #session: PostgresSession;

  constructor(session: PostgresSession) {
    this.#session = session;
  }

  /** Keeping the same one twice keeps it once. */
  keep(transaction: NewTransaction, lease: number): Promise<void> {
    return this.#session.write(
      async (query) => {
        await assertLease(query, lease);
        await insert(query, transaction);
      },
      async (query) => {
        await query("SELECT 1 FROM lease FOR UPDATE");
        if (await isKept(query, transaction)) return;
        await assertLease(query, lease);
        await insert(query, transaction);
      },
    );
  }

  async readFrom(account: string, nonce: number): Promise<readonly StoredTransaction[]> {
    const rows = await this.#session.read(
      "SELECT * FROM transactions WHERE account = $1 AND nonce >= $2 ORDER BY nonce, place",
      [account, nonce],
    );
    return rows.map(toStoredTransaction);
  }

  async readOfBatch(logId: string, number: number): Promise<readonly StoredTransaction[]> {
    const rows = await this.#session.read(
      "SELECT * FROM transactions WHERE log_id = $1 AND number = $2 ORDER BY account, nonce, place",
      [logId, number],
    );
    return rows.map(toStoredTransaction);
  }

  async takeLease(holder: string, forMs: number): Promise<LeaseToken | undefined> {
    const [row] = await this.#session.write((query) =>
      query(
        `UPDATE lease SET token = token + 1, holder = $1, until = clock_timestamp() + $2 * interval '1 millisecond'
         WHERE holder IS NULL OR holder = $1 OR until <= clock_timestamp() RETURNING token`,
        [holder, forMs],
      ),
    );
    return row === undefined ? undefined : toLeaseToken(readInteger(row, "token"));
  }

  async renewLease(token: number, forMs: number): Promise<boolean> {
    const renewed = await this.#session.write((query) =>
      query(
        `UPDATE lease SET until = clock_timestamp() + $2 * interval '1 millisecond'
         WHERE token = $1 AND holder IS NOT NULL AND until > clock_timestamp() RETURNING 1`,
        [token, forMs],
      ),
    );
    return renewed.length > 0;
  }

  async giveLeaseBack(token: number): Promise<void> {
    await this.#session.write((query) => query("UPDATE lease SET holder = NULL WHERE token = $1", [token]));
  }
}

async function insert(query: Query, transaction: NewTransaction): Promise<void> {
  if (await isKept(query, transaction)) return;
  const { account, nonce, hash, raw } = transaction;
  const { purpose, logId, number, part, because } = toPurposeColumns(transaction);
  await query(
    `INSERT INTO transactions (account, nonce, place, hash, raw, purpose, log_id, number, part, because)
     SELECT $1, $2, count(*), $3, $4, $5, $6, $7, $8, $9 FROM transactions WHERE account = $1 AND nonce = $2`,
    [account, nonce, hash, raw, purpose, logId, number, part, because],
  );
}

async function isKept(query: Query, { account, nonce, hash }: NewTransaction): Promise<boolean> {
  const kept = await query("SELECT 1 FROM transactions WHERE account = $1 AND nonce = $2 AND hash = $3", [
    account,
    nonce,
    hash,
  ]);
  return kept.length > 0;
}
