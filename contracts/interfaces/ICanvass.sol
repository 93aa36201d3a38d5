// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Count, Outcome} from "../types/Count.sol";
import {ProposalRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";

/// @title The canvass: what a proposal's record, its rule and the standing of the members say together.
/// @dev Keeps nothing. Asked by a governor, of which it asks choices back.
interface ICanvass {
  /// @notice The state of a proposal that is neither executed nor canceled by flag, and when its vote closes or closed.
  function stateOf(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule
  ) external view returns (IGovernor.ProposalState current, uint48 closedAt);

  /// @notice What can be written down of a vote that no ballot decided: by its deadline, or by a removal while it is open.
  /// @dev A vote with a veto class is never accepted before its deadline.
  function outcomeOf(uint256 proposalId, ProposalRecord kept, RuleWord rule) external view returns (Outcome);

  /// @notice When the vote closes, or closed. Acts of break-glass while it is open, from the second in which it was opened on,
  /// extend it, unless it was decided.
  function closesAt(ProposalRecord kept) external view returns (uint48);

  /// @notice The count with standing as of `time`: seats that had left count nowhere; suspended seats keep their weight in the
  /// total and are counted as not having voted.
  /// @param governor Where the proposal is; everywhere else it is the caller.
  function countAt(
    address governor,
    uint256 proposalId,
    ProposalRecord kept,
    uint48 time
  ) external view returns (Count memory);

  /// @notice What a ballot just counted does to an open vote.
  /// @param seat The seat that voted.
  /// @param support What it voted.
  /// @param before Weight in favour before the ballot.
  /// @return outcome Open, or decided.
  /// @return extendedTo Where the ballot reached the quorum late: the new closing, before what break-glass adds; else 0.
  function afterBallot(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 seat,
    uint256 support,
    uint256 before
  ) external view returns (Outcome outcome, uint48 extendedTo);
}
