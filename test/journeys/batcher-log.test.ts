import { expect } from "chai";

import { decodeAcknowledgements, loadHashes, parseAddress } from "#sdk/receipts";

import { type BatcherConsortium, foundBatchers } from "../support/batcher/foundBatchers.ts";
import { signRecords } from "../support/batcher/signRecords.ts";
import { makeBatcherFolder, startBatcher } from "../support/batcher/startBatcher.ts";
import { replayLog } from "../support/simulation/replayLog.ts";

const CHAIN_ID = 31_923;
const RECORDS = 60;
const PARTS = 6;

describe("the log of a batcher that is killed and started again", function () {
  this.timeout(180_000);
  let consortium: BatcherConsortium;

  before(async () => {
    await loadHashes();
    consortium = await foundBatchers(2, CHAIN_ID);
  });
  after(async () => await consortium?.chain.close());

  it("agrees with the model that simulated batchers are held against", async () => {
    const { records, anchor, executor } = consortium.suite;
    const [first, second] = consortium.members;
    if (first === undefined || second === undefined) throw new Error("two members");
    const [registry, anchorAt, executorAt] = [records.address, anchor.address, executor.address].map(parseAddress);
    if (registry === undefined || anchorAt === undefined || executorAt === undefined)
      throw new Error("three contracts");
    const place = { chainId: BigInt(CHAIN_ID), registry, anchor: anchorAt, executor: executorAt };
    const folder = await makeBatcherFolder();
    const flags = { "log-level": "debug" };
    const output: string[] = [];
    let acknowledged = 0;
    for (const signal of ["SIGKILL", "SIGKILL", "SIGTERM"] as const) {
      const batcher = await startBatcher({ consortium, signer: first, folder, flags });
      const block = await consortium.chain.provider.getBlock("latest");
      const deadline = (block?.timestamp ?? 0) + 200;
      for (let part = 0; part < PARTS; part += 1) {
        const firstNonce = (output.length * PARTS + part) * RECORDS;
        const body = signRecords({ place, signer: second, seat: 1, deadline, firstNonce, count: RECORDS });
        const response = await fetch(`${batcher.url}/v1/records`, {
          method: "POST",
          headers: { "content-type": "application/vnd.quorate.records" },
          body: new Blob([Uint8Array.from(body)]),
        });
        expect(response.status).to.equal(200);
        const { outcomes } = decodeAcknowledgements(new Uint8Array(await response.arrayBuffer()));
        expect(outcomes.filter(({ status }) => status !== "accepted")).to.deep.equal([]);
        acknowledged += outcomes.length;
      }
      await batcher.end(signal);
      output.push(batcher.output());
    }
    const { violations, promised, final } = replayLog(output.join("\n"));
    expect(violations).to.deep.equal([]);
    expect(promised).to.equal(acknowledged);
    expect(final).to.be.greaterThan(0);
  });
});
