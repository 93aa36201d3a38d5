import { expect } from "chai";

import {
  acknowledge,
  answer,
  type Bytes32,
  type Client,
  getRecord,
  parseBytes32,
  reject,
  signConsent,
  toAccountSigner,
} from "#sdk";
import { checkSlots } from "../../sdk/src/crypto/checkSlots.ts";
import { encodeField } from "../../sdk/src/crypto/commitment/encodeField.ts";
import { fromHex, toBytes32 } from "../../sdk/src/crypto/commitment/toBytes32.ts";
import { computeTag, TAG_BYTES } from "../../sdk/src/crypto/envelope/computeTag.ts";
import { readEnvelopeHead } from "../../sdk/src/crypto/envelope/envelopeHead.ts";
import type { MadeSlots } from "../../sdk/src/crypto/envelope/makeSlots.ts";
import { encodeContent } from "../../sdk/src/crypto/envelope/recordContent.ts";
import { createSlotCipher, type SlotBinding } from "../../sdk/src/crypto/envelope/slotCipher.ts";
import { deriveSlotSecrets } from "../../sdk/src/crypto/envelope/slotSecrets.ts";
import { keccak256 } from "../../sdk/src/crypto/hashing/keccak.ts";
import { judgeSlot, revealSlot, type SlotEvidence, type SlotVerdict } from "../../sdk/src/crypto/judgeSlot.ts";
import type { DecryptionKey } from "../../sdk/src/crypto/keys/decryptionKey.ts";
import { kemOf } from "../../sdk/src/crypto/keys/kemOf.ts";
import { rejectionReasonOf } from "../../sdk/src/crypto/rejectionReasonOf.ts";
import { createByteReader } from "../../sdk/src/crypto/stream/byteReader.ts";
import { collectBytes, streamBytes } from "../../sdk/src/crypto/stream/collectBytes.ts";
import type { ErrorCode } from "../../sdk/src/errors/codes.ts";
import { QuorateError } from "../../sdk/src/errors/QuorateError.ts";
import type { Bytes } from "../../sdk/src/types/Bytes.ts";
import { nameOf } from "../support/errorOf.ts";
import { computeAddress } from "../support/records/envelopes.ts";
import { type Forgery, forgedKey, forgedSeed, forgeRecord } from "../support/records/forgeRecord.ts";
import {
  at,
  decide,
  foundGroup,
  openAs,
  type RecordGroup,
  registerAs,
  type SentRecord,
  send,
  takeContext,
} from "../support/records/foundGroup.ts";
import { paymentMessage } from "../support/records/paymentMessage.ts";

const DAY = 86_400;
const SENDER = 0;
const VICTIM = 1;
const WITNESS = 2;

describe("parties that cheat", () => {
  let stage: RecordGroup;
  const { fields, schemaId } = paymentMessage([{ amount: "3250.00", currency: "CHF", date: "2026-11-23" }]);

  beforeEach(async () => {
    stage = await foundGroup(4, { minAcks: 3n });
  });

  const clientOf = (seat: number): Client => at(stage.clients, seat);
  const stateOf = async (recordId: Bytes32): Promise<string> =>
    (await getRecord(stage.outsider, { recordId }))?.state ?? "none";

  /** What a party does before it acknowledges: opens, reads all of it, checks all slots. Gives the code of what it finds. */
  async function inspect(seat: number, sent: SentRecord): Promise<ErrorCode | null> {
    try {
      const opened = await openAs(stage, seat, sent);
      if (opened.document !== null) await collectBytes(opened.document);
      const required = [at(stage.keys, seat).keyId, at(stage.keys, VICTIM).keyId];
      await checkSlots({ opened, directory: stage.keys, required, epochSecret: stage.epochSecret });
      return null;
    } catch (error) {
      if (error instanceof QuorateError) return error.code;
      throw error;
    }
  }

  async function forge(forgery: Omit<Forgery, "recipients" | "place">, recipients = stage.keys): Promise<SentRecord> {
    const context = takeContext(stage, SENDER);
    const place = { context, fields, epochSecret: stage.epochSecret };
    const { envelope, record } = await forgeRecord({ header: { schemaId }, ...forgery, recipients, place });
    return registerAs(stage, record, envelope);
  }

  /** The slot that stands for a member, made anew from the sender's own seed. */
  async function replaceSlot(
    made: MadeSlots,
    binding: SlotBinding,
    change: { readonly seat?: number; readonly to?: DecryptionKey; readonly held?: Bytes; readonly tag?: Uint8Array },
  ): Promise<readonly Bytes[]> {
    const { seat = VICTIM, held = forgedKey } = change;
    const sorted = stage.keys.map(({ keyId }) => keyId).sort();
    const place = sorted.indexOf(at(stage.keys, seat).keyId);
    const index = made.order.indexOf(place);
    const to = change.to ?? at(stage.keys, seat);
    const kem = kemOf(binding.suite);
    const ephemeral = deriveSlotSecrets(forgedSeed, binding.headerHash).ephemeralOf(place, kem.ephemeralBytes);
    const tag = change.tag ?? at(made.slots, index).subarray(0, TAG_BYTES);
    const reader = await kem.importPublic(to.secret.publicKey);
    return made.slots.with(index, await createSlotCipher(binding).seal(reader, ephemeral, tag, held));
  }

  async function rejectAs(seat: number, recordId: Bytes32, code: ErrorCode): Promise<void> {
    const reason = rejectionReasonOf(code);
    if (reason === null) throw new Error(`${code} is no reason`);
    const evidenceHash = toBytes32(keccak256(crypto.getRandomValues(new Uint8Array(32))));
    await reject(clientOf(seat), { recordId, seat: BigInt(seat), reason, evidenceHash });
  }

  /** What anybody on the panel does with the chain, the envelope and what was shown: no key is needed. */
  async function judge(sent: SentRecord, rejecter: number, shown: SlotEvidence): Promise<SlotVerdict> {
    expect(await computeAddress(streamBytes(sent.envelope))).to.equal(sent.recordId);
    const head = await readEnvelopeHead(createByteReader(streamBytes(sent.envelope)));
    const { keyDirectory } = stage.outsider.contracts;
    const keyId = parseBytes32(await keyDirectory.currentKey(rejecter, head.header.suite, 0));
    const recipient = stage.keys.find((key) => key.keyId === keyId);
    if (recipient === undefined) throw new Error("the directory names the rejecter's key");
    return judgeSlot({ head, recipient, ...shown });
  }

  /** The sender's answer on chain, and the evidence that it shows. */
  async function answerAs(sent: SentRecord, rejecter: number, shown: SlotEvidence): Promise<void> {
    const revealHash = toBytes32(keccak256(shown.ephemeral));
    await answer(clientOf(SENDER), { ...sent, rejecter: BigInt(rejecter), revealHash, seat: BigInt(SENDER) });
  }

  async function waitFor(seconds: number): Promise<void> {
    const { chain } = stage.consortium;
    await chain.ask("evm_increaseTime", seconds);
    await chain.mineBlocks(1);
  }

  describe("a sender", () => {
    // REQ-CONF-43
    it("is believed by everybody where it keeps the rules, so that each refusal below has its own reason", async () => {
      const sent = await forge({});
      for (const seat of [SENDER, VICTIM, WITNESS]) expect(await inspect(seat, sent)).to.equal(null);
      for (const seat of [SENDER, VICTIM, WITNESS]) await acknowledge(clientOf(seat), { ...sent, seat: BigInt(seat) });
      expect(await stateOf(sent.recordId)).to.equal("final");
    });

    const stranger = new Uint8Array(32).fill(9);

    // REQ-CONF-43
    it("gives one party another key than the others, which finds out, and so do they", async () => {
      const slots: Forgery["slots"] = (made, binding) => replaceSlot(made, binding, { held: stranger });
      const sent = await forge({ slots });
      expect(await inspect(VICTIM, sent)).to.equal("KEY_COMMITMENT_MISMATCH");
      expect(await inspect(WITNESS, sent)).to.equal("SLOT_MISMATCH");
      await rejectAs(VICTIM, sent.recordId, "KEY_COMMITMENT_MISMATCH");
      // Any party that opened the record can show the slot as well as its sender.
      const shown = revealSlot(await openAs(stage, WITNESS, sent), at(stage.keys, VICTIM).keyId);
      if (shown === undefined) throw new Error("it has a slot");
      expect(await judge(sent, VICTIM, shown)).to.equal("another-key");
      await waitFor(DAY + 1);
      expect(await stateOf(sent.recordId)).to.equal("rejected");
    });

    // REQ-CONF-43
    it("seals a party's slot to somebody else, which finds none, and the panel sees that", async () => {
      const slots: Forgery["slots"] = (made, binding) => replaceSlot(made, binding, { to: at(stage.keys, WITNESS) });
      const sent = await forge({ slots });
      expect(await inspect(VICTIM, sent)).to.equal("SLOT_MISSING");
      expect(await inspect(WITNESS, sent)).to.equal("SLOT_MISMATCH");
      await rejectAs(VICTIM, sent.recordId, "SLOT_MISSING");
      const shown = revealSlot(await openAs(stage, WITNESS, sent), at(stage.keys, VICTIM).keyId);
      if (shown === undefined) throw new Error("it has a slot");
      expect(await judge(sent, VICTIM, shown)).to.equal("another-key");
    });

    // REQ-CONF-43
    it("leaves out a party that must have a slot", async () => {
      const sent = await forge({}, [at(stage.keys, SENDER), at(stage.keys, WITNESS)]);
      expect(await inspect(VICTIM, sent)).to.equal("SLOT_MISSING");
      expect(await inspect(WITNESS, sent)).to.equal("SLOT_MISMATCH");
      expect(revealSlot(await openAs(stage, WITNESS, sent), at(stage.keys, VICTIM).keyId)).to.equal(undefined);
    });

    // REQ-CONF-43
    it("marks a slot with a wrong tag, seals one to a point of small order, and alters a decoy", async () => {
      const wrongTag: Forgery["slots"] = (made, binding) =>
        replaceSlot(made, binding, { tag: new Uint8Array(TAG_BYTES) });
      const lowOrder: Forgery["slots"] = async ({ slots, order }) =>
        slots.with(
          order.indexOf(1),
          at(slots, order.indexOf(1))
            .slice()
            .fill(0, TAG_BYTES, TAG_BYTES + 32),
        );
      const others = [at(stage.keys, SENDER), at(stage.keys, VICTIM), at(stage.keys, WITNESS)];
      const decoy: Forgery["slots"] = async ({ slots, order }) => {
        const index = order.indexOf(3);
        const slot = at(slots, index);
        return slots.with(index, slot.with(slot.length - 1, (slot.at(-1) ?? 0) ^ 1));
      };
      for (const [slots, recipients] of [
        [wrongTag, stage.keys],
        [lowOrder, stage.keys],
        [decoy, others],
      ] as const) {
        const sent = await forge({ slots }, recipients);
        const found = await Promise.all([SENDER, VICTIM, WITNESS].map((seat) => inspect(seat, sent)));
        // Whoever still opens the record sees that not every slot is what the seed makes.
        expect(found).to.not.include(null);
        expect(found).to.include("SLOT_MISMATCH");
        expect(
          rejectionReasonOf(
            at(
              found.filter((code) => code !== null),
              0,
            ),
          ),
        ).to.equal("NO_SLOT");
      }
    });

    // REQ-CONF-43
    it("commits to other fields than it shows, or shows them under another encoding", async () => {
      const amount = encodeField({ path: "Amt", type: "decimal", value: "9250.00" });
      const others = await forge({
        content: (sound) => encodeContent({ ...sound, fields: sound.fields.with(0, amount) }),
      });
      expect(await inspect(VICTIM, others)).to.equal("CONTENT_ROOT_MISMATCH");
      await rejectAs(VICTIM, others.recordId, "CONTENT_ROOT_MISMATCH");
      const longer = await forge({ content: (sound) => new Uint8Array([...encodeContent(sound), 0]) });
      expect(await inspect(VICTIM, longer)).to.equal("CONTENT_MALFORMED");
      await rejectAs(VICTIM, longer.recordId, "CONTENT_MALFORMED");
      for (const { recordId } of [others, longer]) expect(await stateOf(recordId)).to.equal("contested");
    });

    // REQ-CONF-43
    it("hands one party another envelope than the others", async () => {
      const [sent, other] = [await send(stage, { fields }), await send(stage, { fields: fields.slice(1) })];
      const swapped = { ...sent, envelope: other.envelope };
      expect(await inspect(VICTIM, swapped)).to.equal("ENVELOPE_FOREIGN");
      const place = sent.envelope.length - 1;
      const altered = { ...sent, envelope: sent.envelope.with(place, (sent.envelope[place] ?? 0) ^ 1) };
      expect(await inspect(VICTIM, altered)).to.equal("ENVELOPE_ALTERED");
      // What is not the record is asked for elsewhere before anybody is accused.
      expect(rejectionReasonOf("ENVELOPE_ALTERED")).to.equal("DATA_UNAVAILABLE");
      expect(await inspect(VICTIM, sent)).to.equal(null);
    });

    // REQ-CONF-43
    it("cannot answer for a cheated slot with a seed that was none of its", async () => {
      const slots: Forgery["slots"] = (made, binding) => replaceSlot(made, binding, { held: stranger });
      const sent = await forge({ slots });
      const opened = await openAs(stage, WITNESS, sent);
      const own = revealSlot(opened, at(stage.keys, SENDER).keyId);
      const victims = revealSlot(opened, at(stage.keys, VICTIM).keyId);
      if (own === undefined || victims === undefined) throw new Error("both have slots");
      expect(await judge(sent, VICTIM, own)).to.equal("another-key");
      expect(await judge(sent, VICTIM, { ...own, slot: victims.slot })).to.equal("another-seed");
      expect(await judge(sent, SENDER, own)).to.equal("held");
    });
  });

  describe("a recipient", () => {
    // REQ-CONF-44
    it("rejects what it could open: the reveal refutes it, and the record becomes final without it", async () => {
      const sent = await send(stage, { fields, more: { schemaId } });
      expect(await inspect(VICTIM, sent)).to.equal(null);
      await rejectAs(VICTIM, sent.recordId, "SLOT_MISSING");
      expect(await nameOf(acknowledge(clientOf(WITNESS), { ...sent, seat: 2n }))).to.equal("RecordWrongState");
      const shown = revealSlot(await openAs(stage, SENDER, sent), at(stage.keys, VICTIM).keyId);
      if (shown === undefined) throw new Error("it has a slot");
      await answerAs(sent, VICTIM, shown);
      expect(await judge(sent, VICTIM, shown)).to.equal("held");
      await rejectAs(3, sent.recordId, "CONTENT_UNREADABLE");
      expect(await nameOf(rejectionAgain(sent))).to.equal("RecordSaidAlready");
      await decide(stage, clientOf(0).calls.confidentialRegistry.uphold({ recordId: sent.recordId }));
      for (const seat of [0, 2, 3]) await acknowledge(clientOf(seat), { ...sent, seat: BigInt(seat) });
      expect(await stateOf(sent.recordId)).to.equal("final");
    });

    async function rejectionAgain({ recordId }: SentRecord): Promise<unknown> {
      const evidenceHash = parseBytes32(`0x${"11".repeat(32)}`);
      return reject(clientOf(VICTIM), { recordId, seat: BigInt(VICTIM), reason: "NO_SLOT", evidenceHash });
    }

    // REQ-CONF-44
    it("acknowledges what it never opened: the chain cannot tell, and its word is kept for ever", async () => {
      const sent = await send(stage, { fields, to: [SENDER] });
      expect(await inspect(VICTIM, sent)).to.equal("SLOT_MISSING");
      await acknowledge(clientOf(VICTIM), { ...sent, seat: BigInt(VICTIM) });
      const { confidentialRegistry } = stage.outsider.contracts;
      expect(await confidentialRegistry.hasAcknowledged(sent.recordId, VICTIM)).to.equal(true);
      // Having said so, it can neither say it again nor the opposite.
      expect(await nameOf(acknowledge(clientOf(VICTIM), { ...sent, seat: BigInt(VICTIM) }))).to.equal(
        "RecordSaidAlready",
      );
      expect(await nameOf(rejectionAgain(sent))).to.equal("RecordSaidAlready");
      // One that checks would have stopped the record: alone the liar makes nothing final.
      expect(await stateOf(sent.recordId)).to.equal("proposed");
    });

    // REQ-CONF-44
    it("acknowledges in another's name, by its own transaction or by a signature", async () => {
      const sent = await send(stage, { fields });
      const { recordId } = sent;
      expect(await nameOf(acknowledge(clientOf(VICTIM), { recordId, seat: 2n }))).to.equal("MemberActionNotAllowed");
      const { chainId, modules, signer } = clientOf(VICTIM);
      if (signer === null) throw new Error("members sign");
      const action = { verb: "acknowledge", recordId } as const;
      const signed = {
        chainId,
        modules,
        seat: 2n,
        deadline: 4_000_000_000n,
        action,
        signer: await toAccountSigner(signer),
      };
      const consent = await signConsent(signed);
      expect(await nameOf(acknowledge(stage.outsider, { recordId, seat: 2n, consent }))).to.equal(
        "MemberActionNotAllowed",
      );
      await acknowledge(clientOf(WITNESS), { recordId, seat: 2n });
    });

    // REQ-CONF-44
    it("learns nothing of a record that it has no slot of by the one that it opened", async () => {
      const [own, other] = [await send(stage, { fields }), await send(stage, { fields, to: [0, 2] })];
      expect(await inspect(VICTIM, own)).to.equal(null);
      expect(await inspect(VICTIM, other)).to.equal("SLOT_MISSING");
      const head = await readEnvelopeHead(createByteReader(streamBytes(other.envelope)));
      const tag = computeTag(
        stage.epochSecret,
        fromHex(head.header.recordContext),
        fromHex(at(stage.keys, VICTIM).keyId),
      );
      expect(head.slots.some((slot) => Buffer.from(slot.subarray(0, TAG_BYTES)).equals(tag))).to.equal(false);
    });
  });
});
