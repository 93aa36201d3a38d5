// A batcher's store with nothing around it: node test/support/faults/writeStore.ts <path> <first mark> <groups>
//
// Says on its output what was acknowledged, a line each, once it was. Whoever starts it may kill it at any moment.

import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { createSqliteStore } from "../../../batcher/src/adapters/sqlite/createSqliteStore.ts";
import { isFault } from "../../../batcher/src/errors.ts";
import { OWNER, sampleBatch, sampleGroup, sampleLog, sampleTransaction } from "../batcher/storeSamples.ts";

const [path = "", firstMark = "1", groups = "6"] = process.argv.slice(2);
const { logId } = sampleLog();
const store = createSqliteStore({ path, reserveBytes: 0 });

async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    say(`done ${name}`);
  } catch (error) {
    say(`failed ${name} ${isFault(error) ? error.code : error}`);
    // As long as a full store refuses without another look at the disk.
    if (isFault(error, "STORE_FULL")) await sleep(600);
  }
}

/** At once: a line that is said is out before this process does anything else. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

await attempt("open", () => store.open(OWNER));
await attempt("begin", () => store.beginLog(sampleLog()));
const logs = await store.readLogs().catch(() => []);
if (logs.length === 0) await attempt("begin", () => store.beginLog(sampleLog()));
for (let mark = Number(firstMark); mark < Number(firstMark) + Number(groups); mark += 1)
  await attempt(`append ${mark}`, () => store.append(sampleGroup(10, mark)));
await attempt("anchor", async () => {
  const lease = await store.takeLease("this one", 1_000);
  if (lease === undefined) return;
  if ((await store.readBatch(logId, 0)) === undefined) await store.closeBatch(sampleBatch(0, 0, 10), lease);
  await store.keepTransaction(sampleTransaction(Number(firstMark)), lease);
});
await store.close();
say("closed");
