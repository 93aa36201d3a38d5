// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_ATTESTER, DUTY_BATCHER, DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks on the membership: members voted away until nothing passes, seats that are waited for, seats given again.
contract MembershipAttacksTest is Consortium {
  // REQ-GOV-17
  function test_executeProposal_suspendingUntilNothingCouldPass_reverts() external {
    _found(4);
    Call[] memory calls = _calls(
      address(members),
      abi.encodeCall(IMemberRegistry.suspend, (3, uint40(_now() + 1 days)))
    );
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    _skip(1);
    _decree();
    members.suspend(2, uint40(_now() + 1 days));

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 2, 3));
    _execute(id, calls);
    vm.assertEq(uint256(members.standing(3)), 2, "still active");
  }

  // REQ-GOV-17
  function test_executeProposal_removingTheLastMember_reverts() external {
    _found(2);
    _decree();
    members.remove(1);
    Call[] memory last = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (0)));
    _skip(1);
    uint256 id = _open(0, last);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotEligible.selector, id, 0));
    _vote(id, 0, FOR);
    _skip(PERIOD);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Defeated, IGovernor.ProposalState.Succeeded));
    _execute(id, last);

    _decree();
    members.remove(0);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 0, 0));
    ISafeguards(safeguards).check();
  }

  // REQ-GOV-27
  function test_castVote_waitingForASeatThatHasNoBallot_isDecidedWithoutIt() external {
    _found(4);
    uint256 id = _open(0, _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (3))));
    _vote(id, 1, AGAINST);
    _assertState(id, IGovernor.ProposalState.Defeated);
  }

  // REQ-GOV-26
  function test_poke_inTheSecondOfTheRemovals_settlesForGood() external {
    _found(5);
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 2);
    _skip(1);
    for (uint16 seat = 3; seat < 5; ++seat) {
      _decree();
      members.remove(seat);
    }
    governor.poke(id);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _skip(1);
    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-29
  function test_state_suspendedThenRemoved_losesItsBallotOnce() external {
    Rule memory rule = _majority();
    rule.quorum = 4000;
    _foundUnder(5, rule);
    uint256 id = _open(0, _entry(1));
    _vote(id, 4, FOR);
    _skip(1);
    _decree();
    members.suspend(4, uint40(_now() + 30 days));
    _voteFor(id, 2);
    _skip(PERIOD);
    _assertState(id, IGovernor.ProposalState.Succeeded);
    _decree();
    members.remove(4);
    _skip(1);

    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-17
  function test_executeProposal_oneLostKeyCouldLockEverybodyOut_reverts() external {
    _found(4);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.setWeight, (0, 4)));
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _execute(id, calls);
    vm.assertEq(members.seat(0).weight, 1, "weight");
  }

  // REQ-GOV-17
  function test_executeProposal_dutiesThatNobodyWouldHold_reverts() external {
    Rule memory rule = _majority();
    (rule.proposerDuties, rule.vetoDuties) = (DUTY_BATCHER | DUTY_ATTESTER, DUTY_GUARDIAN);
    Plan memory plan = _plan(4);
    (plan.strictest, plan.rule) = (rule, rule);
    plan.duties[0] = 7;
    plan.duties[1] = DUTY_BATCHER | DUTY_GUARDIAN;
    _found(plan);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.setDuties, (0, DUTY_ATTESTER)));
    uint256 id = _open(0, calls);
    for (uint16 seat = 0; seat < 4; ++seat) _vote(id, seat, FOR);
    _skip(PERIOD);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsDutiesUnheld.selector, 3));
    _execute(id, calls);
    vm.assertEq(members.seat(0).duties, 7, "duties");
  }

  // REQ-GOV-06
  function test_admit_soonAfterAReleasedSeat_takesANewSeat() external {
    _found(5);
    _decree();
    members.remove(4);
    _skip(366 days);
    _decree();
    vm.assertEq(members.admit(address(0xa1), 1, 0), 5, "not released for long enough");

    _skip(1);
    _decree();
    vm.assertEq(members.admit(address(0xa2), 1, 0), 4, "given again");
    _decree();
    vm.assertEq(members.admit(address(0xa3), 1, 0), 6, "given again only once");
  }
}
