import { expect } from "chai";
import fc from "fast-check";

import { QuorateError } from "../errors/QuorateError.ts";
import { duties, scopes } from "./Duty.ts";
import { fromDutyMask, fromScopeMask, toDutyMask, toScopeMask } from "./dutyMask.ts";
import { parseAddress } from "./parseAddress.ts";
import { parseBytes32, parseHex, sizeOf } from "./parseHex.ts";
import { parseProposalId } from "./parseProposalId.ts";
import { fromShortText, toShortText } from "./shortText.ts";

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof QuorateError ? error.code : String(error);
  }
  return "accepted";
}

describe("values at the border", () => {
  it("take whole bytes in hexadecimal and nothing else", () => {
    expect(parseHex("0xAB")).to.equal("0xab");
    expect(sizeOf(parseHex("0xabcd"))).to.equal(2);
    for (const wrong of ["ab", "0xa", "0xzz", "", 7, null, {}])
      expect(codeOf(() => parseHex(wrong))).to.equal("HEX_MALFORMED");
    expect(codeOf(() => parseHex("0xab", 2))).to.equal("HEX_MALFORMED");
    expect(codeOf(() => parseBytes32("0xab"))).to.equal("HEX_MALFORMED");
  });

  it("take an address with the right checksum or without one", () => {
    const checked = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    expect(parseAddress(checked.toLowerCase())).to.equal(checked);
    expect(parseAddress(checked)).to.equal(checked);
    for (const wrong of [checked.replace("5aA", "5Aa"), checked.slice(2), "0x5aAe", "vitalik.eth", 1n]) {
      expect(
        codeOf(() => parseAddress(wrong)),
        String(wrong),
      ).to.equal("ADDRESS_MALFORMED");
    }
  });

  it("take a proposal id in each of its forms", () => {
    expect([parseProposalId("42"), parseProposalId("0x2a"), parseProposalId(42n)]).to.deep.equal([42n, 42n, 42n]);
    for (const wrong of ["", "-1", "0", 42, 2n ** 256n, "0x"])
      expect(codeOf(() => parseProposalId(wrong))).to.equal("INTEGER_MALFORMED");
  });

  it("keep short texts whole", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N}.]{1,10}$/u), (text) => {
        fc.pre(new TextEncoder().encode(text).length < 32);
        expect(fromShortText(toShortText(text))).to.equal(text);
      }),
    );
    expect(fromShortText(`0x${"00".repeat(31)}01`)).to.equal(undefined);
    expect(fromShortText(`0x${"00".repeat(32)}`)).to.equal(undefined);
    expect(codeOf(() => toShortText("x".repeat(32)))).to.equal("TEXT_TOO_LONG");
  });

  it("keep duties and scopes as bits", () => {
    fc.assert(
      fc.property(fc.subarray([...duties]), (held) => {
        expect(fromDutyMask(toDutyMask(held))).to.deep.equal(held);
      }),
    );
    fc.assert(
      fc.property(fc.subarray([...scopes]), (given) => {
        expect(fromScopeMask(toScopeMask(given))).to.deep.equal(given);
      }),
    );
    expect(toDutyMask(["guardian"])).to.equal(4n);
    expect(codeOf(() => toDutyMask(["king"]))).to.equal("DUTY_UNKNOWN");
  });
});
