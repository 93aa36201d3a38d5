import { recordsBatchesTransactions } from "./0001-records-batches-transactions.ts";
import { formerExecutions } from "./0002-former-executions.ts";
import type { Migration } from "./Migration.ts";

/** Every step of the schema in order. A new one is a numbered file and a line here; the ones before it stay as they are. */
export const migrations: readonly Migration[] = [recordsBatchesTransactions, formerExecutions];
