import { expect } from "chai";

import {
  answerChallenge,
  type Bytes32,
  castBallot,
  challengeKey,
  endKey,
  execute,
  getRecord,
  listEncryptionKeys,
  parseBytes32,
  proposeInFavour,
  register,
  reportCompromise,
} from "#sdk";
import { loadDecryptionKeys, markCompromised, open, rewrap, rotateKey, seal } from "#sdk/node";
import { createChallenge, openChallenge } from "#sdk/records";

import { codeOf, nameOf } from "../support/errorOf.ts";
import { foundConsortium } from "../support/foundConsortium.ts";
import { usualPolicy } from "../support/records/groupPolicy.ts";
import { type Office, openOffice } from "../support/records/openOffice.ts";

const DAY = 86_400n;
const policy = { ...usualPolicy, minAcks: 1n, shredQuorum: 0n, historyQuorum: 0n };
const fields = [{ path: "Amt", type: "decimal", value: "1250.00" }] as const;

describe("members that look after their encryption keys", () => {
  let first: Office;
  let second: Office;
  let recordId: Bytes32;

  before(async () => {
    const founded = await foundConsortium(3);
    [first, second] = [await openOffice(founded, 0), await openOffice(founded, 1)];
    const metadata = parseBytes32(`0x${"1".repeat(64)}`);
    const call = first.client.calls.groupDirectory.createGroup({ metadata, seats: [0n, 1n], mandatory: [], policy });
    await decide(call);
  });

  after(async () => {
    await Promise.all([first.close(), second.close()]);
  });

  async function decide(call: Parameters<typeof proposeInFavour>[1]["calls"][number]): Promise<void> {
    const { proposalId } = await proposeInFavour(first.client, { calls: [call], description: "As agreed" });
    await castBallot(second.client, { proposalId, support: "for" });
    await execute(first.client, { proposalId });
  }

  async function send(): Promise<Bytes32> {
    const { keyStore, store, client } = first;
    const { readers: _, ...sealed } = await seal(client, { keyStore, store, seat: 0n, group: 1n, fields });
    return (await register(client, { ...sealed, seat: 0n })).recordId;
  }

  const openAs = ({ keyStore, store, client }: Office, id: Bytes32, grantedSlots?: readonly Uint8Array[]) =>
    open(client, { keyStore, store, from: [first.store], recordId: id, grantedSlots });

  it("prove to each other that they can open what is sealed to them", async () => {
    const [published] = await listEncryptionKeys(first.client, { seats: [1n] });
    if (published === undefined) throw new Error("a key");
    const { keyId } = published;
    const { challenge, answerHash } = await createChallenge(published);
    await challengeKey(first.client, { keyId, answerHash, seat: 0n });
    expect(await nameOf(challengeKey(first.client, { keyId, answerHash, seat: 0n }))).to.equal(
      "PossessionChallengedAlready",
    );
    const [key] = await loadDecryptionKeys(second.keyStore);
    if (key === undefined) throw new Error("a key");
    const guess = answerChallenge(second.client, { keyId, challenger: 0n, answer: answerHash });
    expect(await nameOf(guess)).to.equal("PossessionNotProved");
    await answerChallenge(second.client, { keyId, challenger: 0n, answer: await openChallenge(key, challenge) });
    expect((await second.client.contracts.keyDirectory.provedAt(keyId, 0n)) > 0n).to.equal(true);
  });

  it("replace a key, and read what was sealed to the old one", async () => {
    recordId = await send();
    const notAfter = BigInt(Math.floor(Date.now() / 1000)) + 200n * DAY;
    const { current, previous, keyId } = await rotateKey(second.client, {
      keyStore: second.keyStore,
      seat: 1n,
      suite: 1,
      notAfter,
    });
    expect([previous.keyId, current.keyId]).to.deep.equal([second.keyId, keyId]);
    const later = await send();
    expect((await openAs(second, recordId)).content.recipients).to.include(previous.keyId);
    expect((await openAs(second, later)).content.recipients).to.include(current.keyId);
  });

  it("report a key that somebody else may have, and have its records granted to the new one by vote", async () => {
    expect(await rewrap(second.client, second)).to.deep.equal([]);
    const { registration } = await openAs(second, recordId);
    const since = registration.registeredAt;
    await reportCompromise(second.client, { keyId: second.keyId, since, seat: 1n });
    await markCompromised(second.keyStore, { keyId: second.keyId, since });
    const again = reportCompromise(second.client, { keyId: second.keyId, since, seat: 1n });
    expect(await nameOf(again)).to.equal("EncryptionKeyBadDate");
    const tasks = await rewrap(second.client, second);
    expect(tasks.map((task) => [task.recordId, task.compromisedKeyId])).to.deep.equal([[recordId, second.keyId]]);
    const [granted] = tasks.flatMap((task) => task.granted ?? []);
    if (granted === undefined) throw new Error("a slot");
    const { granteeKeyId: keyId, slotHash, slot } = granted;
    await decide(first.client.calls.confidentialRegistry.grantByVote({ recordId, keyId, slotHash }));
    expect(await rewrap(second.client, second)).to.deep.equal([]);
    expect((await openAs(second, recordId, [slot])).fields).to.deep.equal(fields);
    expect(await getRecord(first.client, { recordId })).to.include({ state: "proposed" });
  });

  it("end a key, and are not sealed to until they have another", async () => {
    const current = (await listEncryptionKeys(first.client, { seats: [1n] })).at(-1);
    if (current === undefined) throw new Error("a key");
    await endKey(second.client, { keyId: current.keyId, seat: 1n });
    const { keyStore, store, client } = first;
    const sealing = { keyStore, store, seat: 0n, group: 1n, fields };
    expect(await codeOf(seal(client, sealing))).to.equal("GROUP_KEY_MISSING");
    expect((await seal(client, { ...sealing, readers: [] })).readers).to.deep.equal([0n]);
    expect(await nameOf(endKey(second.client, { keyId: current.keyId, seat: 1n }))).to.equal("EncryptionKeyUnknown");
  });
});
