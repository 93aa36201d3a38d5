import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { QuorateError } from "#sdk";
import { streamBytes } from "#sdk/records";

import { writePlaintext } from "./writePlaintext.ts";

describe("writePlaintext", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-plaintext-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const codeOf = (source: AsyncIterable<Uint8Array>, name: string): Promise<unknown> =>
    writePlaintext(join(folder, name), source).catch((error: unknown) =>
      error instanceof QuorateError ? error.code : error,
    );

  it("writes a file that only its owner may open", async () => {
    expect(await writePlaintext(join(folder, "message"), streamBytes(Buffer.from("text")))).to.equal(4);
    expect(await readFile(join(folder, "message"), "utf8")).to.equal("text");
    expect((await stat(join(folder, "message"))).mode & 0o777).to.equal(0o600);
  });

  it("leaves nothing where what it reads turns out to be wrong", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("te");
      throw new QuorateError({ code: "DOCUMENT_ALTERED", summary: "Altered.", remedy: "Reject it." });
    }
    expect(await codeOf(broken(), "message")).to.equal("DOCUMENT_ALTERED");
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("writes over no file, and says where it cannot write", async () => {
    await writePlaintext(join(folder, "message"), streamBytes(Buffer.from("text")));
    expect(await codeOf(streamBytes(Buffer.from("other")), "message")).to.equal("FILE_EXISTS");
    expect(await readFile(join(folder, "message"), "utf8")).to.equal("text");
    expect(await codeOf(streamBytes(Buffer.from("text")), "nowhere/message")).to.equal("FILE_UNWRITABLE");
    expect(await readdir(folder)).to.deep.equal(["message"]);
  });
});
