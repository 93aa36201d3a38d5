import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { loadHashes } from "#sdk/receipts";

import { expectWhole } from "../support/faults/expectWhole.ts";
import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import type { Acknowledged } from "../support/faults/spawnBatcher.ts";
import { type RunningBatcher, startBatcher } from "../support/faults/startBatcher.ts";

const CHAIN_ID = 31_884;
const PATIENCE_MS = 15_000;
/** A reorganisation takes out fewer blocks. */
const CONFIRMATIONS = 8;
const HOUR_MS = 3_600_000;

describe("a batcher whose chain or clock does what nobody expects", () => {
  let folder: string;
  let lanes: Lanes;
  let batcher: RunningBatcher;
  let place: ReturnType<Lanes["placeOf"]>;
  let requests: string[] = [];
  let acknowledged: Acknowledged[] = [];
  let stores = 0;
  const realNow = Date.now;

  before(async function () {
    this.timeout(60_000);
    await loadHashes();
    folder = await mkdtemp(join(tmpdir(), "quorate-chain-"));
    lanes = await foundLanes(CHAIN_ID);
  });
  beforeEach(async () => {
    stores += 1;
    [requests, acknowledged] = [[], []];
    place = lanes.placeOf(0, join(folder, `${stores}.db`));
    batcher = await startBatcher(place, { confirmations: CONFIRMATIONS });
  });
  afterEach(async () => {
    Date.now = realNow;
    await batcher.close();
  });
  after(async () => {
    await lanes.consortium.chain.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (method: string, ...parameters: readonly unknown[]): Promise<unknown> =>
    lanes.consortium.chain.ask(method, ...parameters);
  const submit = async (count: number): Promise<readonly number[]> => {
    const [request = ""] = await lanes.signRequests({
      requests: 1,
      records: count,
      firstNonce: 1_000 * requests.length,
    });
    const index = requests.push(request) - 1;
    const { statuses, sequences } = await batcher.submit(new Uint8Array(Buffer.from(request, "hex")));
    for (const [position, status] of statuses.entries())
      if (status < 2)
        acknowledged.push({ request: index, position, sequence: sequences[position] ?? -1, isReplay: status === 1 });
    return [...statuses];
  };
  const settle = async (): Promise<void> => {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const status = batcher.pipeline.status();
      if (status.waiting + status.unbatched + status.unanchoredBatches === 0) return;
      if (performance.now() > end) throw new Error(`not anchored in time: ${JSON.stringify(status)}`);
      await sleep(10);
    }
  };
  const expectAllWhole = async (because: string): Promise<void> => {
    await settle();
    await expectWhole({ place, store: batcher.store, requests, acknowledged, because });
  };

  it("anchors once more what a reorganisation took out, to any depth that is not final", async () => {
    for (const depth of [1, 2, 3]) {
      await submit(3);
      await settle();
      const snapshot = await ask("evm_snapshot");
      for (let block = 0; block < depth; block += 1) {
        await submit(2);
        await settle();
      }
      await ask("evm_revert", snapshot);
      // Other blocks take the place of those that are gone.
      await ask("hardhat_mine", `0x${(depth + 1).toString(16)}`);
      await sleep(200);
      await submit(1);
      await expectAllWhole(`a reorganisation of ${depth} blocks`);
    }
  }).timeout(60_000);

  it("finds another nonce where somebody else used its own", async () => {
    const { chain, members } = lanes.consortium;
    await submit(2);
    for (let round = 0; round < 3; round += 1) {
      const [owner, other] = members;
      // Whichever of the two is first has the nonce.
      const sent = owner?.connect(chain.provider).sendTransaction({ to: other?.address ?? null, value: 1n });
      await submit(2);
      await sent?.catch(() => undefined);
      await sleep(60);
    }
    await expectAllWhole("a nonce that somebody else used");
  }).timeout(60_000);

  it("asks no clock of its machine: an hour forth and back changes nothing", async () => {
    await submit(2);
    Date.now = () => realNow() + HOUR_MS;
    expect(await submit(2)).to.deep.equal([0, 0]);
    await settle();
    Date.now = () => realNow() - HOUR_MS;
    expect(await submit(2)).to.deep.equal([0, 0]);
    await expectAllWhole("the machine's clock jumped");
  });

  it("goes by the chain's time: after an hour old deadlines are refused, and new ones taken", async () => {
    const [old = ""] = await lanes.signRequests({ requests: 1, records: 2, firstNonce: 77_000 });
    await submit(2);
    await settle();
    await ask("evm_increaseTime", HOUR_MS / 1_000);
    await ask("hardhat_mine", "0x1");
    while (batcher.pipeline.status().chainTime < realNow() / 1_000 + HOUR_MS / 2_000) await sleep(10);
    const late = await batcher.submit(new Uint8Array(Buffer.from(old, "hex")));
    expect([...late.statuses]).to.deep.equal([2, 2]);
    expect(await submit(2)).to.deep.equal([0, 0]);
    await expectAllWhole("the chain's time jumped");
  });

  it("takes up where it was after its chain stood still", async () => {
    await ask("evm_setAutomine", false);
    try {
      await submit(5);
      await sleep(600);
      expect(batcher.pipeline.status().unanchoredBatches).to.equal(1);
      await batcher.close();
      batcher = await startBatcher(place, { confirmations: CONFIRMATIONS });
      await submit(5);
      await sleep(300);
    } finally {
      await ask("evm_setAutomine", true);
    }
    await ask("hardhat_mine", "0x1");
    await expectAllWhole("a chain that stood still");
  }).timeout(60_000);
});
