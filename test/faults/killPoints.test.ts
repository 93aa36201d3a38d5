import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { loadHashes } from "#sdk/receipts";

import { type TracePoint, tracePoints } from "../../batcher/src/ports/Trace.ts";
import { expectWhole } from "../support/faults/expectWhole.ts";
import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import { inLanes } from "../support/faults/inLanes.ts";
import { readSeeds } from "../support/faults/readSeeds.ts";
import { spawnBatcher } from "../support/faults/spawnBatcher.ts";
import { openPlacedStore } from "../support/faults/startBatcher.ts";

const CHAIN_ID = 31_881;
const LANES = 2;
/** Points on ways that this load does not take: calls, challenges, reorganisations. `killWays.test.ts` takes them. */
const ELSEWHERE: readonly TracePoint[] = [
  "execute.closed",
  "execute.outcomes-kept",
  "challenge.answered",
  "anchor.reorganised",
];
/** Points that a batcher passes once. */
const ONCE = /^(log|drain)\.|^anchor\.final$/;
/** Points that every request passes. */
const OFTEN = /^(ingest|verify|store)\./;

describe("a batcher that is killed", () => {
  let folder: string;
  let lanes: Lanes;
  const free = Array.from({ length: LANES }, (_, lane) => lane);
  const { first: seed } = readSeeds(1);

  before(async function () {
    this.timeout(60_000);
    await loadHashes();
    folder = await mkdtemp(join(tmpdir(), "quorate-kill-"));
    lanes = await foundLanes(CHAIN_ID);
  });
  after(async () => {
    await lanes.consortium.chain.close();
    await rm(folder, { recursive: true, force: true });
  });

  const killAt = async (point: TracePoint, lane: number, index: number): Promise<void> => {
    const nth = ONCE.test(point) ? 1 : 1 + ((seed + index) % (OFTEN.test(point) ? 3 : 2));
    const because = `killed at ${point}, time ${nth}; SEED_START=${seed}`;
    const place = lanes.placeOf(lane, join(folder, `${point}.db`));
    const requests = await lanes.signRequests({ requests: 6, records: 8, firstNonce: 0 });
    const file = join(folder, `${point}.json`);
    const killed = await spawnBatcher({ place, requests, killAt: { point, nth } }, file);
    expect(killed.isKilled, `${because}: ${killed.lines.join("\n")}${killed.errors}`).to.equal(true);
    const second = await spawnBatcher({ place, requests }, file);
    expect(second.lines.at(-1), `${because}: ${second.lines.join("\n")}${second.errors}`).to.equal("drained");
    expect(second.refused, because).to.equal(0);
    expect(second.acknowledged.length, because).to.equal(48);

    const store = openPlacedStore(place);
    await store.open({ chainId: BigInt(CHAIN_ID), anchor: place.anchor });
    try {
      const acknowledged = [...killed.acknowledged, ...second.acknowledged];
      await expectWhole({ place, store, requests, acknowledged, because });
    } finally {
      await store.close();
    }
  };

  it("at any point of a record's way has lost nothing when it is back, and anchors nothing twice", async () => {
    const points = tracePoints.filter((point) => !ELSEWHERE.includes(point));
    await inLanes(points.entries(), LANES, async ([index, point]) => {
      const lane = free.pop() ?? 0;
      await killAt(point, lane, index);
      free.push(lane);
    });
  }).timeout(240_000);
});
