import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { createCalls, parseAddress, parseBytes32 } from "#sdk";

import { captureRejection } from "../founding/captureError.ts";
import { readDraft } from "./readDraft.ts";
import { writeDraft } from "./writeDraft.ts";

const at = (digit: number) => parseAddress(`0x${digit.toString(16).repeat(40)}`);
const modules = {
  constitution: at(1),
  memberRegistry: at(2),
  governor: at(3),
  guardians: at(4),
  accession: at(5),
  groupDirectory: at(6),
  keyDirectory: at(7),
  confidentialRegistry: at(8),
  batchAnchor: at(9),
  batchExecutor: at(10),
};
const names = { seats: { "3": "ACME Bank" } };
const client = { chainId: 7n, modules, names };
const { to, value, data, sentence } = createCalls({ modules, names }).memberRegistry.remove({ seat: 3n });
const draft = {
  chainId: 7n,
  description: "They asked to leave",
  salt: parseBytes32(`0x${"ab".repeat(32)}`),
  calls: [{ to, value, data, sentence }],
};

describe("A draft of a proposal", () => {
  let folder = "";
  let path = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "quorate-draft-"));
    path = join(folder, "draft.json");
    await writeDraft(path, draft);
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Changes the text of the file and reads it. */
  async function refuse(change: (text: string) => string) {
    await writeFile(path, change(await readFile(path, "utf8")));
    return captureRejection(() => readDraft(path, client));
  }

  it("is read as it was written", async () => {
    expect(await readDraft(path, client)).to.deep.equal(draft);
    expect(sentence).to.contain("ACME Bank");
  });

  it("is refused where a sentence is not what its call does", async () => {
    const error = await refuse((text) => text.replace("Remove member", "Praise member"));
    expect(error.code).to.equal("DRAFT_ALTERED");
    expect(error.facts).to.deep.include({ call: 0, does: sentence });
  });

  it("is refused where a call is not what its sentence says", async () => {
    const error = await refuse((text) => text.replace(data, `${data.slice(0, -1)}4`));
    expect(error.code).to.equal("DRAFT_ALTERED");
    expect(error.facts.does).to.contain("seat 4");
  });

  it("is refused on another chain", async () => {
    const error = await refuse((text) => text.replace('"chainId": "7"', '"chainId": "8"'));
    expect(error.code).to.equal("CHAIN_FOREIGN");
    expect(error.facts).to.deep.include({ found: 8n, expected: 7n });
  });

  it("is refused with the place of every fault", async () => {
    const error = await refuse((text) => text.replace('"value": "0"', '"value": "-1"').replace("0xabab", "0xab"));
    expect(error.code).to.equal("DRAFT_MALFORMED");
    expect(error.faults.map(({ facts }) => facts.path)).to.deep.equal(["$.salt", "$.calls[0].value"]);
  });

  it("is never written over another file unless a call is added to it", async () => {
    expect((await captureRejection(() => writeDraft(path, draft))).code).to.equal("FILE_EXISTS");
    await writeDraft(path, { ...draft, calls: [...draft.calls, ...draft.calls] }, true);
    expect((await readDraft(path, client)).calls).to.have.length(2);
  });
});
