// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Count, Outcome} from "../types/Count.sol";

/// @title The arithmetic of a vote. Pure: every claim below is proved by an SMT solver, see `test/proofs`.
/// @dev Weights are whole and their total at most 65,535, so no product here comes near an overflow.
library Tally {
  uint256 internal constant BASIS_POINTS = 10_000;

  /// @notice A share of a total, rounded up: never less than the share.
  /// @param share Basis points.
  function bar(uint256 total, uint256 share) internal pure returns (uint256) {
    return (total * share + BASIS_POINTS - 1) / BASIS_POINTS;
  }

  /// @notice Whether the count passes if nobody votes any more.
  /// @dev The quorum counts votes in favour only (`quorum=for`), the threshold divides by *for* and *against* only: abstaining
  /// changes neither.
  function isAccepted(Count memory count, uint256 quorum, uint256 threshold) internal pure returns (bool) {
    return _passes(count.weightFor, count.weightAgainst, count.total, quorum, threshold);
  }

  /// @notice What is certain whatever the weight that has not voted does.
  function outcome(Count memory count, uint256 quorum, uint256 threshold) internal pure returns (Outcome) {
    uint256 unvoted = count.total - count.weightFor - count.weightAgainst - count.weightAbstain;
    if (_passes(count.weightFor, count.weightAgainst + unvoted, count.total, quorum, threshold)) {
      return Outcome.Accepted;
    }
    if (!_passes(count.weightFor + unvoted, count.weightAgainst, count.total, quorum, threshold)) {
      return Outcome.Rejected;
    }
    return Outcome.Open;
  }

  /// @notice Weight in favour from which acceptance is certain, whatever else is cast.
  function needed(uint256 total, uint256 quorum, uint256 threshold) internal pure returns (uint256) {
    uint256 least = bar(total, quorum > threshold ? quorum : threshold);
    return least == 0 ? 1 : least;
  }

  /// @notice Weight against up to which acceptance is still possible, if nobody abstains.
  function mayLose(uint256 total, uint256 quorum, uint256 threshold) internal pure returns (uint256) {
    uint256 byQuorum = total - bar(total, quorum);
    uint256 byThreshold = (total * (BASIS_POINTS - threshold)) / BASIS_POINTS;
    return byQuorum < byThreshold ? byQuorum : byThreshold;
  }

  function _passes(
    uint256 weightFor,
    uint256 weightAgainst,
    uint256 total,
    uint256 quorum,
    uint256 threshold
  ) private pure returns (bool) {
    return
      weightFor > 0 &&
      weightFor >= bar(total, quorum) && // DEFENCE: quorum
      weightFor * BASIS_POINTS >= (weightFor + weightAgainst) * threshold;
  }
}
