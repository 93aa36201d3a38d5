import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { Contract, type Wallet } from "ethers";

import { batchAnchorAbi } from "#sdk";
import { loadHashes } from "#sdk/receipts";

import type { TracePoint } from "../../batcher/src/ports/Trace.ts";
import { signCall } from "../support/batcher/signCall.ts";
import { deployContract } from "../support/deployContract.ts";
import type { BatcherPlace } from "../support/faults/BatcherPlace.ts";
import { expectWhole } from "../support/faults/expectWhole.ts";
import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import type { BatcherTask } from "../support/faults/runBatcher.ts";
import { type BatcherRun, spawnBatcher } from "../support/faults/spawnBatcher.ts";
import { openBook, openPlacedStore, recordPlaceOf, startBatcher } from "../support/faults/startBatcher.ts";
import { readArtifact } from "../support/readArtifact.ts";

const CHAIN_ID = 31_887;
const SIGNING_SEAT = 2;
const ANSWERED = 2n;
const PATIENCE_MS = 20_000;
/** As many blocks as a reorganisation takes out are not final. */
const CONFIRMATIONS = 8;

// REQ-BATCH-87
describe("a batcher that is killed on a way that few records take", () => {
  let folder: string;
  let lanes: Lanes;

  before(async function () {
    this.timeout(60_000);
    await loadHashes();
    folder = await mkdtemp(join(tmpdir(), "quorate-ways-"));
    lanes = await foundLanes(CHAIN_ID);
  });
  after(async () => {
    await lanes.consortium.chain.close();
    await rm(folder, { recursive: true, force: true });
  });

  const memberAt = (seat: number): Wallet => {
    const member = lanes.consortium.members[seat];
    if (member === undefined) throw new Error(`there is no seat ${seat}`);
    return member;
  };
  const placeOf = (name: string): BatcherPlace => lanes.placeOf(0, join(folder, `${name}.db`));
  const run = (task: BatcherTask, name: string): Promise<BatcherRun> =>
    spawnBatcher(task, join(folder, `${name}.json`));
  const expectKilled = ({ isKilled, lines, errors }: BatcherRun, because: string): void => {
    expect(isKilled, `${because}: ${lines.join("\n")}${errors}`).to.equal(true);
  };
  const expectDrained = ({ lines, errors }: BatcherRun, because: string): void => {
    expect(lines.at(-1), `${because}: ${lines.join("\n")}${errors}`).to.equal("drained");
  };
  const until = async (isDone: () => Promise<boolean>, because: string): Promise<void> => {
    const end = performance.now() + PATIENCE_MS;
    while (!(await isDone())) {
      if (performance.now() > end) throw new Error(because);
      await sleep(50);
    }
  };

  for (const [index, point] of (["execute.closed", "execute.outcomes-kept"] satisfies TracePoint[]).entries()) {
    it(`at ${point} carries out every call once, and tells how each ended`, async () => {
      const { chain, suite } = lanes.consortium;
      const artifact = await readArtifact("../test/support/contracts/Recipient");
      const target = await deployContract(chain.relayer, artifact, [suite.executor.address]);
      const place = { ...placeOf(point), executor: suite.executor.address.toLowerCase() };
      const registrations = await lanes.signRequests({ requests: 3, records: 2, firstNonce: 5_000 + index * 100 });
      const head = await chain.provider.getBlock("latest");
      const deadline = (head?.timestamp ?? 0) + 240;
      const facts = { place: recordPlaceOf(place), signer: memberAt(SIGNING_SEAT), seat: SIGNING_SEAT, deadline };
      const requests = registrations.map((registration, request) => {
        // The recipient refuses 13.
        const values = [request + 1, 13];
        const calls = values.map((value, at) => {
          const nonce = 1_000 * (index + 1) + 2 * request + at;
          const input = artifact.abi.encodeFunctionData("enter", [value]);
          return signCall({ ...facts, nonce, target, gas: 200_000, input });
        });
        return registration + Buffer.concat(calls).toString("hex");
      });
      const killed = await run({ place, requests, killAt: { point, nth: 1 } }, point);
      expectKilled(killed, point);
      const second = await run({ place, requests }, point);
      expectDrained(second, point);
      expect(second.refused, point).to.equal(0);
      const recipient = new Contract(target, artifact.abi, chain.provider);
      expect(await recipient.getFunction("entries")(), point).to.equal(3n);
      const store = openPlacedStore(place);
      const state = await store.open({ chainId: BigInt(CHAIN_ID), anchor: place.anchor });
      try {
        const told: number[] = [];
        for (let number = 0; number < state.batches; number += 1) {
          for (const { executed } of await store.readExecutions(state.log?.logId ?? "", number))
            told.push(...(executed?.outcomes ?? [-1]));
        }
        expect(told.toSorted(), point).to.deep.equal([1, 1, 1, 2, 2, 2]);
        const acknowledged = [...killed.acknowledged, ...second.acknowledged].filter(({ position }) => position < 2);
        await expectWhole({ place, store, requests, acknowledged, because: point });
      } finally {
        await store.close();
      }
    }).timeout(60_000);
  }

  it("at challenge.answered has answered it, or does when it is back", async () => {
    const place = placeOf("challenge");
    const requests = [...(await lanes.signRequests({ requests: 1, records: 3, firstNonce: 6_000 }))];
    const first = await startBatcher(place);
    const { logId } = first.pipeline.status();
    await first.submit(new Uint8Array(Buffer.from(requests[0] ?? "", "hex")));
    await until(
      async () => first.pipeline.status().unanchoredBatches + first.pipeline.status().unbatched === 0,
      "anchor",
    );
    const given = await first.pipeline.receipts.get(logId, 1);
    await first.close();
    const { promise, digest } = JSON.parse(JSON.stringify(given?.receipt));
    const { chain } = lanes.consortium;
    await chain.ask("evm_increaseTime", 120);
    await chain.mineBlocks(20);
    const anchor = new Contract(place.anchor, batchAnchorAbi, memberAt(SIGNING_SEAT));
    const { signature, proof, ...promised } = promise;
    const sent = await anchor.getFunction("challenge")({ logId, ...promised }, signature, 1, digest, proof);
    await sent.wait();
    const [event] = await anchor.queryFilter("PromiseChallenged");
    const stateOf = async (): Promise<bigint> =>
      (await anchor.getFunction("challengeOf")(event?.topics[1] ?? "")).state;
    const killed = await run(
      { place, requests: [], killAt: { point: "challenge.answered", nth: 1 }, stayMs: PATIENCE_MS },
      "challenge",
    );
    expectKilled(killed, "challenge.answered");
    const second = await run({ place, requests: [], stayMs: 2_000 }, "challenge");
    expectDrained(second, "challenge.answered");
    await until(async () => (await stateOf()) === ANSWERED, "it was never answered");
  }).timeout(60_000);

  it("at anchor.reorganised anchors once more what was taken out, and nothing twice", async () => {
    const place = { ...placeOf("reorganised"), confirmations: CONFIRMATIONS };
    const { chain } = lanes.consortium;
    // Opens its log before the blocks that are taken out.
    const first = await run({ place, requests: [] }, "reorganised");
    expectDrained(first, "the first one");
    const logId = first.lines[0]?.split(" ")[1] ?? "";
    const requests = [...(await lanes.signRequests({ requests: 2, records: 4, firstNonce: 7_000 }))];
    const snapshot = await chain.ask("evm_snapshot");
    const killAt = { point: "anchor.reorganised", nth: 1 };
    const running = run({ place, requests, killAt, stayMs: PATIENCE_MS }, "reorganised");
    const store = openPlacedStore(place);
    const book = openBook(place);
    await until(async () => ((await book.readAnchored(logId))?.nextSequence ?? 0) === 8, "it is never anchored");
    await sleep(500);
    await chain.ask("evm_revert", snapshot);
    await chain.ask("hardhat_mine", "0x4");
    const killed = await running;
    expectKilled(killed, "anchor.reorganised");
    const second = await run({ place, requests }, "reorganised");
    expectDrained(second, "anchor.reorganised");
    await store.open({ chainId: BigInt(CHAIN_ID), anchor: place.anchor });
    try {
      const acknowledged = [...killed.acknowledged, ...second.acknowledged];
      await expectWhole({ place, store, requests, acknowledged, because: "anchor.reorganised" });
    } finally {
      await store.close();
    }
  }).timeout(90_000);
});
