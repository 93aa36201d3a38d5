import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { loadHashes } from "#sdk/receipts";

import type { Journal } from "../../batcher/src/ports/Journal.ts";
import { type BadNode, createBadNode, type Mischief, mischiefs } from "../support/faults/createBadNode.ts";
import { createRandom, type SeededRandom } from "../support/faults/createRandom.ts";
import { expectWhole } from "../support/faults/expectWhole.ts";
import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import { inLanes } from "../support/faults/inLanes.ts";
import { readSeeds } from "../support/faults/readSeeds.ts";
import type { Acknowledged } from "../support/faults/spawnBatcher.ts";
import { type RunningBatcher, startBatcher } from "../support/faults/startBatcher.ts";

const CHAIN_ID = 31_882;
const LANES = 2;
/** Stories that one store lives through. */
const STORIES_PER_STORE = 10;
const PATIENCE_MS = 10_000;

/** A batcher behind a bad node, and what it has acknowledged. */
interface Lane {
  readonly node: BadNode;
  batcher: RunningBatcher | undefined;
  store: string;
  requests: string[];
  acknowledged: Acknowledged[];
  stories: number;
  /** What the batcher said in this story. */
  journal: string[];
}

describe("a batcher whose node misbehaves", () => {
  let folder: string;
  let lanes: Lanes;
  const open: Lane[] = [];
  let stores = 0;
  let nonce = 0;

  before(async function () {
    this.timeout(60_000);
    await loadHashes();
    folder = await mkdtemp(join(tmpdir(), "quorate-node-"));
    lanes = await foundLanes(CHAIN_ID);
    for (let lane = 0; lane < LANES; lane += 1) {
      const node = await createBadNode(lanes.consortium.chain.url);
      open.push({ node, batcher: undefined, store: "", requests: [], acknowledged: [], stories: 0, journal: [] });
    }
  });
  after(async () => {
    for (const { node, batcher } of open) {
      await batcher?.close();
      await node.close();
    }
    await lanes.consortium.chain.close();
    await rm(folder, { recursive: true, force: true });
  });

  const placeOf = (index: number) => {
    const lane = laneAt(open, index);
    return { ...lanes.placeOf(index, lane.store), url: lane.node.url, rpcTimeoutMs: 150 };
  };

  /** Starts a batcher. A node that misbehaves meanwhile makes it give up; then it is started again, by whoever watches over it. */
  const start = async (index: number): Promise<RunningBatcher> => {
    const lane = laneAt(open, index);
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await startBatcher(placeOf(index), { journal: journalOf(lane) });
      } catch (error) {
        if (attempts === 3) lane.node.choose = () => undefined;
        if (attempts > 6) throw error;
      }
    }
  };

  const renew = async (index: number): Promise<void> => {
    const lane = laneAt(open, index);
    if (lane.batcher !== undefined && lane.stories < STORIES_PER_STORE) return;
    await lane.batcher?.close();
    stores += 1;
    Object.assign(lane, { store: join(folder, `${stores}.db`), requests: [], acknowledged: [], stories: 0 });
    lane.batcher = await start(index);
  };

  const submit = async (lane: Lane, request: string): Promise<void> => {
    const index = lane.requests.push(request) - 1;
    const decided = await lane.batcher?.submit(new Uint8Array(Buffer.from(request, "hex"))).catch(() => undefined);
    decided?.statuses.forEach((status, position) => {
      const sequence = decided.sequences[position] ?? -1;
      if (status < 2) lane.acknowledged.push({ request: index, position, sequence, isReplay: status === 1 });
    });
  };

  const settle = async (lane: Lane, because: string): Promise<void> => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const status = lane.batcher?.pipeline.status();
      if (status !== undefined && status.waiting + status.unbatched + status.unanchoredBatches === 0) return;
      if (performance.now() > end)
        throw new Error(`${because}: not anchored in time: ${JSON.stringify(status)}\n${lane.journal.join("\n")}`);
      await sleep(10);
    }
  };

  const tell = async (index: number, seed: number): Promise<void> => {
    const lane = laneAt(open, index);
    const random = createRandom(seed);
    lane.node.choose = () => undefined;
    await renew(index);
    lane.stories += 1;
    lane.journal = [];
    const load = { requests: random.integer(2, 5), records: random.integer(1, 20), firstNonce: nonce };
    nonce += load.requests * load.records;
    const requests = await lanes.signRequests(load);
    const because = `SEED_START=${seed} SEEDS=1`;
    lane.node.choose = chooserOf(random);
    const sending: Promise<void>[] = [];
    for (const [position, request] of requests.entries()) {
      sending.push(submit(lane, request));
      await sleep(random.integer(0, 60));
      if (position === 1 && random.fraction() < 0.2) {
        await lane.batcher?.close();
        lane.batcher = await start(index);
      }
    }
    await sleep(random.integer(0, 200));
    lane.node.choose = () => undefined;
    await Promise.all(sending);
    const t0 = performance.now();
    await settle(lane, because);
    if (performance.now() - t0 > 1500)
      process.stderr.write(
        `${seed} settled ${performance.now() - t0} ${JSON.stringify(lane.batcher?.pipeline.status())} ${lane.journal.join("\n")}\n`,
      );
    const { batcher, acknowledged } = lane;
    if (batcher === undefined) throw new Error("a batcher runs");
    await expectWhole({
      place: lanes.placeOf(index, lane.store),
      store: batcher.store,
      requests: lane.requests,
      acknowledged,
      because,
    });
  };

  it("loses nothing, anchors all of it once it can, and nothing twice", async () => {
    const { first, count } = readSeeds(200);
    const seeds = Array.from({ length: count }, (_, index) => first + index);
    const free = open.map((_, index) => index);
    await inLanes(seeds, LANES, async (seed) => {
      const index = free.pop() ?? 0;
      try {
        await tell(index, seed);
      } catch (error) {
        process.stderr.write(`the story of seed ${seed} failed: SEED_START=${seed} SEEDS=1 tells it again\n`);
        throw error;
      }
      free.push(index);
    });
    const done = open.map(({ node }) => node.done);
    if (count >= 50)
      for (const kind of mischiefs)
        expect(
          done.some((each) => (each.get(kind) ?? 0) > 0),
          `no node was ever ${kind}`,
        ).to.equal(true);
  }).timeout(300_000);
});

function laneAt(lanes: readonly Lane[], index: number): Lane {
  const lane = lanes[index];
  if (lane === undefined) throw new Error(`there is no lane ${index}`);
  return lane;
}

/** Some kinds of mischief, so often. */
function chooserOf(random: SeededRandom): (method: string) => Mischief | undefined {
  const kinds = mischiefs.filter(() => random.fraction() < 0.4);
  const often = random.fraction() * 0.6;
  return () => (random.fraction() < often ? random.pick(kinds) : undefined);
}

function journalOf(lane: Lane): Journal {
  const say = (event: string, ...facts: readonly unknown[]): void => {
    lane.journal.push(
      [event, ...facts.map((fact) => (fact instanceof Error ? fact.message : JSON.stringify(fact)))].join(" "),
    );
  };
  return { note: say, warn: say, fail: say };
}
