import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { captureRejection } from "./captureError.ts";
import { foldMembers } from "./foldMembers.ts";
import { readAliases } from "./readAliases.ts";
import { readMembersFile } from "./readMembersFile.ts";
import { MAX_FILE_BYTES } from "./readTextFile.ts";

const toPath = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const REAL = toPath("../../../shared/data/alastria/nodes.csv");

describe("readMembersFile", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-founding-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("refuses a file that is not there", async () => {
    const error = await captureRejection(() => readMembersFile(join(folder, "absent.csv")));
    expect(error.code).to.equal("FILE_UNREADABLE");
    expect(error.walk((cause) => cause instanceof Error && "code" in cause && cause.code === "ENOENT")).to.not.equal(
      undefined,
    );
  });

  it("refuses a folder", async () => {
    expect((await captureRejection(() => readMembersFile(folder))).code).to.equal("FILE_UNREADABLE");
  });

  it("refuses a file that is not UTF-8", async () => {
    const path = join(folder, "latin1.csv");
    await writeFile(path, Buffer.from("organisation,node,role,address,nodeId\nEnerg\xeda,a,regular,,1", "latin1"));
    expect((await captureRejection(() => readMembersFile(path))).code).to.equal("FILE_NOT_UTF8");
  });

  it("refuses a file larger than any honest one", async () => {
    const path = join(folder, "large.csv");
    await writeFile(path, Buffer.alloc(MAX_FILE_BYTES + 1));
    const error = await captureRejection(() => readMembersFile(path));
    expect(error.code).to.equal("FILE_TOO_LARGE");
    expect(error.facts.size).to.equal(MAX_FILE_BYTES + 1);
  });

  it("reads our own sample: 23 rows of 16 organisations in 20 spellings", async () => {
    const rows = await readMembersFile(toPath("../../deployments/sample/nodes.csv"));
    const { organisations, warnings } = foldMembers(
      rows,
      await readAliases(toPath("../../deployments/sample/aliases.json")),
    );
    expect([rows.length, new Set(rows.map(({ spelling }) => spelling)).size]).to.deep.equal([23, 20]);
    expect(organisations).to.have.length(16);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["NODE_ID_SHARED_WITHIN_ORGANISATION"]);
  });

  describe("with the real members file", () => {
    before(function () {
      if (existsSync(REAL)) return;
      process.stdout.write("      SKIPPED: ../shared/data/alastria/nodes.csv is absent\n");
      this.skip();
    });

    it("reads 71 rows in 54 spellings, 65 without an address", async () => {
      const rows = await readMembersFile(REAL);
      expect(rows).to.have.length(71);
      expect(new Set(rows.map(({ spelling }) => spelling)).size).to.equal(54);
      expect(rows.filter(({ nodeAddress }) => nodeAddress === null)).to.have.length(65);
    });

    // REQ-FND-01
    it("stops without the alias file, and lists the candidates", async () => {
      const rows = await readMembersFile(REAL);
      const error = await captureRejection(async () => foldMembers(rows, []));
      expect(error.code).to.equal("MEMBERS_NOT_FOLDED");
      expect(error.faults.map(({ facts }) => facts.spellings)).to.deep.equal([
        ["DigitelTS", "DigitArt"],
        ["SMServices", "SM-SERVICES", "SMSERVICES"],
        ["accuro", "Accuro"],
        ["UCA", "UJA"],
        ["Alastria", "TestAlastria", "Test-Alastria"],
      ]);
    });

    it("stops when any one entry is taken out of the alias file", async () => {
      const rows = await readMembersFile(REAL);
      const aliases = await readAliases(toPath("../../deployments/alastria/aliases.json"));
      for (const { name } of aliases.filter((entry) => entry.name !== "SMCloud")) {
        const error = await captureRejection(async () =>
          foldMembers(
            rows,
            aliases.filter((entry) => entry.name !== name),
          ),
        );
        expect(
          error.faults.map(({ code }) => code),
          name,
        ).to.deep.equal(["SPELLINGS_AMBIGUOUS"]);
      }
    });

    it("gives 49 organisations with our alias file, and a warning for the node id that SMServices uses twice", async () => {
      const rows = await readMembersFile(REAL);
      const aliases = await readAliases(toPath("../../deployments/alastria/aliases.json"));
      const { organisations, warnings } = foldMembers(rows, aliases);
      expect(organisations).to.have.length(49);
      expect(organisations.flatMap(({ nodes }) => nodes)).to.have.length(71);
      expect(organisations.find(({ name }) => name === "SMServices")?.spellings).to.deep.equal([
        "SMServices",
        "SM-SERVICES",
        "SMSERVICES",
      ]);
      expect(warnings.map(({ code, facts }) => [code, facts.organisations, facts.lines])).to.deep.equal([
        ["NODE_ID_SHARED_WITHIN_ORGANISATION", ["SMServices"], [7, 64]],
      ]);
    });
  });
});
