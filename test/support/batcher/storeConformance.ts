import { expect } from "chai";
import fc from "fast-check";

import type { LeaseToken, Store } from "../../../batcher/src/ports/Store.ts";
import { collect } from "./collect.ts";
import { createMemoryStore } from "./createMemoryStore.ts";
import { faultOf } from "./faultOf.ts";
import { outcomeOf, storeStories } from "./storeOperations.ts";
import {
  ACCOUNT,
  OWNER,
  sampleAnchored,
  sampleBatch,
  sampleGroup,
  sampleLog,
  sampleTransaction,
  wordOf,
} from "./storeSamples.ts";

/** A place for one store, with as many instances as it admits. */
export interface StorePlace {
  /** An instance that is not open yet. */
  create(): Store;
  /** Says of the store, which is closed, that a later release has written it. */
  pretendNewer(): Promise<void>;
}

const HOLDER = "this one";
const FOR_MS = 600_000;

/** What every store promises; each test gets a new place from `makePlace`. */
export function itKeepsThePromisesOfAStore(makePlace: () => Promise<StorePlace>, runs: number): void {
  let place: StorePlace;
  let store: Store;
  const logId = sampleLog().logId;

  const reopen = async () => {
    await store.close();
    store = place.create();
    return store.open(OWNER);
  };
  const takeLease = async (): Promise<LeaseToken> => {
    const lease = await store.takeLease(HOLDER, FOR_MS);
    if (lease === undefined) throw new Error("nobody else takes the lease");
    return lease;
  };

  beforeEach(async () => {
    place = await makePlace();
    store = place.create();
  });
  afterEach(() => store.close());

  it("says that a new store has no log, and begins one", async () => {
    expect(await store.open(OWNER)).to.deep.equal({ log: undefined, batches: 0, firstUnbatched: 0 });
    expect(await store.beginLog(sampleLog())).to.deep.equal({ ...sampleLog(), nextSequence: 0 });
    expect(await store.beginLog(sampleLog())).to.deep.equal({ ...sampleLog(), nextSequence: 0 });
    expect((await reopen()).log).to.deep.equal({ ...sampleLog(), nextSequence: 0 });
  });

  it("numbers the records of groups without a gap, and keeps them byte for byte", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    const larger = new Uint8Array(1_000).fill(9);
    const view = { ...sampleGroup(2, 5), records: larger.subarray(100, 562) };
    expect(await store.append(sampleGroup(3, 4))).to.deep.equal({ kind: "stored", firstSequence: 0 });
    expect(await store.append(view)).to.deep.equal({ kind: "stored", firstSequence: 3 });
    larger.fill(0);
    expect((await reopen()).log?.nextSequence).to.equal(5);
    const { nonces: _, settledTime: __, ...facts } = sampleGroup(2, 5);
    const kept = { ...facts, firstSequence: 3, records: new Uint8Array(462).fill(9) };
    expect(plain(await store.findGroup(logId, 4))).to.deep.equal(kept);
    expect((await store.findGroup(logId, 2))?.firstSequence).to.equal(0);
    expect(await store.findGroup(logId, 5)).to.equal(undefined);
    expect(await store.findGroup(logId, -1)).to.equal(undefined);
    expect(await store.findGroup(wordOf(99), 0)).to.equal(undefined);
  });

  it("numbers groups that are appended at the same time without a gap", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    const appended = await Promise.all(Array.from({ length: 60 }, (_, i) => store.append(sampleGroup(1 + (i % 4), i))));
    const groups = await collect(store.readGroups(logId, 0));
    let next = 0;
    for (const { firstSequence, count } of groups) {
      expect(firstSequence).to.equal(next);
      next += count;
    }
    const firsts = appended.map((one) => (one.kind === "stored" ? one.firstSequence : -1));
    expect(firsts.toSorted((a, b) => a - b)).to.deep.equal(groups.map(({ firstSequence }) => firstSequence));
    for (const [mark, firstSequence] of firsts.entries())
      expect((await store.findGroup(logId, firstSequence))?.chainTime).to.equal(1_000 + mark);
  });

  it("reads groups from the middle on, and backwards over all logs, however many there are", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog(1));
    await Promise.all(Array.from({ length: 150 }, (_, i) => store.append(sampleGroup(2, i))));
    await store.beginLog(sampleLog(2));
    await Promise.all(Array.from({ length: 100 }, (_, i) => store.append(sampleGroup(3, i, { logId: wordOf(2) }))));
    const fromMiddle = await collect(store.readGroups(wordOf(1), 101));
    expect(fromMiddle.map(({ firstSequence }) => firstSequence)).to.deep.equal(
      Array.from({ length: 100 }, (_, i) => 100 + 2 * i),
    );
    const backwards = await collect(store.readGroupsBackwards());
    expect(backwards.map(({ logId: log, firstSequence }) => [log, firstSequence])).to.deep.equal([
      ...Array.from({ length: 100 }, (_, i) => [wordOf(2), 297 - 3 * i]),
      ...Array.from({ length: 150 }, (_, i) => [wordOf(1), 298 - 2 * i]),
    ]);
    expect(await collect(store.readGroups(wordOf(1), 300))).to.deep.equal([]);
  });

  it("appends to the newest log only, and numbers each from 0", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog(1));
    await store.append(sampleGroup(3));
    await store.beginLog(sampleLog(2));
    expect(await store.append(sampleGroup(4, 2, { logId: wordOf(2) }))).to.deep.include({ firstSequence: 0 });
    expect(await faultOf(store.append(sampleGroup(1)))).to.equal("STORE_FAILED");
    expect(await faultOf(store.beginLog(sampleLog(1)))).to.equal("RangeError");
    expect((await store.findGroup(wordOf(1), 2))?.count).to.equal(3);
    expect(await store.findGroup(wordOf(1), 3)).to.equal(undefined);
    expect((await reopen()).log).to.deep.equal({ ...sampleLog(2), nextSequence: 4 });
    expect(await store.readLogs()).to.deep.equal([
      { ...sampleLog(1), nextSequence: 3 },
      { ...sampleLog(2), nextSequence: 4 },
    ]);
  });

  it("refuses a group that does not hold what it says", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    expect(await faultOf(store.append({ ...sampleGroup(2), count: 3 }))).to.equal("RangeError");
    expect(await store.append(sampleGroup(2))).to.deep.include({ firstSequence: 0 });
  });

  it("closes batches in order, each behind the one before", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    await store.append(sampleGroup(10));
    const lease = await takeLease();
    await store.closeBatch(sampleBatch(0, 0, 4), lease);
    expect(await faultOf(store.closeBatch(sampleBatch(0, 0, 4), lease))).to.equal("BATCH_CLOSED_ALREADY");
    expect(await faultOf(store.closeBatch(sampleBatch(2, 4, 4), lease))).to.equal("RangeError");
    expect(await faultOf(store.closeBatch(sampleBatch(1, 5, 4), lease))).to.equal("RangeError");
    expect(await faultOf(store.closeBatch(sampleBatch(1, 4, 7), lease))).to.equal("RangeError");
    await store.closeBatch(sampleBatch(1, 4, 6), lease);
    expect(await reopen()).to.deep.include({ batches: 2, firstUnbatched: 10 });
    const second = { ...sampleBatch(1, 4, 6), anchored: undefined, isFinal: false };
    expect(await store.findBatch(logId, 4)).to.deep.equal(second);
    expect(await store.findBatch(logId, 9)).to.deep.equal(second);
    expect(await store.findBatch(logId, 10)).to.equal(undefined);
    expect(await store.readBatch(logId, 1)).to.deep.equal(second);
    expect(await store.readBatch(logId, 2)).to.equal(undefined);
    expect(await collect(store.readBatches(logId, 1))).to.deep.equal([second]);
  });

  it("remembers where batches are on chain, and forgets it when they are taken out", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    await store.append(sampleGroup(3));
    const lease = await takeLease();
    for (const number of [0, 1, 2]) await store.closeBatch(sampleBatch(number, number, 1), lease);
    for (const number of [0, 1, 2]) await store.setAnchored(logId, number, sampleAnchored(number));
    await store.setFinal(logId, 1);
    await store.setAnchored(logId, 2, undefined);
    await reopen();
    const batches = await collect(store.readBatches(logId, 0));
    expect(batches.map(({ isFinal }) => isFinal)).to.deep.equal([true, true, false]);
    expect(batches.map(({ anchored }) => anchored)).to.deep.equal([sampleAnchored(0), sampleAnchored(1), undefined]);
    expect((await store.readUnsettledBatches()).map(({ number }) => number)).to.deep.equal([2]);
    await store.setAnchored(logId, 1, undefined);
    expect((await store.readUnsettledBatches()).map(({ number }) => number)).to.deep.equal([1, 2]);
  });

  it("keeps a transaction once, under the lease, in the order in which they replaced one another", async () => {
    await store.open(OWNER);
    const lease = await takeLease();
    const kept = [
      sampleTransaction(5, 1),
      sampleTransaction(5, 0),
      sampleTransaction(6, 0, { purpose: { kind: "other", because: "gap" } }),
    ];
    for (const transaction of [...kept, ...kept]) await store.keepTransaction(transaction, lease);
    await store.keepTransaction(sampleTransaction(4), lease);
    await store.keepTransaction(sampleTransaction(9, 0, { account: `0x${"bb".repeat(20)}` }), lease);
    await reopen();
    expect(await store.readTransactions(ACCOUNT, 5)).to.deep.equal(kept);
    expect(await store.readBatchTransactions(logId, 5)).to.deep.equal(kept.slice(0, 2));
    expect(await store.renewLease(lease, FOR_MS)).to.equal(true);
    await store.giveLeaseBack(lease);
    expect(await store.renewLease(lease, FOR_MS)).to.equal(false);
    expect(await faultOf(store.keepTransaction(sampleTransaction(7), lease))).to.equal("LEASE_LOST");
    const next = await takeLease();
    expect(next).to.be.greaterThan(lease);
    expect(await faultOf(store.keepTransaction(sampleTransaction(7), lease))).to.equal("LEASE_LOST");
    expect(await faultOf(store.closeBatch(sampleBatch(0, 0, 1), lease))).to.equal("LEASE_LOST");
    await store.giveLeaseBack(lease);
    expect(await store.renewLease(next, FOR_MS)).to.equal(true);
    expect(await store.readTransactions(ACCOUNT, 7)).to.deep.equal([]);
  });

  it("opens batches again that are not anchored, at once, and closes others in their place", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    await store.append(sampleGroup(10));
    const lease = await takeLease();
    for (const number of [0, 1, 2]) await store.closeBatch(sampleBatch(number, number * 3, 3), lease);
    await store.setAnchored(logId, 0, sampleAnchored(0));
    for (const number of [0, 1, 2])
      await store.closeExecution({ logId, number, part: 0, sequences: [number * 3] }, lease);
    expect(await faultOf(store.reopenBatches(logId, 0, lease))).to.equal("RangeError");
    expect(await store.readPosition(logId)).to.deep.equal({ batches: 3, firstUnbatched: 9 });
    await store.reopenBatches(logId, 1, lease);
    await store.reopenBatches(logId, 1, lease);
    expect(await reopen()).to.deep.include({ batches: 1, firstUnbatched: 3 });
    expect(await store.readPosition(logId)).to.deep.equal({ batches: 1, firstUnbatched: 3 });
    expect(await store.findBatch(logId, 3)).to.equal(undefined);
    expect(await store.readExecutions(logId, 1)).to.deep.equal([]);
    expect((await store.readExecutions(logId, 0)).length).to.equal(1);
    const formers = await store.readFormerExecutions(logId);
    expect(formers.map(({ number, sequences }) => [number, ...sequences])).to.deep.equal([
      [1, 3],
      [2, 6],
    ]);
    const next = await takeLease();
    await store.closeBatch(sampleBatch(1, 3, 2), next);
    await store.setFinal(logId, 1);
    expect(await faultOf(store.reopenBatches(logId, 1, next))).to.equal("RangeError");
    await store.giveLeaseBack(next);
    expect(await faultOf(store.reopenBatches(logId, 2, next))).to.equal("LEASE_LOST");
  });

  it("divides the calls of an execution anew, at once, and remembers the former one", async () => {
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    const lease = await takeLease();
    const partOf = (part: number, ...sequences: number[]) => ({ logId, number: 2, part, sequences });
    await store.closeExecution(partOf(0, 3, 4, 9), lease);
    await store.closeExecution(partOf(1, 10), lease);
    const taken = [partOf(2, 3), partOf(1, 4, 9)];
    expect(await faultOf(store.divideExecution(partOf(0), taken, lease))).to.equal("BATCH_CLOSED_ALREADY");
    const parts = [partOf(2, 3), partOf(3, 4, 9)];
    await store.divideExecution(partOf(0), parts, lease);
    expect(await faultOf(store.divideExecution(partOf(0), [partOf(4, 3)], lease))).to.equal("BATCH_CLOSED_ALREADY");
    expect(await faultOf(store.closeExecution(partOf(0, 3), lease))).to.equal("BATCH_CLOSED_ALREADY");
    await reopen();
    const open = (execution: ReturnType<typeof partOf>) => ({ ...execution, executed: undefined });
    expect(await store.readExecutions(logId, 2)).to.deep.equal([partOf(1, 10), ...parts].map(open));
    expect(await store.readFormerExecutions(logId)).to.deep.equal([open(partOf(0, 3, 4, 9))]);
    const next = await takeLease();
    await store.giveLeaseBack(next);
    expect(await faultOf(store.divideExecution(partOf(1), [], next))).to.equal("LEASE_LOST");
  });

  it("finds the transactions of a batch, whoever sent them", async () => {
    await store.open(OWNER);
    const lease = await takeLease();
    const other = `0x${"0b".repeat(20)}`;
    const purpose = { kind: "execute", logId, number: 5, part: 1 } as const;
    const kept = [
      sampleTransaction(3, 0, { account: other, purpose }),
      sampleTransaction(5),
      sampleTransaction(6, 0, { purpose }),
    ];
    const others = [
      sampleTransaction(7),
      sampleTransaction(8, 0, { purpose: { ...purpose, logId: wordOf(9) } }),
      sampleTransaction(9, 0, { purpose: { kind: "other", because: "gap" } }),
    ];
    for (const transaction of [...others, ...kept]) await store.keepTransaction(transaction, lease);
    await reopen();
    expect(await store.readBatchTransactions(logId, 5)).to.deep.equal(kept);
    expect(await store.readBatchTransactions(wordOf(9), 5)).to.deep.equal([others[1]]);
    expect(await store.readBatchTransactions(logId, 6)).to.deep.equal([]);
  });

  it("answers a probe", async () => {
    await store.open(OWNER);
    await store.probe();
  });

  it("refuses a store of another chain, of another contract, and of a later release", async () => {
    await store.open(OWNER);
    await store.close();
    store = place.create();
    expect(await faultOf(store.open({ ...OWNER, chainId: 1n }))).to.equal("STORE_FOREIGN");
    store = place.create();
    expect(await faultOf(store.open({ ...OWNER, anchor: `0x${"b2".repeat(20)}` }))).to.equal("STORE_FOREIGN");
    await place.pretendNewer();
    store = place.create();
    expect(await faultOf(store.open(OWNER))).to.equal("STORE_NEWER");
  });

  it("does whatever the model does, over any story", async () => {
    await fc.assert(
      fc.asyncProperty(storeStories, fc.nat({ max: 15 }), async (story, opensAgainAfter) => {
        await store.close();
        place = await makePlace();
        store = place.create();
        const model = createMemoryStore();
        await store.open(OWNER);
        for (const one of [store, model]) await one.beginLog(sampleLog(1));
        for (const [index, operation] of story.entries()) {
          if (index % 16 === opensAgainAfter) expect(await reopen()).to.deep.equal(await model.open(OWNER));
          const lease = await takeLease();
          expect(await model.takeLease(HOLDER, FOR_MS)).to.equal(lease);
          const found = await outcomeOf(operation, store, lease);
          expect(plain(found), operation.name).to.deep.equal(plain(await outcomeOf(operation, model, lease)));
        }
        expect(await reopen()).to.deep.equal(await model.open(OWNER));
        const groups = await collect(store.readGroupsBackwards());
        expect(plain(groups)).to.deep.equal(plain(await collect(model.readGroupsBackwards())));
      }),
      { numRuns: runs },
    );
  }).timeout(120_000);
}

/** Buffers compared as the bytes that they are. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}
