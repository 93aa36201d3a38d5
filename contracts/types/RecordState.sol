// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice Where a confidential record stands; computed from stored facts and the clock.
/// @dev Proposed: waits for acknowledgements. Contested: a party rejected it and waits for the sender's answer, or for a vote.
/// Final: everybody whom the policy names holds the same plaintext. Superseded: a later final record replaces it.
/// Rejected, Expired, Cancelled: it came to nothing. ShredPending: parties are destroying it. Shredded: they have said so, or
/// their time is over.
enum RecordState {
  None,
  Proposed,
  Contested,
  Final,
  Superseded,
  Rejected,
  Expired,
  Cancelled,
  ShredPending,
  Shredded
}

/// @notice Why a party rejects a record.
enum RejectionReason {
  NoSlot,
  KeyCommitMismatch,
  AeadFail,
  RootMismatch,
  SchemaInvalid,
  DataUnavailable,
  Policy
}
