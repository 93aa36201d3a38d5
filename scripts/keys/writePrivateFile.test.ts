import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { captureRejection } from "../founding/captureError.ts";
import { writePrivateFile } from "./writePrivateFile.ts";

describe("writePrivateFile", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-keys-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("writes a file that only its owner may open, in folders it makes, and leaves nothing beside it", async () => {
    const path = join(folder, "a", "b", "key.json");
    await writePrivateFile(path, "text");
    expect(await readFile(path, "utf8")).to.equal("text");
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect((await stat(join(folder, "a"))).mode & 0o777).to.equal(0o700);
    expect(await readdir(join(folder, "a", "b"))).to.deep.equal(["key.json"]);
  });

  it("never writes over another file", async () => {
    const path = join(folder, "key.json");
    await writeFile(path, "old");
    const error = await captureRejection(() => writePrivateFile(path, "new"));
    expect(error.code).to.equal("KEYSTORE_EXISTS");
    expect(await readFile(path, "utf8")).to.equal("old");
    expect(await readdir(folder)).to.deep.equal(["key.json"]);
  });

  it("lets one of many win that write the same file at once", async () => {
    const path = join(folder, "key.json");
    const texts = Array.from({ length: 8 }, (_, index) => `text ${index}`);
    const ends = await Promise.allSettled(texts.map((text) => writePrivateFile(path, text)));
    expect(ends.filter(({ status }) => status === "fulfilled")).to.have.length(1);
    const winner = ends.findIndex(({ status }) => status === "fulfilled");
    expect(await readFile(path, "utf8")).to.equal(texts[winner]);
    expect(await readdir(folder)).to.deep.equal(["key.json"]);
  });

  it("says so when it cannot write, and names the cause", async () => {
    await writeFile(join(folder, "file"), "");
    const error = await captureRejection(() => writePrivateFile(join(folder, "file", "key.json"), "text"));
    expect(error.code).to.equal("KEYSTORE_NOT_WRITTEN");
    expect(error.cause).to.be.instanceOf(Error);
  });
});
