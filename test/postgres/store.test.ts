import { expect } from "chai";
import pg from "pg";

import { createPostgresStore } from "../../batcher/src/adapters/postgres/createPostgresStore.ts";
import type { Store } from "../../batcher/src/ports/Store.ts";
import { collect } from "../support/batcher/collect.ts";
import { faultOf } from "../support/batcher/faultOf.ts";
import { openServer } from "../support/batcher/openServer.ts";
import { itKeepsThePromisesOfAStore, type StorePlace } from "../support/batcher/storeConformance.ts";
import {
  OWNER,
  sampleBatch,
  sampleGroup,
  sampleLog,
  sampleNonces,
  sampleTransaction,
  wordOf,
} from "../support/batcher/storeSamples.ts";

const { url } = openServer();
let schemas = 0;

function nextSchema(): string {
  schemas += 1;
  return `store_${schemas}`;
}

async function ask(text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("a store on PostgreSQL keeps the promises of a store:", () => {
  itKeepsThePromisesOfAStore(async (): Promise<StorePlace> => {
    const schema = nextSchema();
    return {
      create: () => createPostgresStore({ url, schema }),
      pretendNewer: async () => {
        await ask(`INSERT INTO ${schema}.migrations VALUES (99, 'from the future', 'unknown')`);
      },
    };
  }, 40);
});

describe("instances that share a store on PostgreSQL", () => {
  let schema: string;
  let one: Store;
  let other: Store;

  beforeEach(async () => {
    schema = nextSchema();
    [one, other] = [createPostgresStore({ url, schema }), createPostgresStore({ url, schema })];
    await Promise.all([one.open(OWNER), other.open(OWNER)]);
  });
  afterEach(() => Promise.all([one.close(), other.close()]));

  it("begin one log, whichever is first", async () => {
    const begun = await Promise.all([one.beginLog(sampleLog(1)), other.beginLog(sampleLog(2))]);
    expect(begun[0]).to.deep.equal(begun[1]);
    const third = createPostgresStore({ url, schema });
    expect((await third.open(OWNER)).log).to.deep.equal(begun[0]);
    expect((await third.beginLog(sampleLog(3))).logId).to.equal(wordOf(3));
    await third.close();
    expect((await one.beginLog(sampleLog(4))).logId).to.equal(wordOf(3));
  });

  it("end a log while others append to it, and lose nothing", async () => {
    await one.beginLog(sampleLog(1));
    let stored = 0;
    const appendOn = async (): Promise<string> => {
      for (let mark = 0; mark < 500; mark += 1) {
        const fault = await faultOf(one.append(sampleGroup(3, mark)));
        if (fault !== "none") return fault;
        stored += 3;
      }
      return "none";
    };
    const appending = [appendOn(), appendOn()];
    while (stored < 30) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.open(OWNER);
    await other.beginLog(sampleLog(2));
    expect(await Promise.all(appending)).to.deep.equal(["STORE_FAILED", "STORE_FAILED"]);
    expect(await other.append(sampleGroup(2, 1, { logId: wordOf(2) }))).to.deep.include({ firstSequence: 0 });
    const groups = await collect(other.readGroups(wordOf(1), 0));
    expect(groups.reduce((sum, { count }) => sum + count, 0)).to.equal(stored);
    expect((await collect(other.readGroupsBackwards())).length).to.equal(stored / 3 + 1);
  });

  it("number all records without a gap", async () => {
    await one.beginLog(sampleLog());
    const appends = Array.from({ length: 80 }, (_, i) =>
      (i % 2 === 0 ? one : other).append(sampleGroup(1 + (i % 5), i)),
    );
    await Promise.all(appends);
    let next = 0;
    for (const { firstSequence, count } of await collect(one.readGroups(sampleLog().logId, 0))) {
      expect(firstSequence).to.equal(next);
      next += count;
    }
    expect(next).to.equal(240);
  });

  it("store a nonce once while its deadline is not due, and say what was stored instead", async () => {
    await one.beginLog(sampleLog());
    const group = (bits: readonly number[], settledTime: number, lastDeadline: number) =>
      sampleGroup(1, 1, {
        nonces: [sampleNonces(9, bits, lastDeadline), sampleNonces(1_000, [0], lastDeadline)],
        settledTime,
      });
    const first = sampleGroup(1, 1, { nonces: [sampleNonces(9, [0, 255], 1_300)], settledTime: 1_000 });
    expect((await one.append(first)).kind).to.equal("stored");
    const lost = await other.append(group([7, 255], 1_000, 1_310));
    expect(lost).to.deep.equal({ kind: "conflict", words: [sampleNonces(9, [0, 255], 1_300)] });
    expect((await other.append(group([7], 1_000, 1_310))).kind).to.equal("stored");
    expect((await one.append({ ...first, nonces: [sampleNonces(9, [7], 1_320)] })).kind).to.equal("conflict");
    expect((await one.append({ ...first, nonces: [sampleNonces(9, [7], 1_620)], settledTime: 1_311 })).kind).to.equal(
      "stored",
    );
    expect((await collect(one.readGroups(sampleLog().logId, 0))).length).to.equal(3);
  });

  it("forget words whose deadlines have passed", async () => {
    await one.beginLog(sampleLog());
    for (let word = 0; word < 20; word += 1)
      await one.append(sampleGroup(1, 1, { nonces: [sampleNonces(word, [1], 1_300)], settledTime: 1_000 }));
    await one.append(sampleGroup(1, 1, { nonces: [sampleNonces(50, [1], 1_700)], settledTime: 1_400 }));
    await one.close();
    expect(await ask(`SELECT count(*) FROM ${schema}.nonce_words`)).to.deep.equal([{ count: "1" }]);
  });

  it("anchor one at a time; the token of whoever lost the lease closes and keeps nothing", async () => {
    await one.beginLog(sampleLog());
    await one.append(sampleGroup(10));
    const first = await one.takeLease("one", 400);
    expect(await other.takeLease("other", 400)).to.equal(undefined);
    if (first === undefined) throw new Error("nobody held the lease");
    await one.closeBatch(sampleBatch(0, 0, 5), first);
    expect(await one.renewLease(first, 400)).to.equal(true);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(await one.renewLease(first, 400)).to.equal(false);
    expect(await faultOf(one.closeBatch(sampleBatch(1, 5, 5), first))).to.equal("LEASE_LOST");
    const second = await other.takeLease("other", 60_000);
    if (second === undefined) throw new Error("the lease had ended");
    expect(second).to.be.greaterThan(first);
    expect(await faultOf(one.keepTransaction(sampleTransaction(0), first))).to.equal("LEASE_LOST");
    expect(await faultOf(one.closeExecution({ logId: wordOf(1), number: 0, part: 0, sequences: [1] }, first))).to.equal(
      "LEASE_LOST",
    );
    await one.giveLeaseBack(first);
    await other.closeBatch(sampleBatch(1, 5, 5), second);
    expect(await faultOf(other.closeBatch(sampleBatch(1, 5, 5), second))).to.equal("BATCH_CLOSED_ALREADY");
    await other.giveLeaseBack(second);
    expect(await one.takeLease("one", 1_000)).to.be.greaterThan(second);
  });
});
