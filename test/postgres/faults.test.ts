import { createConnection, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

import { expect } from "chai";
import pg from "pg";

import { createPostgresStore } from "../../batcher/src/adapters/postgres/createPostgresStore.ts";
import type { Appended, Store } from "../../batcher/src/ports/Store.ts";
import { collect } from "../support/batcher/collect.ts";
import { faultOf } from "../support/batcher/faultOf.ts";
import { openServer } from "../support/batcher/openServer.ts";
import { ACCOUNT, OWNER, sampleGroup, sampleLog, sampleTransaction } from "../support/batcher/storeSamples.ts";

const server = openServer();
const { logId } = sampleLog();
let schemas = 0;

function nextSchema(): string {
  schemas += 1;
  return `faults_${schemas}`;
}

/** Appends until told to end; notes what was acknowledged and how the others ended. */
async function appendOn(store: Store, isOver: () => boolean, mark: number) {
  const stored: Extract<Appended, { kind: "stored" }>[] = [];
  const faults: string[] = [];
  while (!isOver()) {
    const fault = await faultOf(
      store.append(sampleGroup(2, mark)).then((appended) => {
        if (appended.kind === "stored") stored.push(appended);
      }),
    );
    if (fault === "none") continue;
    faults.push(fault);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { stored, faults };
}

describe("a store on PostgreSQL whose server", () => {
  let schema: string;
  let store: Store;

  beforeEach(async () => {
    schema = nextSchema();
    store = createPostgresStore({ url: server.url, schema });
    await store.open(OWNER);
    await store.beginLog(sampleLog());
  });
  afterEach(() => store.close());

  it("crashes and comes back in the middle of transactions keeps what was acknowledged, once each, and nothing that was refused", async () => {
    let isOver = false;
    const lanes = [1, 2, 3, 4].map((mark) => appendOn(store, () => isOver, mark));
    for (let round = 0; round < 3; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await server.stop("quit");
      await new Promise((resolve) => setTimeout(resolve, 200));
      await server.start();
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    isOver = true;
    const ended = await Promise.all(lanes);
    const acknowledged = ended.flatMap(({ stored }) => stored.map(({ firstSequence }) => firstSequence));
    const kept = (await collect(store.readGroups(logId, 0))).map(({ firstSequence }) => firstSequence);
    expect(acknowledged.toSorted((a, b) => a - b)).to.deep.equal(kept);
    expect(kept).to.deep.equal(kept.map((_, index) => 2 * index));
    expect(new Set(ended.flatMap(({ faults }) => faults))).to.deep.equal(new Set(["STORE_UNAVAILABLE"]));
  }).timeout(120_000);

  it("is away is unavailable until it is back", async () => {
    await server.stop("fast");
    expect(await faultOf(store.append(sampleGroup(1)))).to.equal("STORE_UNAVAILABLE");
    expect(await faultOf(store.probe())).to.equal("STORE_UNAVAILABLE");
    const late = createPostgresStore({ url: server.url, schema });
    expect(await faultOf(late.open(OWNER))).to.equal("STORE_UNAVAILABLE");
    await late.close();
    await server.start();
    expect(await store.append(sampleGroup(1))).to.deep.equal({ kind: "stored", firstSequence: 0 });
  });

  it("lets nobody in says so", async () => {
    const stranger = createPostgresStore({ url: server.url.replace("quorate@/postgres", "quorate@/missing"), schema });
    expect(await faultOf(stranger.open(OWNER))).to.equal("STORE_UNAVAILABLE");
    await stranger.close();
  });
});

/** What the way to the server does with the next COMMIT. */
type Mischief = "none" | "lose the request" | "lose the answer";

describe("a store on PostgreSQL whose COMMIT is not answered", () => {
  let way: Server;
  let mischief: Mischief;
  let store: Store;
  let schema: string;

  const port = (): string => {
    const address = way.address();
    return address !== null && typeof address === "object" ? String(address.port) : "";
  };

  beforeEach(async () => {
    mischief = "none";
    way = createServer((client) => {
      const socketFolder = new URL(server.url.replace("@/", "@localhost/")).searchParams.get("host") ?? "";
      const upstream = createConnection(join(socketFolder, ".s.PGSQL.5432"));
      carry(
        client,
        upstream,
        () => mischief,
        () => {
          mischief = "none";
        },
      );
    });
    await new Promise<void>((resolve) => {
      way.listen(0, "127.0.0.1", resolve);
    });
    schema = nextSchema();
    store = createPostgresStore({ url: `postgres://quorate@127.0.0.1:${port()}/postgres`, schema, resolveMs: 20_000 });
    await store.open(OWNER);
    await store.beginLog(sampleLog());
  });
  afterEach(async () => {
    await store.close();
    way.close();
  });

  for (const kind of ["lose the request", "lose the answer"] satisfies Mischief[]) {
    it(`stores a group once where the way to the server does ${kind}`, async () => {
      await store.append(sampleGroup(3, 1));
      mischief = kind;
      expect(await store.append(sampleGroup(4, 2))).to.deep.equal({ kind: "stored", firstSequence: 3 });
      expect(mischief).to.equal("none");
      expect(await store.append(sampleGroup(1, 3))).to.deep.equal({ kind: "stored", firstSequence: 7 });
      expect((await collect(store.readGroups(logId, 0))).map(({ count }) => count)).to.deep.equal([3, 4, 1]);
    });

    it(`keeps a transaction and begins a log once where the way to the server does ${kind}`, async () => {
      const lease = await store.takeLease("this one", 60_000);
      if (lease === undefined) throw new Error("nobody holds the lease");
      mischief = kind;
      await store.keepTransaction(sampleTransaction(3), lease);
      expect(mischief).to.equal("none");
      expect(await store.readTransactions(ACCOUNT, 0)).to.deep.equal([sampleTransaction(3)]);
      mischief = kind;
      expect(await store.beginLog(sampleLog(2))).to.deep.equal({ ...sampleLog(2), nextSequence: 0 });
      expect(mischief).to.equal("none");
    });
  }

  it("says that it does not know where the server never comes back", async () => {
    const hasty = createPostgresStore({
      url: `postgres://quorate@127.0.0.1:${port()}/postgres`,
      schema,
      resolveMs: 300,
    });
    await hasty.open(OWNER);
    mischief = "lose the answer";
    const appending = faultOf(hasty.append(sampleGroup(1)));
    while (mischief === "lose the answer") await new Promise((resolve) => setTimeout(resolve, 2));
    way.close();
    expect(await appending).to.equal("STORE_FAILED");
    await hasty.close();
  });

  it("waits for a transaction that the server has not ended", async () => {
    const blocker = new pg.Client({ connectionString: server.url });
    await blocker.connect();
    await blocker.query(`SET search_path = ${schema}; BEGIN; SELECT 1 FROM logs FOR UPDATE`);
    const appending = store.append(sampleGroup(2));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await blocker.query("COMMIT");
    await blocker.end();
    expect(await appending).to.deep.equal({ kind: "stored", firstSequence: 0 });
  });
});

function carry(client: Socket, upstream: Socket, ask: () => Mischief, onDone: () => void): void {
  let isDeaf = false;
  client.on("data", (chunk) => {
    const what = chunk.includes("COMMIT\0") ? ask() : "none";
    if (what === "lose the request") {
      onDone();
      client.destroy();
      upstream.destroy();
      return;
    }
    if (what === "lose the answer") isDeaf = true;
    upstream.write(chunk);
  });
  upstream.on("data", (chunk) => {
    if (!isDeaf) return client.write(chunk);
    onDone();
    client.destroy();
    return upstream.destroy();
  });
  client.on("close", () => upstream.destroy()).on("error", () => undefined);
  upstream.on("close", () => client.destroy()).on("error", () => undefined);
}
