import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

import { BatcherError } from "../../errors.ts";
import type { StoreOwner } from "../../ports/Store.ts";
import { migrations } from "../migrations/migrations.ts";
import { checksumOf, MIGRATIONS_TABLE, planMigrations } from "../migrations/planMigrations.ts";
import { readInteger, readText } from "../readRow.ts";
import { inTransaction } from "./inTransaction.ts";

/** Large enough that a group takes few pages, small enough that a batch's row does not cost much. */
export const PAGE_BYTES = 16_384;

/** Opens the file for this process alone, with its schema of today. Who else has it open makes SQLite throw. */
export function openDatabase(path: string, owner: StoreOwner): DatabaseSync {
  // Nobody else of the machine reads it.
  closeSync(openSync(path, "a", 0o600));
  const database = new DatabaseSync(path, { timeout: 0, allowExtension: false });
  try {
    database.exec(`
      PRAGMA page_size = ${PAGE_BYTES};
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA fullfsync = ON;
      PRAGMA checkpoint_fullfsync = ON;
      PRAGMA wal_autocheckpoint = 0;
      PRAGMA mmap_size = 0;
      PRAGMA cache_size = -16000;
      PRAGMA temp_store = MEMORY;
      PRAGMA trusted_schema = OFF;
    `);
    inTransaction(database, () => {
      migrate(database);
      assertOwner(database, path, owner);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync): void {
  database.exec(MIGRATIONS_TABLE);
  const applied = database
    .prepare("SELECT number, checksum FROM migrations ORDER BY number")
    .all()
    .map((row) => ({ number: readInteger(row, "number"), checksum: readText(row, "checksum") }));
  const keep = database.prepare("INSERT INTO migrations (number, name, checksum) VALUES (?, ?, ?)");
  for (const migration of planMigrations(migrations, applied, "sqlite")) {
    database.exec(migration.sqlite);
    keep.run(migration.number, migration.name, checksumOf(migration, "sqlite"));
  }
}

function assertOwner(database: DatabaseSync, path: string, owner: StoreOwner): void {
  const row = database.prepare("SELECT chain_id, anchor FROM owner").get();
  if (row === undefined) {
    database
      .prepare("INSERT INTO owner (one, chain_id, anchor) VALUES (1, ?, ?)")
      .run(String(owner.chainId), owner.anchor);
    return;
  }
  refuseForeign(path, { chainId: BigInt(readText(row, "chain_id")), anchor: readText(row, "anchor") }, owner);
}

function refuseForeign(path: string, found: StoreOwner, owner: StoreOwner): void {
  if (found.chainId === owner.chainId && found.anchor === owner.anchor) return;
  throw new BatcherError({
    code: "STORE_FOREIGN",
    summary: `The store ${path} belongs to ${found.anchor} on chain ${found.chainId}, not to ${owner.anchor} on chain ${owner.chainId}.`,
    remedy: "Name the store of this chain, or a new one.",
    facts: { path, chainId: found.chainId, anchor: found.anchor },
  });
}
