import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { createParties, type DeliveredRecord, deliver, openFor } from "../../../../test/support/records/parties.ts";
import type { DecryptionKey } from "../../crypto/keys/decryptionKey.ts";
import { collectBytes } from "../../crypto/stream/collectBytes.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { createDirectoryStore, type DirectoryStore } from "../../node/envelopes/createDirectoryStore.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { createHttpStore } from "./createHttpStore.ts";
import { fetchFromAny } from "./fetchFromAny.ts";

describe("fetchFromAny", () => {
  let path: string;
  let parties: readonly DecryptionKey[];
  let one: DeliveredRecord;
  let address: Bytes32;
  let own: DirectoryStore;
  let empty: DirectoryStore;
  let spoilt: DirectoryStore;
  let sound: DirectoryStore;
  const absent = createHttpStore({ url: "http://127.0.0.1:9", name: "absent" });

  before(async () => {
    parties = await createParties(2);
    one = await deliver({ recipients: parties });
    address = one.commitment.recordId;
  });

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), "quorate-fetch-"));
    const make = (name: string): Promise<DirectoryStore> => createDirectoryStore({ path: join(path, name), name });
    [own, empty, spoilt, sound] = await Promise.all([make("own"), make("empty"), make("spoilt"), make("sound")]);
    await Promise.all([spoilt.keep(one.envelope), sound.keep(one.envelope)]);
    await spoil("spoilt");
  });

  afterEach(() => rm(path, { recursive: true }));

  const fileIn = (name: string): string => join(path, name, address.slice(2, 4), address.slice(2));
  const spoil = (name: string): Promise<void> =>
    writeFile(fileIn(name), one.envelope.with(-1, (one.envelope.at(-1) ?? 0) ^ 1));

  it("asks one store after the other, and says by name who had what", async () => {
    const progress: string[] = [];
    const found = await fetchFromAny({
      address,
      stores: [empty, absent, spoilt, sound, empty],
      into: own,
      onProgress: ({ store, bytes }) => progress.push(`${store} ${bytes > 0}`),
    });
    expect(found).to.deep.equal({
      from: "sound",
      failed: [
        { store: "empty", code: "ENVELOPE_MISSING" },
        { store: "absent", code: "STORE_UNREACHABLE" },
        { store: "spoilt", code: "ENVELOPE_CORRUPT" },
      ],
    });
    expect(progress).to.include("sound true");
    const [key] = parties;
    if (key === undefined) throw new Error("two parties");
    const opened = await openFor(key, { ...one, envelope: await collectBytes(own.get(address)) });
    expect(opened.fields).to.have.length(4);
  });

  it("asks nobody for what is there, and replaces what is spoilt", async () => {
    await own.keep(one.envelope);
    expect(await fetchFromAny({ address, stores: [absent], into: own })).to.deep.equal({ from: "own", failed: [] });
    await spoil("own");
    const found = await fetchFromAny({ address, stores: [own, empty, sound], into: own });
    expect(found).to.deep.equal({
      from: "sound",
      failed: [
        { store: "own", code: "ENVELOPE_CORRUPT" },
        { store: "empty", code: "ENVELOPE_MISSING" },
      ],
    });
    expect(await collectBytes(own.get(address))).to.have.length(one.envelope.length);
  });

  it("says of each store why it did not have it, and keeps nothing", async () => {
    const error = await expectCode("ENVELOPE_UNAVAILABLE", () =>
      fetchFromAny({ address, stores: [empty, absent, spoilt], into: own }),
    );
    expect(error.facts).to.deep.equal({
      address,
      stores: ["empty", "absent", "spoilt"],
      codes: ["ENVELOPE_MISSING", "STORE_UNREACHABLE", "ENVELOPE_CORRUPT"],
    });
    expect(error.faults.map(({ facts }) => facts.store)).to.deep.equal(["empty", "absent", "spoilt"]);
    expect(await listFiles(join(path, "own"))).to.deep.equal([]);
    await expectCode("ENVELOPE_UNAVAILABLE", () => fetchFromAny({ address, stores: [], into: own }));
  });

  it("believes no store that does not check, wherever it is from", async () => {
    const liar: EnvelopeStore = {
      ...empty,
      name: "liar",
      get: () => sound.get(address),
    };
    const other = await deliver({ recipients: parties });
    const found = await expectCode("ENVELOPE_UNAVAILABLE", () =>
      fetchFromAny({ address: other.commitment.recordId, stores: [liar], into: own }),
    );
    expect(found.facts.codes).to.deep.equal(["ENVELOPE_CORRUPT"]);
    expect(found.faults[0]?.facts.store).to.equal("liar");
  });

  it("blames where it stores, not whom it asked, for what is wrong there", async () => {
    const full = new QuorateError({ code: "STORE_FULL", summary: "Full.", remedy: "Make room." });
    const into: EnvelopeStore = {
      ...own,
      put: async () => {
        throw full;
      },
    };
    expect(await expectCode("STORE_FULL", () => fetchFromAny({ address, stores: [sound], into }))).to.equal(full);
  });

  it("stops when it is told to, and asks nobody else", async () => {
    const asked: string[] = [];
    const slow = (name: string): EnvelopeStore => ({
      ...empty,
      name,
      get: async function* get(_, limits) {
        asked.push(name);
        await new Promise((_resolve, reject) =>
          limits?.signal?.addEventListener("abort", () => reject(limits.signal?.reason)),
        );
        yield new Uint8Array();
      },
    });
    const stores = [slow("first"), slow("second")];
    await expectCode("TIMED_OUT", () => fetchFromAny({ address, stores, into: own, timeoutMs: 50 }));
    await expectCode("ABORTED", () => fetchFromAny({ address, stores, into: own, signal: AbortSignal.timeout(50) }));
    expect(asked).to.deep.equal(["first", "first"]);
    expect(await listFiles(join(path, "own"))).to.deep.equal([]);
  });
});
