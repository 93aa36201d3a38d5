import { Worker } from "node:worker_threads";

import { BatcherError } from "../../errors.ts";
import type { LeaseToken, Store, StoreState } from "../../ports/Store.ts";
import { toLeaseToken } from "../toLeaseToken.ts";
import type { SqliteFile } from "./SqliteFile.ts";
import type { SqliteSettings } from "./SqliteSettings.ts";
import type { Operation, Reply, SentFault, ThreadStart } from "./SqliteThread.ts";

/** Who waits for an answer. */
interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Operations of the file with what they take and give. */
type Operations = Pick<SqliteFile, Operation>;

const THREAD = new URL("./runSqliteThread.ts", import.meta.url);

/**
 * A store in one SQLite file, for one instance. The file is open in a thread of its own; groups that are appended while
 * another one is being synced are written together by the next sync.
 *
 * @example
 * ```ts
 * const store = createSqliteStore({ path: "batcher.db" });
 * const state = await store.open({ chainId, anchor });
 * ```
 */
export function createSqliteStore(settings: SqliteSettings): Store {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let failure: BatcherError | undefined;
  let lastId = 0;

  const fail = (cause: unknown): void => {
    failure ??= refuseEnded(settings.path, cause);
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  const receive = (reply: Reply): void => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("fault" in reply) asker?.reject(toError(reply.fault));
    else asker?.resolve(reply.result);
  };
  const expect = <Result>(id: number): Promise<Result> => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.set(id, { resolve, reject });
    return promise;
  };
  const ask = <Result>(question: object, moved: readonly ArrayBuffer[] = []): Promise<Result> => {
    if (thread === undefined || failure !== undefined)
      return Promise.reject(failure ?? refuseEnded(settings.path, undefined));
    lastId += 1;
    const answer = expect<Result>(lastId);
    thread.postMessage({ id: lastId, ...question }, moved);
    return answer;
  };
  const call = <Name extends Operation>(
    operation: Name,
    ...parameters: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>> => ask({ operation, parameters });

  return {
    isShared: false,
    open: async (owner) => {
      if (thread !== undefined) throw new RangeError(`the store ${settings.path} is open already`);
      failure = undefined;
      const start: ThreadStart = { settings, owner };
      const opened = expect<StoreState>(0);
      thread = new Worker(THREAD, { workerData: start });
      thread.on("message", receive);
      thread.on("error", fail);
      thread.on("exit", () => fail(undefined));
      try {
        return await opened;
      } catch (error) {
        await thread.terminate();
        thread = undefined;
        throw error;
      }
    },
    beginLog: (log) => call("beginLog", log),
    readLogs: () => call("readLogs"),
    append: (group) => {
      // Copies that belong to nobody else: the caller's bytes may be a part of something large, or shared.
      const records = new Uint8Array(group.records);
      const digests = new Uint8Array(group.digests);
      return ask({ group: { ...group, records, digests, nonces: [] } }, [records.buffer, digests.buffer]);
    },
    findGroup: (logId, sequence) => call("findGroup", logId, sequence),
    readGroups: async function* (logId, sequence) {
      for (let next = sequence; ; ) {
        const page = await call("pageGroups", logId, next);
        yield* page;
        const last = page.at(-1);
        if (last === undefined) return;
        next = last.firstSequence + last.count;
      }
    },
    readGroupsBackwards: async function* () {
      for (let before: number | undefined; ; ) {
        const page = await call("pageGroupsBackwards", before);
        yield* page.groups;
        if (page.groups.length === 0) return;
        before = page.before;
      }
    },
    closeBatch: (batch, lease) => call("closeBatch", batch, lease),
    reopenBatches: (logId, number, lease) => call("reopenBatches", logId, number, lease),
    readPosition: (logId) => call("readPosition", logId),
    findBatch: (logId, sequence) => call("findBatch", logId, sequence),
    readBatch: (logId, number) => call("readBatch", logId, number),
    readBatches: async function* (logId, number) {
      for (let next = number; ; ) {
        const page = await call("pageBatches", logId, next);
        yield* page;
        const last = page.at(-1);
        if (last === undefined) return;
        next = last.number + 1;
      }
    },
    readUnsettledBatches: () => call("readUnsettledBatches"),
    setAnchored: (logId, number, anchored) => call("setAnchored", logId, number, anchored),
    setFinal: (logId, number) => call("setFinal", logId, number),
    closeExecution: (execution, lease) => call("closeExecution", execution, lease),
    readExecutions: (logId, number) => call("readExecutions", logId, number),
    divideExecution: (former, parts, lease) => call("divideExecution", former, parts, lease),
    readFormerExecutions: (logId) => call("readFormerExecutions", logId),
    setExecuted: (logId, number, part, executed) => call("setExecuted", logId, number, part, executed),
    keepTransaction: (transaction, lease) => call("keepTransaction", transaction, lease),
    readTransactions: (account, nonce) => call("readTransactions", account, nonce),
    readBatchTransactions: (logId, number) => call("readBatchTransactions", logId, number),
    takeLease: async (holder): Promise<LeaseToken | undefined> => toLeaseToken(await call("takeLease", holder)),
    renewLease: (token) => call("holdsLease", token),
    giveLeaseBack: (token) => call("giveLeaseBack", token),
    probe: () => call("probe"),
    close: async () => {
      const closing = thread;
      if (closing === undefined) return;
      try {
        if (failure === undefined) await call("close");
      } finally {
        thread = undefined;
        await closing.terminate();
      }
    },
  };
}

function toError({ code, summary, remedy, facts }: SentFault): Error {
  return code === undefined ? new RangeError(summary) : new BatcherError({ code, summary, remedy, facts });
}

function refuseEnded(path: string, cause: unknown): BatcherError<"STORE_FAILED"> {
  return new BatcherError({
    code: "STORE_FAILED",
    summary: `The thread of the store ${path} has ended.`,
    remedy: "Start the batcher again: it reads what was stored.",
    facts: { path },
    cause,
  });
}
