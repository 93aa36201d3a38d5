import { once } from "node:events";
import { connect } from "node:net";

import { expect } from "chai";
import { Contract, type Wallet } from "ethers";

import { batchAnchorAbi } from "#sdk";
import {
  type Acknowledgements,
  decodeAcknowledgements,
  loadHashes,
  parseAddress,
  parseBytes32,
  type RecordPlace,
  verifyReceipt,
} from "#sdk/receipts";

import { type BatcherConsortium, foundBatchers } from "../support/batcher/foundBatchers.ts";
import { signCall } from "../support/batcher/signCall.ts";
import { signRecords } from "../support/batcher/signRecords.ts";
import { type BatcherProcess, makeBatcherFolder, startBatcher } from "../support/batcher/startBatcher.ts";
import { deployContract } from "../support/deployContract.ts";
import { readArtifact } from "../support/readArtifact.ts";

const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
const CHAIN_ID = 31_917;
const PACKED = "application/vnd.quorate.records";

describe("a batcher between members and the chain", function () {
  this.timeout(240_000);
  let consortium: BatcherConsortium;
  let batcher: BatcherProcess;
  let place: RecordPlace;
  let folder: string;
  let nonce = 0;

  before(async () => {
    await loadHashes();
    consortium = await foundBatchers(4, CHAIN_ID);
    const { records, anchor, executor } = consortium.suite;
    place = {
      chainId: BigInt(CHAIN_ID),
      registry: parseAddress(records.address),
      anchor: parseAddress(anchor.address),
      executor: parseAddress(executor.address),
    };
    folder = await makeBatcherFolder();
    batcher = await startBatcher({ consortium, signer: memberOf(0), folder, flags: { "request-ms": "1500" } });
  });

  after(async () => {
    batcher?.child.kill("SIGKILL");
    await consortium?.chain.close();
  });

  function memberOf(seat: number): Wallet {
    const member = consortium.members[seat];
    if (member === undefined) throw new Error("four members");
    return member;
  }

  async function sign(count: number, { seat = 2, ahead = 200, by = 2 } = {}): Promise<Uint8Array> {
    const block = await consortium.chain.provider.getBlock("latest");
    const deadline = (block?.timestamp ?? 0) + ahead;
    const records = signRecords({ place, signer: memberOf(by), seat, deadline, firstNonce: nonce, count });
    nonce += count;
    return records;
  }

  async function post(body: string | Uint8Array, type = PACKED, query = ""): Promise<Response> {
    const bytes = body instanceof Uint8Array ? new Blob([Uint8Array.from(body)]) : body;
    return await fetch(`${batcher.url}/v1/records${query}`, {
      method: "POST",
      headers: { "content-type": type },
      body: bytes,
    });
  }

  async function send(records: Uint8Array): Promise<Acknowledgements> {
    const response = await post(records);
    expect(response.status, await response.clone().text()).to.equal(200);
    return decodeAcknowledgements(new Uint8Array(await response.arrayBuffer()));
  }

  async function checkReceipt(logId: string, sequence: number, level: string): Promise<void> {
    const response = await fetch(`${batcher.url}/v1/receipts/${logId}/${sequence}?level=${level}&waitMs=20000`);
    expect(response.status).to.equal(200);
    expect(response.headers.get("quorate-level")).to.equal("final");
    const receipt = JSON.parse(await response.text());
    const anchor = new Contract(place.anchor, batchAnchorAbi, consortium.chain.provider);
    const batchHash = parseBytes32(await anchor.getFunction("batchHash")(logId, receipt.batch.number));
    const verified = verifyReceipt(receipt, { ...place, batchHash });
    expect(verified).to.include({ level: "anchored", sequence: BigInt(sequence) });
  }

  async function codeOf(response: Response): Promise<string> {
    expect(response.headers.get("content-type")).to.equal("application/problem+json");
    const problem = JSON.parse(await response.text());
    expect(problem).to.include({ status: response.status, type: `urn:quorate:problem:${problem.code}` });
    return `${response.status} ${problem.code}${problem.retry ? " retry" : ""}`;
  }

  it("stores a thousand records, anchors them and gives receipts that prove them", async () => {
    const { outcomes, parts } = await send(await sign(1_000));
    expect(outcomes.filter(({ status }) => status === "accepted")).to.have.length(1_000);
    const sequences = outcomes.flatMap((outcome) => (outcome.status === "refused" ? [] : [outcome.sequence]));
    expect([...sequences].sort((a, b) => a - b)).to.deep.equal(sequences.map((_, index) => index));
    const logId = toHex(parts[0]?.logId ?? new Uint8Array());
    for (const sequence of [0, 499, 999]) await checkReceipt(logId, sequence, "final");
  });

  it("takes JSON as well, and answers in JSON", async () => {
    const packed = await sign(2);
    const records = [packed.slice(0, 231), packed.slice(231)].map(toHex);
    const response = await post(JSON.stringify({ records }), "application/json", "?level=anchored&waitMs=20000");
    expect([response.status, response.headers.get("content-type")]).to.deep.equal([200, "application/json"]);
    expect(response.headers.get("quorate-level")).to.be.oneOf(["anchored", "final"]);
    const answer = JSON.parse(await response.text());
    expect(answer.records.map(({ status }: { status: string }) => status)).to.deep.equal(["accepted", "accepted"]);
    await checkReceipt(answer.parts[0].logId, answer.records[1].sequence, "final");
  });

  it("gives the same place to a record that comes again, and refuses another one with its nonce", async () => {
    const records = await sign(3);
    const first = await send(records);
    const again = await send(records);
    expect(again.outcomes).to.deep.equal(
      first.outcomes.map((outcome) => ({ ...outcome, status: "replayed", part: 0 })),
    );
    expect(again.parts[0]?.promised).to.deep.equal(first.parts[0]?.promised);
    nonce -= 3;
    expect(await codeOf(await post(await sign(3, { ahead: 150 })))).to.equal("409 nonce-used");
  });

  it("says of each bad record what is wrong with it", async () => {
    const good = await sign(1);
    const broken = await sign(1);
    broken[231 - 10] = (broken[231 - 10] ?? 0) ^ 1;
    const mixed = await send(Uint8Array.from(Buffer.concat([good, broken])));
    expect(
      mixed.outcomes.map((outcome) => (outcome.status === "refused" ? outcome.code : outcome.status)),
    ).to.deep.equal(["accepted", "signature-wrong"]);
    expect(await codeOf(await post(await sign(1, { ahead: -1 })))).to.equal("409 deadline-passed");
    expect(await codeOf(await post(await sign(1, { ahead: 100_000 })))).to.equal("422 deadline-too-far retry");
    expect(await codeOf(await post(await sign(1, { seat: 3, by: 2 })))).to.equal("403 seat-mismatch");
    expect(await codeOf(await post(good.slice(0, 230)))).to.equal("400 record-malformed");
    expect(await codeOf(await post(new Uint8Array()))).to.equal("400 no-records");
    expect(await codeOf(await post(good, "text/plain"))).to.equal("415 content-type-unsupported");
    expect(await codeOf(await post('{"records": [', "application/json"))).to.equal("400 body-malformed");
    expect(await codeOf(await post('{"records": [], "records": []}', "application/json"))).to.equal(
      "400 field-duplicate",
    );
    expect(await codeOf(await post('{"records": [9007199254740993]}', "application/json"))).to.equal(
      "400 number-unsafe",
    );
    expect(await codeOf(await fetch(`${batcher.url}/v1/records`))).to.equal("405 method-not-allowed");
    expect(await codeOf(await fetch(`${batcher.url}/nothing`))).to.equal("404 not-found");
  });

  it("executes calls that members signed, each one's failure its own", async () => {
    const { executor } = consortium.suite;
    const artifact = await readArtifact("../test/support/contracts/Recipient");
    const target = await deployContract(consortium.chain.relayer, artifact, [executor.address]);
    const recipient = new Contract(target, artifact.abi, consortium.chain.provider);
    const enter = (value: number): string => artifact.abi.encodeFunctionData("enter", [value]);
    const block = await consortium.chain.provider.getBlock("latest");
    const facts = {
      place,
      signer: memberOf(2),
      seat: 2,
      deadline: (block?.timestamp ?? 0) + 200,
      target,
      gas: 200_000,
    };
    const calls = [7, 13, 8].map((value, index) => signCall({ ...facts, nonce: 700 + index, input: enter(value) }));
    const { outcomes, parts } = await send(Uint8Array.from(Buffer.concat(calls)));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(["accepted", "accepted", "accepted"]);
    const logId = toHex(parts[0]?.logId ?? new Uint8Array());
    for (const outcome of outcomes)
      if (outcome.status === "accepted") await checkReceipt(logId, outcome.sequence, "final");
    const until = Date.now() + 20_000;
    while ((await recipient.getFunction("entries")()) < 2n && Date.now() < until)
      await new Promise((wake) => setTimeout(wake, 50));
    expect(await recipient.getFunction("entries")()).to.equal(2n);
    expect(await recipient.getFunction("lastSender")()).to.equal(memberOf(2).address);
    expect(await codeOf(await post(signCall({ ...facts, nonce: 710, gas: 2_000_000, input: enter(1) })))).to.equal(
      "422 call-refused",
    );
    await new Promise((wake) => setTimeout(wake, 1_000));
    const metrics = await (await fetch(`${batcher.operatorUrl}/metrics`)).text();
    expect(metrics)
      .to.include("quorate_batcher_calls_executed_total 2")
      .and.to.include("quorate_batcher_calls_failed_total 1");
  });

  // REQ-BATCH-88
  it("executes more calls of a batch than one transaction may hold", async () => {
    const block = await consortium.chain.provider.getBlock("latest");
    const deadline = (block?.timestamp ?? 0) + 200;
    const facts = { place, signer: memberOf(2), seat: 2, deadline, target: place.anchor, gas: 90_000, input: "0x" };
    const calls = Array.from({ length: 300 }, (_, index) => signCall({ ...facts, nonce: 2_000 + index }));
    const { outcomes, parts } = await send(Uint8Array.from(Buffer.concat(calls)));
    const sequences = outcomes.flatMap((outcome) => (outcome.status === "accepted" ? [outcome.sequence] : []));
    expect(sequences).to.have.length(300);
    const logId = toHex(parts[0]?.logId ?? new Uint8Array());
    // A batch is final when the last of its calls has an outcome.
    for (const sequence of [sequences[0], sequences[299]]) await checkReceipt(logId, sequence ?? -1, "final");
  });

  it("answers a member that misses a record it has anchored", async () => {
    const { outcomes, parts } = await send(await sign(3));
    const [part] = parts;
    const [, second] = outcomes;
    if (part?.promised === undefined || second === undefined || second.status === "refused")
      throw new Error("a promise");
    const logId = toHex(part.logId);
    await checkReceipt(logId, second.sequence, "final");
    const given = JSON.parse(await (await fetch(`${batcher.url}/v1/receipts/${logId}/${second.sequence}`)).text());
    const { promise, digest } = given;
    await consortium.chain.ask("evm_increaseTime", 120);
    await consortium.chain.mineBlocks(20);
    const anchor = new Contract(place.anchor, batchAnchorAbi, memberOf(2));
    const { signature, proof, ...promised } = promise;
    const sent = await anchor.getFunction("challenge")(
      { logId, ...promised },
      signature,
      second.sequence,
      digest,
      proof,
    );
    await sent.wait();
    const [event] = await anchor.queryFilter("PromiseChallenged");
    const challengeId = event?.topics[1] ?? "";
    const stateOf = async (): Promise<bigint> => (await anchor.getFunction("challengeOf")(challengeId)).state;
    const until = Date.now() + 20_000;
    while ((await stateOf()) !== 2n && Date.now() < until) await new Promise((wake) => setTimeout(wake, 50));
    expect(await stateOf()).to.equal(2n);
  });

  it("refuses a body that comes too slowly, is too large or is for another chain", async () => {
    const { hostname, port } = new URL(batcher.url);
    const slow = connect(Number(port), hostname);
    slow.write(`POST /v1/records HTTP/1.1\r\nhost: x\r\ncontent-type: ${PACKED}\r\ncontent-length: 231\r\n\r\n`);
    let told = "";
    slow.on("data", (chunk) => {
      told += chunk;
    });
    await once(slow, "close");
    expect(told)
      .to.match(/^HTTP\/1.1 408 /)
      .and.to.match(/"code":"request-too-slow","retry":true/);
    expect(await codeOf(await post(new Uint8Array(5_000_000)))).to.equal("413 body-too-large");
    const headers = { "content-type": PACKED, "quorate-chain-id": "1" };
    const foreign = await fetch(`${batcher.url}/v1/records`, {
      method: "POST",
      headers,
      body: new Blob([await sign(1)]),
    });
    expect(await codeOf(foreign)).to.equal("422 wrong-domain");
  });

  it("tells its operator the truth", async () => {
    const ready = await fetch(`${batcher.operatorUrl}/health/ready`);
    const { checks } = JSON.parse(await ready.text());
    const all = { crypto: true, store: true, chain: true, duty: true, accepting: true, settling: true };
    expect([ready.status, checks]).to.deep.equal([200, all]);
    const metrics = await (await fetch(`${batcher.operatorUrl}/metrics`)).text();
    expect(metrics).to.match(/quorate_batcher_records_durable_total 13[0-9]{2}/);
    const { openapi } = JSON.parse(await (await fetch(`${batcher.url}/v1/openapi.json`)).text());
    expect(openapi).to.equal("3.1.0");
  });

  it("keeps what it acknowledged when it is killed, and goes on where it was", async () => {
    const { outcomes, parts } = await send(await sign(200));
    expect(await batcher.end("SIGKILL")).to.equal("SIGKILL");
    batcher = await startBatcher({ consortium, signer: memberOf(0), folder });
    const logId = toHex(parts[0]?.logId ?? new Uint8Array());
    const last = Math.max(...outcomes.map((outcome) => (outcome.status === "refused" ? -1 : outcome.sequence)));
    await checkReceipt(logId, last, "final");
    const next = await send(await sign(1));
    expect(next.outcomes).to.deep.equal([{ status: "accepted", part: 0, sequence: last + 1 }]);
  });

  it("drains when it is asked to stop, and leaves no secret in its lines", async () => {
    const { outcomes, parts } = await send(await sign(50));
    expect(await batcher.end("SIGTERM")).to.equal(0);
    const anchor = new Contract(place.anchor, batchAnchorAbi, consortium.chain.provider);
    const log = await anchor.getFunction("logOf")(toHex(parts[0]?.logId ?? new Uint8Array()));
    const last = Math.max(...outcomes.map((outcome) => (outcome.status === "refused" ? -1 : outcome.sequence)));
    expect(log.nextSequence).to.equal(BigInt(last + 1));
    expect(batcher.output()).not.to.include(memberOf(0).privateKey.slice(2));
    expect(batcher.output()).not.to.match(/0x[0-9a-f]{65,}/);
  });

  it("refuses to start for another chain, or with a key without the duty, in one line", async () => {
    const start = async (parameters: { seat?: number; flags?: Record<string, string> }): Promise<string> => {
      const { seat = 0, flags = {} } = parameters;
      const started = await startBatcher({ consortium, signer: memberOf(seat), flags }).catch((error) => error);
      return started instanceof Error ? started.message : "it started";
    };
    expect(await start({ flags: { "chain-id": "5" } })).to.match(
      /ended with 1:\nThis is not the chain .* not 5\. [^\n]+\n$/,
    );
    const hash = `0x${"77".repeat(32)}`;
    expect(await start({ flags: { "anchor-code-hash": hash } })).to.match(
      /the code at 0x\w{40} has the hash 0x\w{64}, not 0x77/,
    );
    expect(await start({ seat: 3 })).to.match(
      /ended with 1:\nThe key 0x\w+ is no key for the batcher's duty\. [^\n]+\n$/,
    );
    expect(await start({ flags: { port: "x", threads: "999" } })).to.match(/2 faults: --port .*; --threads/);
  });
});
