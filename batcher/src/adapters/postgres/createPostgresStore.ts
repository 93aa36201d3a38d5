import type { Store } from "../../ports/Store.ts";
import { PostgresBatches } from "./PostgresBatches.ts";
import { PostgresGroups } from "./PostgresGroups.ts";
import { PostgresLogs } from "./PostgresLogs.ts";
import { PostgresSession } from "./PostgresSession.ts";
import type { PostgresSettings } from "./PostgresSettings.ts";
import { PostgresTransactions } from "./PostgresTransactions.ts";
import { preparePostgres } from "./preparePostgres.ts";

/**
 * A store on a PostgreSQL server, for any number of instances. All of them take records; whoever holds the lease anchors.
 *
 * @example
 * ```ts
 * const store = createPostgresStore({ url: "postgres://batcher@localhost/quorate" });
 * const state = await store.open({ chainId, anchor });
 * ```
 */
export function createPostgresStore(settings: PostgresSettings): Store {
  const session = new PostgresSession(settings);
  const logs = new PostgresLogs(session);
  const groups = new PostgresGroups(session);
  const batches = new PostgresBatches(session, logs);
  const transactions = new PostgresTransactions(session);

  return {
    isShared: true,
    open: async (owner) => {
      await preparePostgres(session, owner);
      return logs.readState();
    },
    beginLog: (log) => logs.begin(log),
    readLogs: () => logs.readAll(),
    append: (group) => groups.append(group),
    findGroup: (logId, sequence) => groups.find(logId, sequence),
    readGroups: (logId, sequence) => groups.readFrom(logId, sequence),
    readGroupsBackwards: () => groups.readBackwards(),
    closeBatch: (batch, lease) => batches.close(batch, lease),
    reopenBatches: (logId, number, lease) => batches.reopen(logId, number, lease),
    readPosition: (logId) => batches.readPosition(logId),
    findBatch: (logId, sequence) => batches.find(logId, sequence),
    readBatch: (logId, number) => batches.read(logId, number),
    readBatches: (logId, number) => batches.readFrom(logId, number),
    readUnsettledBatches: () => batches.readUnsettled(),
    setAnchored: (logId, number, anchored) => batches.setAnchored(logId, number, anchored),
    setFinal: (logId, number) => batches.setFinal(logId, number),
    closeExecution: (execution, lease) => batches.closeExecution(execution, lease),
    readExecutions: (logId, number) => batches.readExecutions(logId, number),
    divideExecution: (former, parts, lease) => batches.divideExecution(former, parts, lease),
    readFormerExecutions: (logId) => batches.readFormerExecutions(logId),
    setExecuted: (logId, number, part, executed) => batches.setExecuted(logId, number, part, executed),
    keepTransaction: (transaction, lease) => transactions.keep(transaction, lease),
    readTransactions: (account, nonce) => transactions.readFrom(account, nonce),
    readBatchTransactions: (logId, number) => transactions.readOfBatch(logId, number),
    takeLease: (holder, forMs) => transactions.takeLease(holder, forMs),
    renewLease: (token, forMs) => transactions.renewLease(token, forMs),
    giveLeaseBack: (token) => transactions.giveLeaseBack(token),
    probe: async () => {
      await session.write((query) => query("UPDATE probe SET count = count + 1"));
    },
    close: async () => {
      await groups.settle();
      await session.close();
    },
  };
}
