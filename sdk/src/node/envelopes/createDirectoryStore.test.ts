import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect } from "chai";

import { createLongEnvelope } from "../../../../test/support/records/envelopes.ts";
import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { listAll } from "../../../../test/support/records/listAll.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { createParties, type DeliveredRecord, deliver } from "../../../../test/support/records/parties.ts";
import { collectBytes, streamBytes } from "../../crypto/stream/collectBytes.ts";
import { drainStream } from "../../crypto/stream/drainStream.ts";
import { createDirectoryStore } from "./createDirectoryStore.ts";

const PROGRAM = fileURLToPath(new URL("../../../../test/support/records/programs/putEnvelope.ts", import.meta.url));

describe("createDirectoryStore", () => {
  let path: string;
  let one: DeliveredRecord;

  before(async () => {
    one = await deliver({ recipients: await createParties(2) });
  });

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), "quorate-folder-"));
  });

  afterEach(() => rm(path, { recursive: true }));

  it("keeps an envelope whose address nobody knew, under its record's id", async () => {
    const store = await createDirectoryStore({ path: join(path, "deep", "store") });
    expect(await store.keep(streamBytes(one.envelope))).to.equal(one.commitment.recordId);
    expect(await collectBytes(store.get(one.commitment.recordId))).to.have.length(one.envelope.length);
    await expectCode("ENVELOPE_MALFORMED", () => store.keep(new Uint8Array(9)));
    expect(await listFiles(path)).to.have.length(1);
  });

  it("lets nobody else open what it keeps", async () => {
    const store = await createDirectoryStore({ path: join(path, "store") });
    await store.keep(one.envelope);
    const { recordId } = one.commitment;
    const folder = join(path, "store", recordId.slice(2, 4));
    expect((await stat(join(path, "store"))).mode & 0o777).to.equal(0o700);
    expect((await stat(folder)).mode & 0o777).to.equal(0o700);
    expect((await stat(join(folder, recordId.slice(2)))).mode & 0o777).to.equal(0o600);
  });

  it("shows nothing of an envelope whose writer was killed, and clears it away", async () => {
    const child = spawn(process.execPath, [PROGRAM, path, "128"], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    for await (const text of child.stdout.setEncoding("utf8")) {
      said += text;
      if (/at \d{7,}\n/.test(said)) break;
    }
    child.kill("SIGKILL");
    await once(child, "close");
    expect(said).to.not.contain("kept");
    const left = await listFiles(path);
    expect(left, "the kill came in the middle").to.have.length(1);
    expect(left[0]).to.match(/^\.incoming\//);
    const store = await createDirectoryStore({ path });
    expect(await listAll(store)).to.deep.equal([]);
    const [, address = ""] = /address (\S+)/.exec(said) ?? [];
    expect(address).to.have.length(66);
    expect(await listFiles(path)).to.deep.equal([]);
  });

  it("clears away only what nobody writes any more", async () => {
    const store = await createDirectoryStore({ path });
    const long = await createLongEnvelope(1_000);
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield* streamBytes(await collectBytes(long.read()));
      begin();
      await going;
    }
    const putting = store.put(long.address, slow());
    await begun;
    const foreign = join(path, ".incoming", `elsewhere.1.${"0".repeat(16)}.part`);
    const old = join(path, ".incoming", `elsewhere.1.${"1".repeat(16)}.part`);
    await Promise.all([writeFile(foreign, "x"), writeFile(old, "x")]);
    await utimes(old, 1, 1);
    await createDirectoryStore({ path });
    const left = await listFiles(path);
    expect(left).to.have.length(2);
    expect(left).to.include(foreign.slice(path.length + 1));
    go();
    await putting;
    expect(await store.has(long.address)).to.equal(true);
  });

  // REQ-CONF-49
  it("says that the disk is full, keeps nothing, and takes what fits", async () => {
    const run = promisify(execFile);
    // Blocks of 1,024 bytes: a file may have 2 MiB.
    const { stdout } = await run("bash", [
      "-c",
      `ulimit -f 2048; exec "$0" "$1" "$2" 4`,
      process.execPath,
      PROGRAM,
      path,
    ]);
    expect(stdout).to.contain("STORE_FULL own has no room for the envelope; nothing of it was kept.");
    expect(await listFiles(path)).to.deep.equal([]);
    const { stdout: smaller } = await run("bash", [
      "-c",
      `ulimit -f 2048; exec "$0" "$1" "$2" 1`,
      process.execPath,
      PROGRAM,
      path,
    ]);
    expect(smaller).to.match(/kept\n$/);
    expect(await listFiles(path)).to.have.length(1);
  });

  it("does not follow a link to a file elsewhere", async () => {
    const store = await createDirectoryStore({ path });
    const { recordId } = one.commitment;
    await store.keep(one.envelope);
    const file = join(path, recordId.slice(2, 4), recordId.slice(2));
    const outside = join(path, "outside");
    await writeFile(outside, one.envelope);
    await rm(file);
    await symlink(outside, file);
    expect(await store.has(recordId)).to.equal(false);
    expect(await listAll(store)).to.deep.equal([]);
    await expectCode("STORE_FAILED", () => drainStream(store.get(recordId)));
  });

  it("says what the system refused", async () => {
    await writeFile(join(path, "file"), "x");
    const error = await expectCode("STORE_FAILED", () =>
      createDirectoryStore({ path: join(path, "file"), name: "own" }),
    );
    expect(error.facts).to.deep.equal({ store: "own", code: "ENOTDIR" });
    const store = await createDirectoryStore({ path });
    await rm(join(path, ".incoming"), { recursive: true });
    await expectCode("STORE_FAILED", () => store.keep(one.envelope));
  });
});
