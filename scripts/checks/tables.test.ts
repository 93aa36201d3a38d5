import { expect } from "chai";

import { codeIn, readTables } from "./tables.ts";

describe("readTables", () => {
  it("reads the rows of the tables that have the columns, by their names", () => {
    const text =
      "| A | B |\n|---|:-:|\n| 1 | x \\| y |\n\n| C |\n|---|\n| 2 |\n\n| b | a | more |\n|---|---|---|\n| 3 | 4 | 5 |";
    const rows = readTables(text, ["a", "b"]);
    expect(rows.map(({ line, cells }) => [line, cells.get("a"), cells.get("b")])).to.deep.equal([
      [3, "1", "x | y"],
      [11, "4", "3"],
    ]);
  });

  it("finds what stands between backticks", () => {
    expect(codeIn("`a#b`, and ` c `")).to.deep.equal(["a#b", "c"]);
  });
});
