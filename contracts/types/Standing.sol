// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice Where a member stands; computed from dates, never stored.
/// @dev None: the seat was never given. Applicant: admitted, has not accepted the state it joins. Active: accepted.
/// Suspended: accepted, and its ballots do not count for now. Former: removed.
enum Standing {
  None,
  Applicant,
  Active,
  Suspended,
  Former
}
