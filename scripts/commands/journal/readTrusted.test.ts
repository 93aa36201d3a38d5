import { expect } from "chai";

import { QuorateError } from "#sdk";

import { readTrustedKeys } from "./readTrustedKeys.ts";
import { readTrustedVerifiers } from "./readTrustedVerifiers.ts";

const account = `0x${"ab".repeat(20)}`;
const verified = `0x${"11".repeat(20)}${"cd".repeat(64)}`;

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof QuorateError) return error.faults.map(({ code, facts }) => `${code} ${String(facts.path)}`);
    throw error;
  }
  return [];
}

describe("what whoever verifies a journal knows by itself", () => {
  it("is read: keys by seat, with how many must agree", () => {
    const seats = [{ seat: 3, ballotsNeeded: 2, signers: [account, verified] }];
    expect(readTrustedKeys(JSON.stringify(seats), "keys.json")).to.deep.equal([
      { seat: 3n, ballotsNeeded: 2n, signers: [account, verified] },
    ]);
  });

  it("is read: verifiers by address, whatever their letters", () => {
    expect(readTrustedVerifiers(JSON.stringify({ [account]: "p256" }), "verifiers.json")).to.deep.equal({
      "0xABaBaBaBABabABabAbAbABAbABabababaBaBABaB": "p256",
    });
  });

  it("is refused with every fault and its place", () => {
    const seats = [{ seat: 70_000, ballotsNeeded: 0, signers: ["0x12", 7], key: account }];
    expect(faultsOf(() => readTrustedKeys(JSON.stringify(seats), "keys.json"))).to.have.members([
      "JSON_FIELD_UNKNOWN $[0].key",
      "JSON_OUT_OF_RANGE $[0].seat",
      "JSON_OUT_OF_RANGE $[0].ballotsNeeded",
      "JSON_BAD_VALUE $[0].signers[0]",
      "JSON_WRONG_TYPE $[0].signers[1]",
      "JSON_BAD_VALUE $[0].signers[1]",
    ]);
    expect(faultsOf(() => readTrustedVerifiers('{"0x12": "p256", "x": "dsa"}', "verifiers.json"))).to.have.lengthOf(2);
  });
});
