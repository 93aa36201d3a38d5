import type { Migration } from "./Migration.ts";

/**
 * Executions whose calls were divided anew stay as former ones, so that transactions that were sent for them are still understood; and transactions
 * of every account are found by their batch.
 */
export const formerExecutions: Migration = {
  number: 2,
  name: "former executions, transactions by batch",
  sqlite: `
    ALTER TABLE executions ADD COLUMN is_former INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX executions_former ON executions (log, number, part) WHERE is_former = 1;
    CREATE INDEX transactions_by_batch ON transactions (log_id, number) WHERE log_id IS NOT NULL;
  `,
  postgres: `
    ALTER TABLE executions ADD COLUMN is_former integer NOT NULL DEFAULT 0;
    CREATE INDEX executions_former ON executions (log, number, part) WHERE is_former = 1;
    CREATE INDEX transactions_by_batch ON transactions (log_id, number) WHERE log_id IS NOT NULL;
  `,
};
