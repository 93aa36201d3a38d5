import type { ErrorCode } from "../errors/codes.ts";

/** Why a party may reject a record on chain, in the order of their numbers there, from 0. */
export const rejectionReasons = [
  "NO_SLOT",
  "KEY_COMMIT_MISMATCH",
  "AEAD_FAIL",
  "ROOT_MISMATCH",
  "SCHEMA_INVALID",
  "DATA_UNAVAILABLE",
  "POLICY",
] as const;

/** A reason to reject a record. */
export type RejectionReason = (typeof rejectionReasons)[number];

const REASONS: Readonly<Partial<Record<ErrorCode, RejectionReason>>> = {
  SLOT_MISSING: "NO_SLOT",
  SLOT_MISMATCH: "NO_SLOT",
  KEY_COMMITMENT_MISMATCH: "KEY_COMMIT_MISMATCH",
  CONTENT_UNREADABLE: "AEAD_FAIL",
  CONTENT_ROOT_MISMATCH: "ROOT_MISMATCH",
  DOCUMENT_ALTERED: "ROOT_MISMATCH",
  CONTENT_MALFORMED: "SCHEMA_INVALID",
  FIELD_MALFORMED: "SCHEMA_INVALID",
  MESSAGE_MALFORMED: "SCHEMA_INVALID",
  CONTENT_TRUNCATED: "DATA_UNAVAILABLE",
  ENVELOPE_ALTERED: "DATA_UNAVAILABLE",
  ENVELOPE_MALFORMED: "DATA_UNAVAILABLE",
  ENVELOPE_FOREIGN: "DATA_UNAVAILABLE",
  ENVELOPE_UNAVAILABLE: "DATA_UNAVAILABLE",
};

/**
 * The reason that an error of opening or checking a record gives, or null where it is no fault of the sender: with
 * DATA_UNAVAILABLE ask the other parties for the envelope first.
 *
 * @example
 * ```ts
 * const reason: RejectionReason | null = rejectionReasonOf("SLOT_MISSING");
 * ```
 */
export function rejectionReasonOf(code: ErrorCode): RejectionReason | null {
  return REASONS[code] ?? null;
}
