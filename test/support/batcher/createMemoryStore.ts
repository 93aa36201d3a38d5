import {
  refuseClosed,
  refuseEnded,
  refuseGap,
  refuseLease,
  refuseReopening,
} from "../../../batcher/src/adapters/refuseBatch.ts";
import { toLeaseToken } from "../../../batcher/src/adapters/toLeaseToken.ts";
import type {
  ExecutionPlace,
  NewLog,
  Store,
  StoredBatch,
  StoredExecution,
  StoredGroup,
  StoredTransaction,
} from "../../../batcher/src/ports/Store.ts";

/** What a memory store holds. Tests may reach in and spoil it. */
export interface StoreContents {
  readonly logs: NewLog[];
  readonly groups: StoredGroup[];
  readonly batches: StoredBatch[];
  readonly executions: StoredExecution[];
  readonly formerExecutions: StoredExecution[];
  readonly transactions: StoredTransaction[];
}

function keepOthers<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  const others = items.filter((item) => !isGone(item));
  items.splice(0, items.length, ...others);
}

function isAt({ logId, number, part }: ExecutionPlace): (other: ExecutionPlace) => boolean {
  return (other) => other.logId === logId && other.number === number && other.part === part;
}

/** A store that keeps everything in memory: what the others are held against. It survives nothing. */
export interface MemoryStore extends Store {
  readonly contents: StoreContents;
}

/** Creates a store in memory, as simple as it can be said. */
export function createMemoryStore(): MemoryStore {
  const contents: StoreContents = {
    logs: [],
    groups: [],
    batches: [],
    executions: [],
    formerExecutions: [],
    transactions: [],
  };
  const { logs, groups, batches, executions, formerExecutions, transactions } = contents;
  let token = 0;
  let isHeld = false;

  const groupsOf = (logId: string): StoredGroup[] => groups.filter((group) => group.logId === logId);
  const batchesOf = (logId: string): StoredBatch[] => batches.filter((batch) => batch.logId === logId);
  const nextOf = (logId: string): number => groupsOf(logId).reduce((sum, { count }) => sum + count, 0);
  const batchedOf = (logId: string): number => batchesOf(logId).reduce((sum, { count }) => sum + count, 0);
  const requireLog = (logId: string): void => {
    if (!logs.some((log) => log.logId === logId)) throw new RangeError(`no log ${logId}`);
  };
  const assertLease = (lease: number): void => {
    if (!isHeld || lease !== token) throw refuseLease(lease);
  };
  const toStored = (log: NewLog) => ({ ...log, nextSequence: nextOf(log.logId) });
  const change = <Item>(items: Item[], matches: (item: Item) => boolean, changed: (item: Item) => Item): void => {
    if (!items.some(matches)) throw new RangeError("there is nothing to change");
    for (const [index, item] of items.entries()) if (matches(item)) items[index] = changed(item);
  };

  return {
    contents,
    isShared: false,
    open: async () => {
      const log = logs.at(-1);
      if (log === undefined) return { log, batches: 0, firstUnbatched: 0 };
      return { log: toStored(log), batches: batchesOf(log.logId).length, firstUnbatched: batchedOf(log.logId) };
    },
    beginLog: async ({ logId, salt, seat }) => {
      const log = { logId, salt, seat };
      if (logs.at(-1)?.logId !== logId) {
        if (logs.some((other) => other.logId === logId)) throw new RangeError(`${logId} was ended`);
        logs.push(log);
      }
      return toStored(log);
    },
    readLogs: async () => logs.map(toStored),
    append: async ({ nonces: _, settledTime: __, ...group }) => {
      if (group.digests.length !== 32 * group.count) throw new RangeError("a group with other digests");
      if (logs.at(-1)?.logId !== group.logId) throw refuseEnded(group.logId);
      const firstSequence = nextOf(group.logId);
      groups.push({ ...group, firstSequence, records: group.records.slice(), digests: group.digests.slice() });
      return { kind: "stored", firstSequence };
    },
    findGroup: async (logId, sequence) =>
      groupsOf(logId).find(({ firstSequence, count }) => firstSequence <= sequence && sequence < firstSequence + count),
    readGroups: async function* (logId, sequence) {
      yield* groupsOf(logId).filter(({ firstSequence, count }) => sequence < firstSequence + count);
    },
    readGroupsBackwards: async function* () {
      yield* groups.toReversed();
    },
    closeBatch: async (batch, lease) => {
      assertLease(lease);
      const { logId, number, firstSequence, count } = batch;
      requireLog(logId);
      const soFar = { batches: batchesOf(logId).length, firstUnbatched: batchedOf(logId) };
      if (number < soFar.batches) throw refuseClosed(batch);
      if (number !== soFar.batches || firstSequence !== soFar.firstUnbatched || firstSequence + count > nextOf(logId))
        throw refuseGap(batch, soFar);
      batches.push({ ...batch, anchored: undefined, isFinal: false });
    },
    reopenBatches: async (logId, number, lease) => {
      assertLease(lease);
      requireLog(logId);
      const isReopened = (item: { readonly logId: string; readonly number: number }): boolean =>
        item.logId === logId && item.number >= number;
      if (batches.some((batch) => isReopened(batch) && (batch.isFinal || batch.anchored !== undefined)))
        throw refuseReopening({ logId, number });
      formerExecutions.push(...executions.filter(isReopened));
      keepOthers(batches, isReopened);
      keepOthers(executions, isReopened);
    },
    readPosition: async (logId) => {
      requireLog(logId);
      return { batches: batchesOf(logId).length, firstUnbatched: batchedOf(logId) };
    },
    findBatch: async (logId, sequence) =>
      batchesOf(logId).find(
        ({ firstSequence, count }) => firstSequence <= sequence && sequence < firstSequence + count,
      ),
    readBatch: async (logId, number) => batchesOf(logId).find((batch) => batch.number === number),
    readBatches: async function* (logId, number) {
      yield* batchesOf(logId).filter((batch) => batch.number >= number);
    },
    readUnsettledBatches: async () => logs.flatMap(({ logId }) => batchesOf(logId)).filter(({ isFinal }) => !isFinal),
    setAnchored: async (logId, number, anchored) =>
      change(
        batches,
        (batch) => batch.logId === logId && batch.number === number,
        (batch) => ({ ...batch, anchored, isFinal: batch.isFinal && anchored !== undefined }),
      ),
    setFinal: async (logId, number) => {
      requireLog(logId);
      for (const [index, batch] of batches.entries())
        if (batch.logId === logId && batch.number <= number) batches[index] = { ...batch, isFinal: true };
    },
    closeExecution: async (execution, lease) => {
      assertLease(lease);
      requireLog(execution.logId);
      if ([...executions, ...formerExecutions].some(isAt(execution))) throw refuseClosed(execution);
      executions.push({ ...execution, executed: undefined });
    },
    divideExecution: async (former, parts, lease) => {
      assertLease(lease);
      requireLog(former.logId);
      const at = executions.findIndex(isAt(former));
      if (at < 0) throw refuseClosed(former);
      const taken = parts.find((part, index) =>
        [...executions, ...formerExecutions, ...parts.slice(0, index)].some(isAt(part)),
      );
      if (taken !== undefined) throw refuseClosed(taken);
      formerExecutions.push(...executions.splice(at, 1));
      executions.push(...parts.map((part) => ({ ...part, executed: undefined })));
    },
    readFormerExecutions: async (logId) =>
      formerExecutions
        .filter((execution) => execution.logId === logId)
        .sort((a, b) => a.number - b.number || a.part - b.part),
    readExecutions: async (logId, number) =>
      executions
        .filter((execution) => execution.logId === logId && execution.number === number)
        .sort((a, b) => a.part - b.part),
    setExecuted: async (logId, number, part, executed) => {
      const isHere = isAt({ logId, number, part });
      const items = formerExecutions.some(isHere) ? formerExecutions : executions;
      change(items, isHere, (execution) => ({ ...execution, executed }));
    },
    keepTransaction: async (transaction, lease) => {
      assertLease(lease);
      const { account, nonce, hash } = transaction;
      const isKnown = transactions.some(
        (other) => other.account === account && other.nonce === nonce && other.hash === hash,
      );
      if (!isKnown) transactions.push(transaction);
    },
    readTransactions: async (account, nonce) =>
      transactions
        .filter((transaction) => transaction.account === account && transaction.nonce >= nonce)
        .sort((a, b) => a.nonce - b.nonce),
    readBatchTransactions: async (logId, number) =>
      transactions
        .filter(({ purpose }) => purpose.kind !== "other" && purpose.logId === logId && purpose.number === number)
        .sort((a, b) => (a.account === b.account ? a.nonce - b.nonce : a.account < b.account ? -1 : 1)),
    takeLease: async () => {
      token += 1;
      isHeld = true;
      return toLeaseToken(token);
    },
    renewLease: async (lease) => isHeld && lease === token,
    giveLeaseBack: async (lease) => {
      if (lease === token) isHeld = false;
    },
    probe: async () => undefined,
    close: async () => undefined,
  };
}
