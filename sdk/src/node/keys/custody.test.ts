import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect } from "chai";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { createTestStore, password } from "../../../../test/support/records/keyStores.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { context } from "../../../../test/support/records/parties.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { createPassingName } from "../files/passingName.ts";
import { takeLock } from "../files/takeLock.ts";
import { createStoredKey } from "./createStoredKey.ts";
import { forgetRecord } from "./forgetRecord.ts";
import { getKeptRecord } from "./getKeptRecord.ts";
import { keepRecord } from "./keepRecord.ts";
import { listStoredKeys } from "./listStoredKeys.ts";
import { openKeyStore } from "./openKeyStore.ts";
import { deriveFileKey, openContent, parseSealed } from "./sealContent.ts";
import { takeSenderNonce } from "./takeSenderNonce.ts";
import type { KeyStore } from "./vault.ts";

const PROGRAM = fileURLToPath(new URL("../../../../test/support/records/programs/useKeyStore.ts", import.meta.url));
const run = promisify(execFile);

describe("the custody of a key store", () => {
  let folder: string;
  let path: string;
  let store: KeyStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-custody-"));
    path = join(folder, "records.keys");
    store = await createTestStore(path);
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** What stands in a file for whoever has its password. */
  async function decrypt(text: string): Promise<Buffer> {
    const sealed = parseSealed(text);
    return Buffer.from(await openContent(await deriveFileKey(password, sealed.derivation), sealed));
  }

  async function use(...words: readonly string[]): Promise<string> {
    const { stdout } = await run(process.execPath, [PROGRAM, path, password, ...words]);
    return stdout;
  }

  describe("a record that is forgotten", () => {
    const recordId: Bytes32 = parseBytes32(`0x${"ab".repeat(32)}`);
    const other: Bytes32 = parseBytes32(`0x${"cd".repeat(32)}`);
    const contentKey = Uint8Array.from({ length: 32 }, (_, index) => 200 - index);
    const text = new TextEncoder().encode("EUR 1250.00 to the supplier");

    // REQ-CONF-50
    it("leaves nothing of its key and its text in the file, in the folder, or in the bytes of the old file", async () => {
      await keepRecord(store, { recordId, contentKey, text });
      await keepRecord(store, { recordId: other, contentKey: new Uint8Array(32).fill(9) });
      const holds = async (): Promise<readonly boolean[]> => {
        const content = await decrypt(await readFile(path, "utf8"));
        return [contentKey, text].map((bytes) => content.includes(Buffer.from(bytes)));
      };
      expect(await holds(), "it was there").to.deep.equal([true, true]);
      const before = await readFile(path, "utf8");
      const [, ciphertext = ""] = /"ciphertext": "0x([0-9a-f]+)"/.exec(before) ?? [];
      const old = await open(path, "r");
      expect(await forgetRecord(store, { recordId })).to.equal(true);
      expect(await holds()).to.deep.equal([false, false]);
      expect(await readdir(folder)).to.deep.equal(["records.keys"]);
      expect((await readFile(path, "utf8")).includes(ciphertext)).to.equal(false);
      const remains = await old.readFile("latin1");
      await old.close();
      expect(remains).to.have.length(before.length);
      for (let at = 0; at + 16 <= ciphertext.length; at += 16)
        expect(remains.includes(ciphertext.slice(at, at + 16))).to.equal(false);
      expect(await getKeptRecord(store, { recordId })).to.deep.equal({ state: "forgotten" });
      expect((await getKeptRecord(store, { recordId: other })).state).to.equal("kept");
    });

    // REQ-CONF-50
    it("is not kept again, even where nothing was kept of it", async () => {
      expect(await getKeptRecord(store, { recordId })).to.deep.equal({ state: "unknown" });
      expect(await forgetRecord(store, { recordId })).to.equal(false);
      expect(await forgetRecord(store, { recordId })).to.equal(false);
      const error = await expectCode("RECORD_FORGOTTEN", () => keepRecord(store, { recordId, contentKey, text }));
      expect(error.facts).to.deep.equal({ recordId });
      const reopened = await openKeyStore({ path, password });
      expect(await getKeptRecord(reopened, { recordId })).to.deep.equal({ state: "forgotten" });
    });

    it("was kept as it was given, the last time", async () => {
      await keepRecord(store, { recordId, contentKey, text });
      expect(await getKeptRecord(store, { recordId })).to.deep.equal({
        state: "kept",
        record: { recordId, contentKey, text },
      });
      await keepRecord(store, { recordId, contentKey });
      const { record } = { record: undefined, ...(await getKeptRecord(store, { recordId })) };
      expect(record).to.deep.equal({ recordId, contentKey, text: null });
      const short = contentKey.subarray(1);
      await expectCode("HEX_MALFORMED", () => keepRecord(store, { recordId, contentKey: short }));
      await expectCode("RECORD_TOO_LARGE", () =>
        keepRecord(store, { recordId, contentKey, text: new Uint8Array(1_048_577) }),
      );
    });
  });

  describe("a sender's number", () => {
    it("is the lowest that was never taken, and taken once", async () => {
      const take = (nonce?: bigint): Promise<bigint> =>
        takeSenderNonce(store, { ...context, ...(nonce === undefined ? {} : { nonce }) });
      expect([await take(), await take(3n), await take(), await take(), await take()]).to.deep.equal([
        0n,
        3n,
        1n,
        2n,
        4n,
      ]);
      const error = await expectCode("SENDER_NONCE_USED", () => take(3n));
      expect(error.facts).to.deep.equal({ nonce: 3n });
      const last = 2n ** 256n - 1n;
      expect(await take(last)).to.equal(last);
      await expectCode("INTEGER_MALFORMED", () => take(last + 1n));
      expect(await takeSenderNonce(store, { ...context, sender: 3n })).to.equal(0n);
      expect(await takeSenderNonce(store, { ...context, chainId: 1n })).to.equal(0n);
      expect(await take()).to.equal(5n);
    });

    it("is taken once by programs that ask at the same time", async function () {
      this.timeout(60_000);
      const own = Promise.all(Array.from({ length: 15 }, () => takeSenderNonce(store, context)));
      const said = await Promise.all([use("take", "15"), use("take", "15")]);
      const taken = [...(await own), ...said.flatMap((text) => text.trim().split("\n").map(BigInt))];
      expect(taken.sort((a, b) => Number(a - b))).to.deep.equal(
        Array.from({ length: 45 }, (_, index) => BigInt(index)),
      );
      expect(await readdir(folder)).to.deep.equal(["records.keys"]);
    });
  });

  it("survives a kill at any moment, with every number noted that was told", async function () {
    this.timeout(60_000);
    await createStoredKey(store, { suite: 1, notBefore: 5n });
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [PROGRAM, path, password, "take", "100000"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      let numbers = 0;
      for await (const text of child.stdout.setEncoding("utf8")) {
        said += text;
        numbers = said.split("\n").length;
        if (numbers > 5 + 3 * round) break;
      }
      child.kill("SIGKILL");
      await once(child, "close");
      const told = said.trim().split("\n").map(BigInt);
      expect(told.length).to.be.greaterThan(4);
      expect(await listStoredKeys(await openKeyStore({ path, password }))).to.have.length(1);
      const next = await takeSenderNonce(store, context);
      expect(
        told.every((nonce) => nonce < next),
        "no number is told twice",
      ).to.equal(true);
      expect(await readdir(folder)).to.deep.equal(["records.keys"]);
    }
  });

  it("takes away what a killed writer left beside it, and nothing else", async () => {
    await writeFile(`${path}.${createPassingName()}`, "half of what was to be written");
    await writeFile(`${path}.copy`, "a copy");
    await takeSenderNonce(store, context);
    expect((await readdir(folder)).sort()).to.deep.equal(["records.keys", "records.keys.copy"]);
  });

  // REQ-CONF-49
  it("is what it was when the disk is full", async () => {
    await createStoredKey(store, { suite: 1, notBefore: 5n });
    const before = await readFile(path);
    const words = [process.execPath, PROGRAM, path, password, "keep", "100000"];
    // Blocks of 1,024 bytes: a file may have 20 KiB.
    const { stdout } = await run("bash", ["-c", `ulimit -f 20; exec "$0" "$@"`, ...words]);
    expect(stdout).to.equal("KEYSTORE_NOT_WRITTEN\n");
    expect((await readFile(path)).equals(before)).to.equal(true);
    expect(await listFiles(folder)).to.deep.equal(["records.keys"]);
    expect(await use("keep", "100000")).to.equal("kept\n");
  });

  describe("its lock", () => {
    const holder = (pid: number, host = encodeURIComponent(hostname())): string => `${host} ${pid} 0123456789abcdef`;

    it("keeps a second writer away, and says whose it is", async () => {
      const child = spawn("sleep", ["30"]);
      const { pid = 0 } = child;
      await writeFile(`${path}.lock`, holder(pid));
      const limits = { suite: 1, notBefore: 5n, timeoutMs: 100 } as const;
      const error = await expectCode("KEYSTORE_LOCKED", () => createStoredKey(store, limits));
      expect(error.facts).to.include({ path, pid });
      expect(error.remedy).to.contain(`${path}.lock`);
      expect(await listStoredKeys(store), "reading needs no lock").to.deep.equal([]);
      const signal = AbortSignal.timeout(100);
      await expectCode("ABORTED", () => createStoredKey(store, { ...limits, timeoutMs: 5_000, signal }));
      const waiting = createStoredKey(store, { ...limits, timeoutMs: 5_000 });
      child.kill("SIGKILL");
      await once(child, "close");
      expect((await waiting).suite).to.equal(1);
      expect(await readdir(folder)).to.deep.equal(["records.keys"]);
    });

    it("of a process that is gone is taken away, by one alone", async () => {
      const child = spawn("true");
      const { pid = 0 } = child;
      await once(child, "close");
      await writeFile(`${path}.lock`, holder(pid));
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeSenderNonce(store, context)));
      expect(new Set(taken).size).to.equal(8);
      expect(await readdir(folder)).to.deep.equal(["records.keys"]);
    });

    it("is given back by whoever no longer wants it when it comes", async () => {
      const fault = new Error("too late");
      const error = await takeLock(path, 0, AbortSignal.abort(fault)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.equal(fault);
      expect(await readdir(folder)).to.deep.equal(["records.keys"]);
    });

    it("of another machine is left alone", async () => {
      await writeFile(`${path}.lock`, holder(1, "elsewhere"));
      const error = await expectCode("KEYSTORE_LOCKED", () => takeSenderNonce(store, { ...context, timeoutMs: 60 }));
      expect(error.facts).to.include({ host: "elsewhere", pid: 1 });
      expect(await readdir(folder)).to.deep.equal(["records.keys", "records.keys.lock"]);
    });
  });
});
