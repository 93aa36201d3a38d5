import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createParties, deliver, openFor } from "../../../../test/support/records/parties.ts";
import { streamBytes } from "../stream/collectBytes.ts";
import { inspectEnvelope } from "./inspectEnvelope.ts";

describe("inspectEnvelope", () => {
  it("shows the head and the record that an envelope is of, without a key", async () => {
    const keys = await createParties(2);
    const [reader] = keys;
    if (reader === undefined) throw new Error("two keys");
    const delivered = await deliver({ recipients: keys });
    const { recordId, head, ciphertextBytes } = await inspectEnvelope(delivered.envelope);
    expect(recordId).to.equal(delivered.commitment.recordId);
    expect(head).to.deep.equal((await openFor(reader, delivered)).head);
    expect((await inspectEnvelope(streamBytes(delivered.envelope))).recordId).to.equal(recordId);
    const flipped = delivered.envelope.with(-ciphertextBytes, (delivered.envelope.at(-ciphertextBytes) ?? 0) ^ 1);
    expect((await inspectEnvelope(flipped)).recordId).to.not.equal(recordId);
  });

  it("refuses what is no envelope", async () => {
    await expectCode("ENVELOPE_MALFORMED", () => inspectEnvelope(new Uint8Array(40)));
  });
});
