import { expect } from "chai";

import { createParties, deliver, openFor } from "../../../test/support/records/parties.ts";
import { suites } from "../types/Suite.ts";
import { judgeSlot, revealSlot } from "./judgeSlot.ts";
import { kemOf } from "./keys/kemOf.ts";

describe("judgeSlot", () => {
  it("clears an honest sender of a false rejection, in every suite", async () => {
    for (const suite of suites) {
      const keys = await createParties(2, suite);
      const [reader, liar] = keys;
      if (reader === undefined || liar === undefined) throw new Error("two keys");
      const opened = await openFor(reader, await deliver({ suite, recipients: keys }));
      const answer = revealSlot(opened, liar.keyId);
      if (answer === undefined) throw new Error("it has a slot");
      expect(answer.ephemeral.length).to.equal(kemOf(suite).ephemeralBytes);
      expect(await judgeSlot({ head: opened.head, ...answer, recipient: liar })).to.equal("held");
    }
  });

  it("takes no seed for an answer that is not the disputed slot's", async () => {
    const keys = await createParties(2);
    const [reader, other] = keys;
    if (reader === undefined || other === undefined) throw new Error("two keys");
    const opened = await openFor(reader, await deliver({ recipients: keys }));
    const { head } = opened;
    const answer = revealSlot(opened, other.keyId);
    if (answer === undefined) throw new Error("it has a slot");
    const { slot, ephemeral } = answer;
    const [stranger, ofAnotherSuite] = [...(await createParties(1)), ...(await createParties(1, 3))];
    if (stranger === undefined || ofAnotherSuite === undefined) throw new Error("two keys");
    const wrong = [
      { slot: (slot + 1) % 4, ephemeral, recipient: other },
      { slot: 4, ephemeral, recipient: other },
      { slot, ephemeral: ephemeral.with(0, (ephemeral[0] ?? 0) ^ 1), recipient: other },
      { slot, ephemeral: ephemeral.slice(1), recipient: other },
      { slot, ephemeral, recipient: ofAnotherSuite },
    ];
    for (const each of wrong) expect(await judgeSlot({ head, ...each })).to.equal("another-seed");
    // The seed is the slot's, but the slot gives somebody else nothing.
    expect(await judgeSlot({ head, slot, ephemeral, recipient: stranger })).to.equal("another-key");
    expect(revealSlot(opened, stranger.keyId)).to.equal(undefined);
  });

  it("shows nothing of other slots by one seed", async () => {
    const keys = await createParties(4);
    const [reader] = keys;
    if (reader === undefined) throw new Error("four keys");
    const opened = await openFor(reader, await deliver({ recipients: keys }));
    const answers = keys.map(({ keyId }) => revealSlot(opened, keyId));
    expect(new Set(answers.map((answer) => answer?.slot)).size).to.equal(4);
    expect(new Set(answers.map((answer) => String(answer?.ephemeral))).size).to.equal(4);
  });
});
