// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Tally} from "../../contracts/governance/Tally.sol";
import {Count, Outcome} from "../../contracts/types/Count.sol";

/// @title Claims about the count, for every electorate, rule and way to vote: `npm run prove` has a solver prove each `assert`.
contract TallyProof {
  /// @dev What the contracts guarantee before they count: weights fit 16 bits, nobody votes twice, shares are basis points.
  function _assume(Count memory count, uint256 quorum, uint256 threshold) private pure {
    require(count.total <= type(uint16).max);
    require(count.weightFor <= count.total && count.weightAgainst <= count.total && count.weightAbstain <= count.total);
    require(count.weightFor + count.weightAgainst + count.weightAbstain <= count.total);
    require(quorum <= 10_000 && threshold <= 10_000);
  }

  /// @notice What passes has reached the quorum and the threshold, and somebody was for it.
  function passedMeansReached(Count memory count, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    require(Tally.isAccepted(count, quorum, threshold));
    assert(count.weightFor > 0);
    assert(count.weightFor * 10_000 >= count.total * quorum);
    assert(count.weightFor * 10_000 >= (count.weightFor + count.weightAgainst) * threshold);
  }

  /// @notice An acceptance that is certain stays one whatever is cast afterwards.
  function acceptedIsFinal(
    Count memory count,
    uint256 moreFor,
    uint256 moreAgainst,
    uint256 moreAbstain,
    uint256 quorum,
    uint256 threshold
  ) external pure {
    _assume(count, quorum, threshold);
    require(Tally.outcome(count, quorum, threshold) == Outcome.Accepted);
    Count memory later = _later(count, moreFor, moreAgainst, moreAbstain);
    assert(Tally.isAccepted(later, quorum, threshold));
    assert(Tally.outcome(later, quorum, threshold) == Outcome.Accepted);
  }

  /// @notice A rejection that is certain stays one whatever is cast afterwards.
  function rejectedIsFinal(
    Count memory count,
    uint256 moreFor,
    uint256 moreAgainst,
    uint256 moreAbstain,
    uint256 quorum,
    uint256 threshold
  ) external pure {
    _assume(count, quorum, threshold);
    require(Tally.outcome(count, quorum, threshold) == Outcome.Rejected);
    Count memory later = _later(count, moreFor, moreAgainst, moreAbstain);
    assert(!Tally.isAccepted(later, quorum, threshold));
    assert(Tally.outcome(later, quorum, threshold) == Outcome.Rejected);
  }

  /// @notice Abstaining changes nothing: not the bars, and not what passes.
  function abstainingIsNeutral(Count memory count, uint256 abstained, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    require(abstained <= count.total);
    Count memory other = Count(count.weightFor, count.weightAgainst, abstained, count.total);
    assert(Tally.isAccepted(count, quorum, threshold) == Tally.isAccepted(other, quorum, threshold));
  }

  /// @notice When everybody has voted the outcome is certain, and is what the count says.
  function everybodyVotedDecides(Count memory count, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    require(count.weightFor + count.weightAgainst + count.weightAbstain == count.total);
    Outcome outcome = Tally.outcome(count, quorum, threshold);
    assert(outcome == (Tally.isAccepted(count, quorum, threshold) ? Outcome.Accepted : Outcome.Rejected));
  }

  function _later(
    Count memory count,
    uint256 moreFor,
    uint256 moreAgainst,
    uint256 moreAbstain
  ) private pure returns (Count memory) {
    uint256 unvoted = count.total - count.weightFor - count.weightAgainst - count.weightAbstain;
    require(moreFor <= unvoted && moreAgainst <= unvoted && moreAbstain <= unvoted);
    require(moreFor + moreAgainst + moreAbstain <= unvoted);
    return
      Count(
        count.weightFor + moreFor,
        count.weightAgainst + moreAgainst,
        count.weightAbstain + moreAbstain,
        count.total
      );
  }
}
