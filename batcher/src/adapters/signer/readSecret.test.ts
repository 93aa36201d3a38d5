import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import { encryptKeystoreJsonSync, Wallet } from "ethers";

import { readSecret } from "./readSecret.ts";

describe("the signing key", () => {
  const secret = `0x${"5a".repeat(32)}`;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-key-"));
  });

  async function put(name: string, text: string, mode = 0o600): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    await chmod(path, mode);
    return path;
  }

  const told = async (path: string, password?: string): Promise<string> =>
    await readSecret(path, password).catch((error) => `${error.code} ${error.facts.why}`);

  it("comes from digits or from a keystore, in a file of its owner's alone", async () => {
    expect(await told(await put("digits", `${secret.slice(2)}\n`))).to.equal(secret);
    expect(await told(await put("prefixed", secret))).to.equal(secret);
    const sealed = encryptKeystoreJsonSync(
      { address: new Wallet(secret).address, privateKey: secret },
      "a pass phrase",
      { scrypt: { N: 2 } },
    );
    const [keystore, password] = [await put("keystore", sealed), await put("password", "a pass phrase\n")];
    expect(await told(keystore, password)).to.equal(secret);
    expect(await told(keystore, await put("wrong", "another"))).to.equal(
      "KEY_UNREADABLE the password does not open it",
    );
    expect(await told(keystore)).to.match(/^KEY_UNREADABLE it is a keystore, and no file/);
  });

  it("is refused where others may read it, or where there is none", async () => {
    expect(await told(await put("open", secret, 0o644))).to.match(/^KEY_UNREADABLE others than its owner/);
    expect(await told(await put("text", "my key"))).to.match(/^KEY_UNREADABLE it holds neither/);
    expect(await told(join(folder, "none"))).to.equal("KEY_UNREADABLE it cannot be opened");
    expect(await told(folder)).to.equal("KEY_UNREADABLE it is no file");
  });
});
