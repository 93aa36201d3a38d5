import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { expect } from "chai";

import { parseAddress, parseBytes32, verifyReceipt } from "#sdk/receipts";
import { FuzzServers } from "../support/fuzz/FuzzServers.ts";
import { fuzzApi } from "../support/fuzz/fuzzApi.ts";
import { createSigner, secretOf } from "../support/simulation/createSigner.ts";
import { PLACE } from "../support/simulation/place.ts";

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 3);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const MAX_GROWTH_BYTES = 256 * 1024 * 1024;
const SAMPLE = 20;
/** A call that makes its transaction revert is found by halving it and trying again, with pauses, which takes a while. */
const FINAL_MS = 90_000;

/** Bytes that are in use, which the collector leaves; what the process has of the machine says more of the collector than of us. */
function measureMemory(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe("a batcher's server to which anything is sent", () => {
  const servers = new FuzzServers();
  after(async () => await servers.close());

  it(`answers everything by its documented codes and keeps what it took (${SECONDS} s, seed ${SEED})`, async () => {
    const server = await servers.start({ requestMs: 700 });
    const before = measureMemory();
    const { requests, statuses, accepted, faults } = await fuzzApi(server, SECONDS, SEED);
    expect(faults, `FUZZ_SEED=${SEED}`).to.deep.equal([]);
    expect(measureMemory() - before).to.be.lessThan(MAX_GROWTH_BYTES);
    expect((await fetch(`${server.url}/v1/status`)).status).to.equal(200);
    expect(requests).to.be.greaterThan(SECONDS * 20);
    for (const status of [200, 400, 415]) expect(statuses.get(status) ?? 0, String(status)).to.be.greaterThan(0);
    expect(accepted.size).to.be.greaterThan(SECONDS);
    const promisers = [parseAddress(createSigner(secretOf(1)).address)];
    for (const [index, place] of [...accepted].entries()) {
      const [logId = "", digits = ""] = place.split(" ");
      const sequence = Number(digits);
      const level = await server.pipeline.receipts.waitFor({ logId, sequence, level: "final", waitMs: FINAL_MS });
      expect(level, place).to.equal("final");
      if (index % Math.ceil(accepted.size / SAMPLE) !== 0) continue;
      const found = await server.pipeline.receipts.get(logId, sequence);
      if (found === undefined) throw new Error(`${place} has no receipt`);
      const { batch } = found.receipt;
      const onChain = server.ledger.head.state.logs.get(logId)?.batches[batch?.number ?? -1];
      expect(onChain?.root).to.equal(batch?.root);
      const { level: verified } = verifyReceipt(found.receipt, { ...PLACE, promisers });
      expect([verified, parseBytes32(logId)]).to.deep.equal(["durable", found.receipt.logId]);
    }
    process.stdout.write(
      `      ${requests} requests, ${accepted.size} records taken, answers ${JSON.stringify([...statuses])}\n`,
    );
  }).timeout(SECONDS * 1_000 + 150_000);
});
