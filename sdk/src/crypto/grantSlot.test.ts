import { expect } from "chai";

import { expectCode } from "../../../test/support/records/expectCode.ts";
import { createParties, deliver, epochSecret, openFor, payment } from "../../../test/support/records/parties.ts";
import { hashSlot } from "./envelope/envelopeHead.ts";
import { grantSlot } from "./grantSlot.ts";
import { openRecord } from "./openRecord.ts";

describe("grantSlot", () => {
  it("lets a party that came later read what was sealed without it, and nobody else", async () => {
    const [member, newcomer, stranger] = await createParties(3);
    if (member === undefined || newcomer === undefined || stranger === undefined) throw new Error("three parties");
    const delivered = await deliver({ recipients: [member] });
    const { envelope, record } = delivered;
    await expectCode("SLOT_MISSING", () => openFor(newcomer, delivered));
    const granted = await grantSlot({ opened: await openFor(member, delivered), to: newcomer });
    expect(granted.slotHash).to.equal(hashSlot(granted.slot));
    expect(granted.granteeKeyId).to.equal(newcomer.keyId);
    const given = { record, envelope, epochSecret, grantedSlots: [granted.slot] };
    expect((await openRecord({ ...given, keys: [newcomer] })).fields).to.deep.equal(payment);
    await expectCode("SLOT_MISSING", () => openRecord({ ...given, keys: [stranger] }));
  });

  it("makes a slot for one record that opens no other", async () => {
    const [member, newcomer] = await createParties(2);
    if (member === undefined || newcomer === undefined) throw new Error("two parties");
    const [one, two] = [await deliver({ recipients: [member] }), await deliver({ recipients: [member] })];
    const { slot } = await grantSlot({ opened: await openFor(member, one), to: newcomer });
    const { envelope, record } = two;
    await expectCode("SLOT_MISSING", () => openRecord({ record, envelope, keys: [newcomer], grantedSlots: [slot] }));
  });

  it("refuses a key of another suite", async () => {
    const [member] = await createParties(1);
    const [other] = await createParties(1, 3);
    if (member === undefined || other === undefined) throw new Error("two parties");
    const opened = await openFor(member, await deliver({ recipients: [member] }));
    await expectCode("RECIPIENTS_MALFORMED", () => grantSlot({ opened, to: other }));
  });
});
