import { expect } from "chai";

import {
  type Client,
  castBallot,
  createClient,
  execute,
  type ProposalChange,
  parseAddress,
  propose,
  proposeInFavour,
  watchProposals,
} from "#sdk";

import { errorOf } from "../support/errorOf.ts";
import { type FoundedConsortium, foundConsortium } from "../support/foundConsortium.ts";

describe("watching proposals", () => {
  let founded: FoundedConsortium;
  let client: Client;

  before(async () => {
    founded = await foundConsortium(3);
    const [runner] = founded.members;
    if (runner === undefined) throw new Error("three members");
    const constitution = parseAddress(founded.suite.constitution.address);
    client = await createClient({ runner, constitution, pollingIntervalMs: 10 });
  });

  it("shows what happens, in order, until the signal ends it", async () => {
    const controller = new AbortController();
    const steps: string[] = [];
    const watching = (async () => {
      for await (const { type, step } of watchProposals(client, { signal: controller.signal, fromBlock: 0n })) {
        steps.push(`${type} ${step}`);
        if (step === "executed") controller.abort();
      }
    })();
    const call = client.calls.memberRegistry.setDuties({ seat: 1n, duties: ["guardian"] });
    const { proposalId } = await proposeInFavour(client, { calls: [call], description: "A guardian" });
    const second = await createClient({
      runner: founded.members[1] ?? founded.relayer,
      constitution: client.modules.constitution,
    });
    await castBallot(second, { proposalId, support: "for" });
    await execute(client, { proposalId });
    await watching;
    expect(steps).to.deep.equal(["added opened", "added ballot", "added closed", "added ballot", "added executed"]);
  });

  it("waits for as many blocks as it was told to", async () => {
    const controller = new AbortController();
    const fromBlock = BigInt(await client.provider.getBlockNumber()) + 1n;
    const watched = watchProposals(client, { signal: controller.signal, confirmations: 3, fromBlock });
    const call = client.calls.memberRegistry.setDuties({ seat: 2n, duties: ["guardian"] });
    const { proposalId, receipt } = await propose(client, { calls: [call], description: "Another" });
    const next = watched.next();
    const early = await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 100, "nothing yet"))]);
    expect(early).to.equal("nothing yet");
    await founded.chain.mineBlocks(3);
    const { value } = await next;
    expect(value).to.deep.include({ type: "added", step: "opened", proposalId, blockNumber: receipt.blockNumber });
    controller.abort();
    expect((await watched.next()).done).to.equal(true);
  });

  // REQ-SDK-03
  it("takes back what a chain that changed its course never did, and shows what it did instead", async () => {
    const controller = new AbortController();
    const fromBlock = BigInt(await client.provider.getBlockNumber()) + 1n;
    const watched = watchProposals(client, { signal: controller.signal, fromBlock });
    const careful = watchProposals(client, { signal: controller.signal, fromBlock, confirmations: 2 });
    const calls = [client.calls.memberRegistry.setDuties({ seat: 2n, duties: ["attester"] })];
    const snapshot = await founded.chain.ask("evm_snapshot");

    const lost = await propose(client, { calls, description: "On the course that was given up" });
    const first = await nextOf(watched);
    expect(first).to.deep.include({ type: "added", step: "opened", proposalId: lost.proposalId });

    await founded.chain.ask("evm_revert", snapshot);
    const kept = await propose(client, { calls, description: "On the course that was taken" });
    expect(kept.receipt.blockNumber).to.equal(lost.receipt.blockNumber);
    const second = await nextOf(watched);
    expect(second).to.deep.include({
      type: "removed",
      step: "opened",
      proposalId: lost.proposalId,
      transactionHash: lost.receipt.transactionHash,
      blockNumber: lost.receipt.blockNumber,
    });
    expect(second.event.facts).to.deep.equal(first.event.facts);
    const third = await nextOf(watched);
    expect(third).to.deep.include({ type: "added", step: "opened", proposalId: kept.proposalId });

    // Whoever waits for confirmations never sees the first course.
    await founded.chain.mineBlocks(2);
    expect(await nextOf(careful)).to.deep.include({ type: "added", proposalId: kept.proposalId });
    controller.abort();
    expect((await careful.next()).done).to.equal(true);
    expect((await watched.next()).done).to.equal(true);
  });

  // REQ-SDK-02
  it("sends nothing any more when a verb's time is over before it could", async () => {
    const call = client.calls.memberRegistry.setDuties({ seat: 2n, duties: ["batcher"] });
    const block = await client.provider.getBlockNumber();
    for (const [limits, code] of [
      [{ timeoutMs: 0 }, "TIMED_OUT"],
      [{ signal: AbortSignal.abort() }, "ABORTED"],
    ] as const) {
      const error = await errorOf(propose(client, { calls: [call], description: code, ...limits }));
      expect(error.code).to.equal(code);
      expect(error.facts.sent ?? "no").to.equal("no");
      expect(error.facts.transaction).to.equal(undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await client.provider.getBlockNumber()).to.equal(block);
  });

  // REQ-SDK-02
  it("ends a verb whose transaction is not mined in time, and says what was sent", async () => {
    const call = client.calls.memberRegistry.setDuties({ seat: 2n, duties: ["batcher"] });
    await founded.chain.ask("evm_setAutomine", false);
    const error = await errorOf(propose(client, { calls: [call], description: "Slow", timeoutMs: 2_000 }));
    await founded.chain.ask("evm_setAutomine", true);
    expect(error.code).to.equal("TIMED_OUT");
    expect(error.facts.sent).to.equal("yes");
    await founded.chain.mineBlocks(1);
    const receipt = await client.provider.getTransactionReceipt(String(error.facts.transaction));
    expect(receipt?.status).to.equal(1);
    expect(error.message).to.contain(String(error.facts.transaction));
  });
});

/** The next change; there is one. */
async function nextOf(watched: AsyncGenerator<ProposalChange, void>): Promise<ProposalChange> {
  const { value } = await watched.next();
  if (value === undefined) throw new Error("the watching ended");
  return value;
}
