// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {DUTY_ATTESTER, DUTY_BATCHER, DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {MODULE_GOVERNOR} from "../../../contracts/types/ModuleNames.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title What must hold after every execution that touched the suite.
contract SafeguardsTest is Consortium {
  function _check() private view {
    ISafeguards(safeguards).check();
  }

  function _suspend(uint16 seat) private {
    _decree();
    members.suspend(seat, uint40(_now() + 1 days));
  }

  // ---------------------------------------------------------------- within reach

  function test_check_activeWeightBelowTheBar_reverts() external {
    Plan memory plan = _plan(5);
    (plan.strictest.quorum, plan.rule.quorum) = (6000, 6000);
    _found(plan);
    _suspend(0);
    _suspend(1);
    _check();
    _suspend(2);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 2, 3));
    _check();
    _skip(1 days);
    _check();
  }

  function test_check_nobodyLeft_reverts() external {
    Plan memory plan = _plan(2);
    (plan.strictest.quorum, plan.rule.quorum) = (1, 1);
    _found(plan);
    _decree();
    members.remove(0);
    _check();
    _decree();
    members.remove(1);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 0, 0));
    _check();
  }

  function testFuzz_check_anyWeightsAndBars_holdsWhileTheFallbackIsWithinReach(
    uint8[5] calldata weights,
    uint16 quorum,
    uint8 suspended
  ) external {
    Plan memory plan = _plan(3);
    plan.strictest.quorum = uint16((uint256(quorum) % 10_000) + 1);
    plan.rule.quorum = plan.strictest.quorum;
    uint256 total;
    for (uint256 i = 0; i < 3; ++i) {
      plan.weights[i] = uint16(weights[i]) + 1;
      total += plan.weights[i];
    }
    _found(plan);
    uint256 active = total;
    for (uint16 seat = 0; seat < 3; ++seat) {
      if (suspended & (1 << seat) == 0) continue;
      _suspend(seat);
      active -= plan.weights[seat];
    }
    uint256 bar = (total * plan.strictest.quorum + 9999) / 10_000;
    if (active == 0 || active < bar) {
      vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, active, bar));
    }
    _check();
  }

  // ---------------------------------------------------------------- the ceiling

  function test_check_oneLostKeyCouldLockEverybodyOut_reverts() external {
    Plan memory plan = _plan(4);
    (plan.strictest.quorum, plan.rule.quorum) = (7500, 7500);
    plan.weights[0] = 2;
    _found(plan);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _check();
    _decree();
    members.setWeight(0, 1);
    _check();
  }

  function test_check_fewerThanFourMembers_mayNeedUnanimity() external {
    Plan memory plan = _plan(3);
    (plan.strictest.quorum, plan.rule.quorum) = (10_000, 10_000);
    _found(plan);
    _check();
    _decree();
    members.admit(_cold(3), 1, 0);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _check();
  }

  function test_check_thresholdAboveTheCeiling_reverts() external {
    Plan memory plan = _plan(4);
    (plan.strictest.threshold, plan.rule.threshold) = (7501, 7501);
    _found(plan);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _check();
  }

  // ---------------------------------------------------------------- duties

  function _foundWithDuties(uint8 vetoDuties, uint8 proposerDuties, uint8[4] memory held) private {
    Plan memory plan = _plan(4);
    plan.strictest.vetoDuties = vetoDuties;
    plan.strictest.proposerDuties = proposerDuties;
    for (uint256 i = 0; i < 4; ++i) plan.duties[i] = held[i];
    _found(plan);
  }

  function _unheld(uint256 mask) private pure returns (bytes memory) {
    return abi.encodeWithSelector(ISafeguards.SafeguardsDutiesUnheld.selector, mask);
  }

  function test_check_proposerDutiesThatNobodyHoldsTogether_reverts() external {
    uint8 both = DUTY_BATCHER | DUTY_ATTESTER;
    _foundWithDuties(0, both, [DUTY_BATCHER, DUTY_ATTESTER, 0, 0]);
    vm.expectRevert(_unheld(both));
    _check();
    _decree();
    members.setDuties(3, both | DUTY_GUARDIAN);
    _check();
    _suspend(3);
    vm.expectRevert(_unheld(both));
    _check();
    _decree();
    members.reinstate(3);
    _check();
    _decree();
    members.remove(3);
    vm.expectRevert(_unheld(both));
    _check();
  }

  function test_check_vetoDutyThatNobodyHolds_reverts() external {
    _foundWithDuties(DUTY_GUARDIAN | DUTY_BATCHER, 0, [DUTY_BATCHER, 0, 0, 0]);
    vm.expectRevert(_unheld(DUTY_GUARDIAN));
    _check();
    _decree();
    members.setDuties(1, DUTY_GUARDIAN);
    _check();
    _decree();
    members.setDuties(0, 0);
    vm.expectRevert(_unheld(DUTY_BATCHER));
    _check();
  }

  // ---------------------------------------------------------------- wiring

  function _succeed(IQuorateGovernor successor) private {
    bytes32 codeHash = address(successor).codehash;
    _decree();
    constitution.setModule(MODULE_GOVERNOR, address(successor), codeHash);
  }

  function test_check_successorWiredLikeItsPredecessor_holds() external {
    _found(4);
    _succeed(_deployGovernor(members, address(governor)));
    _check();
  }

  function test_check_governorOfOtherMembers_reverts() external {
    _found(4);
    IMemberRegistry others = IMemberRegistry(
      _create("contracts/membership/MemberRegistry.sol:MemberRegistry", abi.encode(constitution, uint16(1)))
    );
    IQuorateGovernor successor = _deployGovernor(others, address(governor));
    _succeed(successor);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWiringBroken.selector, successor));
    _check();
  }

  function test_check_governorOfAnotherConstitution_reverts() external {
    _found(4);
    bytes memory arguments = abi.encode(address(0xc0), members, canvass, safeguards, face, governor);
    IQuorateGovernor successor = IQuorateGovernor(_create("contracts/governance/Governor.sol:Governor", arguments));
    _succeed(successor);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsWiringBroken.selector, successor));
    _check();
  }

  function test_executeProposal_breakingASafeguard_revertsWhole() external {
    Rule memory rule = _majority();
    (rule.quorum, rule.threshold) = (7500, 7500);
    _foundUnder(4, rule);
    uint256 id = _open(0, _calls(address(members), abi.encodeCall(IMemberRegistry.setWeight, (0, 2))));
    _voteFor(id, 3);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _execute(id, _calls(address(members), abi.encodeCall(IMemberRegistry.setWeight, (0, 2))));
    vm.assertEq(members.seat(0).weight, 1, "nothing happened");
  }
}
