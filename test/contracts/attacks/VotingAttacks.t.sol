// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_ATTESTER, DUTY_GUARDIAN, FOREVER, SCOPE_PROPOSE, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks on a vote: who votes, when it closes, what counts.
contract VotingAttacksTest is Consortium {
  function _late() private pure returns (Rule memory rule) {
    rule = _majority();
    rule.lateExtension = 1 days;
    (rule.quorum, rule.threshold) = (3000, 5001);
  }

  // REQ-GOV-31
  function test_castVote_quorumReachedLate_givesEverybodyTimeOnce() external {
    _foundUnder(10, _late());
    uint256 early = _open(0, _entry(1), "early");
    uint256 closing = _now() + PERIOD;
    _voteFor(early, 4);
    vm.assertEq(governor.proposalDeadline(early), closing, "an early quorum extends nothing");

    uint256 late = _open(0, _entry(2));
    vm.warp(closing - 1);
    _vote(late, 0, FOR);
    _vote(late, 1, FOR);
    vm.assertEq(governor.proposalDeadline(late), closing, "no quorum yet");

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalExtended(late, uint48(closing - 1 + 1 days));
    _vote(late, 2, FOR);
    vm.assertEq(governor.proposalDeadline(late), closing - 1 + 1 days, "extended");

    vm.warp(closing);
    _assertState(late, IGovernor.ProposalState.Active);
    _vote(late, 2, AGAINST);
    vm.warp(closing + 1 days - 2);
    _vote(late, 3, FOR);
    vm.assertEq(governor.proposalDeadline(late), closing - 1 + 1 days, "extended once only");
  }

  // REQ-GOV-30
  function test_castVote_abstaining_lowersNoBar() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _vote(id, 0, FOR);
    _vote(id, 1, FOR);
    _vote(id, 2, ABSTAIN);
    _skip(PERIOD);

    _assertTally(id, 0, 2, 1, 4);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // REQ-GOV-28
  function test_castVote_decidingBallot_closesTheVoteBothWays() external {
    _found(4);
    uint256 accepted = _open(0, _entry(1), "accepted");
    uint256 rejected = _open(0, _entry(2), "rejected");
    _voteFor(accepted, 3);
    _vote(rejected, 0, AGAINST);
    _assertState(rejected, IGovernor.ProposalState.Active);
    _vote(rejected, 1, AGAINST);

    _assertState(accepted, IGovernor.ProposalState.Succeeded);
    _assertState(rejected, IGovernor.ProposalState.Defeated);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorVotingClosed.selector, rejected, uint48(_now())));
    _vote(rejected, 2, FOR);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorVotingClosed.selector, accepted, uint48(_now())));
    _vote(accepted, 0, AGAINST);
  }

  // REQ-GOV-28
  function test_castVote_afterTheDeadline_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    vm.warp(closing - 1);
    _vote(id, 0, FOR);
    vm.warp(closing);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorVotingClosed.selector, id, uint48(closing)));
    _vote(id, 1, FOR);
  }

  // REQ-GOV-32
  function test_castVote_againstByAVetoHolder_defeatsAtOnce() external {
    Rule memory rule = _majority();
    rule.vetoDuties = DUTY_GUARDIAN;
    Plan memory plan = _plan(5);
    (plan.strictest, plan.rule) = (rule, rule);
    plan.duties[4] = DUTY_GUARDIAN;
    plan.duties[3] = DUTY_ATTESTER;
    _found(plan);
    uint256 id = _open(0, _entry(1));

    _voteFor(id, 3);
    _assertState(id, IGovernor.ProposalState.Active);
    vm.assertEq(governor.proposalDeadline(id), _now() + PERIOD, "the veto holders keep their time");
    _vote(id, 3, AGAINST);
    _assertState(id, IGovernor.ProposalState.Active);

    _vote(id, 4, AGAINST);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // REQ-GOV-25
  function test_castVote_joinedAfterItWasOpened_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _skip(1);
    _join(4, 100);
    _skip(1);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotEligible.selector, id, 4));
    _vote(id, 4, FOR);
    _assertTally(id, 0, 0, 0, 4);
  }

  // REQ-GOV-25
  function test_castVote_weighedAnewAfterItWasOpened_hasItsOldWeight() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _skip(1);
    _decree();
    members.setWeight(1, 1000);
    _skip(1);

    _vote(id, 1, FOR);

    _assertTally(id, 0, 1, 0, 4);
  }

  // REQ-GOV-08
  function test_castVote_byNoKeyOfAMember_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    address stranger = address(0x57a);
    bytes memory refused = abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(stranger));
    vm.expectRevert(refused);
    vm.prank(stranger);
    governor.castVote(id, FOR);

    address cold = _cold(1);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(cold)));
    vm.prank(cold);
    governor.castVote(id, FOR);

    address proposing = address(0x9999);
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(proposing), SCOPE_PROPOSE, FOREVER));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(proposing)));
    vm.prank(proposing);
    governor.castVote(id, FOR);
  }

  // REQ-GOV-08
  function test_open_byNoProposingKey_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    address stranger = address(0x57a);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(stranger)));
    vm.prank(stranger);
    governor.open(calls, DESCRIPTION, SALT, 0);

    address voting = address(0x9999);
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(voting), SCOPE_VOTE, FOREVER));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(voting)));
    vm.prank(voting);
    governor.open(calls, DESCRIPTION, SALT, 0);
  }

  // REQ-GOV-26
  function test_castVote_removedMembers_leaveNoGhostBallots() external {
    _found(6);
    uint256 id = _open(0, _entry(1));
    _vote(id, 4, FOR);
    _vote(id, 5, AGAINST);
    _vote(id, 3, ABSTAIN);
    _skip(1);
    for (uint16 seat = 3; seat < 6; ++seat) {
      _decree();
      members.remove(seat);
    }
    _skip(1);

    _assertTally(id, 0, 0, 0, 3);
    _vote(id, 0, FOR);
    _assertState(id, IGovernor.ProposalState.Active);
    _vote(id, 1, FOR);
    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-26
  function test_poke_membersLeftWhoWereMissing_settlesWhatWasStuck() external {
    _found(5);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 2);
    _skip(1);
    _decree();
    members.remove(3);
    _decree();
    members.remove(4);
    _skip(1);
    _assertState(id, IGovernor.ProposalState.Active);
    _assertTally(id, 0, 2, 0, 3);

    governor.poke(id);

    _assertState(id, IGovernor.ProposalState.Succeeded);
    _execute(id, calls);
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-27
  function test_castVote_suspendedMember_countsNeitherWayAndLowersNoBar() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 2);
    _vote(id, 3, ABSTAIN);
    _skip(1);
    _decree();
    members.suspend(1, uint40(_now() + 30 days));

    _assertTally(id, 0, 1, 1, 4);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotAllowed.selector, _keyOf(_hot(1))));
    _vote(id, 1, FOR);
    _vote(id, 2, FOR);
    _assertState(id, IGovernor.ProposalState.Active);
    _skip(PERIOD);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // REQ-GOV-29
  function test_state_neededBallotsLeftAfterItPassed_isCanceled() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _skip(1);
    _decree();
    members.remove(2);

    _assertState(id, IGovernor.ProposalState.Canceled);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Canceled, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalCanceledFor(id, IGovernorReports.CancelReason.BallotsLost);
    governor.poke(id);
    _skip(WINDOW * 2);
    _assertState(id, IGovernor.ProposalState.Canceled);
  }

  // REQ-GOV-27
  function test_castVote_seatThatTheProposalRemoves_countsNeitherWay() external {
    _found(5);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (2)));
    uint256 id = _open(0, calls);
    vm.assertEq(governor.concernedSeats(id), 3, "seat 2, plus one");
    _assertTally(id, 0, 0, 0, 5);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotEligible.selector, id, 2));
    _vote(id, 2, AGAINST);
    _vote(id, 0, FOR);
    _vote(id, 1, FOR);
    _assertState(id, IGovernor.ProposalState.Active);
    _vote(id, 3, FOR);
    _execute(id, calls);
    vm.assertEq(uint256(members.standing(2)), 4, "former");

    Call[] memory suspending = _calls(
      address(members),
      abi.encodeCall(IMemberRegistry.suspend, (1, uint40(_now() + 1 days)))
    );
    vm.assertEq(governor.concernedSeats(_open(0, suspending)), 2, "seat 1, plus one");
  }

  // REQ-GOV-27
  function test_enact_concernedSeat_staysInTheBarAndHasNoBallot() external {
    _found(5);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (4)));
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = bytes.concat(_compacts(id, 0, 2), _compact(id, 4, FOR, NEVER));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotDecided.selector, id, 2, 3));
    _enact(calls, 0, ballots, _none());

    _enact(calls, 0, _compacts(id, 0, 3), _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }

  // REQ-GOV-24
  function test_open_moreThanASeatMay_reverts() external {
    _found(4);
    for (uint256 i = 0; i < 4; ++i) _open(0, _entry(i), bytes32(i));
    Call[] memory calls = _entry(9);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorTooManyOpen.selector, 0, 4));
    _open(0, calls);

    _assertState(_open(1, calls), IGovernor.ProposalState.Active);
    uint256 first = governor.openProposals(0)[0];
    vm.prank(_hot(0));
    governor.withdraw(first);
    uint256 next = _open(0, calls);
    vm.assertEq(governor.openProposals(0)[0], next, "the slot is used again");
  }

  // REQ-GOV-01
  function test_open_beforeTheFoundingQuorum_reverts() external {
    Plan memory plan = _plan(4);
    plan.accepting = 3;
    _found(plan);
    Call[] memory calls = _entry(1);

    vm.expectRevert(IGovernorReports.GovernorNotFounded.selector);
    _open(0, calls);

    _accept(3);
    _assertState(_open(0, calls), IGovernor.ProposalState.Active);
  }

  // REQ-GOV-33
  function test_suspendKey_whileAVoteIsOpen_extendsItByTheSuspension() external {
    Plan memory plan = _plan(4);
    plan.duties[3] = DUTY_GUARDIAN;
    _found(plan);
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _skip(1 days);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(_hot(3));
    guardians.suspendKey(key, "lost");

    vm.assertEq(governor.proposalDeadline(id), closing + 3 days, "deadline");
    vm.warp(closing);
    _assertState(id, IGovernor.ProposalState.Active);
    _vote(id, 0, FOR);
    vm.warp(closing + 3 days);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // REQ-GOV-33
  function test_suspendKey_whileAnActKeepsAVoteOpen_extendsItAgain() external {
    Plan memory plan = _plan(5);
    (plan.duties[3], plan.duties[4]) = (DUTY_GUARDIAN, DUTY_GUARDIAN);
    _found(plan);
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    bytes32 key = _keyOf(_hot(1));
    bytes32 another = _keyOf(_hot(2));
    vm.prank(_hot(3));
    guardians.suspendKey(key, "lost");
    vm.warp(closing + 1 days);
    vm.prank(_hot(4));
    guardians.suspendKey(another, "lost");

    vm.assertEq(governor.proposalDeadline(id), closing + 6 days, "deadline");
    vm.warp(closing + 6 days - 1);
    _vote(id, 0, FOR);
    vm.warp(closing + 6 days);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }
}
