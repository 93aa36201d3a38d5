import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { locateFounding } from "./locateFounding.ts";
import { readFounding } from "./readFounding.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("locateFounding", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-founding-"));
    await mkdir(join(folder, "checkout"));
  });
  after(() => rm(folder, { recursive: true }));

  it("takes our own sample where the real members file is absent", async () => {
    const files = await locateFounding(join(folder, "checkout"));
    expect(files.network).to.equal("sample");
    expect(files.membersFile).to.equal(join(folder, "checkout", "deployments", "sample", "nodes.csv"));
  });

  it("takes the real members file where it is at hand, with what people decided about it", async () => {
    const real = join(folder, "shared", "data", "alastria");
    await mkdir(real, { recursive: true });
    await writeFile(join(real, "nodes.csv"), "");
    const files = await locateFounding(join(folder, "checkout"));
    expect(files.network).to.equal("alastria");
    expect(files.membersFile).to.equal(join(real, "nodes.csv"));
    expect(files.aliasesFile).to.equal(join(folder, "checkout", "deployments", "alastria", "aliases.json"));
  });
});

describe("readFounding", () => {
  it("reads the consortium of this machine: as many organisations as its constitution expects", async () => {
    const files = await locateFounding(ROOT);
    const { constitution, organisations, warnings } = await readFounding(files);
    expect(organisations).to.have.length(constitution.seats);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["NODE_ID_SHARED_WITHIN_ORGANISATION"]);
  });
});
