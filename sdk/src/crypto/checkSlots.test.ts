import { expect } from "chai";

import { expectCode } from "../../../test/support/records/expectCode.ts";
import { createParties, deliver, epochSecret, openFor } from "../../../test/support/records/parties.ts";
import { suites } from "../types/Suite.ts";
import { checkSlots } from "./checkSlots.ts";
import { fromHex } from "./commitment/toBytes32.ts";
import { computeTag } from "./envelope/computeTag.ts";
import { hashHeader } from "./envelope/header.ts";
import { createSlotCipher } from "./envelope/slotCipher.ts";
import { judgeSlot, revealSlot } from "./judgeSlot.ts";
import type { DecryptionKey } from "./keys/decryptionKey.ts";
import { kemOf } from "./keys/kemOf.ts";
import type { OpenedRecord } from "./openRecord.ts";

describe("checkSlots", () => {
  let parties: readonly DecryptionKey[];
  let opened: OpenedRecord;
  let victim: DecryptionKey;

  before(async () => {
    parties = await createParties(5);
    const [first, second] = parties;
    if (first === undefined || second === undefined) throw new Error("five parties");
    opened = await openFor(first, await deliver({ recipients: parties.slice(0, 3) }));
    victim = second;
  });

  /** The record with another slot where the victim's stood. */
  async function cheat(
    make: (ephemeral: Uint8Array, tag: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<OpenedRecord> {
    const { head } = opened;
    const evidence = revealSlot(opened, victim.keyId);
    if (evidence === undefined) throw new Error("the victim has a slot");
    const tag = computeTag(epochSecret, fromHex(head.header.recordContext), fromHex(victim.keyId));
    const slot = await make(evidence.ephemeral, tag);
    return { ...opened, head: { ...head, slots: head.slots.with(evidence.slot, slot) } };
  }

  /** A slot as the sender makes it, but for the recipient or the key that it holds. */
  async function sealSlot(
    ephemeral: Uint8Array,
    tag: Uint8Array,
    { to = victim, held = opened.contentKey }: { to?: DecryptionKey; held?: Uint8Array<ArrayBuffer> },
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { header, keyCommit } = opened.head;
    const cipher = createSlotCipher({ suite: 1, headerHash: hashHeader(header), keyCommit });
    return cipher.seal(await kemOf(1).importPublic(to.secret.publicKey), ephemeral, tag, held);
  }

  it("finds nothing wrong with what an honest sender made, in every suite", async () => {
    for (const suite of suites) {
      const keys = await createParties(2, suite);
      const [reader] = keys;
      if (reader === undefined) throw new Error("two keys");
      const own = await openFor(reader, await deliver({ suite, recipients: keys }));
      await checkSlots({ opened: own, directory: keys, required: keys.map(({ keyId }) => keyId), epochSecret });
    }
  });

  it("names the key whose slot holds another key, and the panel sees it too", async () => {
    const wrong = await cheat((ephemeral, tag) => sealSlot(ephemeral, tag, { held: new Uint8Array(32) }));
    const evidence = revealSlot(opened, victim.keyId);
    const error = await expectCode("SLOT_MISMATCH", () =>
      checkSlots({ opened: wrong, directory: parties, required: [], epochSecret }),
    );
    expect(error.facts.keys).to.deep.equal([victim.keyId]);
    expect(error.facts.slots).to.deep.equal([evidence?.slot]);
    const { slot = -1, ephemeral = new Uint8Array() } = evidence ?? {};
    expect(await judgeSlot({ head: wrong.head, slot, recipient: victim, ephemeral })).to.equal("another-key");
    expect(await judgeSlot({ head: opened.head, slot, recipient: victim, ephemeral })).to.equal("held");
  });

  it("finds a slot that was sealed to somebody else, and one under a wrong tag", async () => {
    const [other] = parties.slice(4);
    if (other === undefined) throw new Error("five parties");
    const toOther = await cheat((ephemeral, tag) => sealSlot(ephemeral, tag, { to: other }));
    const wrongTag = await cheat((ephemeral) => sealSlot(ephemeral, new Uint8Array(8), {}));
    for (const wrong of [toOther, wrongTag]) {
      const error = await expectCode("SLOT_MISMATCH", () =>
        checkSlots({ opened: wrong, directory: parties, required: [], epochSecret }),
      );
      expect(error.facts.keys).to.deep.equal([victim.keyId]);
    }
    const { slot = -1, ephemeral = new Uint8Array() } = revealSlot(opened, victim.keyId) ?? {};
    expect(await judgeSlot({ head: toOther.head, slot, recipient: victim, ephemeral })).to.equal("another-key");
  });

  it("finds decoys that are none, slots too many and too few", async () => {
    const { head } = opened;
    const decoy = head.slots.findIndex((_, index) =>
      opened.content.recipients.every((keyId) => revealSlot(opened, keyId)?.slot !== index),
    );
    const heads = [
      { ...head, slots: head.slots.with(decoy, new Uint8Array(88)) },
      { ...head, slots: head.slots.slice(1) },
      { ...head, slots: [...head.slots, ...head.slots] },
      { ...head, slots: [...head.slots].reverse() },
    ];
    for (const changed of heads)
      await expectCode("SLOT_MISMATCH", () =>
        checkSlots({ opened: { ...opened, head: changed }, directory: parties, required: [], epochSecret }),
      );
  });

  it("wants the keys that the policy names, and only keys that the directory knows", async () => {
    const required = [parties[3]?.keyId ?? victim.keyId];
    const missing = await expectCode("SLOT_MISMATCH", () =>
      checkSlots({ opened, directory: parties, required, epochSecret }),
    );
    expect(missing.facts).to.deep.equal({ fault: "a key that must have a slot has none", keys: required, slots: [] });
    const stranger = await expectCode("SLOT_MISMATCH", () =>
      checkSlots({ opened, directory: parties.slice(1), required: [], epochSecret }),
    );
    const fault = "a slot is for a key that the directory does not name";
    expect(stranger.facts).to.deep.equal({ fault, keys: [parties[0]?.keyId], slots: [] });
  });

  it("sees that tags were made with another epoch's secret", async () => {
    const secret = new Uint8Array(32).fill(9);
    const error = await expectCode("SLOT_MISMATCH", () =>
      checkSlots({ opened, directory: parties, required: [], epochSecret: secret }),
    );
    expect(error.facts.keys).to.have.length(3);
  });
});
