import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { createLongEnvelope } from "../../../../test/support/records/envelopes.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { createParties, type DeliveredRecord, deliver } from "../../../../test/support/records/parties.ts";
import { createHttpStore } from "../../actions/envelopes/createHttpStore.ts";
import { collectBytes } from "../../crypto/stream/collectBytes.ts";
import { drainStream } from "../../crypto/stream/drainStream.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { createDirectoryStore, type DirectoryStore } from "./createDirectoryStore.ts";
import {
  type StartStoreServerParameters,
  type StoreAccess,
  type StoreServer,
  startStoreServer,
} from "./startStoreServer.ts";

const MIB = 1_048_576;

describe("startStoreServer", () => {
  let path: string;
  let own: DirectoryStore;
  let one: DeliveredRecord;
  let address: Bytes32;
  const ends: (() => Promise<void>)[] = [];

  before(async () => {
    one = await deliver({ recipients: await createParties(2) });
    address = one.commitment.recordId;
  });

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), "quorate-server-"));
    own = await createDirectoryStore({ path });
  });

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await rm(path, { recursive: true });
  });

  async function serve(parameters: Partial<StartStoreServerParameters> = {}): Promise<StoreServer> {
    const server = await startStoreServer({ store: own, authorize: () => true, ...parameters });
    ends.push(server.stop);
    return server;
  }

  /** A server that is none of ours. */
  async function pose(listener: RequestListener): Promise<EnvelopeStore> {
    const server = createServer(listener);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const bound = server.address();
    ends.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const port = typeof bound === "object" && bound !== null ? bound.port : 0;
    return createHttpStore({ url: `http://127.0.0.1:${port}`, name: "peer", idleMs: 300 });
  }

  it("asks its operator about everything, and does nothing that is not allowed", async () => {
    const asked: StoreAccess[] = [];
    const authorize = async (access: StoreAccess): Promise<boolean> => {
      asked.push(access);
      return access.authorization === "Bearer known" && access.method !== "DELETE";
    };
    const { url } = await serve({ authorize });
    const stranger = createHttpStore({ url, name: "peer" });
    const known = createHttpStore({ url, headers: async () => ({ authorization: "Bearer known" }) });
    for (const act of [
      () => stranger.put(address, one.envelope),
      () => drainStream(stranger.get(address)),
      () => stranger.has(address),
      () => stranger.delete(address),
      () => drainStream(stranger.list()),
    ]) {
      const error = await expectCode("STORE_REFUSED", act);
      expect(error.facts.store).to.equal("peer");
    }
    expect(await listFiles(path)).to.deep.equal([]);
    expect(asked.map(({ method }) => method)).to.deep.equal(["PUT", "GET", "HEAD", "DELETE", "GET"]);
    expect(asked.at(-1)?.address).to.equal(null);
    await known.put(address, one.envelope);
    await expectCode("STORE_REFUSED", () => known.delete(address));
    expect(asked.at(-1)).to.deep.equal({
      method: "DELETE",
      address,
      authorization: "Bearer known",
      remoteAddress: "127.0.0.1",
    });
    expect(await own.has(address)).to.equal(true);
  });

  it("refuses where the operator's own question fails, and tells the operator alone", async () => {
    const faults: unknown[] = [];
    const fault = new Error("the directory of callers is down");
    const authorize = (): boolean => {
      throw fault;
    };
    const { url } = await serve({ authorize, onFault: (error) => faults.push(error) });
    await expectCode("STORE_FAILED", () => createHttpStore({ url }).put(address, one.envelope));
    expect(faults).to.deep.equal([fault]);
    const response = await fetch(`${url}/envelopes/${address}`);
    expect([response.status, await response.text()]).to.deep.equal([500, ""]);
    expect(await listFiles(path)).to.deep.equal([]);
  });

  it("takes nothing larger than its limit, announced or not", async () => {
    const { url } = await serve({ maxBytes: MIB });
    const store = createHttpStore({ url });
    const long = await createLongEnvelope(2 * MIB);
    const whole = await collectBytes(long.read());
    await expectCode("ENVELOPE_TOO_LARGE", () => store.put(long.address, whole));
    await expectCode("ENVELOPE_TOO_LARGE", () => store.put(long.address, long.read()));
    expect(await listFiles(path)).to.deep.equal([]);
    await store.put(address, one.envelope);
    expect(await store.has(address)).to.equal(true);
  });

  it("breaks off an answer whose rest it cannot give", async () => {
    const faults: unknown[] = [];
    const fault = new Error("the disk broke");
    async function* get(): AsyncGenerator<Uint8Array> {
      yield one.envelope.subarray(0, 200);
      throw fault;
    }
    const { url } = await serve({ store: { ...own, get }, onFault: (error) => faults.push(error) });
    await expectCode("STORE_UNREACHABLE", () => drainStream(createHttpStore({ url }).get(address)));
    await settle(() => faults.length > 0);
    expect(faults).to.deep.equal([fault]);
  });

  it("says that the store behind it is full", async () => {
    const put = async (): Promise<void> => {
      throw new QuorateError({ code: "STORE_FULL", summary: "Full.", remedy: "Make room." });
    };
    const { url } = await serve({ store: { ...own, put } });
    await expectCode("STORE_FULL", () => createHttpStore({ url }).put(address, one.envelope));
  });

  it("tells whoever comes while all transfers are taken to come back", async () => {
    const { promise: going, resolve: go } = Promise.withResolvers<boolean>();
    const { url } = await serve({ maxTransfers: 1, authorize: ({ method }) => (method === "HEAD" ? going : true) });
    const store = createHttpStore({ url });
    const waiting = store.has(address);
    await settle(() => false, 50);
    await expectCode("STORE_BUSY", () => store.put(address, one.envelope));
    const response = await fetch(`${url}/envelopes/${address}`, { method: "DELETE" });
    expect([response.status, response.headers.get("retry-after")]).to.deep.equal([503, "1"]);
    go(true);
    expect(await waiting).to.equal(false);
    await store.put(address, one.envelope);
  });

  it("is reached from this machine alone unless told otherwise", async () => {
    expect((await serve()).url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { url } = await serve({ host: "0.0.0.0" });
    const taken = Number(new URL(url).port);
    await expectCode("STORE_FAILED", () =>
      startStoreServer({ store: own, authorize: () => true, port: taken, host: "0.0.0.0" }),
    );
  });

  it("answers nothing but envelopes and their list", async () => {
    const { url } = await serve();
    await own.keep(one.envelope);
    const ask = async (method: string, target: string): Promise<number> =>
      (await fetch(`${url}${target}`, { method })).status;
    expect(await ask("GET", "/")).to.equal(400);
    expect(await ask("GET", "/envelopes/")).to.equal(400);
    expect(await ask("GET", `/envelopes/${address}/..`)).to.equal(400);
    expect(await ask("GET", `/envelopes/${address.toUpperCase()}`)).to.equal(400);
    expect(await ask("GET", "/envelopes/..%2f..%2fetc%2fpasswd")).to.equal(400);
    expect(await ask("POST", `/envelopes/${address}`)).to.equal(405);
    expect(await ask("DELETE", "/envelopes")).to.equal(405);
    expect(await ask("GET", `/envelopes/${address}`)).to.equal(200);
  });

  it("ends a connection on which nothing moves, and keeps nothing of it", async () => {
    const { url } = await serve({ idleMs: 150 });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`PUT /envelopes/${address} HTTP/1.1\r\nhost: x\r\ncontent-length: ${one.envelope.length}\r\n\r\n`);
    socket.write(one.envelope.subarray(0, 200));
    await once(socket.resume(), "close");
    await settle(async () => (await listFiles(path)).length === 0);
  });

  it("keeps nothing of what a sender breaks off, and finds no fault in that", async () => {
    const faults: unknown[] = [];
    const { url } = await serve({ onFault: (error) => faults.push(error) });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(`PUT /envelopes/${address} HTTP/1.1\r\nhost: x\r\ncontent-length: ${one.envelope.length}\r\n\r\n`);
    socket.write(one.envelope.subarray(0, -1));
    await settle(async () => (await listFiles(path)).length === 1);
    socket.destroy();
    await settle(async () => (await listFiles(path)).length === 0);
    expect(await own.has(address)).to.equal(false);
    const long = await createLongEnvelope(8 * MIB);
    await own.put(long.address, long.read());
    for await (const piece of createHttpStore({ url }).get(long.address)) if (piece.length > 0) break;
    await settle(() => false, 50);
    expect(faults).to.deep.equal([]);
  });

  it("finishes what runs when it is drained, and takes nothing more", async () => {
    const server = await serve();
    const store = createHttpStore({ url: server.url });
    const long = await createLongEnvelope(2 * MIB);
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    async function* slow(): AsyncGenerator<Uint8Array> {
      const bytes = await collectBytes(long.read());
      yield bytes.subarray(0, MIB);
      await going;
      yield bytes.subarray(MIB);
    }
    const putting = store.put(long.address, slow());
    await settle(async () => (await listFiles(path)).length === 1);
    const drained = server.drain();
    await expectCode("STORE_UNREACHABLE", () => createHttpStore({ url: server.url }).has(long.address));
    go();
    const begun = performance.now();
    await Promise.all([putting, drained]);
    expect(performance.now() - begun, "no connection is kept for later").to.be.below(2_000);
    expect(await own.has(long.address)).to.equal(true);
  });

  describe("a client before a server that lies", () => {
    it("refuses bytes that are not the address's, by name", async () => {
      const store = await pose((_, response) => response.end(one.envelope.with(-1, (one.envelope.at(-1) ?? 0) ^ 1)));
      const error = await expectCode("ENVELOPE_CORRUPT", () => drainStream(store.get(address)));
      expect(error.facts).to.include({ address, store: "peer" });
    });

    it("refuses an answer that breaks off", async () => {
      const store = await pose((_, response) => {
        response.writeHead(200, { "content-length": one.envelope.length });
        response.write(one.envelope.subarray(0, 300), () => response.destroy());
      });
      await expectCode("STORE_UNREACHABLE", () => drainStream(store.get(address)));
    });

    it("waits no longer than it was told for a server that is silent", async () => {
      const silent = await pose(() => undefined);
      for (const act of [() => drainStream(silent.get(address)), () => silent.has(address)]) {
        const error = await expectCode("STORE_UNREACHABLE", act);
        expect(error.summary).to.contain("no sign for 300 ms");
      }
      const halting = await pose((_, response) => response.write(one.envelope.subarray(0, 300)));
      await expectCode("STORE_UNREACHABLE", () => drainStream(halting.get(address)));
    });

    it("follows no redirection with its proof", async () => {
      const seen: StoreAccess[] = [];
      const elsewhere = await serve({ authorize: (access) => seen.push(access) > 0 });
      const store = await pose((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
      await expectCode("STORE_UNREACHABLE", () => drainStream(store.get(address)));
      expect(seen).to.deep.equal([]);
    });

    it("takes no text for a list of addresses", async () => {
      for (const text of ["<html>", `${address}\n0x12\n`, address, "x".repeat(100_000)]) {
        const store = await pose((_, response) => response.end(text));
        const error = await expectCode("STORE_FAILED", () => drainStream(store.list()));
        expect(error.facts.store).to.equal("peer");
      }
    });

    it("gives each status its code", async () => {
      const codes = {
        401: "STORE_REFUSED",
        403: "STORE_REFUSED",
        404: "ENVELOPE_MISSING",
        413: "ENVELOPE_TOO_LARGE",
        418: "STORE_FAILED",
        422: "ENVELOPE_CORRUPT",
        429: "STORE_BUSY",
        500: "STORE_FAILED",
        503: "STORE_BUSY",
        507: "STORE_FULL",
      } as const;
      for (const [status, code] of Object.entries(codes)) {
        const store = await pose((_, response) => response.writeHead(Number(status)).end("<html>"));
        const error = await expectCode(code, () => drainStream(store.get(address)));
        expect(error.facts).to.deep.equal({ store: "peer", address, status: Number(status) });
      }
    });

    it("says that a server which is not there is not there", async () => {
      const server = await serve();
      await server.stop();
      const error = await expectCode("STORE_UNREACHABLE", () => createHttpStore({ url: server.url }).has(address));
      expect(error.facts.store).to.equal(new URL(server.url).host);
      expect(error).to.be.instanceOf(QuorateError);
    });
  });
});

/** Waits until something holds, or for so many milliseconds. */
async function settle(holds: () => boolean | Promise<boolean>, milliseconds?: number): Promise<void> {
  const until = performance.now() + (milliseconds ?? 5_000);
  while (performance.now() < until) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  if (milliseconds === undefined) expect.fail("it never came to hold");
}
