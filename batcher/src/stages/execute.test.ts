import { expect } from "chai";

import { packRecord } from "#sdk/receipts";

import { createFakeChain, createFakeSigner } from "../../../test/support/batcher/createFakeChain.ts";
import { createFakeClock } from "../../../test/support/batcher/createFakeClock.ts";
import { createMemoryStore } from "../../../test/support/batcher/createMemoryStore.ts";
import { sampleBatch, sampleGroup, sampleLog, wordOf } from "../../../test/support/batcher/storeSamples.ts";
import { toHex } from "../records.ts";
import { createExecution } from "./execute.ts";
import { TransactionLane } from "./TransactionLane.ts";

const EXECUTOR = `0x${"ee".repeat(20)}`;
const CALLS = 7;

function callOf(nonce: number): Uint8Array {
  const word = new Uint8Array(8);
  new DataView(word.buffer).setUint32(4, nonce);
  return packRecord({
    kind: "call",
    seat: 2 - (nonce % 2),
    deadline: 1_200,
    signer: new Uint8Array(20).fill(17),
    nonce: word,
    target: new Uint8Array(20).fill(9),
    gas: 50_000,
    data: new Uint8Array(0),
    signature: new Uint8Array(65).fill(27),
  });
}

/** One batch of calls in a store, and instances that may hold the lease in turn, each with a key of its own. */
async function openWorld() {
  const [chain, store, clock] = [createFakeChain(), createMemoryStore(), createFakeClock()];
  const told: string[] = [];
  await store.beginLog(sampleLog());
  const records = Array.from({ length: CALLS }, (_, nonce) => callOf(nonce));
  await store.append(sampleGroup(CALLS, 1, { records: Uint8Array.from(Buffer.concat(records)) }));
  const lease = await store.takeLease("this one", 1_000);
  if (lease === undefined) throw new Error("nobody else takes the lease");
  await store.closeBatch(sampleBatch(0, 0, CALLS), lease);

  async function startInstance(key: string) {
    const ports = {
      chain,
      store,
      clock,
      signer: createFakeSigner(`0x${key.repeat(20)}`),
      metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
      trace: { reach: () => undefined },
      journal: {
        note: (event: string) => void told.push(event),
        warn: (event: string) => void told.push(event),
        fail: (event: string) => void told.push(event),
      },
    };
    const head = await chain.readHead();
    const timing = { resendMs: 100, raiseMs: 1_000, maxFeePerGas: 100n, readHead: () => head };
    const lane = new TransactionLane({ ...ports, ...timing });
    await lane.open();
    const execution = createExecution({ ...ports, lane, executor: EXECUTOR, maxInFlight: 4 });
    await execution.recover(lease);
    const turn = async (): Promise<void> => {
      await clock.advance(2_000);
      if (lease !== undefined) await execution.submit(lease);
      const events = await lane.look(lease);
      await execution.apply(events);
      lane.noted(events);
    };
    return { execution, turn };
  }
  const outcomesOf = async () => (await store.readExecutions(wordOf(1), 0)).map(({ executed }) => executed?.outcomes);
  return { chain, store, lease, told, startInstance, outcomesOf };
}

const DONE = new Uint8Array(CALLS).fill(1);

// REQ-BATCH-84
describe("the executing stage", () => {
  it("finds what a key carried out that held the lease before, and sends nothing", async () => {
    const { chain, told, startInstance, outcomesOf } = await openWorld();
    const first = await startInstance("b1");
    await first.turn();
    chain.mine();
    const second = await startInstance("b2");
    await second.turn();
    expect(chain.pool).to.have.lengthOf(0);
    expect(await outcomesOf()).to.deep.equal([DONE]);
    expect(told).to.deep.equal(["execution-found"]);
    expect(second.execution.waiting).to.equal(0);
  });

  it("tells what the other key's transaction did where its own was behind it", async () => {
    const { chain, startInstance, outcomesOf } = await openWorld();
    const first = await startInstance("b1");
    await first.turn();
    const second = await startInstance("b2");
    await second.turn();
    expect(chain.pool).to.have.lengthOf(2);
    chain.mine();
    await second.turn();
    expect(await outcomesOf()).to.deep.equal([DONE]);
    expect(chain.blocks.at(-1)?.transactions.map(({ account }) => account.slice(0, 4))).to.deep.equal(["0xb1", "0xb2"]);
  });

  it("asks again where the node does not tell yet of the transaction that did it", async () => {
    const { chain, startInstance, outcomesOf } = await openWorld();
    const first = await startInstance("b1");
    await first.turn();
    const [sent] = chain.pool;
    const { readOutcome } = chain;
    chain.readOutcome = async (hash) => (hash === sent?.hash ? undefined : await readOutcome(hash));
    const second = await startInstance("b2");
    await second.turn();
    chain.mine();
    await second.turn();
    expect(await outcomesOf()).to.deep.equal([undefined]);
    expect(second.execution.waiting).to.equal(1);
    chain.readOutcome = readOutcome;
    await second.turn();
    expect(await outcomesOf()).to.deep.equal([DONE]);
  });

  it("tells of each call what became of it, whatever order they are executed in", async () => {
    const { chain, store, startInstance, outcomesOf } = await openWorld();
    chain.failing = [toHex(callOf(3))];
    const first = await startInstance("b1");
    await first.turn();
    const [sent] = await store.readExecutions(wordOf(1), 0);
    expect(sent?.sequences, "member by member").to.deep.equal([1, 3, 5, 0, 2, 4, 6]);
    chain.mine();
    await first.turn();
    expect(await outcomesOf()).to.deep.equal([Uint8Array.of(1, 2, 1, 1, 1, 1, 1)]);
  });

  it("divides what reverts as a whole until one record alone is given up", async () => {
    const { chain, store, told, startInstance } = await openWorld();
    chain.poison = [toHex(callOf(4))];
    const instance = await startInstance("b1");
    for (let turn = 0; turn < 60; turn += 1) {
      await instance.turn();
      chain.mine();
    }
    expect(instance.execution).to.include({ waiting: 0, givenUp: 1 });
    expect(told.filter((event) => event === "call-given-up")).to.have.lengthOf(1);
    const parts = await store.readExecutions(wordOf(1), 0);
    const outcomes = new Map(
      parts.flatMap(({ sequences, executed }) => sequences.map((at) => [at, executed?.outcomes])),
    );
    expect([...outcomes.keys()].sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    for (const [at, found] of outcomes)
      expect(
        found?.every((each) => each === 1),
        `call ${at}`,
      ).to.equal(at === 4 ? undefined : true);
    expect((await store.readFormerExecutions(wordOf(1))).map(({ sequences }) => sequences.length)).to.deep.equal([
      7, 3, 2,
    ]);
  });

  it("tells what a transaction did that was sent before its calls were divided", async () => {
    const { chain, store, lease, startInstance } = await openWorld();
    chain.failing = [toHex(callOf(3))];
    const first = await startInstance("b1");
    await first.turn();
    const [execution] = await store.readExecutions(wordOf(1), 0);
    const place = { logId: wordOf(1), number: 0 };
    const parts = [
      [0, 1, 2],
      [3, 4, 5, 6],
    ].map((sequences, index) => ({ ...place, part: index + 1, sequences }));
    await store.divideExecution({ ...place, part: execution?.part ?? -1 }, parts, lease);
    const second = await startInstance("b2");
    await second.turn();
    expect(chain.pool).to.have.lengthOf(3);
    chain.mine();
    await second.turn();
    const told = (await store.readExecutions(wordOf(1), 0)).map(({ executed }) => [...(executed?.outcomes ?? [])]);
    expect(told).to.deep.equal([
      [1, 1, 1],
      [2, 1, 1, 1],
    ]);
  });
});
