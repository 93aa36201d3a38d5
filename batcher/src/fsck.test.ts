import { expect } from "chai";
import fc from "fast-check";
import {
  buildTree,
  computeHeaderHash,
  computeLeaves,
  createRecordDigester,
  loadHashes,
  packRecord,
  parseAddress,
  rootOfTree,
} from "../../sdk/src/receipts.ts";
import { collect } from "../../test/support/batcher/collect.ts";
import { createMemoryStore, type MemoryStore } from "../../test/support/batcher/createMemoryStore.ts";
import { OWNER, sampleAnchored, sampleLog, wordOf } from "../../test/support/batcher/storeSamples.ts";
import { drawnRecord } from "../../test/support/batching/drawRecords.ts";
import { findingMeanings } from "./findings.ts";
import { checkStore } from "./fsck.ts";
import type { StoredBatch, StoredGroup, StoredLog } from "./ports/Store.ts";

const { logId } = sampleLog();
const PROMISED_UNTIL = 5_000;
const digestOf = createRecordDigester({
  chainId: OWNER.chainId,
  registry: parseAddress(`0x${"01".repeat(20)}`),
  anchor: parseAddress(OWNER.anchor),
  executor: parseAddress(`0x${"03".repeat(20)}`),
});

/** What the chain says; tests change it. */
interface Book {
  time: number;
  logs: Map<string, { nextSequence: number; nextNumber: number }>;
  hashes: Map<number, string>;
}

/** Four groups of three records; batches of 4, 5 and 2 of them, the first two anchored, the last record in none. */
async function tellStory(): Promise<{ store: MemoryStore; book: Book }> {
  const store = createMemoryStore();
  await store.open(OWNER);
  await store.beginLog(sampleLog());
  const records = fc.sample(drawnRecord, { numRuns: 12, seed: 7 }).map(packRecord);
  const digests = new Uint8Array(Buffer.concat(records.map((record) => digestOf(record))));
  for (let at = 0; at < 12; at += 3) {
    await store.append({
      logId,
      count: 3,
      records: new Uint8Array(Buffer.concat(records.slice(at, at + 3))),
      digests: digests.slice(at * 32, (at + 3) * 32),
      nonces: [],
      chainTime: 4_000,
      settledTime: 4_000,
      block: 1,
      lastDeadline: 4_300,
      promisedUntil: PROMISED_UNTIL,
    });
  }
  const lease = await store.takeLease("this one", 1_000);
  if (lease === undefined) throw new Error("the lease is free");
  const book: Book = { time: 4_010, logs: new Map([[logId, { nextSequence: 9, nextNumber: 2 }]]), hashes: new Map() };
  let previous = new Uint8Array(32);
  for (const [number, [firstSequence, count]] of [
    [0, 4],
    [4, 5],
    [9, 2],
  ].entries()) {
    if (firstSequence === undefined || count === undefined) continue;
    const part = digests.subarray(firstSequence * 32, (firstSequence + count) * 32);
    const root = rootOfTree(buildTree(computeLeaves(bytesOf(logId), firstSequence, part)));
    await store.closeBatch({ logId, number, firstSequence, count, root: hexOf(root), reason: "size" }, lease);
    if (number === 2) continue;
    const anchored = { ...sampleAnchored(number), anchoredAt: 4_005, previous: hexOf(previous) };
    await store.setAnchored(logId, number, anchored);
    previous = new Uint8Array(computeHeaderHash({ root, firstSequence, count, anchoredAt: 4_005, previous }));
    book.hashes.set(number, hexOf(previous));
  }
  return { store, book };
}

describe("a check of a store against the chain", () => {
  let store: MemoryStore;
  let book: Book;

  const check = () =>
    collect(
      checkStore({
        store,
        digestOf,
        book: {
          readTime: async () => book.time,
          readAnchored: async (log) => book.logs.get(log),
          readBatchHash: async (_, number) => book.hashes.get(number),
        },
      }),
    );
  const keepLogs = (logs: readonly StoredLog[]): void => {
    store = { ...store, readLogs: async () => logs };
  };
  const spoilGroup = (index: number, changed: (group: StoredGroup) => Partial<StoredGroup>): void => {
    const group = store.contents.groups[index];
    if (group !== undefined) store.contents.groups[index] = { ...group, ...changed(group) };
  };
  const spoilBatch = (index: number, changed: Partial<StoredBatch>): void => {
    const batch = store.contents.batches[index];
    if (batch !== undefined) store.contents.batches[index] = { ...batch, ...changed };
  };

  before(loadHashes);
  beforeEach(async () => {
    ({ store, book } = await tellStory());
  });

  it("finds nothing in a store that is in order, nor in one that is new", async () => {
    expect(await check()).to.deep.equal([]);
    store = createMemoryStore();
    expect(await check()).to.deep.equal([]);
    await store.beginLog(sampleLog(9));
    expect(await check()).to.deep.equal([]);
  });

  it("says which sequences no group holds, and which batch misses them", async () => {
    keepLogs(await store.readLogs());
    store.contents.groups.splice(1, 1);
    const found = await check();
    expect(found).to.deep.include({ logId, kind: "records-missing", from: 3, to: 5 });
    expect(found).to.deep.include({ logId, kind: "batch-incomplete", number: 0, missing: 1 });
    expect(found).to.deep.include({ logId, kind: "batch-incomplete", number: 1, missing: 2 });
  });

  it("says that the last group is gone where the log counts its records", async () => {
    keepLogs(await store.readLogs());
    store.contents.groups.pop();
    const found = await check();
    expect(found).to.deep.include({ logId, kind: "records-missing", from: 9, to: 11 });
    expect(found).to.deep.include({ logId, kind: "batch-incomplete", number: 2, missing: 2 });
  });

  it("says which sequences two groups hold", async () => {
    spoilGroup(2, () => ({ firstSequence: 5 }));
    expect(await check()).to.deep.include({ logId, kind: "records-twice", from: 5, to: 5 });
  });

  it("says which group's bytes are not the records that it counts", async () => {
    spoilGroup(1, ({ records }) => ({ records: records.slice(0, -1) }));
    const [finding, ...others] = await check();
    expect(finding).to.include({ kind: "group-unreadable", sequence: 3 });
    expect(others).to.deep.equal([]);
    spoilGroup(1, ({ records }) => ({ records: new Uint8Array([...records, 1, 2]) }));
    expect((await check())[0]).to.include({ kind: "group-unreadable", sequence: 3 });
  });

  it("says which digest is not that of its record, from the signed bytes and not the other way round", async () => {
    spoilGroup(1, ({ digests }) => ({ digests: digests.map((byte, index) => (index === 40 ? byte ^ 1 : byte)) }));
    expect(await check()).to.deep.equal([{ logId, kind: "digest-differs", sequence: 4 }]);
  });

  it("says which record was changed, by its digest and by the root of its batch", async () => {
    spoilGroup(0, ({ records }) => ({ records: records.map((byte, index) => (index === 8 ? byte ^ 1 : byte)) }));
    const found = await check();
    expect(found.map(({ kind }) => kind)).to.deep.equal(["digest-differs", "root-differs"]);
    expect(found[0]).to.include({ sequence: 0 });
    expect(found[1]).to.include({ number: 0 });
  });

  it("says which batch does not follow the one before it", async () => {
    spoilBatch(2, { number: 3 });
    expect(await check()).to.deep.equal([
      { logId, kind: "batch-out-of-order", number: 3, expected: 2, firstSequence: 9 },
    ]);
    spoilBatch(2, { number: 2, firstSequence: 10, count: 2 });
    expect(await check()).to.deep.include({
      logId,
      kind: "batch-out-of-order",
      number: 2,
      expected: 2,
      firstSequence: 10,
    });
  });

  it("takes no memory for a batch that counts more than there is", async () => {
    spoilBatch(2, { count: 2 ** 50 });
    expect(await check()).to.deep.equal([{ logId, kind: "batch-incomplete", number: 2, missing: 2 ** 50 - 3 }]);
  });

  it("says which root is not that of the batch's records", async () => {
    spoilBatch(2, { root: wordOf(5) });
    const [finding] = await check();
    expect(finding).to.include({ kind: "root-differs", number: 2 });
  });

  it("says that the chain knows no such log", async () => {
    book.logs.clear();
    expect(await check()).to.deep.equal([{ logId, kind: "log-unknown-to-chain" }]);
  });

  it("says which batch is not on the chain, and which is there with another header", async () => {
    book.hashes.delete(1);
    expect(await check()).to.deep.equal([{ logId, kind: "batch-not-on-chain", number: 1 }]);
    book.hashes.set(1, wordOf(1));
    const [finding] = await check();
    expect(finding).to.include({ kind: "header-differs", number: 1, onChain: wordOf(1) });
  });

  it("says that the store is behind the chain", async () => {
    book.logs.set(logId, { nextSequence: 20, nextNumber: 4 });
    const found = await check();
    expect(found).to.deep.include({ logId, kind: "chain-ahead", nextNumber: 4, nextSequence: 20 });
    book.logs.set(logId, { nextSequence: 12, nextNumber: 3 });
    expect((await check()).map(({ kind }) => kind)).to.deep.equal(["anchored-unnoted", "chain-ahead"]);
  });

  it("notes which batch is on the chain before the store knows it", async () => {
    book.logs.set(logId, { nextSequence: 11, nextNumber: 3 });
    expect(await check()).to.deep.equal([{ logId, kind: "anchored-unnoted", number: 2 }]);
  });

  it("says which records are not anchored although their time has passed, once for each group", async () => {
    book.time = PROMISED_UNTIL;
    expect(await check()).to.deep.equal([]);
    book.time = PROMISED_UNTIL + 1;
    expect(await check()).to.deep.equal([
      { logId, kind: "promise-overdue", sequence: 9, promisedUntil: PROMISED_UNTIL },
    ]);
    store.contents.batches.splice(0);
    const overdue = (await check()).filter(({ kind }) => kind === "promise-overdue");
    expect(overdue.map((finding) => "sequence" in finding && finding.sequence)).to.deep.equal([0, 3, 6, 9]);
  });

  it("notes which records were anchored later than promised", async () => {
    spoilGroup(1, () => ({ promisedUntil: 4_004 }));
    const late = { logId, kind: "promise-late", sequence: 3, promisedUntil: 4_004 };
    expect(await check()).to.deep.equal([
      { ...late, number: 0 },
      { ...late, number: 1 },
    ]);
  });

  it("says of every finding what it means and what to do", () => {
    for (const [kind, { meaning, remedy }] of Object.entries(findingMeanings))
      expect([meaning, remedy], kind).to.satisfy((words: readonly string[]) =>
        words.every((text) => text.endsWith(".")),
      );
  });
});

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.slice(2), "hex"));
}

function hexOf(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
