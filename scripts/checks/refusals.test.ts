import { readFileSync } from "node:fs";
import path from "node:path";

import { expect } from "chai";

import { REPOSITORY } from "./solidity/ForgeProject.ts";
import { codeIn, readTables } from "./tables.ts";

describe("docs/authority.md", () => {
  it("has no function that asks for authority and that no outsider was refused by", () => {
    const table = readFileSync(path.join(REPOSITORY, "docs/authority.md"), "utf8");
    const attacks = ["AuthorityAttacks", "ConfidentialAuthorityAttacks", "BatchAuthorityAttacks", "ExecutorAttacks"]
      .map((name) => readFileSync(path.join(REPOSITORY, `test/contracts/attacks/${name}.t.sol`), "utf8"))
      .join("\n");
    const guarded = readTables(table, ["function", "asks"])
      .filter(({ cells }) => cells.get("asks") !== "nobody")
      .flatMap(({ cells }) => codeIn(cells.get("function") ?? ""))
      .map((signature) => signature.replace(/\(.*$/, ""));
    expect(guarded).to.have.length.above(50);
    expect(guarded.filter((name) => !new RegExp(`\\.${name}[,(]`).test(attacks))).to.deep.equal([]);
  });
});
