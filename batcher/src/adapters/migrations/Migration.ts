/** One step of a store's schema, forward only. What it says once it was released is never changed: stores keep its checksum. */
export interface Migration {
  /** From 1 on, without a gap. */
  readonly number: number;
  readonly name: string;
  /** Statements for node:sqlite. */
  readonly sqlite: string;
  /** Statements for PostgreSQL. */
  readonly postgres: string;
}
