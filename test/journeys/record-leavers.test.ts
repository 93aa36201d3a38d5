import { expect } from "chai";
import { BrowserProvider, type Eip1193Provider, Wallet } from "ethers";

import { acknowledge, type Bytes32, createClient, getRecord, parseAddress, parseBytes32, reject } from "#sdk";

import { checkSlots } from "../../sdk/src/crypto/checkSlots.ts";
import { deriveSalts } from "../../sdk/src/crypto/commitment/deriveSalts.ts";
import { fromHex } from "../../sdk/src/crypto/commitment/toBytes32.ts";
import { computeTag, TAG_BYTES } from "../../sdk/src/crypto/envelope/computeTag.ts";
import { readEnvelopeHead } from "../../sdk/src/crypto/envelope/envelopeHead.ts";
import { createDecryptionKey, type DecryptionKey } from "../../sdk/src/crypto/keys/decryptionKey.ts";
import { openRecord } from "../../sdk/src/crypto/openRecord.ts";
import { createByteReader } from "../../sdk/src/crypto/stream/byteReader.ts";
import { streamBytes } from "../../sdk/src/crypto/stream/collectBytes.ts";
import { nameOf } from "../support/errorOf.ts";
import { expectCode } from "../support/records/expectCode.ts";
import {
  at,
  contextOf,
  decide,
  foundGroup,
  openAs,
  publishKey,
  type RecordGroup,
  readRegistered,
  type SentRecord,
  send,
} from "../support/records/foundGroup.ts";
import { usualPolicy } from "../support/records/groupPolicy.ts";
import { paymentMessage } from "../support/records/paymentMessage.ts";

const LEAVER = 3;
const { schemaId, fields } = paymentMessage([{ amount: "3250.00", currency: "CHF", date: "2026-11-23" }]);

describe("a member that was put out of its group", () => {
  let stage: RecordGroup;
  /** What it keeps: all keys that it ever had, and the secret of the epoch that it was in. */
  let keys: readonly DecryptionKey[];
  let oldSecret: Uint8Array;
  let earlier: { readonly read: SentRecord; readonly withoutIt: SentRecord };
  let afterwards: SentRecord;

  before(async () => {
    stage = await foundGroup(4);
    const { key: second } = await createDecryptionKey(1);
    await publishKey(at(stage.clients, LEAVER), LEAVER, second);
    keys = [at(stage.keys, LEAVER), second];
    oldSecret = stage.epochSecret;
    earlier = { read: await send(stage, { fields }), withoutIt: await send(stage, { fields, to: [0, 1] }) };
    const change = { group: 1n, expectedEpoch: 1n, seats: [0n, 1n, 2n], mandatory: [], policy: usualPolicy };
    await decide(stage, at(stage.clients, 0).calls.groupDirectory.changeGroup(change));
    stage.epoch = 2n;
    stage.epochSecret = crypto.getRandomValues(new Uint8Array(32));
    await send(stage, { fields, to: [0, 1, 2], more: { startsEpoch: true } });
    afterwards = await send(stage, { fields, to: [0, 1, 2], more: { schemaId } });
  });

  const openWith = async ({ recordId, envelope }: SentRecord, epochSecret: Uint8Array) => {
    const record = await readRegistered(at(stage.clients, LEAVER), recordId);
    return openRecord({ record, envelope, keys, epochSecret });
  };

  // REQ-CONF-45
  it("registers nothing any more, neither for its old epoch nor for the new one, while the others do", async () => {
    const attempt = (epoch: bigint): Promise<SentRecord> => send({ ...stage, epoch }, { fields, sender: LEAVER });
    expect(await nameOf(attempt(1n))).to.equal("RecordEpochEnded");
    expect(await nameOf(attempt(2n))).to.equal("RecordNotParty");
    expect(await nameOf(send({ ...stage, epoch: 1n }, { fields, sender: 2 }))).to.equal("RecordEpochEnded");
    await send(stage, { fields, sender: 2, to: [0, 1, 2] });
  });

  // REQ-CONF-45
  it("opens no later record with any key it ever had, under the old secret or the new, while the others do", async () => {
    for (const secret of [oldSecret, stage.epochSecret])
      await expectCode("SLOT_MISSING", () => openWith(afterwards, secret));
    expect((await openAs(stage, 2, afterwards)).fields).to.deep.equal(fields);
    // By its old secret it does not even see for whom the slots are.
    const head = await readEnvelopeHead(createByteReader(streamBytes(afterwards.envelope)));
    const tags = head.slots.map((slot) => Buffer.from(slot.subarray(0, TAG_BYTES)).toString("hex"));
    const marked = (secret: Uint8Array): number =>
      stage.keys.filter(({ keyId }) => {
        const tag = computeTag(secret, fromHex(head.header.recordContext), fromHex(keyId));
        return tags.includes(Buffer.from(tag).toString("hex"));
      }).length;
    expect([marked(oldSecret), marked(stage.epochSecret)]).to.deep.equal([0, 3]);
  });

  // REQ-CONF-45
  it("does not acknowledge or reject, also what was sent while it was a member", async () => {
    const seat = BigInt(LEAVER);
    const evidenceHash = parseBytes32(`0x${"11".repeat(32)}`);
    for (const { recordId } of [earlier.read, afterwards]) {
      expect(await nameOf(acknowledge(at(stage.clients, LEAVER), { recordId, seat }))).to.equal("RecordNotParty");
      const rejected = reject(at(stage.clients, LEAVER), { recordId, seat, reason: "NO_SLOT", evidenceHash });
      expect(await nameOf(rejected)).to.equal("RecordNotParty");
      await acknowledge(at(stage.clients, 2), { recordId, seat: 2n });
    }
  });

  // REQ-CONF-45
  it("gets a slot from an accomplice, which every other party sees before it acknowledges", async () => {
    const leaked = await send(stage, { fields, to: [0, 1, LEAVER] });
    const opened = await openAs(stage, 1, leaked);
    const { epochSecret } = stage;
    const members = stage.keys.slice(0, LEAVER);
    const error = await expectCode("SLOT_MISMATCH", () =>
      checkSlots({ opened, directory: members, required: [], epochSecret }),
    );
    const fault = "a slot is for a key that the directory does not name";
    expect(error.facts).to.deep.equal({ fault, keys: [at(stage.keys, LEAVER).keyId], slots: [] });
    // It is the epoch's own directory that tells, not anything about the key.
    await checkSlots({ opened, directory: stage.keys, required: [], epochSecret });
  });

  it("keeps what it could read, and nothing that it could not: what was read cannot be unread", async () => {
    expect((await openWith(earlier.read, oldSecret)).fields).to.deep.equal(fields);
    await expectCode("SLOT_MISSING", () => openWith(earlier.withoutIt, oldSecret));
  });

  // REQ-CONF-32
  it("has no key any more that anybody may seal to, once it is out of the consortium", async () => {
    const { keyDirectory } = at(stage.clients, 0).contracts;
    const usable = (): Promise<readonly boolean[]> =>
      Promise.all(keys.map(({ keyId }) => keyDirectory.isUsable(keyId)));
    expect(await usable()).to.deep.equal([true, true]);
    await decide(stage, at(stage.clients, 0).calls.memberRegistry.remove({ seat: BigInt(LEAVER) }));
    expect(await usable()).to.deep.equal([false, false]);
    expect(BigInt(await keyDirectory.currentKey(LEAVER, 1, 0))).to.equal(0n);
  });
});

describe("a reader that goes through somebody else's node", () => {
  let stage: RecordGroup;
  let sent: SentRecord;

  before(async () => {
    stage = await foundGroup(3);
    sent = await send(stage, { fields });
  });

  // REQ-CONF-46
  it("tells it which record it is about, and nothing of what the record says or of any secret", async () => {
    const { chain, members, suite } = stage.consortium;
    const asked: string[] = [];
    const request: Eip1193Provider["request"] = async ({ method, params = [] }) => {
      asked.push(JSON.stringify([method, params]));
      return chain.ask(method, ...(Array.isArray(params) ? params : [params]));
    };
    const node = new BrowserProvider({ request }, undefined, { cacheTimeout: -1 });
    const runner = new Wallet(at(members, 1).privateKey, node);
    const constitution = parseAddress(suite.constitution.address);
    const client = await createClient({ runner, constitution, pollingIntervalMs: 10 });
    const through: RecordGroup = { ...stage, clients: [at(stage.clients, 0), client, at(stage.clients, 2)] };
    const own = await send(through, { fields, sender: 1 });
    const opened = await openAs(through, 1, own);
    await acknowledge(client, { recordId: own.recordId, seat: 1n });
    expect(await getRecord(client, { recordId: own.recordId })).to.include({ acks: 1n });

    const { contentKey, content } = opened;
    const { saltOf } = deriveSalts(content.saltSeed, fromHex(contextOf(own)));
    const salts = content.fields.map(({ path }, index) => saltOf(index, new TextEncoder().encode(path)));
    const secrets = [contentKey, content.saltSeed, content.slotSeed, stage.epochSecret, ...salts];
    const values = content.fields
      .filter(({ type, value }) => type !== "integer" && value.length > 5)
      .map(({ value }) => value);
    const seen = asked.join("\n");
    for (const hidden of [...secrets, ...values]) expect(seen).not.to.contain(Buffer.from(hidden).toString("hex"));
    expect(seen).to.contain(own.recordId.slice(2)).and.to.contain(own.record.contentRoot.slice(2));
    expect(seen).not.to.contain(at(members, 1).privateKey.slice(2));
  });

  // REQ-CONF-46
  it("is shown other commitments, another place or another record, and opens nothing by them", async () => {
    const { envelope, recordId } = sent;
    const record = await readRegistered(at(stage.clients, 1), recordId);
    const word: Bytes32 = parseBytes32(`0x${"ab".repeat(32)}`);
    const open = (shown: typeof record) =>
      openRecord({ record: shown, envelope, keys: [at(stage.keys, 1)], epochSecret: stage.epochSecret });
    await expectCode("ENVELOPE_FOREIGN", () => open({ ...record, contentRoot: word }));
    await expectCode("ENVELOPE_ALTERED", () => open({ ...record, bodyHash: word }));
    for (const lie of [{ sender: 2n }, { epoch: 2n }, { group: 2n }, { senderNonce: 99n }, { chainId: 1n }])
      await expectCode("ENVELOPE_FOREIGN", () => open({ ...record, context: { ...record.context, ...lie } }));
    expect((await open(record)).fields).to.deep.equal(fields);
  });
});
