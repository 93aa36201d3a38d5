import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { captureRejection } from "../founding/captureError.ts";
import { readPrivateFile } from "./readPrivateFile.ts";

describe("readPrivateFile", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-keys-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function write(mode: number): Promise<string> {
    const path = join(folder, `key-${mode.toString(8)}.json`);
    await writeFile(path, "secret");
    await chmod(path, mode);
    return path;
  }

  for (const mode of [0o600, 0o400, 0o700]) {
    it(`reads a file of the mode 0${mode.toString(8)}`, async () => {
      expect(await readPrivateFile(await write(mode))).to.equal("secret");
    });
  }

  for (const mode of [0o644, 0o640, 0o604, 0o620, 0o602, 0o601, 0o660, 0o777]) {
    it(`refuses a file of the mode 0${mode.toString(8)} and says chmod 600`, async () => {
      const path = await write(mode);
      const error = await captureRejection(() => readPrivateFile(path, "linux"));
      expect(error.code).to.equal("KEYSTORE_EXPOSED");
      expect(error.facts).to.deep.equal({ path, mode: `0${mode.toString(8)}` });
      expect(error.remedy).to.contain(`chmod 600 ${path}`);
      expect(error.message).to.not.contain("secret");
    });
  }

  it("asks for no mode where the system keeps none", async () => {
    expect(await readPrivateFile(await write(0o644), "win32")).to.equal("secret");
  });

  it("refuses a folder", async () => {
    expect((await captureRejection(() => readPrivateFile(folder))).code).to.equal("KEYSTORE_NOT_A_FILE");
  });

  it("refuses a file that is not there", async () => {
    const error = await captureRejection(() => readPrivateFile(join(folder, "absent")));
    expect(error.code).to.equal("KEYSTORE_UNREADABLE");
  });

  it("refuses a file larger than any keystore", async () => {
    const path = join(folder, "large.json");
    await writeFile(path, Buffer.alloc(70_000), { mode: 0o600 });
    expect((await captureRejection(() => readPrivateFile(path))).code).to.equal("KEYSTORE_MALFORMED");
  });
});
