import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { loadHashes } from "#sdk/receipts";

import { PostgresServer } from "../../scripts/checks/PostgresServer.ts";
import { expectWhole } from "../support/faults/expectWhole.ts";
import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import { type Acknowledged, spawnBatcher } from "../support/faults/spawnBatcher.ts";
import { openPlacedStore, type RunningBatcher, startBatcher } from "../support/faults/startBatcher.ts";

const CHAIN_ID = 31_885;
const PATIENCE_MS = 30_000;

describe("batchers that share a store on PostgreSQL", () => {
  let folder: string;
  let lanes: Lanes;
  let server: PostgresServer;
  let running: RunningBatcher[] = [];
  let requests: string[] = [];
  let acknowledged: Acknowledged[] = [];
  let schemas = 0;

  before(async function () {
    this.timeout(90_000);
    await loadHashes();
    folder = await mkdtemp(join(tmpdir(), "quorate-shared-"));
    await chmod(folder, 0o755);
    server = new PostgresServer(join(folder, "server"));
    server.create();
    await server.start();
    lanes = await foundLanes(CHAIN_ID);
  });
  beforeEach(() => {
    schemas += 1;
    [requests, acknowledged, running] = [[], [], []];
  });
  afterEach(async () => {
    for (const batcher of running) await batcher.close();
  });
  after(async () => {
    await lanes?.consortium.chain.close();
    await server.stop("fast");
    await rm(folder, { recursive: true, force: true });
  });

  /** Both sign with keys of one seat here: it is the same key, as after a start by mistake. */
  const placeOf = () => ({ ...lanes.placeOf(0, server.url), schema: `shared_${schemas}`, leaseMs: 1_500 });
  const start = async (): Promise<RunningBatcher> => {
    const batcher = await startBatcher(placeOf());
    running.push(batcher);
    return batcher;
  };
  const submit = async (batcher: RunningBatcher, request: string): Promise<readonly number[]> => {
    const index = requests.push(request) - 1;
    const { statuses, sequences } = await batcher.submit(new Uint8Array(Buffer.from(request, "hex")));
    for (const [position, status] of statuses.entries())
      if (status < 2)
        acknowledged.push({ request: index, position, sequence: sequences[position] ?? -1, isReplay: status === 1 });
    return [...statuses];
  };
  const settle = async (batcher: RunningBatcher): Promise<void> => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const unsettled = await batcher.store.readUnsettledBatches();
      const [log] = (await batcher.store.readLogs()).slice(-1);
      const last = log === undefined ? undefined : await batcher.store.findBatch(log.logId, log.nextSequence - 1);
      if (last?.anchored !== undefined && unsettled.every(({ anchored }) => anchored !== undefined)) return;
      const status = running.map(({ pipeline }) => JSON.stringify(pipeline.status())).join("\n");
      if (performance.now() > end) throw new Error(`not anchored in time: ${status}`);
      await sleep(50);
    }
  };

  it("all take records, one of them anchors, and another goes on when that one is gone", async () => {
    const first = await start();
    const second = await start();
    const load = await lanes.signRequests({ requests: 12, records: 5, firstNonce: 0 });
    await Promise.all(load.slice(0, 8).map((request, index) => submit(index % 2 === 0 ? first : second, request)));
    expect(running.filter(({ pipeline }) => pipeline.status().holdsLease)).to.have.lengthOf(1);
    await settle(second);
    await first.close();
    running.shift();
    for (const request of load.slice(8)) expect(await submit(second, request)).to.deep.equal([0, 0, 0, 0, 0]);
    // The same again, to the instance that did not store them.
    expect(await submit(second, load[0] ?? "")).to.deep.equal([1, 1, 1, 1, 1]);
    await settle(second);
    await expectWhole({ place: placeOf(), store: second.store, requests, acknowledged, because: "one instance went" });
  }).timeout(90_000);

  it("keep what was acknowledged while their server crashes in the middle of transactions", async () => {
    const batchers = [await start(), await start()];
    const load = await lanes.signRequests({ requests: 40, records: 4, firstNonce: 1_000 });
    const sending = load.map(async (request, index) => {
      await sleep(index * 40);
      const batcher = batchers[index % 2];
      if (batcher !== undefined) await submit(batcher, request);
    });
    await sleep(500);
    await server.stop("quit");
    await sleep(200);
    await server.start();
    await Promise.all(sending);
    const [batcher] = batchers;
    if (batcher === undefined) throw new Error("two batchers run");
    await settle(batcher);
    expect(acknowledged.length).to.be.greaterThan(40);
    await expectWhole({
      place: placeOf(),
      store: batcher.store,
      requests,
      acknowledged,
      because: "the server crashed",
    });
  }).timeout(90_000);

  for (const point of ["store.after-append", "anchor.kept", "anchor.sent"]) {
    it(`lose nothing when one is killed at ${point}, and the other anchors it`, async () => {
      const place = placeOf();
      requests = [...(await lanes.signRequests({ requests: 8, records: 4, firstNonce: 2_000 }))];
      const file = join(folder, `${schemas}.json`);
      const killed = await spawnBatcher({ place, requests, killAt: { point, nth: 2 } }, file);
      expect(killed.isKilled, killed.lines.join("\n")).to.equal(true);
      const next = await spawnBatcher({ place, requests }, file);
      expect(next.lines.at(-1), `${next.lines.join("\n")}${next.errors}`).to.equal("drained");
      const store = openPlacedStore(place);
      await store.open({ chainId: BigInt(CHAIN_ID), anchor: place.anchor });
      try {
        const heard = [...killed.acknowledged, ...next.acknowledged];
        await expectWhole({ place, store, requests, acknowledged: heard, because: `killed at ${point}` });
      } finally {
        await store.close();
      }
    }).timeout(60_000);
  }
});
