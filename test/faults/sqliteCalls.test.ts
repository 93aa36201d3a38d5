import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { createSqliteStore } from "../../batcher/src/adapters/sqlite/createSqliteStore.ts";
import { collect } from "../support/batcher/collect.ts";
import { OWNER, sampleGroup, sampleLog } from "../support/batcher/storeSamples.ts";
import { inLanes } from "../support/faults/inLanes.ts";
import { runUnderStrace, type WatchedRun } from "../support/faults/runUnderStrace.ts";

const WRITER = new URL("../support/faults/writeStore.ts", import.meta.url);
/** Calls that change a file. strace counts each kind of its own. */
const CALLS = ["pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink"];
const WRITES = CALLS.join(",");
const GROUPS = 3;
const LANES = 2;
const { logId } = sampleLog();

/** What the writer was told was stored. */
function acknowledgedBy({ lines }: WatchedRun): readonly number[] {
  return lines.flatMap((line) => {
    const mark = /^done append (\d+)$/.exec(line)?.[1];
    return mark === undefined ? [] : [Number(mark)];
  });
}

/** Opens what was left behind, and tells the marks of its groups after one more was stored. */
async function recover(path: string): Promise<readonly number[]> {
  const store = createSqliteStore({ path, reserveBytes: 0 });
  const { log } = await store.open(OWNER);
  if (log === undefined) await store.beginLog(sampleLog());
  await store.append(sampleGroup(10, 99));
  const groups = await collect(store.readGroups(logId, 0));
  await store.close();
  return groups.map(({ firstSequence, records, chainTime }, index) => {
    const mark = chainTime - 1_000;
    expect(firstSequence).to.equal(10 * index);
    expect(Buffer.from(records).equals(Buffer.from(sampleGroup(10, mark).records)), `bytes of ${mark}`).to.equal(true);
    return mark;
  });
}

describe("a store in a file, one call of the system after another", () => {
  let folder: string;
  let files = 0;

  const nextPath = (): string => {
    files += 1;
    return join(folder, `${files}.db`);
  };
  const filesOf = (path: string): readonly string[] => ["", "-wal", "-shm", "-journal"].map((end) => path + end);
  const run = (path: string, fault: string): Promise<WatchedRun> =>
    runUnderStrace({ expressions: [`trace=${WRITES}`, `inject=${fault}`], files: filesOf(path) }, WRITER, [
      path,
      "1",
      String(GROUPS),
    ]);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-calls-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is synced before anything is acknowledged", async () => {
    const [path, log] = [nextPath(), join(folder, "calls")];
    await runUnderStrace({ expressions: [`trace=${WRITES}`], log }, WRITER, [path, "1", "20"]);
    let isSynced = true;
    let acknowledged = 0;
    for (const line of (await readFile(log, "utf8")).split("\n")) {
      if (line.includes("pwrite64(")) isSynced = false;
      if (/f(data)?sync\(\d+\) += 0|fsync resumed.*= 0/.test(line)) isSynced = true;
      if (!line.includes('write(1, "done append')) continue;
      expect(isSynced, line).to.equal(true);
      acknowledged += 1;
    }
    expect(acknowledged).to.equal(20);
  });

  it("is killed at each of them and loses nothing that was acknowledged", async () => {
    let killed = 0;
    for (const name of CALLS) {
      let isOver = false;
      const counting = (function* () {
        for (let call = 1; !isOver; call += 1) yield call;
      })();
      await inLanes(counting, LANES, async (call) => {
        const path = nextPath();
        const ended = await run(path, `${name}:signal=SIGKILL:when=${call}`);
        if (!ended.isKilled) {
          expect(ended.lines.at(-1), ended.errors).to.equal("closed");
          isOver = true;
          return;
        }
        killed += 1;
        const acknowledged = acknowledgedBy(ended);
        const kept = (await recover(path)).slice(0, -1);
        // A group whose sync was asked for may be there although nobody was told.
        expect(kept.slice(0, acknowledged.length), `killed at ${name} ${call}`).to.deep.equal(acknowledged);
        expect(kept.length - acknowledged.length, `killed at ${name} ${call}`).to.be.within(0, 1);
      });
    }
    expect(killed).to.be.greaterThan(30);
  }).timeout(120_000);

  it("fails for good where a sync fails, and is whole when it is opened again", async () => {
    let failed = 0;
    await inLanes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], LANES, async (call) => {
      const path = nextPath();
      const ended = await run(path, `fsync,fdatasync:error=EIO:when=${call}`);
      const first = ended.lines.findIndex((line) => line.startsWith("failed"));
      const acknowledged = acknowledgedBy(ended);
      if (first >= 0) {
        failed += 1;
        const after = ended.lines.slice(first).filter((line) => line !== "closed");
        expect(after, `sync ${call}`).to.satisfy((lines: readonly string[]) =>
          lines.every((line) => / STORE_FAILED$/.test(line)),
        );
      }
      expect((await recover(path)).slice(0, acknowledged.length), `sync ${call}`).to.deep.equal(acknowledged);
    });
    expect(failed).to.be.greaterThan(5);
  }).timeout(60_000);

  it("refuses one group where the disk is full for a moment, stores nothing of it, and takes the next", async () => {
    let refused = 0;
    await inLanes([36, 38, 40, 42, 44], LANES, async (call) => {
      const path = nextPath();
      const ended = await run(path, `pwrite64:error=ENOSPC:when=${call}`);
      refused += ended.lines.filter((line) => /^failed append \d+ STORE_FULL$/.test(line)).length;
      expect(ended.lines.filter((line) => line.startsWith("failed") && !line.endsWith("STORE_FULL"))).to.deep.equal([]);
      expect(ended.lines.at(-1)).to.equal("closed");
      expect((await recover(path)).slice(0, -1), `write ${call}`).to.deep.equal(acknowledgedBy(ended));
    });
    expect(refused).to.be.greaterThan(0);
  }).timeout(60_000);
});
