import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { replaceFile } from "../files/replaceFile.ts";
import { readPrivateFile } from "./readPrivateFile.ts";

describe("readPrivateFile", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-private-"));
  });

  after(() => rm(folder, { recursive: true }));

  it("never sees the bytes that a replaced file is overwritten with", async function () {
    this.timeout(60_000);
    const path = join(folder, "file");
    // So long that reading it takes longer than replacing it.
    await replaceFile(path, Buffer.alloc(128 * 1_048_576, "a"));
    const reading = readPrivateFile(path);
    await replaceFile(path, Buffer.from("b"));
    expect((await reading).slice(0, 100)).to.equal("b");
    expect(await readPrivateFile(path)).to.equal("b");
  });
});
