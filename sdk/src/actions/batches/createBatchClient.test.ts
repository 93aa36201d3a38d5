import { expect } from "chai";
import { getBytes, hexlify } from "ethers";

import {
  batcherKey,
  draftRegistration,
  forgeReceipts,
  packSigned,
  recordPlace,
  strangerKey,
} from "../../../../test/support/batching/forgeReceipt.ts";
import { startTestBatcher, type TestBatcher } from "../../../../test/support/batching/startTestBatcher.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createRecordDigester } from "../../crypto/batch/createRecordDigester.ts";
import { verifyReceipt } from "../../crypto/batch/verifyReceipt.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { type BatchClient, type CreateBatchClientParameters, createBatchClient } from "./createBatchClient.ts";

const records = Array.from({ length: 60 }, (_, index) => packSigned(draftRegistration(index)));
const digestOf = createRecordDigester(recordPlace);

function recordAt(index: number): Uint8Array {
  const record = records[index];
  if (record === undefined) throw new Error(`there is no record ${index}`);
  return record;
}

describe("createBatchClient", () => {
  let batcher: TestBatcher;
  let second: TestBatcher;
  const clients: BatchClient[] = [];

  beforeEach(async () => {
    batcher = await startTestBatcher();
    second = await startTestBatcher(batcherKey, 2);
  });

  afterEach(async () => {
    const now = AbortSignal.abort();
    for (const client of clients.splice(0)) await client.close({ signal: now }).catch(() => undefined);
    await batcher.stop();
    await second.stop();
  });

  function connect(settings: Partial<CreateBatchClientParameters> = {}): BatchClient {
    const { promisers } = batcher;
    const client = createBatchClient({
      ...recordPlace,
      urls: [batcher.url],
      promisers,
      restMs: 1,
      maxRestMs: 20,
      ...settings,
    });
    clients.push(client);
    return client;
  }

  // REQ-SDK-13
  it("sends many records in one request, and each gets a receipt of its own that verifies", async () => {
    const client = connect();
    const submitted = records.map((record) => client.submit(record));
    const receipts = await Promise.all(submitted.map(({ durable }) => durable));
    expect(batcher.requests.map((request) => request.records)).to.deep.equal([60]);
    expect(batcher.requests[0]?.path).to.equal("/base/v1/records");
    expect(client.pending).to.equal(0);
    receipts.forEach((receipt, index) => {
      expect(receipt.record).to.equal(hexlify(recordAt(index)));
      expect(verifyReceipt(receipt, { ...recordPlace, promisers: batcher.promisers }).level).to.equal("durable");
    });
    expect(await submitted[3]?.durable).to.equal(receipts[3]);
  });

  it("waits for a batch and for its being final, and fetches what else became so with it", async () => {
    const client = connect({ batchHashOf: batcher.batchHashOf, waitMs: 5_000 });
    const submitted = records.slice(0, 20).map((record) => client.submit(record));
    const anchored = submitted.map((each) => each.anchored);
    await client.flush();
    batcher.anchor();
    for (const receipt of await Promise.all(anchored)) {
      const batchHash = await batcher.batchHashOf(receipt.logId, BigInt(receipt.batch?.number ?? 99));
      expect(verifyReceipt(receipt, { ...recordPlace, batchHash }).level).to.equal("anchored");
    }
    const final = submitted[0]?.final;
    batcher.settle();
    expect((await final)?.batch?.number).to.equal(0);
    const later = client.submit(recordAt(30));
    await later.durable;
    batcher.anchor();
    expect((await later.final).batch?.number).to.equal(1);
  });

  it("asks again for what a batcher that did not wait has not said yet", async () => {
    const client = connect({ waitMs: 10 });
    const { durable, anchored } = client.submit(recordAt(0));
    await durable;
    setTimeout(() => batcher.anchor(), 60);
    expect((await anchored).batch?.number).to.equal(0);
    expect(batcher.requests.length).to.be.within(4, 40);
  });

  it("divides what is more than one request, by number and by bytes, and keeps few on their way", async () => {
    const client = connect({ maxRecords: 25, maxRequests: 1 });
    await Promise.all(records.map((record) => client.submit(record).durable));
    expect(batcher.requests.map((request) => request.records)).to.deep.equal([25, 25, 10]);
    const narrow = connect({ maxBytes: 231 * 2 });
    await Promise.all(records.slice(0, 5).map((record) => narrow.submit(record).durable));
    const narrowly = batcher.requests.slice(3).filter(({ path }) => path.endsWith("/records"));
    expect(narrowly.map((request) => request.records).sort()).to.deep.equal([1, 2, 2]);
  });

  it("sends records again where the answer was lost, and they are stored once", async () => {
    batcher.mishaps.push({ kind: "stored-and-cut" }, { kind: "status", status: 502 }, { kind: "silent" });
    const client = connect({ idleMs: 200 });
    const receipts = await Promise.all(records.map((record) => client.submit(record).durable));
    expect(batcher.stored()).to.equal(60);
    expect(batcher.requests.filter(({ path }) => path.endsWith("/records")).length).to.equal(4);
    expect(new Set(receipts.map(({ sequence }) => sequence)).size).to.equal(60);
    for (const receipt of receipts)
      expect(verifyReceipt(receipt, { ...recordPlace, promisers: batcher.promisers }).level).to.equal("durable");
  });

  it("gives the same receipt for a record that is submitted twice, together or later", async () => {
    const client = connect();
    const [one, two] = [client.submit(recordAt(0)), client.submit(recordAt(0))];
    const receipt = await one.durable;
    expect(await two.durable).to.deep.equal(receipt);
    expect(await client.submit(recordAt(0)).durable).to.deep.equal(receipt);
    expect(batcher.stored()).to.equal(1);
  });

  it("goes on with the next batcher where one is gone, busy, or no batcher at all", async () => {
    const gone = await startTestBatcher();
    await gone.stop();
    batcher.mishaps.push({ kind: "status", status: 503, headers: { "retry-after": "30" } });
    batcher.mishaps.push({ kind: "body", body: "<html>please log in</html>" });
    const client = connect({ urls: [gone.url, batcher.url, second.url] });
    await client.submit(recordAt(0)).durable;
    expect([batcher.stored(), second.stored()]).to.deep.equal([0, 1]);
    const portal = connect({ urls: [batcher.url, second.url] });
    await portal.submit(recordAt(1)).durable;
    expect([batcher.stored(), second.stored()]).to.deep.equal([0, 2]);
  });

  it("waits for as long as a busy batcher says", async () => {
    batcher.mishaps.push({ kind: "status", status: 429, headers: { "retry-after": "1" } });
    const started = performance.now();
    await connect().submit(recordAt(0)).durable;
    expect(performance.now() - started).to.be.within(950, 3_000);
    const inTheEnd = new Date(Date.now() + 1_500).toUTCString();
    batcher.mishaps.push({ kind: "status", status: 503, headers: { "retry-after": inTheEnd } });
    await connect().submit(recordAt(1)).durable;
  });

  it("says so when a batcher stays away or busy, and that records may be stored", async () => {
    for (let count = 0; count < 3; count += 1) batcher.mishaps.push({ kind: "status", status: 503 });
    const busy = await expectCode("BATCHER_BUSY", () => connect({ attempts: 3 }).submit(recordAt(0)).durable);
    expect(busy.facts).to.include({ status: 503 });
    for (let count = 0; count < 3; count += 1) batcher.mishaps.push({ kind: "stored-and-cut" });
    await expectCode("BATCHER_UNREACHABLE", () => connect({ attempts: 3 }).submit(recordAt(0)).durable);
    expect(batcher.stored()).to.equal(1);
    batcher.mishaps.push({ kind: "body", body: "{}" });
    await expectCode("BATCHER_UNREACHABLE", () => connect({ attempts: 1 }).submit(recordAt(0)).durable);
    batcher.mishaps.push({ kind: "body", body: "x".repeat(17 * 1024 * 1024) });
    await expectCode("BATCHER_UNREACHABLE", () => connect({ attempts: 1 }).submit(recordAt(0)).durable);
  });

  it("gives up at once what is refused for good, with the batcher's own code", async () => {
    batcher.mishaps.push({ kind: "status", status: 422, body: '{"code":"body-malformed","retry":false}' });
    const refused = await expectCode("BATCHER_REFUSED", () => connect().submit(recordAt(0)).durable);
    expect(refused.facts).to.include({ status: 422, problem: "body-malformed" });
    batcher.mishaps.push({ kind: "status", status: 409, body: '{"code":"nonce-used","retry":false}' });
    const used = await expectCode("RECORD_REFUSED", () => connect().submit(recordAt(0)).durable);
    expect(used.facts).to.deep.equal({ refusal: "nonce-used", retry: false });
    batcher.mishaps.push({ kind: "status", status: 422, body: '{"code":"deadline-too-far","retry":true}' });
    await expectCode("RECORD_REFUSED", () => connect({ attempts: 1 }).submit(recordAt(0)).durable);
    batcher.mishaps.push({ kind: "status", status: 400, body: "no" });
    expect((await expectCode("BATCHER_REFUSED", () => connect().submit(recordAt(0)).durable)).facts.problem).to.equal(
      "no problem document",
    );
    batcher.refusing.set(hexlify(digestOf(recordAt(1))), ["deadline-passed"]);
    const client = connect();
    const [bad, good] = [client.submit(recordAt(1)), client.submit(recordAt(2))];
    const error = await expectCode("RECORD_REFUSED", () => bad.durable);
    expect(error.facts).to.deep.equal({ refusal: "deadline-passed", retry: false });
    await good.durable;
    await expectCode("RECORD_REFUSED", () => bad.anchored);
    expect(batcher.requests.length).to.equal(5);
  });

  it("sends again, a few times, what may be taken later", async () => {
    const digest = hexlify(digestOf(recordAt(0)));
    batcher.refusing.set(digest, ["over-rate", "queue-full"]);
    await connect().submit(recordAt(0)).durable;
    expect(batcher.requests.length).to.equal(3);
    batcher.refusing.set(hexlify(digestOf(recordAt(1))), ["over-rate", "over-rate", "over-rate"]);
    const error = await expectCode("RECORD_REFUSED", () => connect({ attempts: 3 }).submit(recordAt(1)).durable);
    expect(error.facts).to.deep.equal({ refusal: "over-rate", retry: true });
  });

  it("does not take a promise of anybody else, or of other records", async () => {
    const other = await startTestBatcher(strangerKey);
    try {
      await expectCode("RECEIPT_PROMISE_WRONG", () => connect({ urls: [other.url] }).submit(recordAt(0)).durable);
      await connect({ urls: [other.url], promisers: undefined }).submit(recordAt(0)).durable;
    } finally {
      await other.stop();
    }
    batcher.mishaps.push({
      kind: "lie",
      lie: (answer) => ({ ...answer, outcomes: answer.outcomes.toReversed() }),
    });
    const exchanged = connect({ attempts: 1 });
    const [one] = [exchanged.submit(recordAt(1)), exchanged.submit(recordAt(2))];
    await expectCode("BATCHER_UNREACHABLE", () => one.durable);
    for (const lie of [
      (answer: Parameters<Extract<TestBatcher["mishaps"][number], { kind: "lie" }>["lie"]>[0]) => ({
        ...answer,
        outcomes: [],
      }),
      (answer: Parameters<Extract<TestBatcher["mishaps"][number], { kind: "lie" }>["lie"]>[0]) => ({
        ...answer,
        parts: answer.parts.map((part) => ({ ...part, promised: undefined, siblings: [] })),
      }),
      (answer: Parameters<Extract<TestBatcher["mishaps"][number], { kind: "lie" }>["lie"]>[0]) => ({
        ...answer,
        parts: answer.parts.map((part) => ({ ...part, count: part.count + 1 })),
      }),
    ]) {
      batcher.mishaps.push({ kind: "lie", lie });
      const number = 3 + batcher.requests.length;
      await expectCode("BATCHER_UNREACHABLE", () => connect({ attempts: 1 }).submit(recordAt(number)).durable);
    }
  });

  it("refuses the receipt of another record, and a batch that the chain does not keep", async () => {
    const client = connect({ batchHashOf: async () => parseBytes32(`0x${"00".repeat(32)}`) });
    const submitted = client.submit(recordAt(0));
    await submitted.durable;
    batcher.anchor();
    await expectCode("RECEIPT_BATCH_DIFFERS", () => submitted.anchored);
    // All parts of what it answers agree, but it is another member's record under that number.
    const lying: typeof fetch = async (input, options) => {
      const url = String(input);
      if (!url.includes("/receipts/")) return fetch(input, options);
      const [logId = "", sequence = ""] = new URL(url).pathname.split("/").slice(-2);
      const forged = { logId: getBytes(logId), firstSequence: Number(sequence) };
      return Response.json(forgeReceipts([recordAt(9)], forged).receipts[0]);
    };
    const misled = connect({ fetch: lying }).submit(recordAt(1));
    await misled.durable;
    await expectCode("RECEIPT_ALTERED", () => misled.anchored);
  });

  it("holds a bounded number of records, and tells when there is room", async () => {
    const client = connect({ maxPending: 3, lingerMs: 20 });
    for (let index = 0; index < 3; index += 1) client.submit(recordAt(index));
    await expectCode("BATCH_QUEUE_FULL", () => client.submit(recordAt(3)));
    await expectCode("ABORTED", () => client.waitForRoom({ signal: AbortSignal.timeout(1) }));
    await client.waitForRoom();
    await client.submit(recordAt(3)).durable;
    await client.waitForRoom();
  });

  it("flushes what lingers, and takes nothing after it was closed", async () => {
    const client = connect({ lingerMs: 60_000 });
    const submitted = records.slice(0, 4).map((record) => client.submit(record));
    await client.flush();
    expect(batcher.stored()).to.equal(4);
    expect((await submitted[1]?.durable)?.sequence).to.equal(2);
    client.submit(recordAt(5));
    await client.close();
    expect(batcher.stored()).to.equal(5);
    await expectCode("BATCH_CLIENT_CLOSED", () => client.submit(recordAt(6)));
    await expectCode("ABORTED", async () => submitted[0]?.anchored);
  });

  it("stops one record, one wait or everything by a signal", async () => {
    const client = connect({ lingerMs: 50 });
    const one = new AbortController();
    const [dropped, kept] = [client.submit(recordAt(0), { signal: one.signal }), client.submit(recordAt(1))];
    one.abort();
    await expectCode("ABORTED", () => dropped.durable);
    await kept.durable;
    expect(batcher.stored()).to.equal(1);
    await expectCode("ABORTED", () => client.submit(recordAt(2), { signal: AbortSignal.abort() }).durable);
    const waits = new AbortController();
    const submitted = client.submit(recordAt(3), { signal: waits.signal });
    await submitted.durable;
    const anchored = submitted.anchored;
    waits.abort();
    await expectCode("ABORTED", () => anchored);
    const all = new AbortController();
    const ended = connect({ signal: all.signal });
    batcher.mishaps.push({ kind: "silent" });
    const silent = ended.submit(recordAt(4));
    setTimeout(() => all.abort(new Error("enough")), 30);
    await expectCode("ABORTED", () => silent.durable);
    await expectCode("BATCH_CLIENT_CLOSED", () => ended.submit(recordAt(4)));
    await expectCode("ABORTED", () => client.flush({ signal: AbortSignal.abort() }));
  });

  it("proves to the operator who asks, and refuses what is no record and no batcher", async () => {
    const client = connect({ headers: async () => ({ authorization: "Bearer some" }) });
    await client.submit(recordAt(0)).durable;
    expect(batcher.requests[0]?.headers).to.include({
      authorization: "Bearer some",
      "content-type": "application/vnd.quorate.records",
      "quorate-chain-id": "31337",
      "quorate-anchor": recordPlace.anchor,
    });
    await expectCode("RECORD_MALFORMED", () => client.submit(new Uint8Array(231)));
    await expectCode("RECORD_MALFORMED", () => client.submit(new Uint8Array([...recordAt(0), 0])));
    await expectCode("OBJECT_MALFORMED", () => connect({ urls: [] }));
  });
});
