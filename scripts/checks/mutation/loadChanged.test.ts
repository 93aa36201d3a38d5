import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { expect } from "chai";

const HOOK = new URL("loadChanged.ts", import.meta.url).href;
const SAYS = "const word: string = 'as it is'; console.log(word);";
const STARTS = `import { Worker } from "node:worker_threads";
import { spawnSync } from "node:child_process";
import "./says.ts";
console.log(spawnSync(process.execPath, [new URL("says.ts", import.meta.url).pathname]).stdout.toString().trim());
new Worker(new URL("says.ts", import.meta.url));`;

describe("a module that is read with another text", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "quorate-changed-"));
    await writeFile(path.join(folder, "package.json"), '{"type":"module"}');
    await writeFile(path.join(folder, "says.ts"), SAYS);
    await writeFile(path.join(folder, "starts.ts"), STARTS);
  });
  after(async () => await rm(folder, { recursive: true }));

  async function start(change: object): Promise<readonly string[]> {
    const env = { ...process.env, NODE_OPTIONS: `--import ${HOOK}`, QUORATE_CHANGED: JSON.stringify(change) };
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "starts.ts")], { env });
    return stdout.trim().split("\n");
  }

  it("is so in the program, in programs that it starts and in its threads, and no other is", async () => {
    const url = pathToFileURL(path.join(folder, "says.ts")).href;
    const text = SAYS.replace("as it is", "otherwise");
    expect(await start({ url, text })).to.deep.equal(["otherwise", "otherwise", "otherwise"]);
    expect(await start({})).to.deep.equal(["as it is", "as it is", "as it is"]);
  });
});
