import { expect } from "chai";

import {
  type BallotSigner,
  type Client,
  checkReceipt,
  createClient,
  getBatch,
  parseAddress,
  parseBytes32,
  parseHex,
  signBundle,
  signRecord,
  toAccountSigner,
} from "#sdk";
import {
  type BatchClient,
  type CreateBatchClientParameters,
  createBatchClient,
  createItemReceipt,
  createNonceSource,
  verifyReceipt,
} from "#sdk/receipts";

import { recordPlaceOf } from "../../sdk/src/internal/recordPlaceOf.ts";
import { type BatcherConsortium, foundBatchers } from "../support/batcher/foundBatchers.ts";
import { type BatcherProcess, makeBatcherFolder, startBatcher } from "../support/batcher/startBatcher.ts";
import { codeOf, errorOf } from "../support/errorOf.ts";

const CHAIN_ID = 31_918;
const word = (digit: string) => parseBytes32(`0x${digit.repeat(64)}`);

describe("a member that sends its records to a batcher", function () {
  this.timeout(240_000);
  let consortium: BatcherConsortium;
  let batcher: BatcherProcess;
  let folder: string;
  let member: Client;
  let signer: BallotSigner;
  const clients: BatchClient[] = [];
  const nonces = createNonceSource();
  const call = { target: parseAddress(`0x${"44".repeat(20)}`), gas: 90_000n, data: parseHex("0x01020304") };

  before(async () => {
    consortium = await foundBatchers(4, CHAIN_ID);
    folder = await makeBatcherFolder();
    batcher = await start();
    const [, , runner] = consortium.members;
    if (runner === undefined) throw new Error("four members");
    const constitution = parseAddress(consortium.suite.constitution.address);
    member = await createClient({ runner, constitution, pollingIntervalMs: 20 });
    signer = await toAccountSigner(runner);
  });

  after(async () => {
    for (const client of clients) await client.close({ signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    batcher?.child.kill("SIGKILL");
    await consortium?.chain.close();
  });

  async function start(flags: Readonly<Record<string, string>> = {}): Promise<BatcherProcess> {
    const [key] = consortium.members;
    if (key === undefined) throw new Error("four members");
    return startBatcher({ consortium, signer: key, folder, flags });
  }

  function connect(settings: Partial<CreateBatchClientParameters> = {}): BatchClient {
    const [promiser] = consortium.members;
    const client = createBatchClient({
      ...recordPlaceOf(member),
      urls: [batcher.url],
      promisers: [parseAddress(promiser?.address)],
      batchHashOf: async (logId, number) => (await getBatch(member, { logId, number }))?.batchHash ?? word("0"),
      restMs: 20,
      maxRestMs: 500,
      ...settings,
    });
    clients.push(client);
    return client;
  }

  async function signing(ahead = 250) {
    const block = await member.provider.getBlock("latest");
    const deadline = BigInt((block?.timestamp ?? 0) + ahead);
    return { chainId: member.chainId, modules: member.modules, seat: 2n, deadline, signer };
  }

  function draft(senderNonce = nonces.next()) {
    return { group: 1n, epoch: 1n, senderNonce, contentRoot: word("a"), bodyHash: word("b"), suite: 1 } as const;
  }

  async function signCalls(count: number): Promise<readonly Uint8Array[]> {
    const signed = await signing();
    const made: Uint8Array[] = [];
    for (let index = 0; index < count; index += 1)
      made.push((await signRecord({ ...signed, record: { ...call, nonce: nonces.next() } })).record);
    return made;
  }

  // REQ-SDK-13
  it("has each of many records promised, anchored and final, by receipts that the chain agrees with", async () => {
    const client = connect();
    const records = [...(await signCalls(40)), (await signRecord({ ...(await signing()), record: draft() })).record];
    const submitted = records.map((record) => client.submit(record));
    for (const { durable } of submitted) {
      const batchReceipt = await durable;
      expect((await checkReceipt(member, { batchReceipt })).level).to.be.oneOf(["durable", "anchored"]);
    }
    const anchored = await Promise.all(submitted.map((each) => each.anchored));
    for (const batchReceipt of anchored)
      expect((await checkReceipt(member, { batchReceipt })).level).to.equal("anchored");
    const final = await Promise.all(submitted.map((each) => each.final));
    expect(final.map(({ sequence }) => sequence)).to.deep.equal(anchored.map(({ sequence }) => sequence));
    expect(new Set(final.map(({ sequence }) => sequence)).size).to.equal(41);
  });

  it("gets the same receipt for what it submits again, also from another client", async () => {
    const [record = new Uint8Array()] = await signCalls(1);
    const first = await connect().submit(record).durable;
    const again = await connect().submit(record).durable;
    expect([again.logId, again.sequence]).to.deep.equal([first.logId, first.sequence]);
    const { promisers } = { promisers: [parseAddress(consortium.members[0]?.address)] };
    expect(verifyReceipt(again, { ...recordPlaceOf(member), promisers }).level).to.equal("durable");
  });

  it("has a bundle anchored, each item of which has a receipt of its own", async () => {
    const items = { calls: [call, { ...call, gas: 1n }, { ...call, gas: 2n }] };
    const { record } = await signBundle({ ...(await signing()), nonce: nonces.next(), items });
    const receipt = await connect().submit(record).anchored;
    const { item } = await checkReceipt(member, { batchReceipt: createItemReceipt(receipt, { index: 2 }) });
    expect(item?.call?.gas).to.equal(2n);
  });

  it("is told why a record is not taken", async () => {
    const client = connect({ attempts: 2 });
    const stranger = await toAccountSigner(consortium.chain.relayer);
    const { record } = await signRecord({ ...(await signing()), signer: stranger, record: draft() });
    const [good = new Uint8Array()] = await signCalls(1);
    const [bad, taken] = [client.submit(record), client.submit(good)];
    expect((await errorOf(bad.durable)).facts.refusal).to.equal("key-unknown");
    await taken.durable;
    const used = nonces.next();
    const sign = async () => (await signRecord({ ...(await signing()), record: draft(used) })).record;
    await client.submit(await sign()).durable;
    const other = (await signRecord({ ...(await signing(200)), record: draft(used) })).record;
    expect((await errorOf(client.submit(other).durable)).facts.refusal).to.equal("nonce-used");
    const late = (await signRecord({ ...(await signing(-5)), record: draft() })).record;
    expect((await errorOf(client.submit(late).durable)).facts.refusal).to.equal("deadline-passed");
    const elsewhere = connect({ chainId: 5n, attempts: 1 });
    expect(await codeOf(elsewhere.submit(good).durable)).to.equal("RECORD_REFUSED");
  });

  it("loses no record and has none twice, though the batcher is killed while it sends", async () => {
    const records = await signCalls(300);
    const ports = { port: new URL(batcher.url).port };
    const client = connect({ maxRecords: 20, maxRequests: 2, attempts: 60 });
    const submitted = records.map((record) => client.submit(record));
    await Promise.any(submitted.slice(40, 60).map(({ durable }) => durable));
    expect(await batcher.end("SIGKILL")).to.equal("SIGKILL");
    batcher = await start(ports);
    const receipts = await Promise.all(submitted.map((each) => each.durable));
    const places = receipts.map(({ logId, sequence }) => `${logId} ${sequence}`);
    expect(new Set(places).size).to.equal(300);
    const anchored = await Promise.all(submitted.map((each) => each.anchored));
    expect(anchored.map(({ sequence }) => sequence)).to.deep.equal(receipts.map(({ sequence }) => sequence));
  });
});
