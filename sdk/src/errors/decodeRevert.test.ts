import { expect } from "chai";
import { AbiCoder, ErrorFragment, encodeBytes32String, Interface, type JsonFragment } from "ethers";
import fc from "fast-check";

import { accessionAbi } from "../generated/abis/accessionAbi.ts";
import { constitutionAbi } from "../generated/abis/constitutionAbi.ts";
import { governorAbi } from "../generated/abis/governorAbi.ts";
import { guardiansAbi } from "../generated/abis/guardiansAbi.ts";
import { memberRegistryAbi } from "../generated/abis/memberRegistryAbi.ts";
import { revertCatalogue } from "../generated/reverts.ts";
import { parseHex } from "../types/parseHex.ts";
import { decodeRevert, listRevertNames } from "./decodeRevert.ts";
import { RevertedError } from "./RevertedError.ts";

const errors = new Interface([
  "error GovernorCallReverted(uint256 index, bytes reason)",
  "error ConstitutionParameterChanged(bytes32 key, uint32 expectedVersion, uint32 actualVersion)",
  "error MemberUnknown(uint16 seat)",
  "error Error(string message)",
]);

function encode(name: string, values: readonly unknown[]): string {
  return errors.encodeErrorResult(name, values);
}

describe("decodeRevert", () => {
  // REQ-SDK-01
  it("knows every error of every ABI of the suite", () => {
    const abis: readonly (readonly JsonFragment[])[] = [
      constitutionAbi,
      memberRegistryAbi,
      governorAbi,
      guardiansAbi,
      accessionAbi,
    ];
    const known = new Map(listRevertNames().map((name) => [revertCatalogue[name].selector.toString(), name]));
    for (const item of abis.flat()) {
      if (item.type !== "error") continue;
      const fragment = ErrorFragment.from(item);
      expect(known.get(fragment.selector), fragment.name).to.equal(fragment.name);
    }
  });

  it("decodes the facts of every error of the catalogue", () => {
    for (const name of listRevertNames()) {
      const { selector, inputs, sentence, remedy } = revertCatalogue[name];
      const { inputs: types } = ErrorFragment.from(`error ${name}(${inputs.join(", ")})`);
      const values = types.map((type) => AbiCoder.defaultAbiCoder().getDefaultValue([type])[0]);
      const data = `${selector}${AbiCoder.defaultAbiCoder()
        .encode([...types], values)
        .slice(2)}`;
      const revert = decodeRevert(parseHex(data));
      expect(revert.name).to.equal(name);
      expect(Object.keys(revert.facts)).to.have.length(inputs.length);
      expect([revert.sentence, revert.remedy, revert.data]).to.deep.equal([sentence, remedy, data]);
    }
  });

  it("decodes the reason inside a reason and takes its remedy", () => {
    const inner = encode("ConstitutionParameterChanged", [encodeBytes32String("member.keyCoolDown"), 1, 2]);
    const error = new RevertedError(decodeRevert(parseHex(encode("GovernorCallReverted", [0, inner]))));
    const stale = error.findRevert("ConstitutionParameterChanged");
    expect(stale?.facts.expectedVersion).to.equal(1n);
    expect(stale?.facts.actualVersion).to.equal(2n);
    expect(error.findRevert("MemberUnknown")).to.equal(undefined);
    expect(error.code).to.equal("REVERTED");
    expect(error.remedy).to.equal(revertCatalogue.ConstitutionParameterChanged.remedy);
    expect(error.summary).to.contain("GovernorCallReverted: index 0").and.to.contain("key member.keyCoolDown");
    expect(error.facts).to.include({ error: "GovernorCallReverted", reason: "ConstitutionParameterChanged" });
  });

  it("says facts as people read them", () => {
    const state = new Interface([
      "error GovernorUnexpectedProposalState(uint256 proposalId, uint8 current, bytes32 expectedStates)",
    ]);
    const set = `0x${"30".padStart(64, "0")}`;
    const revert = decodeRevert(parseHex(state.encodeErrorResult("GovernorUnexpectedProposalState", [7, 1, set])));
    expect(new RevertedError(revert).summary).to.contain(
      "proposalId 7, current active, expectedStates succeeded or queued",
    );
    const closed = new Interface(["error GovernorVotingClosed(uint256 proposalId, uint48 closedAt)"]);
    const late = decodeRevert(parseHex(closed.encodeErrorResult("GovernorVotingClosed", [7, 1_764_000_000])));
    expect(new RevertedError(late).summary).to.contain("closedAt 2025-11-24T16:00:00Z");
  });

  it("says of a record where it stands, and takes the number of an epoch for no state", () => {
    const records = new Interface([
      "error RecordWrongState(bytes32 recordId, uint8 state)",
      "error RecordEpochEnded(uint32 group, uint32 epoch, uint32 current)",
    ]);
    const say = (name: string, values: readonly unknown[]): string =>
      new RevertedError(decodeRevert(parseHex(records.encodeErrorResult(name, values)))).summary;
    expect(say("RecordWrongState", [`0x${"11".repeat(32)}`, 5])).to.contain("state rejected");
    expect(say("RecordEpochEnded", [1, 2, 3])).to.contain("epoch 2, current 3");
  });

  it("says that a foreign reason is foreign, and that an empty one is empty", () => {
    expect(decodeRevert(parseHex("0x")).sentence).to.equal("The contract gave no reason.");
    expect(decodeRevert(parseHex("0xdeadbeef")).sentence).to.contain("none of ours: 0xdeadbeef");
    const short = decodeRevert(parseHex(`${revertCatalogue.MemberUnknown.selector}00`));
    expect(short.name).to.equal("Unrecognised");
    expect(short.sentence).to.contain("though it begins like MemberUnknown(uint16)");
  });

  it("does not follow reasons without end", () => {
    let data = encode("MemberUnknown", [3]);
    for (let depth = 0; depth < 20; depth += 1) data = encode("GovernorCallReverted", [depth, data]);
    const error = new RevertedError(decodeRevert(parseHex(data)));
    expect(error.findRevert("MemberUnknown")).to.equal(undefined);
  });

  it("takes any bytes without throwing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...listRevertNames()), (bytes, name) => {
        const tail = Buffer.from(bytes).toString("hex");
        expect(decodeRevert(parseHex(`0x${tail}`)).sentence).to.be.a("string");
        expect(decodeRevert(parseHex(`${revertCatalogue[name].selector}${tail}`)).sentence).to.be.a("string");
      }),
    );
  });
});
