import { expect } from "chai";

import { createFakeChain, createFakeSigner } from "../../../test/support/batcher/createFakeChain.ts";
import { createFakeClock } from "../../../test/support/batcher/createFakeClock.ts";
import { createMemoryStore } from "../../../test/support/batcher/createMemoryStore.ts";
import { faultOf } from "../../../test/support/batcher/faultOf.ts";
import { OWNER, sampleBatch, wordOf } from "../../../test/support/batcher/storeSamples.ts";
import { BatcherError } from "../errors.ts";
import type { Outcome } from "../ports/Chain.ts";
import { TransactionLane } from "./TransactionLane.ts";

const HEAD = { number: 9, hash: wordOf(9), parentHash: wordOf(8), timestamp: 9, baseFee: 1n };

describe("a lane of transactions", () => {
  it("tells what became of each until it was noted, also where the node fails in the middle", async () => {
    const fake = createFakeChain();
    let nonce = 0;
    let answersLeft = 1;
    const chain = {
      ...fake,
      readNonce: async () => nonce,
      send: async () => undefined,
      readOutcome: async (hash: string): Promise<Outcome> => {
        answersLeft -= 1;
        if (answersLeft < 0)
          throw new BatcherError({ code: "CHAIN_UNAVAILABLE", summary: "It does not answer.", remedy: "Ask again." });
        return { hash, blockNumber: 9, blockHash: wordOf(9), succeeded: true, anchored: [], outcomes: undefined };
      },
    };
    const store = createMemoryStore();
    await store.open(OWNER);
    const lease = await store.takeLease("this one", 1_000);
    const lane = new TransactionLane({
      chain,
      store,
      signer: createFakeSigner(),
      clock: createFakeClock(),
      metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
      trace: { reach: () => undefined },
      journal: { note: () => undefined, warn: () => undefined, fail: () => undefined },
      readHead: () => HEAD,
      resendMs: 1_000,
      raiseMs: 1_000,
      maxFeePerGas: 100n,
    });
    for (const number of [0, 1]) {
      const input = fake.encodeAnchor(sampleBatch(number, number, 1));
      const purpose = { kind: "anchor", logId: wordOf(1), number } as const;
      await lane.submit({ purpose, to: wordOf(1), input, gasLimit: 1n }, lease);
    }
    nonce = 2;
    expect(await faultOf(lane.look(lease))).to.equal("CHAIN_UNAVAILABLE");
    answersLeft = 1;
    const events = await lane.look(lease);
    expect(events.map(({ purpose }) => "number" in purpose && purpose.number)).to.deep.equal([0, 1]);
    expect(await lane.look(lease), "nothing was noted yet").to.deep.equal(events);
    lane.noted(events);
    expect(await lane.look(lease)).to.deep.equal([]);
  });
});
