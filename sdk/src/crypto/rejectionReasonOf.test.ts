import { expect } from "chai";

import { recordCodes } from "../errors/codes/records.ts";
import type { ErrorCode } from "../errors/codes.ts";
import { rejectionReasonOf, rejectionReasons } from "./rejectionReasonOf.ts";

/** What is the reader's own fault, or the sender's before anything was sent. */
const NO_REASON: readonly ErrorCode[] = [
  "ATTESTATION_UNSUPPORTED",
  "CHALLENGE_UNREADABLE",
  "DISCLOSURE_MALFORMED",
  "DISCLOSURE_MISMATCH",
  "ENCRYPTION_KEY_MALFORMED",
  "ENCRYPTION_KEY_UNKNOWN",
  "ENVELOPE_UNSUPPORTED",
  "EPOCH_SECRET_MALFORMED",
  "EVIDENCE_MISMATCH",
  "GROUP_KEY_MISSING",
  "GROUP_UNKNOWN",
  "RECIPIENTS_MALFORMED",
  "RECORD_TOO_LARGE",
  "RECORD_UNKNOWN",
  "SOURCE_CHANGED",
  "SUITE_REFUSED",
  "SUITE_UNKNOWN",
];

describe("rejectionReasonOf", () => {
  it("has a reason for every fault of a sender, and for no other", () => {
    const codes: readonly string[] = Object.keys(recordCodes);
    const without = [...NO_REASON, "ABORTED" as const].filter((code) => rejectionReasonOf(code) === null);
    expect(without).to.have.length(NO_REASON.length + 1);
    const withReason: readonly ErrorCode[] = [
      "SLOT_MISSING",
      "SLOT_MISMATCH",
      "KEY_COMMITMENT_MISMATCH",
      "CONTENT_UNREADABLE",
      "CONTENT_ROOT_MISMATCH",
      "DOCUMENT_ALTERED",
      "CONTENT_MALFORMED",
      "FIELD_MALFORMED",
      "MESSAGE_MALFORMED",
      "CONTENT_TRUNCATED",
      "ENVELOPE_ALTERED",
      "ENVELOPE_MALFORMED",
      "ENVELOPE_FOREIGN",
    ];
    expect(withReason.map(rejectionReasonOf)).to.not.include(null);
    expect([...withReason, ...NO_REASON].sort()).to.deep.equal([...codes].sort());
  });

  it("keeps the numbers that the chain knows", () => {
    expect(rejectionReasons.indexOf("NO_SLOT")).to.equal(0);
    expect(rejectionReasons.indexOf("POLICY")).to.equal(6);
    expect(rejectionReasonOf("KEY_COMMITMENT_MISMATCH")).to.equal("KEY_COMMIT_MISMATCH");
    expect(rejectionReasonOf("CONTENT_UNREADABLE")).to.equal("AEAD_FAIL");
  });
});
