import { expect } from "chai";

import { type ErrorCode, QuorateError } from "#sdk";

import { toExitCode } from "./exitCodes.ts";

const exit = (code: ErrorCode): number => toExitCode(new QuorateError({ code, summary: "s", remedy: "r" }));

describe("toExitCode", () => {
  it("is 2 where nothing was sent because of what was typed, a file or a key", () => {
    const codes = [
      "OPTION_MISSING",
      "HEX_MALFORMED",
      "KEYSTORE_EXPOSED",
      "BALLOT_FILE_ALTERED",
      "FILE_UNREADABLE",
      "DRAFT_ALTERED",
      "KEYS_REFUSED",
      "DEPLOYMENT_ABSENT",
      "SIGNER_MISSING",
    ] as const;
    for (const code of codes) expect(exit(code), code).to.equal(2);
  });

  it("is 1 where the chain, a check or a person said no", () => {
    const codes = [
      "REVERTED",
      "CHAIN_FOREIGN",
      "CODE_DIFFERS",
      "GENESIS_DIFFERS",
      "CHECK_FAILED",
      "DECLINED",
      "JOURNAL_ENTRY_FALSE",
      "AMENDMENT_NOT_ENACTED",
    ] as const;
    for (const code of codes) expect(exit(code), code).to.equal(1);
    expect(toExitCode(new TypeError("a defect"))).to.equal(1);
  });

  it("is 130 where somebody stopped it", () => {
    expect([exit("ABORTED"), exit("DEPLOYMENT_INTERRUPTED")]).to.deep.equal([130, 130]);
  });
});
