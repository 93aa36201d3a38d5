import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { QuorateError } from "#sdk";

import { readTokens } from "./readTokens.ts";

describe("readTokens", () => {
  let path: string;

  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), "quorate-tokens-")), "tokens");
  });

  afterEach(() => rm(join(path, ".."), { recursive: true }));

  const faultOf = (): Promise<unknown> => readTokens(path).catch((error: unknown) => error);

  it("reads a name and a token a line", async () => {
    await writeFile(path, "# to whom\nbank.example  secret-1\n\nother.example\tsecret-2\r\n", { mode: 0o600 });
    const known = new Map([
      ["bank.example", "secret-1"],
      ["other.example", "secret-2"],
    ]);
    expect(await readTokens(path)).to.deep.equal(known);
  });

  it("refuses a file that others may open, and never shows a token", async () => {
    await writeFile(path, "secret-1\n", { mode: 0o600 });
    const fault = await faultOf();
    expect(fault).to.be.instanceOf(QuorateError).and.include({ code: "OPTION_MALFORMED" });
    expect(JSON.stringify(fault) + String(fault)).to.not.include("secret-1");
    await chmod(path, 0o644);
    expect(await faultOf()).to.include({ code: "KEYSTORE_EXPOSED" });
  });
});
