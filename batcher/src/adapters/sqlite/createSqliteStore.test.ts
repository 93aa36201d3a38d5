import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { expect } from "chai";

import { faultOf } from "../../../../test/support/batcher/faultOf.ts";
import { itKeepsThePromisesOfAStore, type StorePlace } from "../../../../test/support/batcher/storeConformance.ts";
import { OWNER, sampleBatch, sampleGroup, sampleLog } from "../../../../test/support/batcher/storeSamples.ts";
import type { Store } from "../../ports/Store.ts";
import { createSqliteStore } from "./createSqliteStore.ts";
import type { SqliteSettings } from "./SqliteSettings.ts";

describe("a store in one SQLite file", () => {
  let folder: string;
  let places = 0;

  const nextPath = (): string => {
    places += 1;
    return join(folder, `${places}.db`);
  };
  const create = (settings: Partial<SqliteSettings> = {}): Store =>
    createSqliteStore({ path: nextPath(), reserveBytes: 0, ...settings });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-sqlite-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  describe("keeps the promises of a store:", () => {
    itKeepsThePromisesOfAStore(async (): Promise<StorePlace> => {
      const path = nextPath();
      return {
        create: () => createSqliteStore({ path, reserveBytes: 0 }),
        pretendNewer: async () => {
          const database = new DatabaseSync(path);
          database.exec("INSERT INTO migrations VALUES (99, 'from the future', 'unknown')");
          database.close();
        },
      };
    }, 12);
  });

  it("admits one instance, and the next once that one is closed", async () => {
    const path = nextPath();
    const [first, second] = [create({ path }), create({ path })];
    await first.open(OWNER);
    expect(await faultOf(second.open(OWNER))).to.equal("STORE_LOCKED");
    await first.beginLog(sampleLog());
    await first.close();
    expect((await second.open(OWNER)).log).to.not.equal(undefined);
    await second.close();
  });

  it("says which folder is missing, and that a file is no store", async () => {
    const missing = join(folder, "missing", "batcher.db");
    expect(await faultOf(create({ path: missing }).open(OWNER))).to.equal("STORE_UNAVAILABLE");
    const path = nextPath();
    await writeFile(path, "not a database, but long enough to look like one".repeat(100));
    expect(await faultOf(create({ path }).open(OWNER))).to.equal("STORE_UNAVAILABLE");
  });

  it("refuses groups beyond its bound, and closes batches still", async () => {
    const path = nextPath();
    const store = create({ path, maxBytes: 400_000 });
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    const [lease, faults] = [await store.takeLease("this one", 1_000), new Set<string>()];
    for (let mark = 0; mark < 20; mark += 1) faults.add(await faultOf(store.append(sampleGroup(100, mark))));
    expect([...faults]).to.deep.equal(["none", "STORE_FULL"]);
    if (lease === undefined) throw new Error("the lease of one instance is always given");
    await store.closeBatch(sampleBatch(0, 0, 100), lease);
    await store.close();
    const roomier = create({ path });
    const state = await roomier.open(OWNER);
    expect(await roomier.append(sampleGroup(1))).to.deep.equal({
      kind: "stored",
      firstSequence: state.log?.nextSequence,
    });
    await roomier.close();
  });

  it("takes longer for every sync where it is told to, one sync for all groups that wait", async () => {
    const store = create({ syncDelayMs: 40 });
    await store.open(OWNER);
    await store.beginLog(sampleLog());
    const started = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => store.append(sampleGroup(1))));
    const elapsed = performance.now() - started;
    expect(elapsed).to.be.within(40, 600);
    await store.close();
  });

  it("refuses everything once it is closed, and a second opening", async () => {
    const store = create();
    await store.open(OWNER);
    expect(await faultOf(store.open(OWNER))).to.equal("RangeError");
    await store.close();
    expect(await faultOf(store.probe())).to.equal("STORE_FAILED");
    await store.close();
  });
});
