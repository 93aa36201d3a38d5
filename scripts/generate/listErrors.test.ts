import { expect } from "chai";
import { ErrorFragment } from "ethers";

import type { ContractDescription } from "./compileContracts.ts";
import { findShared, listErrors } from "./listErrors.ts";

function describeContract(...fragments: readonly string[]): ContractDescription {
  const errors = fragments.map((fragment) => ErrorFragment.from(`error ${fragment}`));
  return {
    name: "Example",
    source: "contracts/Example.sol",
    abi: errors.map((error) => ({
      type: "error",
      name: error.name,
      inputs: error.inputs.map(({ name, type }) => ({ name, type })),
    })),
    devdoc: {},
    userdoc: {
      errors: Object.fromEntries(errors.map((error) => [error.format("sighash"), [{ notice: "A sentence." }]])),
    },
  };
}

describe("listErrors", () => {
  it("names every error without a remedy, and every remedy without an error", () => {
    expect(() => listErrors([describeContract("Unheard(uint256 value)")]))
      .to.throw("Unheard has no remedy")
      .and.property("message")
      .contains("has a remedy for MemberLeft, which no contract throws");
  });

  it("names every error without a comment in its source", () => {
    const silent = { ...describeContract("MemberLeft(uint16 seat)"), userdoc: {} };
    expect(() => listErrors([silent])).to.throw("MemberLeft(uint16) has no comment above it in its source");
  });

  it("refuses one name with two signatures", () => {
    expect(() => listErrors([describeContract("MemberLeft(uint16 seat)", "MemberLeft(uint256 seat)")])).to.throw(
      "MemberLeft(uint16) and MemberLeft(uint256) share the name MemberLeft",
    );
  });

  it("finds two errors whose four bytes are the same", () => {
    // Two functions of different names that are known to have equal selectors: errors hash the same way.
    const errors = ["collate_propagate_storage(bytes16)", "burn(uint256)"].map((fragment) => {
      const { name, selector, inputs } = ErrorFragment.from(`error ${fragment}`);
      return { name, signature: fragment, selector, inputs, sentence: "", remedy: "" };
    });
    expect(findShared(errors, (error) => error.selector, "the four bytes")).to.deep.equal([
      "collate_propagate_storage(bytes16) and burn(uint256) share the four bytes 0x42966c68",
    ]);
  });
});
