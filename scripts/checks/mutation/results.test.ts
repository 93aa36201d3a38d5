import { expect } from "chai";

import { identifyMutant, type Mutant } from "./Mutant.ts";
import { basisOf, followMutants, formatResults, isFresh, type MutantResult, parseResults, scoreOf } from "./results.ts";
import { type TestFile, testsOf } from "./testFiles.ts";

const files: readonly TestFile[] = [
  { name: "test/contracts/b/Other.t.sol", hash: "o", reaches: new Set(["contracts/a/A.sol"]) },
  { name: "test/contracts/a/AFuzz.t.sol", hash: "f", reaches: new Set(["contracts/a/A.sol"]) },
  { name: "test/contracts/a/A.t.sol", hash: "a", reaches: new Set(["contracts/a/A.sol"]) },
  { name: "test/contracts/c/C.t.sol", hash: "c", reaches: new Set(["contracts/c/C.sol"]) },
];
const site = { id: "1", source: "contracts/a/A.sol", scope: "A.f()", scopeHash: "s", original: "a", replacement: "b" };
const mutant: Mutant = {
  ...site,
  operator: "literal",
  occurrence: 0,
  line: 1,
  start: 0,
  end: 1,
  switch: { kind: "none", reason: "" },
};
const result = (verdict: MutantResult["verdict"], killerFile = ""): MutantResult => ({
  ...site,
  operator: "literal",
  verdict,
  killerFile,
  killer: "",
  testsHash: basisOf(verdict, killerFile, site.source, files),
});

describe("mutation results", () => {
  it("run the nearest tests first, and only those that can reach the source", () => {
    expect(testsOf("contracts/a/A.sol", files).map(({ hash }) => hash)).to.deep.equal(["a", "f", "o"]);
  });

  it("hold while the function and the tests they rest on stay", () => {
    const killed = result("killed", "test/contracts/a/A.t.sol");
    const changed = (name: string): readonly TestFile[] =>
      files.map((file) => (file.name === name ? { ...file, hash: "new" } : file));
    expect(isFresh(killed, mutant, files, false)).to.equal(true);
    expect(isFresh(killed, mutant, changed("test/contracts/b/Other.t.sol"), false)).to.equal(true);
    expect(isFresh(killed, mutant, changed("test/contracts/a/A.t.sol"), false)).to.equal(false);
    expect(isFresh(killed, mutant, changed("test/contracts/a/A.t.sol"), true)).to.equal(true);
    expect(isFresh(killed, { ...mutant, scopeHash: "t" }, files, true)).to.equal(false);
    const survived = result("survived");
    expect(isFresh(survived, mutant, changed("test/contracts/b/Other.t.sol"), false)).to.equal(false);
    expect(isFresh(survived, mutant, changed("test/contracts/c/C.t.sol"), false)).to.equal(true);
    expect(isFresh(result("invalid"), mutant, [], false)).to.equal(true);
  });

  it("follow a function that moved as it was, and no other", () => {
    const before = [0, 1].map((occurrence) => ({
      ...mutant,
      id: identifyMutant({ ...mutant, occurrence }),
      occurrence,
    }));
    const kept = before.map(({ id }, index) => ({ ...result(index === 0 ? "killed" : "survived"), id }));
    const moveTo = (scope: string, scopeHash: string): readonly Mutant[] =>
      before.map((from) => {
        const to = { ...from, source: "contracts/b/B.sol", scope, scopeHash };
        return { ...to, id: identifyMutant(to) };
      });
    const moved = moveTo("B.f()", "s");
    const followed = followMutants(kept, moved);
    expect(moved.map(({ id }) => followed.get(id)?.verdict)).to.deep.equal(["killed", "survived"]);
    expect(moved.map(({ id }) => followed.get(id)?.source)).to.deep.equal(["contracts/b/B.sol", "contracts/b/B.sol"]);
    expect(followMutants(kept, moveTo("B.f()", "t")).size).to.equal(0);
    expect([...followMutants(kept, before).keys()]).to.deep.equal(kept.map(({ id }) => id));
  });

  it("are written one a line and read back", () => {
    const all = [result("survived"), { ...result("killed"), id: "0" }];
    expect(formatResults(all).split("\n")).to.have.length(5);
    expect(parseResults(formatResults(all))).to.have.deep.members(all);
    expect(() => parseResults('{"mutants":[{"verdict":"lost"}]}')).to.throw(/unknown verdict lost/);
  });

  it("score what was killed or ran out of time; what does not compile counts for nothing", () => {
    const all = [result("killed"), result("timeout"), result("survived"), result("invalid"), result("killed")];
    expect(scoreOf(all)).to.deep.equal({ killed: 3, survived: 1, invalid: 1, percent: 75 });
  });
});
