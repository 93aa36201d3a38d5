import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect } from "chai";

import { createSqliteStore } from "../../batcher/src/adapters/sqlite/createSqliteStore.ts";
import type { Store } from "../../batcher/src/ports/Store.ts";
import { collect } from "../support/batcher/collect.ts";
import { faultOf } from "../support/batcher/faultOf.ts";
import {
  ACCOUNT,
  OWNER,
  sampleAnchored,
  sampleBatch,
  sampleGroup,
  sampleLog,
  sampleTransaction,
} from "../support/batcher/storeSamples.ts";

const DISK_BYTES = 12 << 20;
const BALLAST_BYTES = 4 << 20;
const RESERVE_BYTES = 2 << 20;

describe("a store in a file on a small disk", () => {
  let folder: string;
  let store: Store;

  const appendUntil = async (isOver: (fault: string) => boolean): Promise<number> => {
    for (let stored = 0; ; stored += 1) {
      const fault = await faultOf(store.append(sampleGroup(400, stored)));
      if (isOver(fault)) return stored;
      expect(["none", "STORE_FULL"]).to.include(fault);
    }
  };

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), "quorate-disk-"));
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", folder]);
    // Only root makes a disk.
    if (status !== 0) this.skip();
    await writeFile(join(folder, "ballast"), new Uint8Array(BALLAST_BYTES));
    store = createSqliteStore({ path: join(folder, "batcher.db"), reserveBytes: RESERVE_BYTES });
    await store.open(OWNER);
    await store.beginLog(sampleLog());
  });
  after(async () => {
    await store?.close();
    spawnSync("umount", [folder]);
    await rm(folder, { recursive: true, force: true });
  });

  it("refuses groups when it is full, still reads and anchors, and takes groups again when there is room", async () => {
    const { logId } = sampleLog();
    const stored = await appendUntil((fault) => fault === "STORE_FULL");
    expect(stored).to.be.greaterThan(5);
    expect((await collect(store.readGroups(logId, 0))).length).to.equal(stored);

    const lease = await store.takeLease("this one", 1_000);
    if (lease === undefined) throw new Error("the lease of one instance is always given");
    for (let number = 0; number < 100; number += 1) {
      await store.closeBatch(sampleBatch(number, 10 * number, 10), lease);
      await store.keepTransaction(sampleTransaction(number), lease);
      await store.setAnchored(logId, number, sampleAnchored(number));
    }
    await store.setFinal(logId, 99);
    expect(await store.readUnsettledBatches()).to.deep.equal([]);
    expect((await store.readTransactions(ACCOUNT, 0)).length).to.equal(100);
    expect(await faultOf(store.append(sampleGroup(1)))).to.equal("STORE_FULL");
    expect(await faultOf(store.probe())).to.equal("STORE_FULL");
    await sleep(600);
    expect(await faultOf(store.append(sampleGroup(400)))).to.equal("STORE_FULL");

    await rm(join(folder, "ballast"));
    await sleep(600);
    expect(await store.append(sampleGroup(1, 77))).to.deep.equal({ kind: "stored", firstSequence: 400 * stored });
    await store.probe();
    await store.close();
    store = createSqliteStore({ path: join(folder, "batcher.db"), reserveBytes: RESERVE_BYTES });
    expect(await store.open(OWNER)).to.deep.include({ batches: 100, firstUnbatched: 1_000 });
    expect((await store.findGroup(logId, 400 * stored))?.chainTime).to.equal(1_077);
  }).timeout(60_000);
});
