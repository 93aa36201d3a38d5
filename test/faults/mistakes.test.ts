import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import { type ServiceProcess, spawnService } from "../support/faults/spawnService.ts";

const CHAIN_ID = 31_883;

describe("a batcher that is started by mistake", () => {
  let folder: string;
  let lanes: Lanes;
  const running: ServiceProcess[] = [];

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), "quorate-mistakes-"));
    lanes = await foundLanes(CHAIN_ID);
  });
  after(async () => {
    for (const { child } of running) child.kill("SIGKILL");
    await lanes.consortium.chain.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (changed: object, more: readonly string[] = [], lane = 0): ServiceProcess => {
    const place = { ...lanes.placeOf(lane, join(folder, "batcher.db")), ...changed };
    const service = spawnService(place, join(folder, `key-${running.length}`), more);
    running.push(service);
    return service;
  };
  /** One line, for a person, and nothing of a stack. */
  const refusalOf = async ({ ended }: ServiceProcess): Promise<string> => {
    const { code, errors } = await ended;
    expect(code, errors).to.equal(1);
    const lines = errors.split("\n").filter(Boolean);
    expect(lines, errors).to.have.lengthOf(1);
    return errors;
  };

  it("refuses a node of another chain, an address without code, and code that is not expected", async () => {
    const [chain, constitution, code, missing] = await Promise.all([
      refusalOf(start({ chainId: CHAIN_ID + 1 })),
      refusalOf(start({ constitution: `0x${"77".repeat(20)}` })),
      refusalOf(start({}, ["--anchor-code-hash", `0x${"12".repeat(32)}`])),
      refusalOf(start({ url: "http://127.0.0.1:1" })),
    ]);
    expect(chain).to.include(`the node is on chain ${CHAIN_ID}, not ${CHAIN_ID + 1}`);
    expect(constitution).to.include("there is no contract at 0x7777");
    expect(code).to.include("has the hash 0x");
    expect(missing).to.include("The node did not answer");
  }).timeout(60_000);

  it("refuses a store that another one has open, and a key without the duty", async () => {
    const first = start({});
    await first.listening;
    expect(await refusalOf(start({}, [], 1))).to.include("is open in another batcher");
    const stranger = start({ store: join(folder, "stranger.db"), secret: `0x${"42".repeat(32)}` });
    expect(await refusalOf(stranger)).to.include("is no key for the batcher's duty");
    first.child.kill("SIGTERM");
    expect(await first.ended).to.deep.equal({ code: 0, errors: "" });
  }).timeout(60_000);
});
