// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGuardians} from "../../../contracts/interfaces/IGuardians.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature, SignedBallot} from "../../../contracts/types/Ballots.sol";
import {DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks on keys: somebody else's, too early, and what break-glass may not do.
contract KeyAttacksTest is Consortium {
  // REQ-GOV-38
  function test_castVote_agreementToAnEarlierBallot_isVoid() external {
    Plan memory plan = _plan(4);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    uint256 id = _open(0, _entry(1));
    _vote(id, 1, FOR);
    bytes32 digest = _digest(id, AGAINST, 0, NEVER);
    KeySignature[] memory signatures = new KeySignature[](2);
    (signatures[0], signatures[1]) = (_keySignature(1, 1, digest), _keySignature(1, 2, digest));
    governor.castBallots(id, _one(SignedBallot(1, AGAINST, 0, NEVER, signatures)));
    vm.assertEq(governor.choiceOf(id, 1), 1, "against");

    vm.prank(_hot(1, 1));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 1, "the agreement was to the ballot before");
    vm.prank(_hot(1, 2));
    governor.castVote(id, FOR);
    vm.assertEq(governor.choiceOf(id, 1), 2, "two agree again");
  }

  // REQ-GOV-03
  function test_addKey_ofAnotherMember_reverts() external {
    _found(4);
    IMemberRegistry.NewKey memory taken = _newKey(_hot(1));
    bytes32 key = _keyOf(_hot(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, key, 1));
    vm.prank(_cold(2));
    members.addKey(2, taken);
    vm.assertEq(members.keyFacts(key).seat(), 1, "seat");
  }

  // REQ-GOV-03
  function test_addKey_thatIsAColdAccount_reverts() external {
    _found(4);
    for (uint16 seat = 1; seat < 3; ++seat) {
      IMemberRegistry.NewKey memory cold = _newKey(_cold(seat));
      vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, cold.signer));
      vm.prank(_cold(1));
      members.addKey(1, cold);
    }
  }

  // REQ-GOV-03
  function test_startColdChange_toAHotKey_reverts() external {
    _found(4);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _hot(2)));
    vm.prank(_cold(1));
    members.startColdChange(1, _hot(2));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _hot(1)));
    _decree();
    members.admit(_hot(1), 1, 0);
  }

  // REQ-GOV-03
  function test_addKey_byAHotKeyOrAStranger_reverts() external {
    _found(4);
    IMemberRegistry.NewKey memory key = _newKey(address(0x9999));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _hot(1)));
    vm.prank(_hot(1));
    members.addKey(1, key);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _cold(2)));
    vm.prank(_cold(2));
    members.addKey(1, key);
  }

  // REQ-GOV-01
  function test_addKey_beforeTheFoundingQuorum_reverts() external {
    Plan memory plan = _plan(4);
    plan.foundingQuorum = 7500;
    plan.accepting = 2;
    _found(plan);
    vm.assertEq(members.foundedAt(), 0, "two of four are too few");
    IMemberRegistry.NewKey memory key = _newKey(address(0x9999));
    vm.expectRevert(IMemberRegistry.MemberNotFounded.selector);
    vm.prank(_cold(1));
    members.addKey(1, key);

    _accept(2);
    vm.assertEq(members.foundedAt(), _now(), "three of four are enough");
    vm.prank(_cold(1));
    members.addKey(1, key);
    vm.assertEq(members.seat(1).keys, 2, "keys");
  }

  // REQ-GOV-04
  function test_completeRotation_beforeTheCoolDown_reverts() external {
    _found(4);
    bytes32 key = _keyOf(_hot(1));
    address thief = address(0x7417);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(thief));
    uint48 due = uint48(_now() + 1 days);
    vm.warp(due - 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, due));
    members.completeRotation(1, key);

    vm.prank(_cold(1));
    members.cancelRotation(1, key);
    vm.warp(due);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    members.completeRotation(1, key);
    vm.assertFalse(members.keyFacts(_keyOf(thief)).exists(), "the thief's key");
  }

  // REQ-GOV-43
  function test_addKey_verifierNotApproved_reverts() external {
    _found(4);
    bytes memory signer = abi.encodePacked(address(ledger), hex"01");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, signer));
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(signer, ALL_SCOPES, type(uint40).max));
  }

  // REQ-GOV-34
  function test_suspendKey_sameKeyWithinTheCoolDown_reverts() external {
    Plan memory plan = _plan(4);
    (plan.duties[3], plan.duties[2]) = (DUTY_GUARDIAN, DUTY_GUARDIAN);
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    uint48 until = uint48(_now() + 30 days);
    vm.prank(_hot(3));
    guardians.suspendKey(key, "lost");
    vm.assertEq(members.keyFacts(key).suspendedUntil(), _now() + 3 days, "suspended until the sunset");

    _skip(4 days);
    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansCoolingDown.selector, key, until));
    vm.prank(_hot(2));
    guardians.suspendKey(key, "again");

    vm.warp(until);
    vm.prank(_hot(2));
    guardians.suspendKey(key, "again");
  }

  // REQ-GOV-34
  function test_suspendKey_suspendedByVote_reverts() external {
    Plan memory plan = _plan(4);
    (plan.duties[3], plan.duties[2]) = (DUTY_GUARDIAN, DUTY_GUARDIAN);
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 100 days);
    vm.prank(_hot(3));
    guardians.suspendKey(key, "lost");
    _decree();
    guardians.ratify(key, until);
    _skip(31 days);

    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansSuspendedByVote.selector, key, until));
    vm.prank(_hot(2));
    guardians.suspendKey(key, "to shorten it");
    vm.assertEq(members.keyFacts(key).suspendedUntil(), until, "suspended until");
  }

  // REQ-GOV-04
  function test_completeRotation_ofASuspendedKey_reverts() external {
    Plan memory plan = _plan(4);
    plan.duties[3] = DUTY_GUARDIAN;
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(address(0x7417)));
    vm.prank(_hot(3));
    guardians.suspendKey(key, "stolen");
    uint256 until = _now() + 3 days;
    _skip(2 days);

    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, until));
    members.completeRotation(1, key);
    vm.warp(until);
    members.completeRotation(1, key);
    vm.assertTrue(members.keyFacts(_keyOf(address(0x7417))).exists(), "rotated");
  }

  // REQ-GOV-34
  function test_suspendKey_secondWhileTheFirstIsPending_reverts() external {
    Plan memory plan = _plan(4);
    plan.duties[3] = DUTY_GUARDIAN;
    _found(plan);
    bytes32 first = _keyOf(_hot(1));
    bytes32 second = _keyOf(_hot(2));
    vm.prank(_hot(3));
    guardians.suspendKey(first, "lost");

    vm.expectRevert(abi.encodeWithSelector(IGuardians.GuardiansActPending.selector, 3, first));
    vm.prank(_hot(3));
    guardians.suspendKey(second, "lost");

    _skip(3 days);
    vm.prank(_hot(3));
    guardians.suspendKey(second, "lost");
    vm.assertGt(members.keyFacts(second).suspendedUntil(), _now(), "suspended");
  }
}
