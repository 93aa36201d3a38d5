// Records a second that a store takes: node test/support/batcher/measureStore.ts [--group 300] [--waiting 4] [--seconds 3]
// [--delay 0] [--store PATH]. Groups are of registrations, 231 bytes and a digest each; `waiting` groups are under way.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { createSqliteStore } from "../../../batcher/src/adapters/sqlite/createSqliteStore.ts";

const { values } = parseArgs({
  options: {
    group: { type: "string", default: "300" },
    waiting: { type: "string", default: "4" },
    seconds: { type: "string", default: "3" },
    delay: { type: "string", default: "0" },
  },
});
const count = Number(values.group);
const folder = mkdtempSync(join(tmpdir(), "quorate-store-"));
const owner = { chainId: 31_337n, anchor: `0x${"aa".repeat(20)}` };
const logId = `0x${"11".repeat(32)}`;
const settings = { path: join(folder, "batcher.db"), syncDelayMs: Number(values.delay) };
try {
  const store = createSqliteStore(settings);
  await store.open(owner);
  await store.beginLog({ logId, salt: `0x${"22".repeat(32)}`, seat: 1 });
  const group = {
    logId,
    count,
    records: crypto.getRandomValues(new Uint8Array(Math.min(65_536, 231 * count))),
    digests: new Uint8Array(32 * count),
    nonces: [],
    chainTime: 1,
    settledTime: 1,
    block: 1,
    lastDeadline: 300,
    promisedUntil: 60,
  };
  const records = new Uint8Array(231 * count);
  for (let at = 0; at < records.length; at += group.records.length)
    records.set(group.records.subarray(0, records.length - at), at);
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + Number(values.seconds) * 1000;
  const appendOn = async (): Promise<void> => {
    while (performance.now() < end) {
      const before = performance.now();
      await store.append({ ...group, records });
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: Number(values.waiting) }, appendOn));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const stored = latencies.length * count;
  const at = (part: number): string => (latencies[Math.floor(latencies.length * part)] ?? 0).toFixed(2);
  process.stdout.write(
    `${Math.round(stored / seconds)} records/s in groups of ${count}, ${values.waiting} under way; p50 ${at(0.5)} p99 ${at(0.99)} ms\n`,
  );
  await store.close();
  const before = performance.now();
  const again = createSqliteStore(settings);
  const state = await again.open(owner);
  const opened = performance.now();
  const middle = await again.findGroup(logId, Math.floor(stored / 2));
  process.stdout.write(
    `opened ${state.log?.nextSequence} records in ${(opened - before).toFixed(1)} ms, found ${middle?.firstSequence} in ${(performance.now() - opened).toFixed(1)} ms\n`,
  );
  await again.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
