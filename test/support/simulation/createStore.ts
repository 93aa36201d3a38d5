import { BatcherError } from "../../../batcher/src/errors.ts";
import type {
  Appended,
  LeaseToken,
  NewGroup,
  NewLog,
  Store,
  StoredLog,
  TransactionPurpose,
} from "../../../batcher/src/ports/Store.ts";
import type { Disk } from "./Disk.ts";
import type { Life } from "./Life.ts";
import { perform, type World } from "./World.ts";

const PAGE_ITEMS = 4;

/** A store on a disk, as one life of a batcher has it open: slow, and as faulty as the disk is at the moment. */
export function createStore(world: World, life: Life, disk: Disk): Store {
  const { time, random, worry, transcript } = world;
  const { memory, isShared } = disk;
  let hasFailed = false;
  /** How many logs this life has heard of. */
  let known = 0;
  let last: Promise<unknown> = Promise.resolve();
  const delay = (): number => random.fraction() * disk.slowMs;

  const say = (what: string): void => transcript.say(life.name, what);

  function check(): void {
    if (hasFailed) throw faultOf("STORE_FAILED");
    if (disk.isAway) {
      worry.note("store away");
      throw faultOf("STORE_UNAVAILABLE");
    }
  }

  /** The sync fails: what was written may be there when the store is opened again. */
  function fail(): never {
    hasFailed = true;
    worry.note("sync failed");
    say("sync failed");
    throw faultOf("STORE_FAILED");
  }

  /** One write after another: it is seen at once and synced a while later. */
  async function write<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const turn = last.then(async () => {
      const { answer } = await perform(world, life, { before: delay(), behind: 0, task: () => begin(task) });
      const got = await answer;
      if (!isShared) await perform(world, life, { before: delay(), behind: 0, task: finish });
      else await perform(world, life, { before: 0, behind: delay(), task: () => undefined });
      return got;
    });
    last = turn.catch(() => undefined);
    return await turn;
  }

  /** Whatever a task changes it changes at once, before its first wait. */
  function begin<Answer>(task: () => Promise<Answer>): { readonly answer: Promise<Answer> } {
    check();
    const answer = task();
    answer.catch(() => undefined);
    if (isShared) disk.sync();
    return { answer };
  }

  function finish(): void {
    check();
    if (random.happens(disk.syncFailures)) fail();
    disk.sync();
  }

  async function read<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const reading = (): { readonly answer: Promise<Answer> } => {
      check();
      return { answer: task() };
    };
    return await (await perform(world, life, { before: delay(), behind: delay(), task: reading })).answer;
  }

  async function* readPages<Item>(items: AsyncIterable<Item>): AsyncIterable<Item> {
    let count = 0;
    await read(async () => undefined);
    for await (const item of items) {
      count += 1;
      if (count % PAGE_ITEMS === 0) await read(async () => undefined);
      yield item;
    }
  }

  /** Where another instance has begun one since this one looked, that one is the newest. */
  async function beginLog(log: NewLog): Promise<StoredLog> {
    const { logs } = memory.contents;
    const newest = logs.at(-1);
    const begun = isShared && newest !== undefined && logs.length > known ? newest : log;
    const stored = await memory.beginLog(begun);
    known = logs.length;
    return stored;
  }

  async function append(group: NewGroup): Promise<Appended> {
    if (disk.isFull) {
      worry.note("store full");
      throw faultOf("STORE_FULL");
    }
    const isNewest = memory.contents.logs.at(-1)?.logId === group.logId;
    const words = isShared && isNewest ? disk.takeNonces(group) : [];
    if (words.length > 0) {
      say(`refused ${group.count} records, ${words.length} words are used, at ${group.chainTime}`);
      return { kind: "conflict", words };
    }
    const appended = await memory.append(group);
    say(`appended ${group.count} records`);
    return appended;
  }

  function isHeld(lease: LeaseToken): boolean {
    return !isShared || (disk.lease?.token === lease && disk.lease.until > time.now);
  }

  function withLease<Answer>(lease: LeaseToken, task: () => Promise<Answer>): Promise<Answer> {
    return write(async () => {
      if (!isHeld(lease)) throw faultOf("LEASE_LOST");
      return await task();
    });
  }

  return {
    ...memory,
    isShared,
    open: (owner) =>
      read(async () => {
        known = memory.contents.logs.length;
        return await memory.open(owner);
      }),
    beginLog: (log) => write(() => beginLog(log)),
    append: (group) => write(() => append(group)),
    findGroup: (logId, sequence) => read(() => memory.findGroup(logId, sequence)),
    readGroups: (logId, sequence) => readPages(memory.readGroups(logId, sequence)),
    readGroupsBackwards: () => readPages(memory.readGroupsBackwards()),
    closeBatch: (batch, lease) => {
      say(`closes batch ${batch.number}: ${batch.count} from ${batch.firstSequence}, ${batch.reason}`);
      return withLease(lease, () => memory.closeBatch(batch, lease));
    },
    reopenBatches: (logId, number, lease) => {
      say(`opens batches from ${number} on again`);
      return withLease(lease, () => memory.reopenBatches(logId, number, lease));
    },
    readPosition: (logId) => read(() => memory.readPosition(logId)),
    findBatch: (logId, sequence) => read(() => memory.findBatch(logId, sequence)),
    readBatch: (logId, number) => read(() => memory.readBatch(logId, number)),
    readBatches: (logId, number) => readPages(memory.readBatches(logId, number)),
    readUnsettledBatches: () => read(() => memory.readUnsettledBatches()),
    setAnchored: (logId, number, anchored) => {
      say(`batch ${number} is ${anchored === undefined ? "in no block" : `in block ${anchored.blockNumber}`}`);
      return write(() => memory.setAnchored(logId, number, anchored));
    },
    setFinal: (logId, number) => {
      say(`batch ${number} is final`);
      return write(() => memory.setFinal(logId, number));
    },
    closeExecution: (execution, lease) => withLease(lease, () => memory.closeExecution(execution, lease)),
    readExecutions: (logId, number) => read(() => memory.readExecutions(logId, number)),
    divideExecution: (former, parts, lease) => {
      say(`divides part ${former.part} of batch ${former.number} into ${parts.length}`);
      return withLease(lease, () => memory.divideExecution(former, parts, lease));
    },
    readFormerExecutions: (logId) => read(() => memory.readFormerExecutions(logId)),
    setExecuted: (logId, number, part, executed) => {
      say(`part ${part} of batch ${number} ended with ${executed?.outcomes.join("")}`);
      return write(() => memory.setExecuted(logId, number, part, executed));
    },
    keepTransaction: (transaction, lease) => {
      const { purpose, nonce, hash } = transaction;
      say(`keeps ${hash.slice(0, 8)} with nonce ${nonce} to ${describePurpose(purpose)}`);
      return withLease(lease, () => memory.keepTransaction(transaction, lease));
    },
    readTransactions: (account, nonce) => read(() => memory.readTransactions(account, nonce)),
    readBatchTransactions: (logId, number) => read(() => memory.readBatchTransactions(logId, number)),
    takeLease: (holder, forMs) =>
      write(async () => {
        const { lease } = disk;
        if (isShared && lease !== undefined && lease.until > time.now && lease.holder !== holder) return undefined;
        const token = await memory.takeLease(holder, forMs);
        if (token !== undefined) disk.lease = { holder, token, until: time.now + forMs };
        say(`took the lease ${token}`);
        return token;
      }),
    renewLease: (token, forMs) =>
      write(async () => {
        if (!isHeld(token) || !(await memory.renewLease(token, forMs))) return false;
        if (disk.lease !== undefined) disk.lease = { ...disk.lease, until: time.now + forMs };
        return true;
      }),
    giveLeaseBack: (token) =>
      write(async () => {
        if (disk.lease?.token === token) disk.lease = undefined;
        await memory.giveLeaseBack(token);
      }),
    probe: () => write(async () => undefined),
  };
}

function describePurpose(purpose: TransactionPurpose): string {
  if (purpose.kind === "other") return purpose.because.slice(0, 20);
  return purpose.kind === "anchor" ? `anchor ${purpose.number}` : `execute ${purpose.number}.${purpose.part}`;
}

function faultOf(code: "STORE_FULL" | "STORE_FAILED" | "STORE_UNAVAILABLE" | "LEASE_LOST"): BatcherError {
  return new BatcherError({ code, summary: "The simulated store has a fault.", remedy: "Wait." });
}
