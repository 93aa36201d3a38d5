import { expect } from "chai";
import { getBytes, hexlify, type Wallet } from "ethers";
import fc from "fast-check";

import {
  acknowledge,
  anchorOne,
  anchorPromised,
  answerBatchChallenge,
  type BatchReceipt,
  type BuiltCall,
  type Bytes32,
  castBallot,
  challengePromise,
  checkReceipt,
  concludeChallenge,
  execute,
  getBatch,
  getBatcher,
  getChallenge,
  getLog,
  getRecord,
  getRegistration,
  joinLog,
  leaveLog,
  listBatches,
  parseAddress,
  parseBytes32,
  parseHex,
  promote,
  proposeInFavour,
  proveConflict,
  type SealedRegistration,
  signBundle,
  signRecord,
  toAccountSigner,
  watchBatches,
} from "#sdk";
import { open, seal } from "#sdk/node";
import {
  bundleDigest,
  computeHeaderHash,
  computeLogId,
  createItemReceipt,
  createNonceSource,
  createRecordDigester,
  packRecord,
  promiseDigest,
  verifyReceipt,
} from "#sdk/receipts";
import type { RecordField } from "#sdk/records";

import { recordPlaceOf } from "../../sdk/src/internal/recordPlaceOf.ts";
import { drawnCall, drawnRegistration } from "../support/batching/drawRecords.ts";
import { type HandBatcher, openHandBatcher } from "../support/batching/openHandBatcher.ts";
import { codeOf, nameOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";
import { usualPolicy } from "../support/records/groupPolicy.ts";
import { type Office, openOffice } from "../support/records/openOffice.ts";

const word = (digit: string): Bytes32 => parseBytes32(`0x${digit.repeat(64)}`);
const payment: readonly RecordField[] = [
  { path: "Amt", type: "decimal", value: "1250.00" },
  { path: "Ccy", type: "text", value: "EUR" },
];

describe("members whose records go through a batcher", () => {
  let founded: FoundedConsortium;
  let offices: readonly Office[];
  let first: Office;
  let second: Office;
  let third: Office;
  let fourth: Office;
  let key: Wallet;
  let batcher: HandBatcher;
  const nonces = createNonceSource();

  before(async () => {
    founded = await foundConsortium(4);
    offices = await Promise.all([0, 1, 2, 3].map((seat) => openOffice(founded, seat)));
    const [one, two, three, four] = offices;
    const wallet = founded.members[3];
    if (one === undefined || two === undefined || three === undefined || four === undefined || wallet === undefined)
      throw new Error("four members");
    [first, second, third, fourth, key] = [one, two, three, four, wallet];
    const group = { metadata: word("1"), seats: [0n, 1n, 2n], mandatory: [], policy: usualPolicy };
    await decide(first.client.calls.groupDirectory.createGroup(group), "A group of three");
    await decide(first.client.calls.memberRegistry.setDuties({ seat: 3n, duties: ["batcher"] }), "A batcher");
    batcher = await openHandBatcher(fourth.client, key);
  });

  after(async () => {
    await Promise.all(offices.map((office) => office.close()));
  });

  async function decide(call: BuiltCall, description: string): Promise<void> {
    const { proposalId } = await proposeInFavour(first.client, { calls: [call], description });
    for (const { client } of [second, third]) await castBallot(client, { proposalId, support: "for" });
    await execute(first.client, { proposalId });
  }

  async function now(): Promise<number> {
    const block = await first.client.provider.getBlock("latest");
    return block?.timestamp ?? 0;
  }

  async function sealOne(): Promise<SealedRegistration & { readonly recordId: Bytes32 }> {
    const { keyStore, store, seat, client } = first;
    const senderNonce = nonces.next();
    const { readers: _, ...sealed } = await seal(client, {
      keyStore,
      store,
      seat,
      group: 1n,
      fields: payment,
      senderNonce,
    });
    expect(sealed.senderNonce).to.equal(senderNonce);
    return sealed;
  }

  async function signing(office: Office) {
    const { chainId, modules } = office.client;
    return { chainId, modules, seat: office.seat, deadline: BigInt((await now()) + 300), signer: office.signer };
  }

  const openAs = (reader: Office, recordId: Bytes32, batchReceipt?: BatchReceipt) => {
    const from = offices.filter((office) => office !== reader).map(({ store }) => store);
    const { keyStore, store, client } = reader;
    return open(client, { keyStore, store, from, recordId, batchReceipt });
  };

  /** Two calls that differ, by the same key. */
  async function twoRecords(): Promise<readonly [Uint8Array, Uint8Array]> {
    const signed = await signing(first);
    const call = { target: parseAddress(`0x${"44".repeat(20)}`), gas: 90_000n, data: parseHex("0x0102") };
    const [one, two] = await Promise.all(
      [0, 1].map(() => signRecord({ ...signed, record: { ...call, nonce: nonces.next() } })),
    );
    if (one === undefined || two === undefined) throw new Error("two were signed");
    return [one.record, two.record];
  }

  function firstOf(receipts: readonly BatchReceipt[]): BatchReceipt {
    const [receipt] = receipts;
    if (receipt === undefined) throw new Error("there is no receipt");
    return receipt;
  }

  // REQ-SDK-11
  it("compute the same digests, ids and hashes as the contracts", async () => {
    const place = recordPlaceOf(first.client);
    const { batchAnchor, batchExecutor } = first.client.contracts;
    const digestOf = createRecordDigester(place);
    const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const holds = fc.asyncProperty(drawnCall, drawnRegistration, bytes32, async (call, { seat, deadline }, some) => {
      const nonce = BigInt(hexlify(call.nonce));
      const asked = [call.seat, nonce, call.deadline, hexlify(call.target), call.gas, call.data] as const;
      expect(hexlify(digestOf(packRecord(call)))).to.equal(await batchExecutor.callDigestOf(...asked));
      const root = parseBytes32(hexlify(some));
      const facts = { root, count: 7n, seat: BigInt(seat), nonce, deadline: BigInt(deadline) };
      const bundle = [root, 7n, seat, nonce, deadline] as const;
      expect(hexlify(bundleDigest(place, { kind: "bundle", ...facts }))).to.equal(
        await batchAnchor.bundleDigestOf(...bundle),
      );
      const ofCalls = hexlify(bundleDigest(place, { kind: "callBundle", ...facts }));
      expect(ofCalls).to.equal(await batchExecutor.bundleDigestOf(...bundle));
      const [firstSequence, count] = [deadline, seat + 1];
      const promise = { logId: some, firstSequence, count, groupRoot: some, deadline, promisedAtBlock: call.gas };
      expect(hexlify(promiseDigest(place, promise))).to.equal(await batchAnchor.promiseDigestOf(promise));
      const header = { root: some, firstSequence, count, anchoredAt: deadline, previous: some };
      expect(hexlify(computeHeaderHash(header))).to.equal(await batchAnchor.headerHashOf(header));
      expect(hexlify(computeLogId({ ...place, seat, salt: some }))).to.equal(await batchAnchor.logIdOf(seat, some));
    });
    await fc.assert(holds, { numRuns: 20 });
  });

  it("open a log, which others of the batcher join and leave", async () => {
    const { logId } = batcher;
    expect(await getLog(first.client, { logId })).to.include({
      seat: 3n,
      isOwn: false,
      nextSequence: 0n,
      nextNumber: 0n,
    });
    expect(await getLog(first.client, { logId: word("9") })).to.equal(null);
    expect(await getBatcher(first.client, { seat: 3n, key: parseAddress(key.address) })).to.include({
      suspendedSince: 0n,
      settledUntil: 0n,
      isOnDuty: true,
    });
    expect((await getBatcher(first.client, { seat: 0n })).isOnDuty).to.equal(null);
    expect(await nameOf(joinLog(fourth.client, { logId }))).to.equal("BatchSignerKnown");
    expect(await nameOf(joinLog(first.client, { logId }))).to.equal("GovernedNotOnDuty");
    expect(await nameOf(leaveLog(first.client, { logId, key: parseAddress(key.address) }))).to.equal(
      "BatchSignerServes",
    );
  });

  // REQ-SDK-14
  it("have a record batched, opened by its receipt, promoted by its reader and acknowledged", async () => {
    const sealed = await sealOne();
    const { recordId } = sealed;
    const { record } = await signRecord({ ...(await signing(first)), record: sealed });
    const [other] = await twoRecords();
    const receipts = await batcher.anchor([other, record]);
    const receipt = receipts[1] ?? firstOf(receipts);

    expect(await codeOf(getRegistration(second.client, { recordId }))).to.equal("RECORD_UNKNOWN");
    const registration = await getRegistration(second.client, { recordId, batchReceipt: receipt });
    expect(registration).to.deep.include({ recordId, contentRoot: sealed.contentRoot, bodyHash: sealed.bodyHash });
    const opened = await openAs(second, recordId, receipt);
    expect(opened.fields).to.deep.equal(payment);
    expect(opened.areSlotsChecked).to.equal(true);
    expect(await getRecord(second.client, { recordId })).to.equal(null);

    expect((await promote(third.client, { batchReceipt: receipt })).recordId).to.equal(recordId);
    expect(await getRegistration(third.client, { recordId })).to.deep.equal(registration);
    expect(await getRegistration(third.client, { recordId, batchReceipt: receipt })).to.deep.equal(registration);
    expect((await getRecord(second.client, { recordId }))?.proposedAt).to.equal(registration.registeredAt);
    await acknowledge(second.client, { recordId, seat: 1n });
    expect((await openAs(third, recordId)).fields).to.deep.equal(payment);
    expect(await nameOf(promote(third.client, { batchReceipt: receipt }))).to.equal("RecordNonceUsed");
  });

  it("believe a receipt only as the chain keeps its batch", async () => {
    const [before] = await twoRecords();
    await batcher.anchor([before]);
    const sealed = await sealOne();
    const { record } = await signRecord({ ...(await signing(first)), record: sealed });
    const receipt = firstOf(await batcher.anchor([record]));
    const { logId, batch } = receipt;
    if (batch === undefined) throw new Error("it was anchored");
    const kept = await getBatch(first.client, { logId, number: BigInt(batch.number) });
    const { level } = verifyReceipt(receipt, { ...recordPlaceOf(first.client), batchHash: kept?.batchHash });
    expect(level).to.equal("anchored");
    expect((await checkReceipt(first.client, { batchReceipt: JSON.stringify(receipt) })).level).to.equal("anchored");
    expect(await codeOf(checkReceipt(first.client, { batchReceipt: receipt, kind: "call" }))).to.equal(
      "RECEIPT_FOREIGN",
    );
    const elsewhere = { ...receipt, batch: { ...batch, number: 0 } };
    expect(await codeOf(checkReceipt(first.client, { batchReceipt: elsewhere }))).to.equal("RECEIPT_BATCH_DIFFERS");
    const nowhere = { ...receipt, batch: { ...batch, number: 99 } };
    expect(await codeOf(checkReceipt(first.client, { batchReceipt: nowhere }))).to.equal("RECEIPT_NOT_ANCHORED");
    expect(await getBatch(first.client, { logId, number: 99n })).to.equal(null);
    const { recordId } = sealed;
    expect(await codeOf(getRegistration(second.client, { recordId, batchReceipt: elsewhere }))).to.equal(
      "RECEIPT_BATCH_DIFFERS",
    );
    const wrong = { recordId: word("7"), batchReceipt: receipt };
    expect(await codeOf(getRegistration(second.client, wrong))).to.equal("RECEIPT_ALTERED");
    const listed = (await listBatches(first.client, { logId })).at(-1);
    expect(listed).to.include({ number: BigInt(batch.number), count: 1n, batchHash: kept?.batchHash });
  });

  it("do not open what the registry would never take, though it is anchored", async () => {
    const sealed = await sealOne();
    // The batcher's own key signs as the first member.
    const foreign = { ...(await signing(first)), signer: await toAccountSigner(key) };
    const { record } = await signRecord({ ...foreign, record: sealed });
    const batchReceipt = firstOf(await batcher.anchor([record]));
    const asked = getRegistration(second.client, { recordId: sealed.recordId, batchReceipt });
    expect(await nameOf(asked)).to.equal("MemberActionNotAllowed");
    expect(await nameOf(promote(second.client, { batchReceipt }))).to.equal("MemberActionNotAllowed");
  });

  it("sign many records at once, each of which is opened and promoted by itself", async () => {
    const sealed = [await sealOne(), await sealOne(), await sealOne()];
    const items = { registrations: sealed };
    const { record, registrations } = await signBundle({ ...(await signing(first)), nonce: nonces.next(), items });
    const receipt = firstOf(await batcher.anchor([record]));
    for (const [index, { recordId }] of sealed.slice(0, 2).entries()) {
      const batchReceipt = createItemReceipt(receipt, { index, record: registrations[index] });
      expect((await checkReceipt(second.client, { batchReceipt })).item?.registration?.recordId).to.equal(recordId);
      expect((await openAs(second, recordId, batchReceipt)).fields).to.deep.equal(payment);
      expect((await promote(second.client, { batchReceipt })).recordId).to.equal(recordId);
    }
    expect(await codeOf(promote(second.client, { batchReceipt: receipt }))).to.equal("RECEIPT_FOREIGN");
  });

  it("anchor without any batcher, with the same receipt", async () => {
    const sealed = await sealOne();
    const { record } = await signRecord({ ...(await signing(first)), record: sealed });
    const { batchReceipt, batch } = await anchorOne(second.client, { record });
    expect(batch).to.include({ number: 0n, firstSequence: 0n, count: 1n });
    expect((await getBatcher(first.client, { seat: 1n })).ownLog).to.equal(batch.logId);
    expect((await checkReceipt(first.client, { batchReceipt })).level).to.equal("anchored");
    expect((await promote(third.client, { batchReceipt })).recordId).to.equal(sealed.recordId);
  });

  it("watch batches being anchored", async () => {
    const stop = new AbortController();
    const seen = watchBatches(first.client, { logId: batcher.logId, signal: stop.signal });
    const next = seen.next();
    const [record] = await twoRecords();
    const receipt = firstOf(await batcher.anchor([record]));
    const change = (await next).value;
    stop.abort();
    expect(change?.type).to.equal("added");
    expect(change?.batch).to.include({ logId: batcher.logId, root: receipt.batch?.root });
  });

  it("challenge what was promised and is late; an answer ends that, silence suspends the batcher until a vote", async () => {
    const [answered, missed] = await twoRecords();
    const { nextSequence = 0n } = (await getLog(first.client, { logId: batcher.logId })) ?? {};
    const deadline = (await now()) + 30;
    const receipts = await batcher.promise([answered, missed], Number(nextSequence), deadline);
    const [late, never] = [firstOf(receipts), firstOf(receipts.slice(1))];
    expect((await checkReceipt(first.client, { batchReceipt: late })).level).to.equal("durable");
    expect(await nameOf(challengePromise(first.client, { batchReceipt: late }))).to.equal("PromiseNotDue");
    await founded.chain.mineBlocks(40);

    const { challengeId } = await challengePromise(first.client, { batchReceipt: late });
    expect((await getChallenge(second.client, { challengeId }))?.state).to.equal("open");
    expect(await nameOf(concludeChallenge(first.client, { challengeId }))).to.equal("ChallengeRunning");
    const shown = firstOf(await batcher.anchor([answered]));
    await answerBatchChallenge(second.client, { challengeId, batchReceipt: shown });
    expect((await getChallenge(second.client, { challengeId }))?.state).to.equal("answered");
    expect(await codeOf(answerBatchChallenge(second.client, { challengeId, batchReceipt: late }))).to.equal(
      "RECEIPT_NOT_ANCHORED",
    );

    const open = await challengePromise(first.client, { batchReceipt: never });
    await founded.chain.mineBlocks(25);
    expect((await concludeChallenge(third.client, { challengeId: open.challengeId })).isSuspended).to.equal(true);
    expect((await getChallenge(second.client, open))?.state).to.equal("unanswered");
    expect(await getChallenge(second.client, { challengeId: word("7") })).to.equal(null);
    expect((await getBatcher(first.client, { seat: 3n, key: parseAddress(key.address) })).isOnDuty).to.equal(false);
    expect(await codeOf(checkReceipt(first.client, { batchReceipt: never }))).to.equal("RECEIPT_PROMISE_WRONG");

    const call = first.client.calls.batchAnchor.reinstate({ seat: 3n });
    await decide(call, "Let it promise again");
    expect((await getBatcher(first.client, { seat: 3n })).suspendedSince).to.equal(0n);
    expect(await codeOf(checkReceipt(first.client, { batchReceipt: never }))).to.equal("RECEIPT_PROMISE_WRONG");
  });

  it("prove two promises of one number, and keep the batcher's promise in its place", async () => {
    const [one, two] = await twoRecords();
    const { nextSequence = 0n } = (await getLog(first.client, { logId: batcher.logId })) ?? {};
    const deadline = (await now()) + 600;
    const honest = await batcher.promise([one, two], Number(nextSequence), deadline);
    const [other] = await batcher.promise([two], Number(nextSequence), deadline);
    if (other === undefined) throw new Error("it was promised");
    const strangers = {
      ...other,
      promise: { ...(other.promise ?? expect.fail()), signature: firstOf(honest).promise?.signature ?? parseHex("0x") },
    };
    expect(await codeOf(checkReceipt(first.client, { batchReceipt: strangers }))).to.equal("RECEIPT_PROMISE_WRONG");
    const apart = { first: firstOf(honest), second: firstOf(honest.slice(1)) };
    expect(await codeOf(proveConflict(second.client, apart))).to.equal("RECEIPT_ALTERED");
    expect(await nameOf(proveConflict(second.client, { first: other, second: other }))).to.equal("PromisesAgree");
    expect(await nameOf(anchorPromised(first.client, { batchReceipt: firstOf(honest) }))).to.equal("BatcherServes");
    await proveConflict(second.client, { first: firstOf(honest), second: other });
    expect((await getBatcher(first.client, { seat: 3n })).suspendedSince).to.not.equal(0n);
    const { batch } = await anchorPromised(first.client, { batchReceipt: firstOf(honest) });
    expect([batch.firstSequence, batch.count]).to.deep.equal([nextSequence, 2n]);
    expect(await getBatch(first.client, batch)).to.deep.equal({ batchHash: batch.batchHash });
    expect(getBytes(batch.root)).to.deep.equal(getBytes(firstOf(honest).promise?.groupRoot ?? "0x"));
  });
});
