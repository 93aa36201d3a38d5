import { expect } from "chai";

import {
  acknowledge,
  type BallotSigner,
  type Bytes32,
  getRecord,
  type MemberConsent,
  parseBytes32,
  register,
  signConsent,
  toAccountSigner,
} from "#sdk";

import { computeRecordContext } from "../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { encodeEnvelopeHead, readEnvelopeHead } from "../../sdk/src/crypto/envelope/envelopeHead.ts";
import { commitEnvelope } from "../../sdk/src/crypto/envelope/recordCommitment.ts";
import { SEALED_CHUNK_BYTES } from "../../sdk/src/crypto/envelope/sealChunks.ts";
import { grantSlot } from "../../sdk/src/crypto/grantSlot.ts";
import { openRecord } from "../../sdk/src/crypto/openRecord.ts";
import { createByteReader } from "../../sdk/src/crypto/stream/byteReader.ts";
import { collectBytes, streamBytes } from "../../sdk/src/crypto/stream/collectBytes.ts";
import { createManifest, hashManifest } from "../../sdk/src/crypto/stream/manifest.ts";
import { nameOf, revertOf } from "../support/errorOf.ts";
import { foundOn } from "../support/foundConsortium.ts";
import { expectCode } from "../support/records/expectCode.ts";
import {
  at,
  foundGroup,
  openAs,
  type RecordGroup,
  readRegistered,
  registerAs,
  type SentRecord,
  send,
} from "../support/records/foundGroup.ts";
import { paymentMessage } from "../support/records/paymentMessage.ts";

const OTHER_CHAIN = 424_242;
const DEADLINE = 4_000_000_000n;
const NOTHING = parseBytes32(`0x${"00".repeat(32)}`);

describe("whoever copies what others sealed, registered or signed", () => {
  /** The consortium, its twin on another chain at the same addresses, and another one beside it. */
  let stage: RecordGroup;
  let twin: RecordGroup;
  let neighbour: RecordGroup;
  let sent: SentRecord;
  const { schemaId, fields } = paymentMessage([{ amount: "3250.00", currency: "CHF", date: "2026-11-23" }]);

  before(async function () {
    this.timeout(120_000);
    stage = await foundGroup(3);
    twin = await foundGroup(3, {}, OTHER_CHAIN);
    const beside = await foundOn(stage.consortium.chain, 3);
    neighbour = await foundGroup(3, {}, beside);
    for (const other of [twin, neighbour]) other.nextNonce = 1_000n;
    sent = await send(stage, { fields, more: { schemaId } });
  });

  const registryOf = ({ clients }: RecordGroup): string => at(clients, 0).modules.confidentialRegistry;

  async function signerOf({ clients }: RecordGroup, seat: number): Promise<BallotSigner> {
    const { signer } = at(clients, seat);
    if (signer === null) throw new Error("members sign");
    return toAccountSigner(signer);
  }

  /** Registers the same commitments in another place, which anybody may who may write there. */
  async function copyTo(where: RecordGroup, sender: number, senderNonce: bigint): Promise<SentRecord> {
    const { chainId, modules } = at(where.clients, sender);
    const place = { group: where.group, epoch: where.epoch, sender: BigInt(sender), senderNonce };
    const context = { chainId, registry: modules.confidentialRegistry, ...place };
    return registerAs(where, { ...sent.record, context }, sent.envelope);
  }

  /** The registry's own members try to open the copy, with all keys that there are. */
  async function openCopy(where: RecordGroup, copy: SentRecord, envelope = copy.envelope): Promise<unknown> {
    const record = await readRegistered(at(where.clients, 1), copy.recordId);
    return openRecord({ record, envelope, keys: [...where.keys, ...stage.keys], epochSecret: stage.epochSecret });
  }

  // REQ-CONF-36, REQ-CONF-42
  it("registers it under another name, number, registry or chain, and nobody takes the envelope for that record's", async () => {
    expect(registryOf(twin)).to.equal(registryOf(stage));
    expect(registryOf(neighbour)).not.to.equal(registryOf(stage));
    const { senderNonce } = sent.context;
    const copies: readonly (readonly [RecordGroup, number, bigint])[] = [
      [stage, 1, senderNonce],
      [stage, 0, senderNonce + 100n],
      [neighbour, 0, senderNonce],
      [twin, 0, senderNonce],
    ];
    for (const [where, sender, number] of copies) {
      const copy = await copyTo(where, sender, number);
      expect(copy.recordId).not.to.equal(sent.recordId);
      await expectCode("ENVELOPE_FOREIGN", () => openCopy(where, copy));
    }
    expect((await openAs(stage, 1, sent)).fields).to.deep.equal(fields);
  });

  // REQ-CONF-42
  it("writes the copy's own place into the header, and then no slot opens for anybody", async () => {
    const context = { ...sent.context, sender: 1n, senderNonce: 5_000n };
    const reader = createByteReader(streamBytes(sent.envelope));
    const head = await readEnvelopeHead(reader);
    const ciphertext = await collectBytes(reader.rest());
    const moved = { ...head, header: { ...head.header, recordContext: computeRecordContext(context) } };
    const hash = hashManifest(await createManifest(streamBytes(ciphertext), SEALED_CHUNK_BYTES));
    const { contentRoot, bodyHash } = commitEnvelope(moved, hash);
    const forged = new Uint8Array(Buffer.concat([encodeEnvelopeHead(moved), ciphertext]));
    const copy = await registerAs(stage, { context, contentRoot, bodyHash }, forged);
    await expectCode("SLOT_MISSING", () => openCopy(stage, copy));
    // The same work on the record's own header leaves what it was.
    const sound = new Uint8Array(Buffer.concat([encodeEnvelopeHead(head), ciphertext]));
    expect((await openAs(stage, 1, { ...sent, envelope: sound })).fields).to.deep.equal(fields);
  });

  // REQ-CONF-42
  it("gives a slot that was granted for one record to the reader of another", async () => {
    const secret = await send(stage, { fields, to: [0] });
    const other = await send(stage, { fields, to: [0] });
    const to = at(stage.keys, 2);
    const { slot } = await grantSlot({ opened: await openAs(stage, 0, secret), to });
    const openWith = async ({ recordId, envelope }: SentRecord): Promise<unknown> => {
      const record = await readRegistered(at(stage.clients, 2), recordId);
      return openRecord({ record, envelope, keys: [to], epochSecret: stage.epochSecret, grantedSlots: [slot] });
    };
    await expectCode("SLOT_MISSING", () => openWith(other));
    expect(await openWith(secret))
      .to.have.property("fields")
      .that.deep.equals(fields);
  });

  // REQ-CONF-36, REQ-CONF-42
  it("sends a member's acknowledgement to another registry, chain or record, or for another seat", async () => {
    const { recordId } = await send(stage, { fields });
    const signer = await signerOf(stage, 1);
    const signFor = async (place: RecordGroup, named: Bytes32): Promise<MemberConsent> => {
      const { chainId, modules } = at(place.clients, 1);
      const action = { verb: "acknowledge", recordId: named } as const;
      return signConsent({ chainId, modules, seat: 1n, deadline: DEADLINE, action, signer });
    };
    // The twin has the same members and the same addresses: only the chain's id differs.
    for (const where of [twin, neighbour]) {
      const { recordId: target } = await send(where, { fields });
      const taken = acknowledge(where.outsider, { recordId: target, seat: 1n, consent: await signFor(stage, target) });
      expect(await nameOf(taken)).to.equal("MemberActionBadSignature");
      await acknowledge(where.outsider, { recordId: target, seat: 1n, consent: await signFor(where, target) });
    }
    const consent = await signFor(stage, recordId);
    const elsewhere = acknowledge(stage.outsider, { recordId: sent.recordId, seat: 1n, consent });
    expect(await nameOf(elsewhere)).to.equal("MemberActionBadSignature");
    const other = { recordId, seat: 2n, consent: { ...consent, seat: 2n } };
    expect(await nameOf(acknowledge(stage.outsider, other))).to.equal("MemberActionNotAllowed");
    await acknowledge(stage.outsider, { recordId, seat: 1n, consent });
    expect(await getRecord(stage.outsider, { recordId })).to.include({ acks: 1n });
    expect(await nameOf(acknowledge(stage.outsider, { recordId, seat: 1n, consent }))).to.equal("RecordSaidAlready");
  });

  // REQ-CONF-10, REQ-CONF-42
  it("keeps an acknowledgement until its deadline is over", async () => {
    const { recordId } = await send(stage, { fields });
    const { chainId, modules } = at(stage.clients, 1);
    const block = await at(stage.clients, 1).provider.getBlock("latest");
    const deadline = BigInt(block?.timestamp ?? 0) + 3_600n;
    const action = { verb: "acknowledge", recordId } as const;
    const consent = await signConsent({
      chainId,
      modules,
      seat: 1n,
      deadline,
      action,
      signer: await signerOf(stage, 1),
    });
    const { chain } = stage.consortium;
    const snapshot = await chain.ask("evm_snapshot");
    await chain.ask("evm_setNextBlockTimestamp", Number(deadline) + 1);
    await chain.mineBlocks(1);
    const late = await revertOf(acknowledge(stage.outsider, { recordId, seat: 1n, consent }));
    expect([late.revert.name, late.revert.facts]).to.deep.equal(["MemberActionExpired", { seat: 1n, deadline }]);
    await chain.ask("evm_revert", snapshot);
    await acknowledge(stage.outsider, { recordId, seat: 1n, consent });
    expect(await getRecord(stage.outsider, { recordId })).to.include({ acks: 1n });
  });

  // REQ-CONF-36, REQ-CONF-42
  it("sends a member's registration to another chain, or twice", async () => {
    const { context, record } = await send(twin, { fields });
    const { contentRoot, bodyHash } = record;
    const { group, epoch, senderNonce } = context;
    const given = { group, epoch, senderNonce, contentRoot, bodyHash, suite: 1, seat: 0n } as const;
    const { chainId, modules } = at(stage.clients, 0);
    const { recordId } = await copyTo(stage, 0, senderNonce + 7_000n);
    const action = { verb: "register", recordId, suite: 1, previous: NOTHING } as const;
    const signed = { chainId, modules, seat: 0n, deadline: DEADLINE, action };
    const consent = await signConsent({ ...signed, signer: await signerOf(stage, 0) });
    expect(await nameOf(register(twin.outsider, { ...given, consent }))).to.equal("MemberActionBadSignature");
    const again = register(stage.outsider, { ...given, ...sent.record, senderNonce: senderNonce + 7_000n, consent });
    expect(await nameOf(again)).to.equal("RecordNonceUsed");
  });
});
