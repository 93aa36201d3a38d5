import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { findArtifactTests } from "./findArtifactTests.ts";

describe("findArtifactTests", () => {
  const found = findArtifactTests(fileURLToPath(new URL("../../", import.meta.url)));

  it("names the tests that found a consortium from artifacts", () => {
    expect(found)
      .to.include("test/contracts/invariants/Consortium.t.sol")
      .and.to.include("test/contracts/governance/Governor.t.sol");
  });

  it("leaves out the tests of pure parts, which are compiled with what they test", () => {
    expect(found).to.not.include("test/contracts/types/KeyFacts.t.sol");
  });
});
