import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { Wallet } from "ethers";

import { captureRejection } from "../founding/captureError.ts";
import { createKeyMaterial } from "./createKeyMaterial.ts";
import { decryptKeystore } from "./decryptKeystore.ts";
import { encryptKeystore } from "./encryptKeystore.ts";
import { keyKinds } from "./KeyMaterial.ts";
import { readKeystore } from "./readKeystore.ts";
import { toVotingKey } from "./toVotingKey.ts";
import { writeKeystore } from "./writeKeystore.ts";

// A thousandth of the cost that real keystores have: these tests are about form, not about strength.
const cost = { n: 128, r: 8, p: 1 };
const password = "correct horse";

describe("a keystore", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-keystore-"));
  });
  after(() => rm(folder, { recursive: true }));

  for (const kind of keyKinds) {
    it(`keeps a key of the kind ${kind} and gives it back`, async () => {
      const material = await createKeyMaterial({ kind });
      const path = join(folder, `${kind}.json`);
      await writeKeystore(path, material, { password, cost });
      const read = await readKeystore(path, async () => password);
      expect(read).to.deep.equal(material);
      expect((await toVotingKey(read)).publicKey).to.deep.equal((await toVotingKey(material)).publicKey);

      const text = await readFile(path, "utf8");
      const secret = material.kind === "rsa" ? material.pkcs8 : material.secret;
      expect(text.toLowerCase()).to.not.contain(secret.slice(2, 40));
    });

    it(`refuses a wrong password for the kind ${kind} without quoting anything`, async () => {
      const text = await encryptKeystore(await createKeyMaterial({ kind }), { password, cost });
      const error = await captureRejection(() => decryptKeystore(text, { password: "wrong", file: "k.json" }));
      expect(error.code).to.equal("KEYSTORE_PASSWORD_WRONG");
      expect(error.facts).to.deep.equal({ file: "k.json" });
      expect(error.cause).to.equal(undefined);
    });
  }

  it("of an account is one that every Ethereum wallet reads", async () => {
    const material = await createKeyMaterial({ kind: "account" });
    const text = await encryptKeystore(material, { password, cost });
    const wallet = await Wallet.fromEncryptedJson(text, password);
    expect(wallet.privateKey).to.equal(material.kind === "account" ? material.secret : "");
    expect(JSON.parse(text)).to.include({ version: 3 });
  });

  it("refuses an empty password", async () => {
    const material = await createKeyMaterial({ kind: "p256" });
    const error = await captureRejection(() => encryptKeystore(material, { password: "", cost }));
    expect(error.code).to.equal("KEY_PASSWORD_MISSING");
  });

  it("does not ask for the password of a keystore that others may read", async () => {
    const path = join(folder, "exposed.json");
    await writeKeystore(path, await createKeyMaterial({ kind: "p256" }), { password, cost });
    await chmod(path, 0o640);
    let asked = false;
    const ask = async () => {
      asked = true;
      return password;
    };
    expect((await captureRejection(() => readKeystore(path, ask))).code).to.equal("KEYSTORE_EXPOSED");
    expect(asked).to.equal(false);
  });

  it("notices another public key put on it", async () => {
    const text = await encryptKeystore(await createKeyMaterial({ kind: "p256" }), { password, cost });
    const altered = text.replace(/"publicKey": "0x../, '"publicKey": "0x00');
    const error = await captureRejection(() => decryptKeystore(altered === text ? "" : altered, { password }));
    expect(error.code).to.equal("KEYSTORE_PASSWORD_WRONG");
  });

  it("notices one kind passed off as another", async () => {
    const text = await encryptKeystore(await createKeyMaterial({ kind: "p256" }), { password, cost });
    const error = await captureRejection(() => decryptKeystore(text.replace('"p256"', '"webauthn"'), { password }));
    expect(error.code).to.equal("KEYSTORE_PASSWORD_WRONG");
  });

  for (const [circumstance, change] of [
    ["what is not JSON", () => "hello"],
    ["an empty object", () => "{}"],
    ["a keystore of version 3 without a key", () => '{"version":3}'],
    ["another format", (text: string) => text.replace("quorate-keystore", "other-keystore")],
    ["a later version", (text: string) => text.replace('"version": 1', '"version": 2')],
    ["a cost that would take gigabytes", (text: string) => text.replace('"n": 128', '"n": 4194304')],
    ["a nonce of the wrong length", (text: string) => text.replace(/"nonce": "0x../, '"nonce": "0x')],
  ] as const) {
    it(`refuses ${circumstance}`, async () => {
      const text = change(await encryptKeystore(await createKeyMaterial({ kind: "p256" }), { password, cost }));
      expect((await captureRejection(() => decryptKeystore(text, { password }))).code).to.equal("KEYSTORE_MALFORMED");
    });
  }
});
