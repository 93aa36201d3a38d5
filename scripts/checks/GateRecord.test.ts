import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { GateRecord } from "./GateRecord.ts";

describe("the record of gates", () => {
  let root: string;
  const open = (): GateRecord => new GateRecord(root, "record/passed.json", ["contracts", "record"]);
  const git = (...words: readonly string[]): void => {
    const author = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", [...author, ...words], { cwd: root, stdio: "pipe" });
  };
  const commit = (file: string, text: string): void => {
    writeFileSync(path.join(root, file), text);
    git("add", "-A");
    git("commit", "-qm", "a change");
  };

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "record-"));
    git("init", "-q");
    commit("contracts", "one");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("keeps a pass over commits that change nothing the gate looks at", () => {
    open().add("deep", 61.6);
    expect(open().passOf("deep")).to.include({ gate: "deep", seconds: 62 });
    commit("README.md", "words");
    expect(open().passOf("deep")).to.include({ gate: "deep" });
    expect(open().passOf("other")).to.equal(undefined);
  });

  it("holds a pass for void once something changed, committed or not", () => {
    open().add("deep", 1);
    writeFileSync(path.join(root, "contracts"), "two");
    expect(open().passOf("deep")).to.equal(undefined);
    commit("contracts", "two");
    expect(open().passOf("deep")).to.equal(undefined);
  });

  it("records nothing while files differ from the commit", () => {
    writeFileSync(path.join(root, "contracts"), "two");
    open().add("deep", 1);
    writeFileSync(path.join(root, "contracts"), "one");
    expect(open().passOf("deep")).to.equal(undefined);
  });
});
