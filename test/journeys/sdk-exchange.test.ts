import { expect } from "chai";

import {
  acknowledge,
  acknowledgeAll,
  answer,
  type BuiltCall,
  type Bytes32,
  cancelRecord,
  castBallot,
  changeGroup,
  confirmShred,
  execute,
  type GroupPolicy,
  getGroup,
  getRecord,
  getRegistration,
  grant,
  hashGroupChange,
  listEncryptionKeys,
  listGroups,
  type MemberAction,
  type MemberConsent,
  parseBytes32,
  parseHex,
  proposeInFavour,
  register,
  reject,
  shred,
  signConsent,
  standBy,
  supersede,
  verifyDisclosure,
} from "#sdk";
import { forgetRecord, open, prepareGrant, type SealParameters, seal } from "#sdk/node";
import {
  collectBytes,
  disclose,
  hashEvidence,
  judgeSlot,
  type RecordField,
  readXmlMessage,
  revealSlot,
  writeXmlMessage,
} from "#sdk/records";

import { codeOf, nameOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";
import { usualPolicy } from "../support/records/groupPolicy.ts";
import { type Office, openOffice } from "../support/records/openOffice.ts";

const word = (digit: string): Bytes32 => parseBytes32(`0x${digit.repeat(64)}`);
const policy: GroupPolicy = { ...usualPolicy, changeQuorum: 2n };
const payment: readonly RecordField[] = [
  { path: "Amt", type: "decimal", value: "1250.00" },
  { path: "Ccy", type: "text", value: "EUR" },
];
const message = new TextEncoder().encode(
  '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><Amt Ccy="EUR">99.50</Amt><Nm>Blue &amp; Co</Nm></Document>\n',
);

describe("members that exchange confidential records", () => {
  let founded: FoundedConsortium;
  let offices: readonly Office[];
  let first: Office;
  let second: Office;
  let third: Office;

  before(async () => {
    founded = await foundConsortium(4);
    offices = await Promise.all([0, 1, 2, 3].map((seat) => openOffice(founded, seat)));
    const [one, two, three] = offices;
    if (one === undefined || two === undefined || three === undefined) throw new Error("four members");
    [first, second, third] = [one, two, three];
    const group = { metadata: word("1"), seats: [0n, 1n, 2n], mandatory: [0n], policy };
    await decide(first.client.calls.groupDirectory.createGroup(group), "A group of three");
  });

  after(async () => {
    await Promise.all(offices.map((office) => office.close()));
  });

  async function decide(call: BuiltCall, description: string): Promise<void> {
    const { proposalId } = await proposeInFavour(first.client, { calls: [call], description });
    for (const { client } of [second, third]) await castBallot(client, { proposalId, support: "for" });
    await execute(first.client, { proposalId });
  }

  async function consentOf(office: Office, action: MemberAction): Promise<MemberConsent> {
    const { chainId, modules } = office.client;
    return signConsent({
      chainId,
      modules,
      seat: office.seat,
      deadline: 4_000_000_000n,
      signer: office.signer,
      action,
    });
  }

  async function send(sender: Office, what: Partial<SealParameters> = {}): Promise<Bytes32> {
    const { keyStore, store, seat, client } = sender;
    const { readers: _, ...sealed } = await seal(client, {
      keyStore,
      store,
      seat,
      group: 1n,
      fields: payment,
      ...what,
    });
    const { recordId } = await register(client, { ...sealed, seat });
    expect(recordId).to.equal(sealed.recordId);
    return recordId;
  }

  const openAs = (reader: Office, recordId: Bytes32, grantedSlots?: readonly Uint8Array[]) => {
    const from = offices.filter((office) => office !== reader).map(({ store }) => store);
    const { keyStore, store, client } = reader;
    return open(client, { keyStore, store, from, recordId, grantedSlots });
  };

  async function settleAll(recordId: Bytes32, parties: readonly Office[]): Promise<readonly Bytes32[]> {
    const action = { verb: "acknowledge", recordId } as const;
    const acknowledgements = await Promise.all(
      parties.map(async (party) => ({ recordId, consent: await consentOf(party, action) })),
    );
    const { final, skipped } = await acknowledgeAll(third.client, { acknowledgements });
    expect(skipped).to.deep.equal([]);
    return final;
  }

  it("see who is in a group, and which keys its members have", async () => {
    expect(await getGroup(third.client, { group: 1n })).to.deep.include({
      epoch: 1n,
      seats: [0n, 1n, 2n],
      mandatory: [0n],
      policy,
    });
    expect(await getGroup(third.client, { group: 2n })).to.equal(null);
    expect((await listGroups(third.client)).map(({ group }) => group)).to.deep.equal([1n]);
    const keys = await listEncryptionKeys(third.client, { seats: [0n, 2n] });
    expect(keys.map(({ keyId }) => keyId)).to.have.members([first.keyId, third.keyId]);
  });

  // REQ-CONF-03
  it("send a message, open it, and hold the same bytes, until it is final", async () => {
    const { schemaId, fields } = readXmlMessage(message);
    const recordId = await send(second, { schemaId, fields, memo: "as agreed" });
    for (const reader of offices.slice(0, 3)) {
      const opened = await openAs(reader, recordId);
      expect(opened.areSlotsChecked).to.equal(true);
      expect(opened.content.memo).to.equal("as agreed");
      expect(writeXmlMessage(opened.fields, opened.head.header.schemaId)).to.deep.equal(message);
    }
    expect(await settleAll(recordId, [first, third])).to.deep.equal([recordId]);
    expect((await getRegistration(first.client, { recordId })).context).to.include({
      group: 1n,
      epoch: 1n,
      sender: 1n,
    });
    const [outsider] = offices.slice(3);
    if (outsider === undefined) throw new Error("four members");
    expect(await codeOf(openAs(outsider, recordId))).to.equal("SLOT_MISSING");
  });

  it("send a document of any bytes to some of the group, and the mandatory ones", async () => {
    const source = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    const recordId = await send(second, { document: { path: "Contract", source }, readers: [1n] });
    const opened = await openAs(first, recordId);
    expect(opened.document === null ? null : await collectBytes(opened.document)).to.deep.equal(source);
    expect(await codeOf(openAs(third, recordId))).to.equal("SLOT_MISSING");
  });

  it("are told what is wrong before anything is sent", async () => {
    const { keyStore, store, client } = second;
    const asked = { keyStore, store, seat: 1n, group: 1n, fields: payment };
    expect(await codeOf(seal(client, { ...asked, group: 9n }))).to.equal("GROUP_UNKNOWN");
    expect(await codeOf(seal(client, { ...asked, suite: 3 }))).to.equal("SUITE_REFUSED");
    const attested = {
      metadata: word("1"),
      seats: [1n],
      mandatory: [],
      policy: { ...policy, minAcks: 1n, shredQuorum: 0n, historyQuorum: 0n, changeQuorum: 0n, needsAttested: true },
    };
    await decide(first.client.calls.groupDirectory.createGroup(attested), "A group that this release cannot serve");
    expect(await codeOf(seal(client, { ...asked, group: 2n }))).to.equal("ATTESTATION_UNSUPPORTED");
    expect(await codeOf(seal(client, { ...asked, readers: [3n] }))).to.equal("RECIPIENTS_MALFORMED");
    expect(await codeOf(open(client, { keyStore, store, recordId: word("9") }))).to.equal("RECORD_UNKNOWN");
    const recordId = await send(third);
    expect(await codeOf(open(client, { keyStore, store, recordId }))).to.equal("ENVELOPE_UNAVAILABLE");
  });

  // REQ-CONF-11, REQ-CONF-12
  it("decide a dispute by what the sender reveals", async () => {
    const recordId = await send(second);
    await reject(third.client, { recordId, seat: 2n, reason: "NO_SLOT", evidenceHash: word("e") });
    const own = await openAs(second, recordId);
    const evidence = revealSlot(own, third.keyId);
    if (evidence === undefined) throw new Error("a slot");
    await answer(second.client, { recordId, seat: 1n, rejecter: 2n, revealHash: hashEvidence(evidence) });
    const [recipient] = await listEncryptionKeys(first.client, { keyId: third.keyId });
    if (recipient === undefined) throw new Error("a key");
    expect(await judgeSlot({ head: own.head, recipient, ...evidence })).to.equal("held");
    await standBy(third.client, { recordId, seat: 2n });
    expect(await getRecord(first.client, { recordId })).to.include({ state: "proposed" });
    expect(await settleAll(recordId, [first, second])).to.deep.equal([recordId]);
  });

  it("take a record back, and replace one by another", async () => {
    const gone = await send(second);
    await cancelRecord(second.client, { recordId: gone, seat: 1n });
    expect(await getRecord(first.client, { recordId: gone })).to.include({ state: "cancelled" });
    const old = await send(second);
    await settleAll(old, [first, second]);
    const next = await send(second, { previous: old });
    expect(await nameOf(supersede(second.client, { recordId: old, newId: next, seat: 1n }))).to.equal(
      "RecordNoSuccessor",
    );
    await settleAll(next, [first, second]);
    await supersede(second.client, { recordId: old, newId: next, seat: 1n });
    expect(await getRecord(first.client, { recordId: old })).to.include({ state: "superseded" });
  });

  // REQ-CONF-21
  it("disclose one field to somebody who asks the contract", async () => {
    const recordId = await send(second);
    const disclosure = disclose(await openAs(first, recordId), ["Amt"]);
    const [auditor] = offices.slice(3);
    if (auditor === undefined) throw new Error("four members");
    const shown = await verifyDisclosure(auditor.client, { recordId, disclosure });
    expect(shown).to.deep.equal([{ path: "Amt", type: "decimal", value: "1250.00" }]);
    const openings = disclosure.openings.map((opening) => ({ ...opening, value: parseHex("0x31") }));
    const lie = { ...disclosure, openings };
    expect(await codeOf(verifyDisclosure(auditor.client, { recordId, disclosure: lie }))).to.equal(
      "DISCLOSURE_MISMATCH",
    );
    const other = await send(second);
    expect(await codeOf(verifyDisclosure(auditor.client, { recordId: other, disclosure }))).to.equal(
      "DISCLOSURE_MISMATCH",
    );
  });

  it("grant an earlier record to a member that joins later, change the group among themselves, and put one out", async () => {
    const recordId = await send(second);
    const [, , , fourth] = offices;
    if (fourth === undefined) throw new Error("four members");
    const change = { seats: [0n, 1n, 3n], mandatory: [0n], policy };
    const contentHash = hashGroupChange(change);
    const action = { verb: "changeGroup", group: 1n, expectedEpoch: 1n, contentHash } as const;
    const consents = [await consentOf(second, action), await consentOf(first, action)];
    const changed = await changeGroup(fourth.client, {
      group: 1n,
      expectedEpoch: 1n,
      ...change,
      consents,
    });
    expect(changed.epoch).to.equal(2n);

    expect(await codeOf(openAs(fourth, recordId))).to.equal("SLOT_MISSING");
    const { keyStore, store, client } = first;
    const prepared = await prepareGrant(client, {
      keyStore,
      store,
      from: [second.store],
      recordId,
      keyId: fourth.keyId,
    });
    const granted = { recordId, keyId: prepared.granteeKeyId, slotHash: prepared.slotHash };
    const yes = await Promise.all([second, first].map((office) => consentOf(office, { verb: "grant", ...granted })));
    await grant(fourth.client, { ...granted, consents: yes });
    const opened = await openAs(fourth, recordId, [prepared.slot]);
    expect(opened.fields).to.deep.equal(payment);
    const twice = grant(fourth.client, { ...granted, consents: [...yes, ...yes] });
    expect(await codeOf(twice)).to.equal("OBJECT_MALFORMED");

    const late = await send(first);
    expect(await codeOf(openAs(third, late))).to.equal("SLOT_MISSING");
    const old = {
      group: 1n,
      epoch: 1n,
      senderNonce: 900n,
      contentRoot: word("a"),
      bodyHash: word("b"),
      suite: 1,
    } as const;
    expect(await nameOf(register(third.client, { ...old, seat: 2n }))).to.equal("RecordEpochEnded");
    expect((await openAs(fourth, late)).areSlotsChecked).to.equal(true);
  });

  it("shred a record, and cannot open it any more", async () => {
    const recordId = await send(first);
    const [, , , fourth] = offices;
    if (fourth === undefined) throw new Error("four members");
    const parties = [first, second, fourth];
    for (const party of parties) await openAs(party, recordId);
    await settleAll(recordId, [first, second]);
    const consents = await Promise.all([first, second].map((party) => consentOf(party, { verb: "shred", recordId })));
    expect((await shred(third.client, { recordId, consents })).until > 0n).to.equal(true);
    for (const { store, keyStore, seat, client } of parties) {
      await store.delete(recordId);
      await forgetRecord(keyStore, { recordId });
      await confirmShred(client, { recordId, seat });
    }
    expect(await getRecord(first.client, { recordId })).to.include({ state: "shredded" });
    for (const party of parties) expect(await codeOf(openAs(party, recordId))).to.equal("RECORD_FORGOTTEN");
    expect(await nameOf(acknowledge(fourth.client, { recordId, seat: 3n }))).to.equal("RecordWrongState");
  });
});
