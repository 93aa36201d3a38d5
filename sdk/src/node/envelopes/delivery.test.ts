import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createTestStore } from "../../../../test/support/records/keyStores.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { context, epochSecret, payment } from "../../../../test/support/records/parties.ts";
import { createHttpStore } from "../../actions/envelopes/createHttpStore.ts";
import { fetchFromAny } from "../../actions/envelopes/fetchFromAny.ts";
import { openRecord, type RegisteredRecord } from "../../crypto/openRecord.ts";
import { sealRecord } from "../../crypto/sealRecord.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { createStoredKey } from "../keys/createStoredKey.ts";
import { forgetRecord } from "../keys/forgetRecord.ts";
import { getEpochSecret } from "../keys/getEpochSecret.ts";
import { getKeptRecord } from "../keys/getKeptRecord.ts";
import { keepEpochSecret } from "../keys/keepEpochSecret.ts";
import { keepRecord } from "../keys/keepRecord.ts";
import { loadDecryptionKeys } from "../keys/loadDecryptionKeys.ts";
import { takeSenderNonce } from "../keys/takeSenderNonce.ts";
import type { KeyStore } from "../keys/vault.ts";
import { createDirectoryStore, type DirectoryStore } from "./createDirectoryStore.ts";
import { type StoreServer, startStoreServer } from "./startStoreServer.ts";

interface Party {
  readonly keys: KeyStore;
  readonly envelopes: DirectoryStore;
}

describe("a record on its way", () => {
  let folder: string;
  let server: StoreServer;
  let sender: Party;
  let reader: Party;

  async function makeParty(name: string): Promise<Party> {
    return {
      keys: await createTestStore(join(folder, `${name}.keys`)),
      envelopes: await createDirectoryStore({ path: join(folder, name), name }),
    };
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-delivery-"));
    [sender, reader] = [await makeParty("sender"), await makeParty("reader")];
    server = await startStoreServer({ store: sender.envelopes, authorize: ({ method }) => method !== "DELETE" });
  });

  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  let record: RegisteredRecord;
  let recordId: Bytes32;

  it("is sealed straight into the sender's store, and found there by what the chain says", async () => {
    const recipients = [
      await createStoredKey(sender.keys, { suite: 1, notBefore: 1n }),
      await createStoredKey(reader.keys, { suite: 1, notBefore: 1n }),
    ];
    for (const { keys } of [sender, reader]) await keepEpochSecret(keys, { ...context, secret: epochSecret });
    const senderNonce = await takeSenderNonce(sender.keys, context);
    const place = { ...context, senderNonce };
    const source = new Uint8Array(1_500_000).fill(7);
    const document = { path: "Document", source };
    const sealed = await sealRecord({
      context: place,
      fields: payment,
      document,
      recipients,
      epochSecret,
      created: 1n,
    });
    const address = await sender.envelopes.keep(sealed.envelope);
    const { contentRoot, bodyHash, ...commitment } = await sealed.commitment;
    recordId = commitment.recordId;
    expect(address).to.equal(recordId);
    record = { context: place, contentRoot, bodyHash };
  });

  it("is fetched by another party, opened with keys from its key store, and kept", async () => {
    const stores = [createHttpStore({ url: server.url, name: "sender" })];
    expect(await fetchFromAny({ address: recordId, stores, into: reader.envelopes })).to.deep.equal({
      from: "sender",
      failed: [],
    });
    const keys = await loadDecryptionKeys(reader.keys);
    const secret = await getEpochSecret(reader.keys, context);
    const opened = await openRecord({ record, envelope: reader.envelopes.get(recordId), keys, epochSecret: secret });
    expect(opened.fields).to.deep.equal(payment);
    let bytes = 0;
    for await (const part of opened.document ?? []) bytes += part.length;
    expect(bytes).to.equal(1_500_000);
    await keepRecord(reader.keys, { recordId, contentKey: opened.contentKey });
    const kept = await getKeptRecord(reader.keys, { recordId });
    expect(kept.state === "kept" && kept.record.contentKey).to.deep.equal(opened.contentKey);
  });

  it("is shredded where each party deletes it and forgets it, and opens nowhere", async () => {
    for (const { envelopes, keys } of [sender, reader]) {
      expect(await envelopes.delete(recordId)).to.equal(true);
      await forgetRecord(keys, { recordId });
      expect(await getKeptRecord(keys, { recordId })).to.deep.equal({ state: "forgotten" });
    }
    expect(await listFiles(folder)).to.deep.equal(["reader.keys", "sender.keys"]);
    const stores = [createHttpStore({ url: server.url, name: "sender" })];
    const error = await expectCode("ENVELOPE_UNAVAILABLE", () =>
      fetchFromAny({ address: recordId, stores, into: reader.envelopes }),
    );
    expect(error.facts.codes).to.deep.equal(["ENVELOPE_MISSING"]);
  });
});
