// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {PARAMETER_GUARDIAN_SUNSET} from "../../../contracts/types/ParameterKeys.sol";
import {
  FLAG_COMPLEX,
  FLAG_EXTENDED,
  FLAG_MODULES,
  FLAG_QUEUED,
  ProposalRecord
} from "../../../contracts/types/ProposalRecord.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Standing and break-glass at the edges of a vote, to the second.
contract CanvassTest is Consortium {
  uint256 private constant SUNSET = 3 days;

  /// @notice Three of ten pass, at the deadline and not before.
  function _patient() private pure returns (Rule memory rule) {
    rule = _majority();
    rule.quorum = 3000;
  }

  /// @dev Seats 7 to 9 are guardians.
  function _foundTen(Rule memory rule) private {
    Plan memory plan = _plan(10);
    (plan.strictest, plan.rule) = (rule, rule);
    (plan.duties[7], plan.duties[8], plan.duties[9]) = (DUTY_GUARDIAN, DUTY_GUARDIAN, DUTY_GUARDIAN);
    _found(plan);
  }

  function _breakGlass(uint16 guardian, uint16 seat) private {
    bytes32 key = _keyOf(_hot(seat));
    vm.prank(_hot(guardian));
    guardians.suspendKey(key, "lost");
  }

  function _suspend(uint16 seat, uint256 until) private {
    _decree();
    members.suspend(seat, uint40(until));
  }

  // ---------------------------------------------------------------- closing

  // REQ-GOV-33
  function test_closesAt_actsBeforeTheOpening_extendNothing() external {
    _foundTen(_patient());
    _breakGlass(7, 1);
    _skip(1);
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    vm.assertEq(governor.proposalDeadline(id), closing, "an act of the second before");
    _breakGlass(8, 2);
    vm.assertEq(governor.proposalDeadline(id), closing + SUNSET, "one of this second");
  }

  // REQ-GOV-33
  function test_closesAt_actInTheLastSecondAndAfter_extendsAndDoesNot() external {
    _foundTen(_patient());
    uint256 id = _open(0, _entry(1));
    uint256 other = _open(1, _entry(2));
    uint256 closing = _now() + PERIOD;
    vm.warp(closing);
    _breakGlass(7, 1);
    vm.assertEq(governor.proposalDeadline(id), closing, "in the second of the closing");
    _skip(1);
    _breakGlass(8, 2);
    vm.assertEq(governor.proposalDeadline(other), closing, "after it");

    _skip(1);
    id = _open(0, _entry(3));
    closing = _now() + PERIOD;
    vm.warp(closing - 1);
    _breakGlass(9, 3);
    vm.assertEq(governor.proposalDeadline(id), closing + SUNSET, "in the last second");
    vm.warp(closing);
    vm.assertEq(governor.proposalDeadline(id), closing + SUNSET, "still, when the vote would have closed");
  }

  // REQ-GOV-33
  function test_closesAt_decidedVote_closedWhenItWasDecided() external {
    _foundTen(_majority());
    uint256 id = _open(0, _entry(1));
    _skip(10);
    _breakGlass(7, 9);
    _skip(10);
    for (uint16 seat = 0; seat < 6; ++seat) _vote(id, seat, FOR);
    vm.assertEq(governor.proposalDeadline(id), _now(), "then");
    _skip(5 days);
    vm.assertEq(governor.proposalDeadline(id), _now() - 5 days, "for good");
  }

  // REQ-GOV-33
  function test_closesAt_actsForAYear_extendByAMonth() external {
    _foundTen(_patient());
    _decree();
    constitution.setParameter(PARAMETER_GUARDIAN_SUNSET, 1, 300 days);
    uint256 id = _open(0, _entry(1));
    _breakGlass(7, 1);
    vm.assertEq(governor.proposalDeadline(id), _now() + PERIOD + 30 days, "deadline");
  }

  // REQ-GOV-28
  function test_poke_inTheSecondOfTheClosing_settles() external {
    _foundTen(_patient());
    uint256 id = _open(0, _entry(1));
    _vote(id, 0, FOR);
    _skip(PERIOD - 1);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, id));
    governor.poke(id);
    _skip(1);
    governor.poke(id);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // ---------------------------------------------------------------- late quorum

  function _late() private pure returns (Rule memory rule) {
    rule = _patient();
    rule.lateExtension = 1 days;
  }

  // REQ-GOV-31
  function test_castVote_lateBallotAfterAnEarlyQuorum_extendsNothing() external {
    _foundTen(_late());
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 3);
    vm.warp(closing - 1);
    _vote(id, 3, FOR);
    _vote(id, 4, AGAINST);
    _vote(id, 2, FOR);
    vm.assertEq(governor.proposalDeadline(id), closing, "closing");
  }

  // REQ-GOV-31
  function test_castVote_lateBallotThatLeavesExactlyTheQuorum_extendsNothing() external {
    _foundTen(_late());
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 4);
    vm.warp(closing - 1);
    _vote(id, 3, AGAINST);
    _vote(id, 4, AGAINST);
    _assertTally(id, 2, 3, 0, 10);
    vm.assertEq(governor.proposalDeadline(id), closing, "closing");
    vm.assertFalse(governor.record(id).has(FLAG_EXTENDED), "unused");
  }

  // REQ-GOV-31
  function test_castVote_quorumJustNotLate_keepsTheExtensionUnused() external {
    _foundTen(_late());
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 2);
    vm.warp(closing - 1 days);
    _vote(id, 2, FOR);
    vm.assertEq(governor.proposalDeadline(id), closing, "closing");
    vm.assertFalse(governor.record(id).has(FLAG_EXTENDED), "unused");
  }

  // REQ-GOV-31
  function test_castVote_lateQuorumAfterBreakGlass_countsTheActOnce() external {
    _foundTen(_late());
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD + SUNSET;
    _breakGlass(7, 9);
    _voteFor(id, 2);
    vm.warp(closing - 1);
    _vote(id, 2, FOR);
    vm.assertEq(governor.proposalDeadline(id), closing - 1 + 1 days, "closing");
    ProposalRecord kept = governor.record(id);
    vm.assertTrue(kept.has(FLAG_EXTENDED), "extended");
    vm.assertTrue(kept.has(FLAG_COMPLEX), "counted in full with every ballot");
    vm.assertFalse(kept.has(FLAG_MODULES), "calls no module");
    vm.assertFalse(kept.has(FLAG_QUEUED), "not queued");
  }

  // ---------------------------------------------------------------- standing as of the closing

  // REQ-GOV-27
  function test_state_suspensionAtTheEdgesOfTheClosing_isReadInItsLastSecond() external {
    _foundTen(_patient());
    uint256 first = _open(0, _entry(1));
    uint256 second = _open(1, _entry(2));
    _voteFor(first, 3);
    uint256 closing = _now() + PERIOD;
    _suspend(2, closing);
    vm.warp(closing);
    _assertState(first, IGovernor.ProposalState.Defeated);
    _assertState(second, IGovernor.ProposalState.Defeated);

    uint256 third = _open(0, _entry(3));
    uint256 fourth = _open(1, _entry(4));
    _voteFor(third, 3);
    closing = _now() + PERIOD;
    vm.warp(closing - 1);
    _voteFor(fourth, 3);
    _suspend(2, closing + 1 days);
    vm.warp(closing);
    _assertState(third, IGovernor.ProposalState.Defeated);

    uint256 fifth = _open(0, _entry(5));
    vm.warp(closing + 1 days);
    _voteFor(fifth, 3);
    vm.warp(closing + PERIOD);
    _suspend(2, _now() + 1 days);
    _assertState(fifth, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-27
  function test_tally_seatSuspendedAgainAndAgain_isTakenOffOnceAndComesBack() external {
    _foundTen(_patient());
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 2);
    _suspend(1, _now() + 1 days);
    _decree();
    members.reinstate(1);
    uint256 until = _now() + 2 days;
    _suspend(1, until);
    _assertTally(id, 0, 1, 0, 10);
    vm.warp(until - 1);
    _assertTally(id, 0, 1, 0, 10);
    vm.warp(until);
    _assertTally(id, 0, 2, 0, 10);
  }

  // REQ-GOV-28
  function test_castVote_twoSeatsThatHaveNoBallot_areNotWaitedFor() external {
    _found(6);
    Call[] memory calls = new Call[](2);
    calls[0] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (4)));
    calls[1] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (5)));
    uint256 id = _open(0, calls);
    _vote(id, 1, AGAINST);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  /// @dev Seats 4 and 5, of weight 4 together, stay silent; a ballot of weight 2 against leaves 5 of the 6 it takes.
  // REQ-GOV-27
  function test_castVote_silentSeatsOfDifferentWeights_areWeighedEachByItsOwn() external {
    Plan memory plan = _plan(6);
    for (uint256 i = 0; i < 6; ++i) plan.weights[i] = i == 1 ? 1 : 2;
    _found(plan);
    Call[] memory calls = new Call[](2);
    calls[0] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (4)));
    calls[1] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (5)));
    uint256 light = _open(0, calls);
    uint256 heavy = _open(1, calls);
    _vote(light, 1, AGAINST);
    _assertState(light, IGovernor.ProposalState.Active);
    _vote(heavy, 2, AGAINST);
    _assertState(heavy, IGovernor.ProposalState.Defeated);
  }

  // ---------------------------------------------------------------- after the closing

  /// @dev Everything within one second: opened, passed with three of five, and left by one of the three.
  // REQ-GOV-29
  function test_state_neededMemberLeavesInTheSecondOfTheOpening_isCanceled() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 3);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _decree();
    members.remove(2);
    _assertState(id, IGovernor.ProposalState.Canceled);
    Call[] memory calls = _entry(1);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Canceled, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);
  }

  /// @dev Five of ten are enough; six of eleven less one that left while the vote was open are five of ten.
  // REQ-GOV-29
  function test_state_memberLeftInTheLastSecond_isNotLostAgain() external {
    Rule memory rule = _majority();
    (rule.quorum, rule.threshold) = (5000, 6000);
    _foundUnder(11, rule);
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 6);
    vm.warp(closing - 1);
    _decree();
    members.remove(5);
    vm.warp(closing);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _assertTally(id, 0, 5, 0, 10);
  }

  // REQ-GOV-29
  function test_state_memberSuspendedUntilTheLastSecondLeaves_isCanceled() external {
    _foundTen(_patient());
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 3);
    _suspend(2, closing - 1);
    vm.warp(closing);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _decree();
    members.remove(2);
    _assertState(id, IGovernor.ProposalState.Canceled);
  }

  // REQ-GOV-29
  function test_state_neededMemberLeavesDuringALongDelay_isCanceled() external {
    Rule memory rule = _majority();
    (rule.executionDelay, rule.executionWindow) = (5 days, 1 days);
    _foundUnder(4, rule);
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 3);
    governor.queueProposal(id);
    _skip(2 days);
    _decree();
    members.remove(2);
    _assertState(id, IGovernor.ProposalState.Canceled);
  }

  // REQ-GOV-45
  function test_state_neededMemberLeavesAfterTheExpiry_staysExpired() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 3);
    _skip(WINDOW + 1);
    _assertState(id, IGovernor.ProposalState.Expired);
    _decree();
    members.remove(2);
    _assertState(id, IGovernor.ProposalState.Expired);
  }

  // ---------------------------------------------------------------- evidence

  // REQ-GOV-46
  function test_castBallots_evidence_isInTheEventUnlessItIsTheTransaction() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    SignedBallot[] memory ballots = _one(_ballot(id, 0, FOR, 1));
    bytes memory evidence = abi.encode(id, ballots);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotsSubmitted(id, "");
    vm.prank(address(0x57a), address(0x57a));
    governor.castBallots(id, ballots);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotsSubmitted(id, evidence);
    vm.prank(address(0x57a), address(0x57b));
    governor.castBallots(id, ballots);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotsSubmitted(id, evidence);
    vm.prank(address(ledger), address(ledger));
    governor.castBallots(id, ballots);
  }
}
