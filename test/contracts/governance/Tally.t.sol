// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Tally} from "../../../contracts/governance/Tally.sol";
import {Count, Outcome} from "../../../contracts/types/Count.sol";
import {Tested} from "../../support/contracts/Tested.sol";

contract TallyTest is Tested {
  function _count(
    uint256 weightFor,
    uint256 weightAgainst,
    uint256 weightAbstain,
    uint256 total
  ) private pure returns (Count memory) {
    return Count(weightFor, weightAgainst, weightAbstain, total);
  }

  // REQ-GOV-30
  function test_bar_sharesOfATotal_roundUp() external pure {
    vm.assertEq(Tally.bar(4, 5001), 3, "more than half of four");
    vm.assertEq(Tally.bar(4, 5000), 2, "half of four");
    vm.assertEq(Tally.bar(3, 3333), 1, "nearly a third of three");
    vm.assertEq(Tally.bar(3, 3334), 2, "a little more");
    vm.assertEq(Tally.bar(65_535, 10_000), 65_535, "all");
    vm.assertEq(Tally.bar(0, 10_000), 0, "of nothing");
    vm.assertEq(Tally.bar(1, 1), 1, "the least share of the least total");
    vm.assertEq(Tally.bar(9999, 9999), 9999, "a ten-thousandth above a whole number");
  }

  // REQ-GOV-30
  function test_isAccepted_edges_asWritten() external pure {
    vm.assertTrue(Tally.isAccepted(_count(3, 0, 0, 4), 7500, 7500), "quorum met exactly");
    vm.assertFalse(Tally.isAccepted(_count(2, 0, 0, 4), 7500, 7500), "below the quorum");
    vm.assertFalse(Tally.isAccepted(_count(2, 0, 2, 4), 7500, 7500), "abstaining does not help");
    vm.assertTrue(Tally.isAccepted(_count(6, 4, 0, 10), 5000, 6000), "threshold met exactly");
    vm.assertFalse(Tally.isAccepted(_count(5, 4, 1, 10), 5000, 6000), "below the threshold");
    vm.assertFalse(Tally.isAccepted(_count(0, 0, 0, 0), 1, 0), "nobody was for it");
  }

  // REQ-GOV-28
  function test_outcome_certainty_bothWays() external pure {
    vm.assertEq(uint8(Tally.outcome(_count(3, 0, 0, 5), 5001, 5001)), uint8(Outcome.Accepted), "accepted");
    vm.assertEq(uint8(Tally.outcome(_count(2, 2, 0, 5), 5001, 5001)), uint8(Outcome.Open), "open");
    vm.assertEq(uint8(Tally.outcome(_count(2, 3, 0, 5), 5001, 5001)), uint8(Outcome.Rejected), "rejected");
    vm.assertEq(uint8(Tally.outcome(_count(0, 0, 3, 5), 5001, 5001)), uint8(Outcome.Rejected), "abstained away");
  }

  // REQ-GOV-28
  function testFuzz_outcome_whateverIsCastLater_isKept(uint256 seed, uint16 quorum, uint16 threshold) external pure {
    (quorum, threshold) = (uint16(1 + (quorum % 10_000)), uint16(threshold % 10_001));
    Count memory count;
    count.total = seed % 65_536;
    count.weightFor = _part(seed, 1, count.total);
    count.weightAgainst = _part(seed, 2, count.total - count.weightFor);
    count.weightAbstain = _part(seed, 3, count.total - count.weightFor - count.weightAgainst);
    Outcome outcome = Tally.outcome(count, quorum, threshold);
    bool neverLess = outcome == Outcome.Accepted;
    if (count.weightFor >= Tally.needed(count.total, quorum, threshold)) vm.assertTrue(neverLess, "needed is enough");
    if (count.weightAgainst > Tally.mayLose(count.total, quorum, threshold)) {
      vm.assertTrue(outcome == Outcome.Rejected, "what may be lost is all that may be lost");
    }

    uint256 left = count.total - count.weightFor - count.weightAgainst - count.weightAbstain;
    uint256 moreFor = _part(seed, 4, left);
    count.weightFor += moreFor;
    count.weightAgainst += _part(seed, 5, left - moreFor);

    bool accepted = Tally.isAccepted(count, quorum, threshold);
    if (outcome == Outcome.Accepted) vm.assertTrue(accepted, "accepted for good");
    if (outcome == Outcome.Rejected) vm.assertFalse(accepted, "rejected for good");
  }

  function _part(uint256 seed, uint256 index, uint256 whole) private pure returns (uint256) {
    return uint256(keccak256(abi.encode(seed, index))) % (whole + 1);
  }

  // REQ-GOV-28
  function test_needed_noBar_isOne() external pure {
    vm.assertEq(Tally.needed(0, 5001, 5001), 1, "of nobody");
    vm.assertEq(Tally.needed(10, 3000, 6000), 6, "the larger of both");
    vm.assertEq(Tally.needed(10, 6000, 3000), 6, "the larger of both");
    vm.assertEq(Tally.mayLose(10, 3000, 6000), 4, "the smaller of both");
    vm.assertEq(Tally.mayLose(10, 8000, 6000), 2, "the smaller of both");
  }
}
