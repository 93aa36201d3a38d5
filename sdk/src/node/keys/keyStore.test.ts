import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";

import { expect } from "chai";
import fc from "fast-check";

import { expectCode } from "../../../../test/support/records/expectCode.ts";
import { cheap, createTestStore, password } from "../../../../test/support/records/keyStores.ts";
import { listFiles } from "../../../../test/support/records/listFiles.ts";
import { context, deliver, epochSecret } from "../../../../test/support/records/parties.ts";
import { stateOfKey } from "../../crypto/keys/stateOfKey.ts";
import { openRecord } from "../../crypto/openRecord.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { type Suite, suites } from "../../types/Suite.ts";
import { createKeyStore } from "./createKeyStore.ts";
import { createStoredKey } from "./createStoredKey.ts";
import { exportKeySecret } from "./exportKeySecret.ts";
import { getEpochSecret } from "./getEpochSecret.ts";
import { importKeySecret } from "./importKeySecret.ts";
import { keepEpochSecret } from "./keepEpochSecret.ts";
import { listStoredKeys } from "./listStoredKeys.ts";
import { loadDecryptionKeys } from "./loadDecryptionKeys.ts";
import { markCompromised } from "./markCompromised.ts";
import { openKeyStore } from "./openKeyStore.ts";
import { rotateStoredKey } from "./rotateStoredKey.ts";
import type { KeyStore } from "./vault.ts";

const UNKNOWN = parseBytes32(`0x${"99".repeat(32)}`);

describe("a key store", () => {
  let folder: string;
  let path: string;
  let store: KeyStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-custody-"));
    path = join(folder, "records.keys");
    store = await createTestStore(path);
  });

  afterEach(() => rm(folder, { recursive: true }));

  describe("its file", () => {
    it("is its owner's alone, and stands beside nothing else", async () => {
      await createStoredKey(store, { suite: 1, notBefore: 5n });
      expect((await stat(path)).mode & 0o777).to.equal(0o600);
      expect(await listFiles(folder)).to.deep.equal(["records.keys"]);
    });

    for (const mode of [0o644, 0o640, 0o604, 0o620, 0o602, 0o601, 0o660, 0o777]) {
      it(`is refused with the mode 0${mode.toString(8)}, open or not`, async () => {
        await chmod(path, mode);
        for (const act of [
          () => openKeyStore({ path, password }),
          () => listStoredKeys(store),
          () => createStoredKey(store, { suite: 1, notBefore: 5n }),
        ]) {
          const error = await expectCode("KEYSTORE_EXPOSED", act);
          expect(error.facts).to.deep.equal({ path, mode: `0${mode.toString(8)}` });
        }
        expect(await listFiles(folder)).to.deep.equal(["records.keys"]);
      });
    }

    it("opens with its password in any of its spellings, and with no other", async () => {
      const other = join(folder, "other.keys");
      await createKeyStore({ path: other, password: "caf\u00e9", cost: cheap });
      expect((await openKeyStore({ path: other, password: "cafe\u0301" })).path).to.equal(other);
      for (const wrong of ["cafe", "caf\u00e9 "])
        await expectCode("KEYSTORE_PASSWORD_WRONG", () => openKeyStore({ path: other, password: wrong }));
      await expectCode("KEY_PASSWORD_MISSING", () => openKeyStore({ path: other, password: "" }));
      await expectCode("KEY_PASSWORD_MISSING", () => createKeyStore({ path: join(folder, "new"), password: "" }));
    });

    it("is found and changed through a link, which stays one", async () => {
      const link = join(folder, "link");
      await symlink(path, link);
      await createStoredKey(await openKeyStore({ path: link, password }), { suite: 1, notBefore: 5n });
      expect(await listStoredKeys(store)).to.have.length(1);
      expect((await lstat(link)).isSymbolicLink()).to.equal(true);
    });

    it("is never written over by a new one", async () => {
      const before = await readFile(path);
      const error = await expectCode("KEYSTORE_EXISTS", () => createTestStore(path));
      expect(error.facts).to.deep.equal({ path });
      expect((await readFile(path)).equals(before)).to.equal(true);
      expect(await listFiles(folder)).to.deep.equal(["records.keys"]);
    });

    it("is refused with anything in it changed, and quotes nothing", async function () {
      this.timeout(60_000);
      await createStoredKey(store, { suite: 1, notBefore: 5n });
      const before = await readFile(path);
      const codes = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: before.length - 2 }), fc.nat({ max: 7 }), async (place, bit) => {
          const changed = Uint8Array.from(before);
          changed[place] = (changed[place] ?? 0) ^ (1 << bit);
          const text = Buffer.from(changed).toString();
          // Upper and lower case of a digit, and blanks between fields, say the same.
          const plain = (given: string): string => given.toLowerCase().replace(/\s/g, "");
          fc.pre(plain(text) !== plain(before.toString()));
          // Some changes ask for so much memory that trying takes long.
          fc.pre(!/"(memoryKiB|iterations)": \d{3,}/.test(text));
          await writeFile(path, changed);
          const error = await openKeyStore({ path, password }).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          expect(error).to.be.an("error").with.property("code");
          codes.add(String(error instanceof Error && "code" in error && error.code));
        }),
        { numRuns: 60 },
      );
      expect([...codes].sort()).to.deep.equal(["KEYSTORE_MALFORMED", "KEYSTORE_PASSWORD_WRONG"]);
    });

    it("is refused when it is cut, foreign, a folder, missing, or asks for too much", async () => {
      const text = await readFile(path, "utf8");
      for (const wrong of [
        "",
        "{}",
        "null",
        text.slice(0, -20),
        text.replace('"version": 1', '"version": 2'),
        text.replace('"memoryKiB": 64', '"memoryKiB": 99999999'),
        text.replace('"iterations": 1', '"iterations": 1.5'),
        text.replace('"parallelism": 1', '"parallelism": 9'),
        text.replace("argon2id", "scrypt"),
      ]) {
        await writeFile(path, wrong);
        const error = await expectCode("KEYSTORE_MALFORMED", () => openKeyStore({ path, password }));
        expect(error.cause).to.equal(undefined);
      }
      await truncate(path, 300_000_000);
      await expectCode("KEYSTORE_MALFORMED", () => openKeyStore({ path, password }));
      await expectCode("KEYSTORE_UNREADABLE", () => openKeyStore({ path: join(folder, "none"), password }));
      await mkdir(join(folder, "sub"), { mode: 0o700 });
      await expectCode("KEYSTORE_NOT_A_FILE", () => openKeyStore({ path: join(folder, "sub"), password }));
    });

    it("costs 64 MiB for each password that is tried, unless told otherwise", async () => {
      const other = join(folder, "other.keys");
      await createKeyStore({ path: other, password });
      const file: { kdf?: unknown } = JSON.parse(await readFile(other, "utf8"));
      expect(file.kdf).to.include({ name: "argon2id", memoryKiB: 65_536, iterations: 3, parallelism: 4 });
    });
  });

  describe("its keys", () => {
    it("show no secret, in the file or to whoever looks at them", async () => {
      const { keyId } = await createStoredKey(store, { suite: 1, notBefore: 5n });
      await keepEpochSecret(store, { ...context, secret: epochSecret });
      const secret = Buffer.from(await exportKeySecret(store, { keyId }));
      expect(secret).to.have.length(32);
      const shown = [
        await readFile(path, "latin1"),
        inspect(store, { depth: 9, showHidden: true }),
        inspect(await listStoredKeys(store), { depth: 9, showHidden: true }),
        inspect(await loadDecryptionKeys(store), { depth: 9, showHidden: true }),
      ];
      for (const text of shown) {
        for (const bytes of [secret, Buffer.from(epochSecret)]) {
          for (const form of ["hex", "base64", "base64url", "latin1"] as const)
            expect(text.includes(bytes.toString(form))).to.equal(false);
          expect(text.includes([...bytes].join(", "))).to.equal(false);
        }
      }
      expect(JSON.stringify(store)).to.equal(JSON.stringify({ path }));
    });

    for (const suite of suites) {
      it(`of suite ${suite} open what was sealed to them after another program wrote them`, async () => {
        const made = await createStoredKey(store, { suite, notBefore: 5n });
        const record = await deliver({ recipients: [made], suite });
        const keys = await loadDecryptionKeys(await openKeyStore({ path, password }));
        expect(keys.map(({ keyId }) => keyId)).to.deep.equal([made.keyId]);
        const opened = await openRecord({ ...record, keys, epochSecret });
        expect(opened.fields).to.have.length(4);
      });
    }

    it("are rotated: the old one is sealed to during the overlap and reads for ever", async () => {
      const first = await createStoredKey(store, { suite: 1, notBefore: 100n });
      const before = await deliver({ recipients: [first] });
      const { current, previous } = await rotateStoredKey(store, { suite: 1, at: 200n, overlap: 50n });
      expect(previous).to.deep.equal({ ...first, rotatedAt: 200n, notAfter: 250n });
      expect(current).to.include({ suite: 1, notBefore: 200n, notAfter: null, rotatedAt: null });
      expect(await listStoredKeys(store)).to.deep.equal([previous, current]);
      const statesAt = (now: bigint): readonly string[] => [previous, current].map((key) => stateOfKey(key, now));
      expect(statesAt(99n)).to.deep.equal(["upcoming", "upcoming"]);
      expect(statesAt(100n)).to.deep.equal(["current", "upcoming"]);
      expect(statesAt(199n)).to.deep.equal(["current", "upcoming"]);
      expect(statesAt(200n)).to.deep.equal(["overlap", "current"]);
      expect(statesAt(249n)).to.deep.equal(["overlap", "current"]);
      expect(statesAt(250n)).to.deep.equal(["ended", "current"]);
      const during = await deliver({ recipients: [previous] });
      const after = await deliver({ recipients: [current] });
      const keys = await loadDecryptionKeys(store);
      for (const record of [before, during, after])
        expect((await openRecord({ ...record, keys, epochSecret })).fields).to.have.length(4);
    });

    it("are one for each suite that is current", async () => {
      const made: Suite[] = [];
      for (const suite of suites) made.push((await createStoredKey(store, { suite, notBefore: 100n })).suite);
      expect(made).to.deep.equal([1, 2, 3]);
      const error = await expectCode("DECRYPTION_KEY_ACTIVE", () =>
        createStoredKey(store, { suite: 2, notBefore: 300n }),
      );
      expect(error.facts.suite).to.equal(2);
      await expectCode("DECRYPTION_KEY_UNKNOWN", async () =>
        rotateStoredKey(await createTestStore(join(folder, "empty")), { suite: 1, at: 5n, overlap: 0n }),
      );
      await rotateStoredKey(store, { suite: 2, at: 300n, overlap: 0n });
      await rotateStoredKey(store, { suite: 2, at: 400n, overlap: 10n });
      const states = (await listStoredKeys(store)).map((key) => `${key.suite} ${stateOfKey(key, 405n)}`);
      expect(states).to.deep.equal(["1 current", "2 ended", "3 current", "2 overlap", "2 current"]);
    });

    it("are replaced by the clock of a chain that is behind the one of this machine", async () => {
      await createStoredKey(store, { suite: 1, notBefore: 100n });
      const { previous, current } = await rotateStoredKey(store, { suite: 1, at: 98n, overlap: 50n });
      expect([stateOfKey(previous, 99n), stateOfKey(current, 99n)]).to.deep.equal(["overlap", "current"]);
    });

    it("are marked compromised since the earliest date that is known, and can then be replaced", async () => {
      const { keyId } = await createStoredKey(store, { suite: 1, notBefore: 100n });
      expect((await markCompromised(store, { keyId, since: 150n })).compromisedSince).to.equal(150n);
      expect((await markCompromised(store, { keyId, since: 180n })).compromisedSince).to.equal(150n);
      expect((await markCompromised(store, { keyId, since: 120n })).compromisedSince).to.equal(120n);
      await expectCode("DECRYPTION_KEY_UNKNOWN", () => markCompromised(store, { keyId: UNKNOWN, since: 1n }));
      const { previous, current } = await rotateStoredKey(store, { suite: 1, at: 200n, overlap: 0n });
      expect([stateOfKey(previous, 300n), stateOfKey(current, 300n)]).to.deep.equal(["compromised", "current"]);
      expect(previous.compromisedSince).to.equal(120n);
    });

    it("move by the one verb that hands out a secret, and by no bytes that are none", async () => {
      const made = await createStoredKey(store, { suite: 3, notBefore: 100n });
      const secret = await exportKeySecret(store, { keyId: made.keyId });
      const other = await createTestStore(join(folder, "other.keys"));
      expect(await importKeySecret(other, { suite: 3, secret, notBefore: 100n })).to.deep.equal(made);
      await expectCode("DECRYPTION_KEY_ACTIVE", () => importKeySecret(other, { suite: 3, secret, notBefore: 100n }));
      const wrong = { suite: 3, secret: new Uint8Array(31), notBefore: 1n } as const;
      await expectCode("ENCRYPTION_KEY_MALFORMED", () => importKeySecret(other, wrong));
      await expectCode("DECRYPTION_KEY_UNKNOWN", () => exportKeySecret(store, { keyId: UNKNOWN }));
      await expectCode("INTEGER_MALFORMED", () => createStoredKey(store, { suite: 1, notBefore: -1n }));
    });
  });

  it("keeps the secret of each epoch of each group of each registry, and no two of one", async () => {
    const other = new Uint8Array(32).fill(6);
    await keepEpochSecret(store, { ...context, secret: epochSecret });
    await keepEpochSecret(store, { ...context, secret: epochSecret });
    await keepEpochSecret(store, { ...context, epoch: context.epoch + 1n, secret: other });
    await expectCode("EPOCH_SECRET_DIFFERS", () => keepEpochSecret(store, { ...context, secret: other }));
    await expectCode("EPOCH_SECRET_MALFORMED", () => keepEpochSecret(store, { ...context, secret: other.subarray(1) }));
    expect(await getEpochSecret(store, context)).to.deep.equal(epochSecret);
    expect(await getEpochSecret(store, { ...context, epoch: context.epoch + 1n })).to.deep.equal(other);
    for (const elsewhere of [{ chainId: 1n }, { group: 1n }, { epoch: 1n }])
      expect(await getEpochSecret(store, { ...context, ...elsewhere })).to.equal(undefined);
  });
});
