import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { createLongEnvelope } from "../../../../test/support/records/envelopes.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { listAll } from "../../../../test/support/records/listAll.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { countLiveBytes } from "../../../../test/support/records/liveBytes.ts";
import { createParties, type DeliveredRecord, deliver } from "../../../../test/support/records/parties.ts";
import { createHttpStore } from "../../actions/envelopes/createHttpStore.ts";
import { collectBytes, streamBytes } from "../../crypto/stream/collectBytes.ts";
import { drainStream } from "../../crypto/stream/drainStream.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { createDirectoryStore } from "./createDirectoryStore.ts";
import { startStoreServer } from "./startStoreServer.ts";

const MIB = 1_048_576;

interface Staged {
  readonly store: EnvelopeStore;
  readonly stop: () => Promise<void>;
}

/** Each implementation over a folder that the tests may spoil. */
const IMPLEMENTATIONS: Readonly<Record<string, (path: string) => Promise<Staged>>> = {
  "a directory": async (path) => ({
    store: await createDirectoryStore({ path, name: "own" }),
    stop: async () => undefined,
  }),
  "a server": async (path) => {
    const server = await startStoreServer({ store: await createDirectoryStore({ path }), authorize: () => true });
    return { store: createHttpStore({ url: server.url, name: "own" }), stop: server.stop };
  },
};

for (const [kind, stage] of Object.entries(IMPLEMENTATIONS)) {
  describe(`a store of envelopes: ${kind}`, () => {
    let folder: string;
    let store: EnvelopeStore;
    let stop: () => Promise<void>;
    let one: DeliveredRecord;
    let other: DeliveredRecord;

    before(async () => {
      const recipients = await createParties(2);
      one = await deliver({ recipients });
      other = await deliver({ recipients });
    });

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "quorate-store-"));
      ({ store, stop } = await stage(folder));
    });

    afterEach(async () => {
      await stop();
      await rm(folder, { recursive: true });
    });

    const addressOf = ({ commitment }: DeliveredRecord): Bytes32 => commitment.recordId;
    const fileOf = (record: DeliveredRecord): string =>
      join(folder, addressOf(record).slice(2, 4), addressOf(record).slice(2));

    it("gives back what was put, byte for byte, given whole or in pieces", async () => {
      await store.put(addressOf(one), one.envelope);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < other.envelope.length; at += 7) yield other.envelope.subarray(at, at + 7);
      }
      await store.put(addressOf(other), pieces());
      for (const record of [one, other]) {
        const found = await collectBytes(store.get(addressOf(record)));
        expect(Buffer.from(found).equals(record.envelope)).to.equal(true);
        expect(await store.has(addressOf(record))).to.equal(true);
      }
      expect(await listAll(store)).to.deep.equal([addressOf(one), addressOf(other)].sort());
    });

    it("holds nothing at first, and says so by name", async () => {
      expect(await listAll(store)).to.deep.equal([]);
      expect(await store.has(addressOf(one))).to.equal(false);
      expect(await store.delete(addressOf(one))).to.equal(false);
      const error = await expectCode("ENVELOPE_MISSING", () => drainStream(store.get(addressOf(one))));
      expect(error.facts).to.include({ address: addressOf(one), store: "own" });
    });

    it("takes the same envelope twice", async () => {
      await store.put(addressOf(one), one.envelope);
      await store.put(addressOf(one), one.envelope);
      expect(await listAll(store)).to.deep.equal([addressOf(one)]);
    });

    it("keeps nothing of what was deleted", async () => {
      await store.put(addressOf(one), one.envelope);
      expect(await listFiles(folder)).to.have.length(1);
      expect(await store.delete(addressOf(one))).to.equal(true);
      expect(await store.has(addressOf(one))).to.equal(false);
      expect(await listFiles(folder)).to.deep.equal([]);
    });

    const wrong: Readonly<Record<string, (record: DeliveredRecord) => Uint8Array>> = {
      "an envelope of another record": () => other.envelope,
      "a truncated one": ({ envelope }) => envelope.slice(0, -1),
      "one that ends within its head": ({ envelope }) => envelope.slice(0, 20),
      "one with a bit flipped in its head": ({ envelope }) => envelope.with(60, (envelope[60] ?? 0) ^ 1),
      "one with a bit flipped at its end": ({ envelope }) => envelope.with(-1, (envelope.at(-1) ?? 0) ^ 1),
      "one with a byte behind it": ({ envelope }) => Buffer.concat([envelope, Buffer.of(0)]),
      "no byte at all": () => new Uint8Array(),
      "bytes that are no envelope": () => new Uint8Array(5_000).fill(255),
    };
    for (const [what, make] of Object.entries(wrong)) {
      it(`refuses ${what} when it is put, and keeps nothing`, async () => {
        for (const source of [make(one), streamBytes(make(one))]) {
          const error = await expectCode("ENVELOPE_CORRUPT", () => store.put(addressOf(one), source));
          expect(error.facts).to.include({ address: addressOf(one) });
          expect(await listAll(store)).to.deep.equal([]);
          expect(await listFiles(folder)).to.deep.equal([]);
        }
      });

      it(`refuses ${what} that stands there, by address and store, and is healed by another put`, async () => {
        await store.put(addressOf(one), one.envelope);
        await writeFile(fileOf(one), make(one));
        let served = 0;
        const error = await expectCode("ENVELOPE_CORRUPT", async () => {
          for await (const piece of store.get(addressOf(one))) served += piece.length;
        });
        expect(error.facts).to.include({ address: addressOf(one), store: "own" });
        expect(served, "nothing is served of it").to.equal(0);
        await store.put(addressOf(one), one.envelope);
        expect(await collectBytes(store.get(addressOf(one)))).to.have.length(one.envelope.length);
      });
    }

    it("leaves a good envelope alone when a wrong one is put over it", async () => {
      await store.put(addressOf(one), one.envelope);
      await expectCode("ENVELOPE_CORRUPT", () => store.put(addressOf(one), other.envelope));
      expect(Buffer.from(await readFile(fileOf(one))).equals(one.envelope)).to.equal(true);
    });

    it("takes no path for an address", async () => {
      const outside = join(folder, "..", "outside");
      for (const text of [
        "../outside",
        `0x${"../".repeat(21)}a`,
        `0x${"2e".repeat(31)}`,
        "",
        "0x",
        `${"ab".repeat(32)}`,
      ]) {
        for (const act of [
          () => store.put(unsafe(text), one.envelope),
          () => drainStream(store.get(unsafe(text))),
          () => store.has(unsafe(text)),
          () => store.delete(unsafe(text)),
        ])
          await expectCode("HEX_MALFORMED", act);
      }
      expect(await listFiles(folder)).to.deep.equal([]);
      await readFile(outside).then(
        () => expect.fail("something was written outside"),
        () => undefined,
      );
    });

    it("lists nothing that it did not write", async () => {
      await store.put(addressOf(one), one.envelope);
      await writeFile(join(folder, "stray"), "stray");
      await writeFile(`${fileOf(one)}.part`, "stray");
      await writeFile(join(folder, addressOf(one).slice(2, 4), "0".repeat(63)), "stray");
      expect(await listAll(store)).to.deep.equal([addressOf(one)]);
    });

    it("keeps 64 MiB without holding them, and tells how far it is", async function () {
      this.timeout(120_000);
      const long = await createLongEnvelope(64 * MIB);
      const before = countLiveBytes();
      let peak = 0;
      let next = 0;
      const measure = ({ bytes }: { readonly bytes: number }): void => {
        if (bytes < next) return;
        next += 8 * MIB;
        peak = Math.max(peak, countLiveBytes() - before);
      };
      await store.put(long.address, long.read(), { onProgress: measure });
      expect(next).to.equal(72 * MIB);
      next = 0;
      let bytes = 0;
      for await (const piece of store.get(long.address, { onProgress: measure })) bytes += piece.length;
      expect(bytes).to.equal(long.bytes);
      expect(next).to.equal(72 * MIB);
      expect(peak / MIB, "both ends of a connection together").to.be.below(40);
      const [file = ""] = await listFiles(folder);
      await truncate(join(folder, file), long.bytes - 1);
      await expectCode("ENVELOPE_CORRUPT", () => drainStream(store.get(long.address)));
      await truncate(join(folder, file), long.bytes - 2);
      await appendFile(join(folder, file), "xyz");
      await expectCode("ENVELOPE_CORRUPT", () => drainStream(store.get(long.address)));
    });

    it("stops when it is told to, and keeps nothing half-written", async () => {
      const long = await createLongEnvelope(4 * MIB);
      const controller = new AbortController();
      const onProgress = ({ bytes }: { readonly bytes: number }): void => {
        if (bytes > 2 * MIB) controller.abort();
      };
      await expectCode("ABORTED", () =>
        store.put(long.address, long.read(), { onProgress, signal: controller.signal }),
      );
      await settle(async () => (await listFiles(folder)).length === 0);
      expect(await store.has(long.address)).to.equal(false);
      await store.put(long.address, long.read());
      const signal = AbortSignal.abort();
      await expectCode("ABORTED", () => store.put(long.address, long.read(), { signal }));
      await expectCode("ABORTED", () => drainStream(store.get(long.address, { signal })));
      await expectCode("ABORTED", () => drainStream(store.list({ signal })));
      expect(await store.has(long.address)).to.equal(true);
    });

    it("hands on what the source of an envelope throws", async () => {
      const fault = new Error("the source broke");
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield one.envelope.subarray(0, 100);
        throw fault;
      }
      const error = await store.put(addressOf(one), broken()).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.equal(fault);
      await settle(async () => (await listFiles(folder)).length === 0);
    });
  });
}

/** A text that claims to be an address. */
function unsafe(text: string): Bytes32 {
  const claimed: Record<string, Bytes32> = JSON.parse(JSON.stringify({ text }));
  const { text: address } = claimed;
  if (address === undefined) throw new Error("a text");
  return address;
}

/** Waits until something holds: the other side of a connection learns of its end a little later. */
async function settle(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect.fail("it never came to hold");
}
