import { expect } from "chai";
import { AbiCoder, EventFragment, ZeroHash } from "ethers";

import { formatArguments } from "./formatArguments.ts";

function say(signature: string, values: readonly unknown[]): string {
  const { inputs } = EventFragment.from(`event ${signature}`);
  const coder = AbiCoder.defaultAbiCoder();
  return formatArguments(inputs, coder.decode(inputs, coder.encode(inputs, values)));
}

describe("formatArguments", () => {
  it("says sets of seats, mandatory members, suites and reasons by what they stand for", () => {
    const seats = [[(1n << 4n) | 1n, 1n << 1n]];
    expect(say("E(tuple(uint256[2] words) seats)", [seats])).to.equal("seats 0, 4, 257");
    expect(say("E(uint256 mandatory)", [(7n << 16n) | 1n])).to.equal("mandatory 0, 6");
    expect(say("E(uint256 mandatory)", [0n])).to.equal("mandatory nobody");
    expect(say("E(uint8 suites)", [6n])).to.equal("suites 1, 2");
    expect(say("E(uint8 reason)", [1n])).to.equal("reason KEY_COMMIT_MISMATCH");
  });

  it("says moments, periods, structures and what is not there", () => {
    expect(say("E(uint40 until)", [1_800_000_000n])).to.equal("until 2027-01-15 08:00:00 UTC");
    expect(say("E(tuple(uint16 minAcks, uint32 ackPeriod) policy)", [[3n, 86_400n]])).to.equal(
      "policy (minAcks 3, ackPeriod 1 day)",
    );
    expect(say("E(bytes32 previous)", [ZeroHash])).to.equal("previous none");
  });
});
