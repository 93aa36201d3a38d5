import { BatcherError } from "../../errors.ts";
import type { StoreOwner } from "../../ports/Store.ts";
import { migrations } from "../migrations/migrations.ts";
import { checksumOf, MIGRATIONS_TABLE, planMigrations } from "../migrations/planMigrations.ts";
import { readInteger, readText } from "../readRow.ts";
import type { PostgresSession, Query } from "./PostgresSession.ts";

/** One instance at a time changes the schema. */
const LOCK = 0x71_75_6f_72;

/** Brings the schema up to date and says whose store it is, or refuses. */
export function preparePostgres(session: PostgresSession, owner: StoreOwner): Promise<void> {
  return session.write(async (query) => {
    await query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await query(`CREATE SCHEMA IF NOT EXISTS ${session.schema}`);
    await migrate(query);
    await assertOwner(query, owner);
  });
}

async function migrate(query: Query): Promise<void> {
  await query(MIGRATIONS_TABLE);
  const applied = (await query("SELECT number, checksum FROM migrations ORDER BY number")).map((row) => ({
    number: readInteger(row, "number"),
    checksum: readText(row, "checksum"),
  }));
  for (const migration of planMigrations(migrations, applied, "postgres")) {
    await query(migration.postgres);
    await query("INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)", [
      migration.number,
      migration.name,
      checksumOf(migration, "postgres"),
    ]);
  }
}

async function assertOwner(query: Query, { chainId, anchor }: StoreOwner): Promise<void> {
  await query("INSERT INTO owner (one, chain_id, anchor) VALUES (1, $1, $2) ON CONFLICT DO NOTHING", [
    String(chainId),
    anchor,
  ]);
  const [row = {}] = await query("SELECT chain_id, anchor FROM owner");
  const found = { chainId: readText(row, "chain_id"), anchor: readText(row, "anchor") };
  if (found.chainId === String(chainId) && found.anchor === anchor) return;
  throw new BatcherError({
    code: "STORE_FOREIGN",
    summary: `The store belongs to ${found.anchor} on chain ${found.chainId}, not to ${anchor} on chain ${chainId}.`,
    remedy: "Name the store of this chain, or a new one.",
    facts: found,
  });
}
