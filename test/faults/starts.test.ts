import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";

import { type BadNode, createBadNode } from "../support/faults/createBadNode.ts";
import { foundLanes, type Lanes } from "../support/faults/foundLanes.ts";
import { inLanes } from "../support/faults/inLanes.ts";
import { type ServiceProcess, spawnService } from "../support/faults/spawnService.ts";

const CHAIN_ID = 31_886;
const LANES = 2;
/** Milliseconds after the program was started; with a slow node a start takes longer than the last of them. */
const MOMENTS = [300, 600, 800, 1_000, 1_200, 1_500, 1_800, 2_200, 2_600, 3_000];
const SLOW_MS = 30;
const ENDED_WITHIN_MS = 25_000;

// REQ-BATCH-86
describe("a batcher while it starts", () => {
  let folder: string;
  let lanes: Lanes;
  let node: BadNode;
  const running: ServiceProcess[] = [];
  const free = Array.from({ length: LANES }, (_, lane) => lane);

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), "quorate-starts-"));
    lanes = await foundLanes(CHAIN_ID);
    node = await createBadNode(lanes.consortium.chain.url);
  });
  afterEach(() => {
    node.delayMs = 0;
  });
  after(async () => {
    for (const { child } of running) child.kill("SIGKILL");
    await node.close();
    await lanes.consortium.chain.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (lane: number, store: string, more: readonly string[] = []): ServiceProcess => {
    const place = { ...lanes.placeOf(lane, join(folder, store)), url: node.url };
    const service = spawnService(place, join(folder, `key-${running.length}`), more);
    running.push(service);
    return service;
  };
  const endOf = async ({ ended }: ServiceProcess, because: string) =>
    await Promise.race([
      ended,
      sleep(ENDED_WITHIN_MS, undefined, { ref: false }).then(() => {
        throw new Error(`${because}: it has not ended`);
      }),
    ]);
  /** Ends by itself with 0 and says nothing; before the program is loaded the signal ends it. */
  const expectEnd = async (service: ServiceProcess, because: string): Promise<void> => {
    const { code, errors } = await endOf(service, because);
    expect(errors, because).to.equal("");
    expect([0, null], because).to.include(code);
  };

  it("ends in good order whenever it is told to, with a new store and with one that has a log", async () => {
    for (const lane of free) {
      const first = start(lane, `known-${lane}.db`);
      await first.listening;
      first.child.kill("SIGTERM");
      await expectEnd(first, "the first one");
    }
    node.delayMs = SLOW_MS;
    const moments = MOMENTS.flatMap((moment) => [true, false].map((isKnown) => ({ moment, isKnown })));
    await inLanes(moments, LANES, async ({ moment, isKnown }) => {
      const lane = free.pop() ?? 0;
      const service = start(lane, isKnown ? `known-${lane}.db` : `new-${moment}.db`);
      await sleep(moment);
      service.child.kill("SIGTERM");
      await expectEnd(service, `told after ${moment} ms with a ${isKnown ? "known" : "new"} store`);
      free.push(lane);
    });
    node.delayMs = 0;
    for (const store of ["known-0.db", `new-${MOMENTS[5]}.db`]) {
      const last = start(0, store);
      await last.listening;
      last.child.kill("SIGTERM");
      expect(await last.ended).to.deep.equal({ code: 0, errors: "" });
    }
  }).timeout(180_000);

  it("refuses a port that is taken before anything is sent to the chain", async () => {
    const { provider } = lanes.consortium.chain;
    const account = lanes.consortium.members[1]?.address ?? "";
    const before = await provider.getTransactionCount(account);
    const taken = createServer();
    await new Promise<void>((resolve) => {
      taken.listen(0, "127.0.0.1", resolve);
    });
    try {
      for (const flag of ["--port", "--operator-port"]) {
        const service = start(1, "ports.db", [flag, String(portOf(taken))]);
        const { code, errors } = await endOf(service, flag);
        expect(code, errors).to.equal(1);
        expect(errors.split("\n").filter(Boolean), errors).to.have.lengthOf(1);
        expect(errors).to.include(`cannot listen at 127.0.0.1:${portOf(taken)}`);
      }
    } finally {
      taken.close();
    }
    expect(await provider.getTransactionCount(account)).to.equal(before);
  }).timeout(60_000);

  it("says that it starts to whoever asks, and is ready afterwards", async () => {
    const [port, operatorPort] = [await findPort(), await findPort()];
    node.delayMs = 60;
    const service = start(1, "asked.db", ["--port", String(port), "--operator-port", String(operatorPort)]);
    const operator = `http://127.0.0.1:${operatorPort}`;
    const answered = await firstAnswer(`${operator}/health/ready`);
    expect([answered.status, await answered.json()]).to.deep.equal([503, { ready: false, starting: true }]);
    expect((await fetch(`${operator}/health/live`)).status).to.equal(200);
    expect((await fetch(`${operator}/metrics`)).status).to.equal(200);
    const refused = await fetch(`http://127.0.0.1:${port}/v1/records`, { method: "POST", body: "{}" });
    expect([refused.status, refused.headers.get("retry-after")]).to.deep.equal([503, "1"]);
    expect(Object(await refused.json()).code).to.equal("batcher-starting");
    await service.listening;
    node.delayMs = 0;
    expect((await fetch(`http://127.0.0.1:${port}/v1/status`)).status).to.equal(200);
    service.child.kill("SIGTERM");
    await expectEnd(service, "asked while it started");
  }).timeout(60_000);
});

function portOf(server: ReturnType<typeof createServer>): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const port = portOf(server);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  return port;
}

/** Asks until somebody listens. */
async function firstAnswer(url: string): Promise<Response> {
  for (;;) {
    try {
      return await fetch(url);
    } catch {
      await sleep(20);
    }
  }
}
