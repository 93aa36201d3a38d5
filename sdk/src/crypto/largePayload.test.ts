import { expect } from "chai";

import { context, createParties, epochSecret, payment } from "../../../test/support/records/parties.ts";
import { openRecord } from "./openRecord.ts";
import { type RecordSecrets, type SealedRecord, sealRecordWith } from "./sealRecord.ts";
import { drainStream } from "./stream/drainStream.ts";

const MIB = 1_048_576;
/** 1024 is the gibibyte that the deep run seals; a submission is content with less. */
const PAYLOAD_MIB = Number(process.env.QUORATE_PAYLOAD_MIB ?? "64");
const secrets: RecordSecrets = {
  contentKey: new Uint8Array(32).fill(1),
  saltSeed: new Uint8Array(32).fill(2),
  slotSeed: new Uint8Array(32).fill(3),
};

async function* read(mib: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < mib; part += 1) yield new Uint8Array(MIB).fill(part);
}

describe("a payload of any size", () => {
  // REQ-CONF-49
  it(`of nothing at all, and of ${PAYLOAD_MIB} MiB, goes through a record without being held`, async function () {
    this.timeout(20 * 60_000);
    const recipients = await createParties(2);
    const [key] = recipients;
    if (key === undefined) throw new Error("two parties");
    for (const mib of [0, PAYLOAD_MIB]) {
      const document = { path: "Document", source: () => read(mib) };
      const parameters = { context, fields: payment, recipients, epochSecret, created: 1n, document };
      const seal = (): Promise<SealedRecord> => sealRecordWith(parameters, secrets);
      const first = await seal();
      await drainStream(first.envelope);
      const { contentRoot, bodyHash } = await first.commitment;
      const record = { context, contentRoot, bodyHash };
      const again = await seal();
      const opened = await openRecord({ record, envelope: again.envelope, keys: [key], epochSecret });
      let bytes = 0;
      for await (const piece of opened.document ?? []) {
        expect(piece[0]).to.equal((bytes / MIB) & 0xff);
        bytes += piece.length;
      }
      expect(bytes).to.equal(mib * MIB);
      expect(opened.fields).to.deep.equal(payment);
    }
  });

  it("of no field at all comes back as none", async () => {
    const recipients = await createParties(1);
    const sealed = await sealRecordWith({ context, fields: [], recipients, epochSecret, created: 1n }, secrets);
    const [envelope, record] = await Promise.all([collect(sealed), sealed.commitment]);
    const opened = await openRecord({ record: { context, ...record }, envelope, keys: recipients, epochSecret });
    expect([opened.fields, opened.document]).to.deep.equal([[], null]);
  });
});

async function collect({ envelope }: SealedRecord): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of envelope) pieces.push(piece);
  return Buffer.concat(pieces);
}
