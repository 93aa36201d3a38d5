import { existsSync } from "node:fs";
import { mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createParties, type DeliveredRecord, deliver, epochSecret } from "../../../../test/support/records/parties.ts";
import type { DecryptionKey } from "../../crypto/keys/decryptionKey.ts";
import { type OpenedRecord, openRecord } from "../../crypto/openRecord.ts";
import { streamBytes } from "../../crypto/stream/collectBytes.ts";
import { createDirectoryStore, type DirectoryStore } from "./createDirectoryStore.ts";

const HANDLES = "/proc/self/fd";

describe("the file of an envelope", () => {
  let folder: string;
  let store: DirectoryStore;
  let key: DecryptionKey;
  let sent: DeliveredRecord;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-opened-"));
    store = await createDirectoryStore({ path: folder, name: "a store" });
    const [party] = await createParties(1);
    if (party === undefined) throw new Error("a party was made");
    key = party;
    const document = { path: "Document", source: new Uint8Array(4_000_000).fill(7) };
    sent = await deliver({ recipients: [party], document });
    await store.put(sent.commitment.recordId, sent.envelope);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** The files below the store that this process has open. */
  async function listOpen(): Promise<readonly string[]> {
    const names = await readdir(HANDLES);
    const targets = await Promise.all(names.map((name) => readlink(join(HANDLES, name)).catch(() => "")));
    return targets.filter((target) => target.startsWith(folder));
  }

  async function openSent(
    envelope: AsyncIterable<Uint8Array> = store.get(sent.commitment.recordId),
  ): Promise<OpenedRecord> {
    return openRecord({ record: sent.record, envelope, keys: [key], epochSecret });
  }

  it("is closed when the document is read, left in the middle, or never read", async function () {
    if (!existsSync(HANDLES)) this.skip();
    const unread = await openSent();
    expect((await listOpen()).length).to.equal(1);
    await unread.document?.[Symbol.asyncIterator]().return?.();
    expect(await listOpen()).to.deep.equal([]);

    for await (const part of (await openSent()).document ?? []) {
      expect(part.length).to.be.greaterThan(0);
      expect((await listOpen()).length).to.equal(1);
      break;
    }
    expect(await listOpen()).to.deep.equal([]);

    let length = 0;
    for await (const part of (await openSent()).document ?? []) length += part.length;
    expect(length).to.equal(4_000_000);
    expect(await listOpen()).to.deep.equal([]);
  });

  it("is closed where the document turns out to be altered", async () => {
    const altered = sent.envelope.slice();
    altered[3_000_000] = (altered[3_000_000] ?? 0) ^ 1;
    let isClosed = false;
    async function* watch(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        yield* streamBytes(altered);
      } finally {
        isClosed = true;
      }
    }
    const opened = await openSent(watch());
    await expectCode("CONTENT_UNREADABLE", async () => {
      for await (const _ of opened.document ?? []) expect(isClosed).to.equal(false);
    });
    expect(isClosed).to.equal(true);
  });
});
