// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice A proposal in one slot: header, tallies and the choices of the first seats.
/// Bits from the lowest: 44 seats of 2 bits (0 none, 1 against, 2 for, 3 abstain), weight for 16, against 16, abstain 16,
/// needed 16 (weight *for* that is certainly enough), mayLose 16 (weight against that still leaves it possible),
/// createdAt 32 (unsigned seconds, until 2106), closesAfter 24 (seconds from createdAt), electorate version 20,
/// pages of choices 4, flags 8.
type ProposalRecord is uint256;

uint256 constant INLINE_SEATS = 44;
uint256 constant SEATS_PER_PAGE = 128;

uint256 constant FLAG_EXECUTED = 1 << 248;
uint256 constant FLAG_CANCELED = 1 << 249;
uint256 constant FLAG_EXTENDED = 1 << 250;
uint256 constant FLAG_QUEUED = 1 << 251;
// The outcome was certain before the deadline, and was stored when the vote closed.
uint256 constant FLAG_DECIDED = 1 << 252;
uint256 constant FLAG_PASSED = 1 << 253;
// Every ballot needs the full count: a veto class, a late extension, or seats that the proposal concerns.
uint256 constant FLAG_COMPLEX = 1 << 254;
// At least one call goes to a module of the suite, so the invariants are checked after execution.
uint256 constant FLAG_MODULES = 1 << 255;

using ProposalRecords for ProposalRecord global;

/// @title Reads and changes of a proposal's record.
library ProposalRecords {
  function weightFor(ProposalRecord record) internal pure returns (uint256) {
    return uint16(ProposalRecord.unwrap(record) >> 88);
  }

  function weightAgainst(ProposalRecord record) internal pure returns (uint256) {
    return uint16(ProposalRecord.unwrap(record) >> 104);
  }

  function weightAbstain(ProposalRecord record) internal pure returns (uint256) {
    return uint16(ProposalRecord.unwrap(record) >> 120);
  }

  function needed(ProposalRecord record) internal pure returns (uint256) {
    return uint16(ProposalRecord.unwrap(record) >> 136);
  }

  function mayLose(ProposalRecord record) internal pure returns (uint256) {
    return uint16(ProposalRecord.unwrap(record) >> 152);
  }

  function createdAt(ProposalRecord record) internal pure returns (uint256) {
    return uint32(ProposalRecord.unwrap(record) >> 168);
  }

  function closesAfter(ProposalRecord record) internal pure returns (uint256) {
    return uint24(ProposalRecord.unwrap(record) >> 200);
  }

  function electorateVersion(ProposalRecord record) internal pure returns (uint256) {
    return (ProposalRecord.unwrap(record) >> 224) & 0xfffff;
  }

  function pages(ProposalRecord record) internal pure returns (uint256) {
    return (ProposalRecord.unwrap(record) >> 244) & 0xf;
  }

  function has(ProposalRecord record, uint256 flag) internal pure returns (bool) {
    return ProposalRecord.unwrap(record) & flag != 0;
  }

  function exists(ProposalRecord record) internal pure returns (bool) {
    return ProposalRecord.unwrap(record) != 0;
  }

  /// @notice Whether the vote is over by decision, or the proposal by execution or cancellation.
  function isSettled(ProposalRecord record) internal pure returns (bool) {
    return ProposalRecord.unwrap(record) & (FLAG_EXECUTED | FLAG_CANCELED | FLAG_DECIDED) != 0;
  }

  function withFlag(ProposalRecord record, uint256 flag) internal pure returns (ProposalRecord) {
    return ProposalRecord.wrap(ProposalRecord.unwrap(record) | flag);
  }

  function withClosesAfter(ProposalRecord record, uint256 closesAfter_) internal pure returns (ProposalRecord) {
    return
      ProposalRecord.wrap(
        (ProposalRecord.unwrap(record) & ~(uint256(type(uint24).max) << 200)) | (closesAfter_ << 200)
      );
  }

  /// @notice Adds `weight` to the tally of `choice` (0 against, 1 for, 2 abstain).
  /// @dev Cannot carry into the next field: each seat is in one tally at a time and their total fits 16 bits.
  function withWeight(ProposalRecord record, uint256 choice, uint256 weight) internal pure returns (ProposalRecord) {
    return ProposalRecord.wrap(ProposalRecord.unwrap(record) + (weight << _tallyShift(choice)));
  }

  /// @notice Takes `weight` from the tally of `choice`.
  function withoutWeight(ProposalRecord record, uint256 choice, uint256 weight) internal pure returns (ProposalRecord) {
    return ProposalRecord.wrap(ProposalRecord.unwrap(record) - (weight << _tallyShift(choice)));
  }
}

function _tallyShift(uint256 choice) pure returns (uint256) {
  return
    choice == 1
      ? 88
      : choice == 0
        ? 104
        : 120;
}

/// @notice A fresh header; tallies, choices and flags are zero.
function packRecord(
  uint256 needed,
  uint256 mayLose,
  uint256 createdAt,
  uint256 closesAfter,
  uint256 electorateVersion,
  uint256 pages
) pure returns (ProposalRecord) {
  return
    ProposalRecord.wrap(
      (needed << 136) |
        (mayLose << 152) |
        (createdAt << 168) |
        (closesAfter << 200) |
        (electorateVersion << 224) |
        (pages << 244)
    );
}

/// @notice How many pages of choices a number of seats needs behind the inline ones.
function pagesFor(uint256 seats) pure returns (uint256) {
  return seats <= INLINE_SEATS ? 0 : (seats - INLINE_SEATS - 1) / SEATS_PER_PAGE + 1;
}
