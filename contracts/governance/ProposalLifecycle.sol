// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @title What state follows from which facts. Pure; no state is ever stored.
/// @dev Executed, Canceled, Defeated and Expired are absorbing: proved in `test/proofs`, and an invariant of the suite.
library ProposalLifecycle {
  /// @notice The facts of a proposal at a moment.
  /// @param closed Whether the vote is over, by decision or by its deadline.
  /// @param decided Whether it was over before its deadline, its outcome stored.
  /// @param passed Whether the closing count was in favour.
  /// @param ballotsLost Whether members that left since were needed to pass.
  /// @param supersededAt When the first of its rules was superseded, 0 if none was.
  struct Facts {
    bool executed;
    bool canceled;
    bool closed;
    bool decided;
    bool passed;
    bool queued;
    bool ballotsLost;
    uint256 closedAt;
    uint256 executionDelay;
    uint256 executionWindow;
    uint256 supersededAt;
  }

  /// @notice The state that follows, by the names and numbers of `IGovernor`.
  function stateOf(Facts memory facts, uint256 time) internal pure returns (IGovernor.ProposalState) {
    if (facts.executed) return IGovernor.ProposalState.Executed;
    if (facts.canceled) return IGovernor.ProposalState.Canceled;
    bool superseded = facts.supersededAt != 0;
    if (!facts.closed) return superseded ? IGovernor.ProposalState.Canceled : IGovernor.ProposalState.Active;

    // A deciding ballot never closes a vote whose rule was superseded, so a decision against is final.
    if (superseded && !facts.decided && facts.supersededAt < facts.closedAt) return IGovernor.ProposalState.Canceled;
    if (!facts.passed) return IGovernor.ProposalState.Defeated;

    uint256 expiresAt = facts.closedAt + facts.executionDelay + facts.executionWindow;
    // DEFENCE: rule-change-cancels
    if (superseded && facts.supersededAt <= expiresAt) return IGovernor.ProposalState.Canceled;
    if (facts.ballotsLost) return IGovernor.ProposalState.Canceled; // DEFENCE: lost-ballots-cancel
    if (time > expiresAt) return IGovernor.ProposalState.Expired; // DEFENCE: execution-window
    if (facts.executionDelay == 0 || !facts.queued) return IGovernor.ProposalState.Succeeded;
    return IGovernor.ProposalState.Queued;
  }
}
