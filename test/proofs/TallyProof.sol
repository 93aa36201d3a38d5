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

  /// @notice A vote more in favour never turns what passes into what does not.
  function moreForNeverHurts(Count memory count, uint256 more, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    require(more <= count.total && count.weightFor + count.weightAgainst + count.weightAbstain + more <= count.total);
    require(Tally.isAccepted(count, quorum, threshold));
    Count memory later = Count(count.weightFor + more, count.weightAgainst, count.weightAbstain, count.total);
    assert(Tally.isAccepted(later, quorum, threshold));
  }

  /// @notice What is certain is not the opposite of what the count says now.
  function certaintyAgreesWithTheCount(Count memory count, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    Outcome outcome = Tally.outcome(count, quorum, threshold);
    if (outcome == Outcome.Accepted) assert(Tally.isAccepted(count, quorum, threshold));
    if (outcome == Outcome.Rejected) assert(!Tally.isAccepted(count, quorum, threshold));
  }

  /// @notice A weight that leaves the electorate without having voted never turns what passes into what does not.
  function leavingNeverHurts(Count memory count, uint256 leaving, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    require(leaving <= count.total - count.weightFor - count.weightAgainst - count.weightAbstain);
    require(Tally.isAccepted(count, quorum, threshold));
    Count memory later = Count(count.weightFor, count.weightAgainst, count.weightAbstain, count.total - leaving);
    assert(Tally.isAccepted(later, quorum, threshold));
  }

  /// @notice The weight that is named as needed is enough, whatever else is cast.
  function neededIsEnough(Count memory count, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    require(count.weightFor >= Tally.needed(count.total, quorum, threshold));
    assert(Tally.outcome(count, quorum, threshold) == Outcome.Accepted);
  }

  /// @notice Up to the weight that it may lose a proposal can still pass, beyond it never.
  function whatItMayLoseIsExact(Count memory count, uint256 quorum, uint256 threshold) external pure {
    _assume(count, quorum, threshold);
    uint256 most = Tally.mayLose(count.total, quorum, threshold);
    if (count.weightAgainst > most) {
      assert(Tally.outcome(count, quorum, threshold) == Outcome.Rejected);
    } else if (count.weightAgainst < count.total) {
      Count memory best = Count(count.total - count.weightAgainst, count.weightAgainst, 0, count.total);
      assert(Tally.isAccepted(best, quorum, threshold));
    }
  }

  /// @notice A bar is never below its share, and less than one above it.
  function barIsItsShareRoundedUp(uint256 total, uint256 share) external pure {
    require(total <= type(uint16).max && share <= 10_000);
    uint256 bar = Tally.bar(total, share);
    assert(bar * 10_000 >= total * share);
    assert(bar * 10_000 < total * share + 10_000);
    assert(bar <= total);
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
