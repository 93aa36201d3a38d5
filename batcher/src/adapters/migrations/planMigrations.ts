import { createHash } from "node:crypto";

import { BatcherError } from "../../errors.ts";
import type { Migration } from "./Migration.ts";

/** A step that a store has taken. */
export interface AppliedMigration {
  readonly number: number;
  readonly checksum: string;
}

/** Which flavour of SQL a store speaks. */
export type Dialect = "sqlite" | "postgres";

/** The table of the steps taken, in SQL that both dialects speak. */
export const MIGRATIONS_TABLE =
  "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";

/** What a store remembers of a step: the hash of its statements for it. */
export function checksumOf(migration: Migration, dialect: Dialect): string {
  return createHash("sha256").update(`${migration.number}\n${migration.name}\n${migration[dialect]}`).digest("hex");
}

/**
 * Steps that a store has still to take.
 *
 * @throws BatcherError STORE_NEWER where it has taken one that this release does not know, or one that says something else
 */
export function planMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  dialect: Dialect,
): readonly Migration[] {
  for (const { number, checksum } of applied) {
    const migration = known.find((candidate) => candidate.number === number);
    if (migration === undefined || checksumOf(migration, dialect) !== checksum) throw refuseNewer(known, number);
  }
  const taken = new Set(applied.map(({ number }) => number));
  return known.filter(({ number }) => !taken.has(number));
}

function refuseNewer(known: readonly Migration[], number: number): BatcherError {
  const newest = known.at(-1)?.number ?? 0;
  const isUnknown = number > newest;
  return new BatcherError({
    code: "STORE_NEWER",
    summary: isUnknown
      ? `The store has taken step ${number} of its schema; this release knows ${newest}.`
      : `Step ${number} of the store's schema is not the one that this release knows.`,
    remedy: "Start the release that wrote the store, or a later one.",
    facts: { step: number, newest },
  });
}
