// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {DUTY_ATTESTER, DUTY_GUARDIAN, FOREVER} from "../../../contracts/types/Duty.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Standing, weight and duties of a seat, and when they count.
contract MemberRegistryStandingTest is Consortium {
  function _assertStanding(uint16 seat, Standing expected, string memory message) private view {
    vm.assertEq(uint256(members.standing(seat)), uint256(expected), message);
  }

  // ---------------------------------------------------------------- suspend, reinstate

  function test_suspend_member_isSuspendedUntilThen() external {
    _found(3);
    uint40 until = uint40(_now() + 1 days);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberSuspended(1, until);
    _decree();
    members.suspend(1, until);

    _assertStanding(1, Standing.Suspended, "suspended");
    vm.assertEq(members.suspendedUntil(1), until, "until");
    vm.assertEq(members.keyFacts(_keyOf(_hot(1))).blockedUntil(), until, "its keys are blocked");
    vm.assertEq(members.getVotes(_hot(1)), 0, "no votes");
    vm.assertEq(members.electorate().weight(), 3, "its weight stays");
    vm.assertEq(members.electorate().touchedAt(), _now(), "touched");
    vm.assertEq(members.strength().active, 2, "active");
    vm.assertEq(members.strength().total, 3, "total");

    vm.warp(until);
    _assertStanding(1, Standing.Active, "it ends by itself");
    vm.assertEq(members.suspendedUntil(1), 0, "not any more");
    vm.assertEq(members.getVotes(_hot(1)), 1, "votes");
    vm.assertEq(members.strength().active, 3, "all");
  }

  function test_suspend_badDateOrMember_reverts() external {
    _found(2);
    uint40 time = uint40(_now());
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadDate.selector, time));
    _decree();
    members.suspend(1, time);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadDate.selector, FOREVER));
    _decree();
    members.suspend(1, FOREVER);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnknown.selector, 2));
    _decree();
    members.suspend(2, time + 1);
    _decree();
    members.admit(_cold(2), 1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAccepted.selector, 2));
    _decree();
    members.suspend(2, time + 1);
    _decree();
    members.remove(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberLeft.selector, 2));
    _decree();
    members.suspend(2, time + 1);
  }

  function test_reinstate_suspendedMember_countsAgainAtOnce() external {
    _found(2);
    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    _skip(1);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberReinstated(1);
    _decree();
    members.reinstate(1);

    _assertStanding(1, Standing.Active, "active");
    vm.assertEq(members.getVotes(_hot(1)), 1, "votes");
    vm.assertEq(members.blockedUntil(1, uint48(_now())), 0, "now");
    vm.assertEq(members.blockedUntil(1, uint48(_now() - 1)), _now() - 1 + 1 days, "before");
  }

  function test_seatsChanged_everyActOfItsTime_isNamed() external {
    _found(4);
    uint48 start = uint48(_now());
    _decree();
    members.suspend(2, uint40(start + 1 days));
    _skip(1);
    _decree();
    members.reinstate(2);
    _decree();
    members.remove(3);
    vm.assertEq(members.seatsChanged(start, start + 1).length, 3, "all of them");
    vm.assertEq(abi.encode(members.seatsChanged(start + 1, start + 1)), abi.encode(_two(2, 3)), "of the last second");
    vm.assertEq(members.seatsChanged(start, start).length, 1, "of the first");
    vm.assertEq(members.seatsChanged(start + 2, start + 9).length, 0, "of later");
    vm.assertEq(members.seatsChanged(start, start - 1).length, 0, "of no time");
  }

  function test_strength_suspensions_countOnceAndUntilTheyEnd() external {
    _found(5);
    for (uint16 seat = 1; seat < 4; ++seat) {
      _decree();
      members.suspend(seat, uint40(_now() + seat * 1 days));
    }
    _decree();
    members.suspend(1, uint40(_now() + 5 days));
    vm.assertEq(members.strength().active, 2, "three suspended, one of them twice");
    _decree();
    members.reinstate(3);
    vm.assertEq(members.strength().active, 3, "one came back");
    _decree();
    members.remove(1);
    vm.assertEq(members.strength().active, 3, "one left");
    _skip(2 days);
    vm.assertEq(members.strength().active, 4, "one suspension is over");
    _decree();
    members.suspend(2, uint40(_now() + 1));
    vm.assertEq(members.strength().active, 3, "again");
  }

  function _two(uint16 first, uint16 second) private pure returns (uint16[] memory seats) {
    seats = new uint16[](2);
    (seats[0], seats[1]) = (first, second);
  }

  function test_reinstate_notSuspended_reverts() external {
    _found(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnchanged.selector, 1));
    _decree();
    members.reinstate(1);
    _decree();
    members.suspend(1, uint40(_now() + 1));
    _skip(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnchanged.selector, 1));
    _decree();
    members.reinstate(1);
  }

  function testFuzz_standing_suspendedAgainAndAgain_isAsOfThen(uint32[4] calldata lengths, uint32 look) external {
    _found(2);
    uint256 start = _now();
    uint256 time = start;
    uint256[4] memory from;
    uint256[4] memory until;
    for (uint256 i = 0; i < 4; ++i) {
      (from[i], until[i]) = (time, time + (lengths[i] % 100 days) + 1);
      _decree();
      members.suspend(1, uint40(until[i]));
      time += 10 days;
      vm.warp(time);
    }
    uint256 at = start + (look % 40 days);
    uint256 last = (at - start) / 10 days;
    vm.assertLe(from[last], at, "the last one before");
    vm.assertEq(members.blockedUntil(1, uint48(at)), until[last], "as of then");
  }

  // ---------------------------------------------------------------- weight and duties

  function test_setWeight_member_countsSoFromNow() external {
    _found(3);
    uint256 before = _now();
    _skip(1);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberWeightChanged(1, 1, 6);
    _decree();
    members.setWeight(1, 6);

    vm.assertEq(members.seat(1).weight, 6, "weight");
    vm.assertEq(members.seat(1).eligibleSince, _now(), "for proposals from now on");
    vm.assertEq(members.keyFacts(_keyOf(_hot(1))).weight(), 6, "its key's copy");
    vm.assertEq(members.keyFacts(_keyOf(_hot(1))).eligibleSince(), _now(), "its key's copy of the date");
    vm.assertEq(members.getVotes(_hot(1)), 6, "votes");
    vm.assertEq(members.strength().heaviest, 6, "heaviest");
    vm.assertEq(members.getPastVotes(_hot(1), before), 1, "votes before");
    vm.assertEq(members.getPastTotalSupply(before), 3, "total before");
    _skip(1);
    vm.assertEq(members.getPastVotes(_hot(1), _now() - 1), 6, "votes since");
    vm.assertEq(members.getPastTotalSupply(_now() - 1), 8, "total since");
  }

  function test_setWeight_badOrSameWeight_reverts() external {
    _found(3);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnchanged.selector, 1));
    _decree();
    members.setWeight(1, 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadWeight.selector, 0, 2));
    _decree();
    members.setWeight(1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadWeight.selector, 65_534, 65_536));
    _decree();
    members.setWeight(1, 65_534);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnknown.selector, 3));
    _decree();
    members.setWeight(3, 1);
    _decree();
    members.setWeight(1, 65_533);
    vm.assertEq(members.electorate().weight(), 65_535, "the most that fits");
  }

  function test_setWeight_applicant_leavesTheElectoratesWeightAlone() external {
    _found(2);
    _decree();
    members.admit(_cold(2), 1, 0);
    _decree();
    members.setWeight(2, 9);
    vm.assertEq(members.seat(2).weight, 9, "weight");
    vm.assertEq(members.seat(2).eligibleSince, 0, "not eligible");
    vm.assertEq(members.electorate().weight(), 2, "electorate");
  }

  function test_setDuties_member_holdsThem() external {
    _found(2);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberDutiesChanged(1, 0, DUTY_GUARDIAN | DUTY_ATTESTER);
    _decree();
    members.setDuties(1, DUTY_GUARDIAN | DUTY_ATTESTER);

    vm.assertEq(members.dutiesOf(1), DUTY_GUARDIAN | DUTY_ATTESTER, "duties");
    vm.assertTrue(members.holdsDuty(_hot(1), DUTY_GUARDIAN), "guardian");
    vm.assertFalse(members.holdsDuty(_hot(0), DUTY_GUARDIAN), "another member");
    vm.assertEq(members.dutyMasksHeld(), (1 << 0) | (1 << 6), "sets of duties");
  }

  function test_setDuties_unknownOrSame_reverts() external {
    _found(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnchanged.selector, 1));
    _decree();
    members.setDuties(1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadDuties.selector, 9));
    _decree();
    members.setDuties(1, 9);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnknown.selector, 2));
    _decree();
    members.setDuties(2, 1);
  }
}
