import { expect } from "chai";

import { countTests } from "./countTests.ts";

describe("countTests", () => {
  it("reads mocha's closing lines", () => {
    expect(countTests("  ✔ a\n\n  12 passing (3s)\n  1 failing\n")).to.deep.equal({ passed: 12, failed: 1 });
  });

  it("adds up several runs", () => {
    expect(countTests("  2 passing\n\n  3 passing (1m)\n")).to.deep.equal({ passed: 5, failed: 0 });
  });

  it("is not fooled by a title", () => {
    expect(countTests("  ✔ counts 3 passing ships\n")).to.deep.equal({ passed: 0, failed: 0 });
  });
});
