import { expect } from "chai";

import { refusalOf } from "#sdk/receipts";

import { createFakeChain } from "../../test/support/batcher/createFakeChain.ts";
import { createMemoryStore } from "../../test/support/batcher/createMemoryStore.ts";
import { makeCallBundle, makeRecord, type Rig, startRig } from "../../test/support/batcher/startRig.ts";
import { BatcherError } from "./errors.ts";
import { ACCEPTED, REFUSED, REPLAYED, type Submission } from "./stages/Submission.ts";

function outcomesOf({ statuses, details, sequences, count }: Submission): readonly string[] {
  return Array.from({ length: count }, (_, position) => {
    const status = statuses[position];
    if (status === ACCEPTED) return `accepted ${sequences[position]}`;
    if (status === REPLAYED) return `replayed ${sequences[position]}`;
    return status === REFUSED ? String(refusalOf(details[position] ?? 0)) : "undecided";
  });
}

/** Lets the pipeline turn, and a block be made, so many times. */
async function turn({ clock, chain }: Rig, times: number, mines = true): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    await clock.advance(300);
    if (mines) chain.mine();
  }
}

function logOf({ pipeline, chain }: Rig) {
  return chain.logs.get(pipeline.status().logId);
}

function fault(code: "CHAIN_UNAVAILABLE" | "STORE_FULL" | "STORE_FAILED", summary = "it failed"): BatcherError {
  return new BatcherError({ code, summary, remedy: "Try again." });
}

describe("the pipeline", () => {
  it("brings records from durable to final, each with its receipt", async () => {
    const rig = await startRig();
    const sent = await rig.submit(...[0, 1, 2].map((nonce) => makeRecord(nonce)));
    expect(outcomesOf(sent)).to.deep.equal(["accepted 0", "accepted 1", "accepted 2"]);
    const { logId } = rig.pipeline.status();
    expect((await rig.pipeline.receipts.get(logId, 1))?.level).to.equal("durable");
    await turn(rig, 5);
    const given = await rig.pipeline.receipts.get(logId, 1);
    expect(given?.level).to.equal("final");
    expect(given?.receipt.batch).to.include({ number: 0, firstSequence: 0, count: 3 });
    expect(await rig.pipeline.receipts.get(logId, 3)).to.equal(undefined);
    expect(rig.store.contents.batches.map(({ reason }) => reason)).to.deep.equal(["age"]);
    await rig.pipeline.stop();
  });

  it("waits for a level without asking again and again", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(0));
    const { logId } = rig.pipeline.status();
    const waiting = rig.pipeline.receipts.waitFor({ logId, sequence: 0, level: "final", waitMs: 60_000 });
    await turn(rig, 5);
    expect(await waiting).to.equal("final");
    const none = rig.pipeline.receipts.waitFor({ logId, sequence: 7, level: "final", waitMs: 60_000 });
    expect(await none).to.equal(undefined);
    await rig.pipeline.stop();
  });

  it("answers a record that comes again with its place, before and after a start", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(4), makeRecord(5));
    const again = [makeRecord(5), makeRecord(5, { body: 99 }), makeRecord(6), makeRecord(6)];
    expect(outcomesOf(await rig.submit(...again))).to.deep.equal([
      "replayed 1",
      "nonce-used",
      "accepted 2",
      "replayed 2",
    ]);
    await rig.pipeline.stop();
    const next = await startRig({ chain: rig.chain, store: rig.store });
    expect(next.pipeline.status().logId).to.equal(rig.pipeline.status().logId);
    const after = await next.submit(makeRecord(5), makeRecord(4, { body: 98 }), makeRecord(7));
    await next.clock.advance(10);
    expect(outcomesOf(after)).to.deep.equal(["replayed 1", "nonce-used", "accepted 3"]);
    await next.pipeline.stop();
  });

  it("refuses what it must not take, and says of each record why", async () => {
    const rig = await startRig({ settings: { maxWordsPerSeat: 1 } });
    const sent = await rig.submit(
      makeRecord(1),
      makeRecord(2, { isForged: true }),
      makeRecord(3, { deadline: 1_000 }),
      makeRecord(4, { deadline: 9_999 }),
      makeRecord(5, { seat: 9 }),
      makeRecord(600),
    );
    const reasons = [
      "accepted 0",
      "signature-wrong",
      "deadline-passed",
      "deadline-too-far",
      "key-unknown",
      "nonces-scattered",
    ];
    expect(outcomesOf(sent)).to.deep.equal(reasons);
    expect(outcomesOf(await rig.submit(makeRecord(2)))).to.deep.equal(["accepted 1"]);
    await rig.pipeline.stop();
  });

  // REQ-BATCH-88
  it("takes no bundle that no transaction of a chain can carry out", async () => {
    const rig = await startRig({ chain: createFakeChain(`0x${"ee".repeat(20)}`) });
    const [most, more] = [15, 17].map((calls) => Array<number>(calls).fill(1_000_000));
    const sent = await rig.submit(makeCallBundle(1, most ?? []), makeCallBundle(2, more ?? []));
    await rig.pipeline.stop();
    expect(outcomesOf(sent)).to.deep.equal(["accepted 0", "call-refused"]);
  });

  it("refuses the next record of a member that was suspended, and keeps the one before", async () => {
    const rig = await startRig();
    expect(outcomesOf(await rig.submit(makeRecord(1)))).to.deep.equal(["accepted 0"]);
    rig.chain.keys = rig.chain.keys.map((key) => (key.seat === 1 ? { ...key, blockedUntil: 2_000 } : key));
    await turn(rig, 3);
    expect(outcomesOf(await rig.submit(makeRecord(2), makeRecord(2, { seat: 2 })))).to.deep.equal([
      "member-suspended",
      "accepted 1",
    ]);
    expect(logOf(rig)?.nextSequence).to.be.at.least(1);
    await rig.pipeline.stop();
  });

  it("promises nothing while its own duty is suspended, and still anchors", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(1));
    rig.chain.suspendedSince = 1_001;
    await turn(rig, 5);
    expect(outcomesOf(await rig.submit(makeRecord(2)))).to.deep.equal(["batcher-suspended"]);
    expect(logOf(rig)).to.include({ nextSequence: 1 });
    await rig.pipeline.stop();
  });

  it("refuses at once what is beyond its bound", async () => {
    const rig = await startRig({ settings: { maxWaitingRecords: 10 }, slots: 1 });
    const { promise, resolve } = Promise.withResolvers<Submission>();
    rig.pipeline.submit(Buffer.concat(Array.from({ length: 9 }, (_, nonce) => makeRecord(nonce))), resolve);
    let refused: readonly string[] = [];
    rig.pipeline.submit(Buffer.concat([makeRecord(20), makeRecord(21)]), (submission) => {
      refused = outcomesOf(submission);
    });
    expect(refused).to.deep.equal(["queue-full", "queue-full"]);
    await rig.clock.advance(5);
    expect(outcomesOf(await promise)[8]).to.equal("accepted 8");
    await rig.pipeline.stop();
  });

  it("takes nothing once the node was silent too long, and goes on when it answers", async () => {
    const rig = await startRig({ settings: { chainSilenceMs: 1_000 } });
    rig.chain.outage = fault("CHAIN_UNAVAILABLE");
    await rig.clock.advance(600);
    expect(outcomesOf(await rig.submit(makeRecord(1)))).to.deep.equal(["accepted 0"]);
    await rig.clock.advance(1_000);
    expect(outcomesOf(await rig.submit(makeRecord(2)))).to.deep.equal(["chain-unreachable"]);
    rig.chain.outage = undefined;
    await turn(rig, 30);
    expect(outcomesOf(await rig.submit(makeRecord(2)))).to.deep.equal(["accepted 1"]);
    expect(logOf(rig)?.nextSequence).to.be.at.least(1);
    await rig.pipeline.stop();
  });

  it("says that a full store is full, gives the nonces back, and goes on when there is room", async () => {
    const rig = await startRig();
    const { append } = rig.store;
    rig.store.append = () => Promise.reject(fault("STORE_FULL"));
    expect(outcomesOf(await rig.submit(makeRecord(1), makeRecord(1)))).to.deep.equal(["store-full", "store-full"]);
    rig.store.append = append;
    expect(outcomesOf(await rig.submit(makeRecord(1), makeRecord(1)))).to.deep.equal(["accepted 0", "replayed 0"]);
    await rig.pipeline.stop();
  });

  it("ends when its store has failed, and promises nothing of what it does not know", async () => {
    const rig = await startRig();
    rig.store.append = () => Promise.reject(fault("STORE_FAILED", "the disk"));
    expect(outcomesOf(await rig.submit(makeRecord(1)))).to.deep.equal(["store-unavailable"]);
    expect(await rig.pipeline.ended.catch((error) => error.code)).to.equal("STORE_FAILED");
    expect(outcomesOf(await rig.submit(makeRecord(2)))).to.deep.equal(["store-unavailable"]);
    await rig.pipeline.stop();
  });

  it("closes batches where groups end, by size before by age", async () => {
    const rig = await startRig();
    rig.chain.parameters = { ...rig.chain.parameters, maxRecords: 5 };
    await turn(rig, 2);
    for (const start of [0, 10, 20]) await rig.submit(...[0, 1, 2].map((nonce) => makeRecord(start + nonce)));
    await turn(rig, 6);
    expect(rig.store.contents.batches.map(({ count, reason }) => `${count} ${reason}`)).to.deep.equal([
      "3 size",
      "3 size",
      "3 age",
    ]);
    expect(logOf(rig)).to.include({ nextSequence: 9, nextNumber: 3 });
    await rig.pipeline.stop();
  });
});

// REQ-BATCH-85
describe("a log that a reorganisation takes out of the chain", () => {
  it("is opened again under the same number, and nothing is promised meanwhile", async () => {
    const rig = await startRig();
    const { logId } = rig.pipeline.status();
    expect(outcomesOf(await rig.submit(makeRecord(0)))).to.deep.equal(["accepted 0"]);
    rig.chain.reorganise(rig.chain.blocks.length - 1, true);
    rig.chain.mine();
    rig.chain.mine();
    await rig.clock.advance(500);
    expect(logOf(rig)).to.equal(undefined);
    expect(outcomesOf(await rig.submit(makeRecord(1)))).to.deep.equal(["batcher-suspended"]);
    await turn(rig, 30);
    expect(rig.pipeline.status()).to.include({ logId, isOnDuty: true, unsettledBatches: 0 });
    expect(outcomesOf(await rig.submit(makeRecord(1)))).to.deep.equal(["accepted 1"]);
    await turn(rig, 8);
    expect(logOf(rig)).to.include({ nextSequence: 2 });
    await rig.pipeline.stop();
  });

  it("is opened again by the next start too, with what is stored", async () => {
    const rig = await startRig();
    const { logId } = rig.pipeline.status();
    await rig.submit(makeRecord(0));
    await rig.pipeline.stop();
    rig.chain.reorganise(rig.chain.blocks.length - 1, true);
    rig.chain.drop();
    rig.chain.useNonce(`0x${"bb".repeat(20)}`);
    rig.chain.mine();
    const next = await startRig({ chain: rig.chain, store: rig.store });
    expect(next.pipeline.status().logId).to.equal(logId);
    await turn(next, 8);
    expect(logOf(next)).to.include({ nextSequence: 1 });
    await next.pipeline.stop();
  });
});

describe("a chain whose time is taken back", () => {
  it("finds nonces used still whose deadlines had passed", async () => {
    const rig = await startRig();
    const deadline = (rig.chain.blocks.at(-1)?.timestamp ?? 0) + 10;
    const record = makeRecord(1, { deadline });
    expect(outcomesOf(await rig.submit(record))).to.deep.equal(["accepted 0"]);
    rig.chain.mine(20);
    await rig.clock.advance(3_000);
    expect(outcomesOf(await rig.submit(record))).to.deep.equal(["deadline-passed"]);
    rig.chain.reorganise(1);
    rig.chain.mine(1);
    rig.chain.mine(1);
    await rig.clock.advance(500);
    expect(outcomesOf(await rig.submit(record))).to.deep.equal(["replayed 0"]);
    expect(rig.pipeline.status().window.words).to.equal(1);
    rig.chain.mine(100);
    await rig.clock.advance(3_000);
    expect(rig.pipeline.status().window.words).to.equal(0);
    await rig.pipeline.stop();
  });
});

describe("a drain", () => {
  it("ends within its time also where the store answers nothing", async () => {
    const rig = await startRig();
    rig.store.append = () => new Promise(() => undefined);
    const submitted = rig.submit(makeRecord(0));
    const time = new AbortController();
    let isDrained = false;
    const drained = rig.pipeline.drain(time.signal).then(() => {
      isDrained = true;
    });
    await rig.clock.advance(5_000);
    expect(isDrained).to.equal(false);
    time.abort();
    await rig.clock.advance(600);
    await drained;
    await rig.pipeline.ended;
    submitted.catch(() => undefined);
  });
});

describe("the anchoring lane", () => {
  const anchors = (rig: Rig): number =>
    rig.chain.blocks.flatMap(({ transactions }) => transactions).filter(({ deed }) => deed.kind === "anchor").length;

  it("anchors once when sending timed out after the node took it", async () => {
    const rig = await startRig();
    rig.chain.failures.push(fault("CHAIN_UNAVAILABLE", "timed out"));
    await rig.submit(makeRecord(1));
    await turn(rig, 5);
    expect([logOf(rig)?.nextSequence, anchors(rig)]).to.deep.equal([1, 1]);
    await rig.pipeline.stop();
  });

  it("sends the same bytes again when the node did not take them, or has dropped them", async () => {
    const rig = await startRig({ settings: { resendMs: 1_000 } });
    rig.chain.failures.push(fault("CHAIN_UNAVAILABLE", "not taken"));
    await rig.submit(makeRecord(1));
    await turn(rig, 4, false);
    rig.chain.drop();
    await turn(rig, 5, false);
    const kept = rig.store.contents.transactions.filter(({ purpose }) => purpose.kind === "anchor");
    expect([kept.length, rig.chain.pool.map(({ hash }) => hash)]).to.deep.equal([1, [kept[0]?.hash]]);
    await turn(rig, 3);
    expect([logOf(rig)?.nextSequence, anchors(rig)]).to.deep.equal([1, 1]);
    await rig.pipeline.stop();
  });

  it("offers a higher fee at the same nonce, with the same content", async () => {
    const rig = await startRig({ settings: { resendMs: 500, raiseMs: 2_000 } });
    await rig.submit(makeRecord(1));
    await turn(rig, 12, false);
    const kept = rig.store.contents.transactions.filter(({ purpose }) => purpose.kind === "anchor");
    expect(kept.length).to.be.at.least(2);
    expect(new Set(kept.map(({ nonce }) => nonce)).size).to.equal(1);
    await turn(rig, 3);
    expect([logOf(rig)?.nextSequence, anchors(rig)]).to.deep.equal([1, 1]);
    await rig.pipeline.stop();
  });

  it("takes another nonce when somebody else used its own", async () => {
    const rig = await startRig({ settings: { resendMs: 500 } });
    await rig.submit(makeRecord(1));
    await turn(rig, 2, false);
    const [first] = rig.chain.pool;
    rig.chain.useNonce(first?.account ?? "");
    await turn(rig, 15);
    expect([logOf(rig)?.nextSequence, anchors(rig)]).to.deep.equal([1, 1]);
    expect(rig.told.map(({ event }) => event)).to.include("nonce-used-by-another");
    await rig.pipeline.stop();
  });

  for (const isForgetful of [false, true]) {
    it(`brings a batch back that a reorganisation took out, whose node ${isForgetful ? "forgot" : "kept"} the transaction`, async () => {
      const rig = await startRig({ settings: { resendMs: 500 } });
      rig.chain.parameters = { ...rig.chain.parameters, confirmations: 6 };
      await turn(rig, 2);
      await rig.submit(makeRecord(1));
      await turn(rig, 4);
      const { logId } = rig.pipeline.status();
      expect((await rig.pipeline.receipts.get(logId, 0))?.level).to.equal("anchored");
      const depth = rig.chain.blocks.length - (rig.store.contents.batches[0]?.anchored?.blockNumber ?? 0);
      rig.chain.reorganise(depth, isForgetful);
      const kept = rig.chain.hold();
      for (let block = 0; block <= depth; block += 1) rig.chain.mine();
      rig.chain.give(kept);
      await turn(rig, 3, false);
      expect(rig.reached).to.include("anchor.reorganised");
      await turn(rig, 15);
      expect([logOf(rig)?.nextSequence, anchors(rig)]).to.deep.equal([1, 1]);
      expect((await rig.pipeline.receipts.get(logId, 0))?.level).to.equal("final");
      await rig.pipeline.stop();
    });
  }

  it("goes on after a start with what was under way", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(1));
    await turn(rig, 2, false);
    await rig.pipeline.stop();
    rig.chain.drop();
    const next = await startRig({ chain: rig.chain, store: rig.store });
    await turn(next, 5);
    expect([logOf(next)?.nextSequence, anchors(next)]).to.deep.equal([1, 1]);
    expect(next.store.contents.transactions.filter(({ purpose }) => purpose.kind === "anchor")).to.have.length(1);
    await next.pipeline.stop();
  });

  it("opens another log when the chain has more of it than the store", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(1));
    await turn(rig, 4);
    await rig.pipeline.stop();
    const restored = createMemoryStore();
    restored.contents.logs.push(...rig.store.contents.logs);
    const next = await startRig({ chain: rig.chain, store: restored });
    expect(next.pipeline.status().logId).not.to.equal(rig.pipeline.status().logId);
    expect(next.told.find(({ event }) => event === "log-replaced")?.facts?.because).to.match(/restored from a copy/);
    expect(outcomesOf(await next.submit(makeRecord(2)))).to.deep.equal(["accepted 0"]);
    await next.pipeline.stop();
  });

  it("takes over batches that a member anchored in its place", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(1));
    await turn(rig, 4);
    await rig.pipeline.stop();
    rig.store.contents.batches.length = 0;
    const next = await startRig({ chain: rig.chain, store: rig.store });
    expect(next.pipeline.status().logId).to.equal(rig.pipeline.status().logId);
    expect(next.told.map(({ event }) => event)).to.include("batch-adopted");
    expect(outcomesOf(await next.submit(makeRecord(2)))).to.deep.equal(["accepted 1"]);
    await turn(next, 4);
    expect(logOf(next)).to.include({ nextSequence: 2, nextNumber: 2 });
    await next.pipeline.stop();
  });

  it("answers a challenge once the record is anchored", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(1));
    rig.chain.challenges = [{ challengeId: `0x${"c1".repeat(32)}`, sequence: 0, digest: "0x", answerBy: 100 }];
    await turn(rig, 10);
    const answers = rig.chain.blocks
      .flatMap(({ transactions }) => transactions)
      .filter(({ deed }) => deed.kind === "answer");
    expect(answers).to.have.length(1);
    await rig.pipeline.stop();
  });

  it("drains: takes nothing more, anchors all that it stored, gives the lease back", async () => {
    const rig = await startRig();
    await rig.submit(makeRecord(1));
    const draining = rig.pipeline.drain(new AbortController().signal);
    expect(outcomesOf(await rig.submit(makeRecord(2)))).to.deep.equal(["batcher-stopping"]);
    await turn(rig, 6);
    await draining;
    expect(rig.store.contents.batches.map(({ reason }) => reason)).to.deep.equal(["drain"]);
    expect(logOf(rig)?.nextSequence).to.equal(1);
    expect(rig.reached.slice(-1)).to.deep.equal(["drain.done"]);
  });
});
