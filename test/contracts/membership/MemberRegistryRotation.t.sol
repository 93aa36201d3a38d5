// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {FOREVER, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title What a member does on its own and waits for: keys that are rotated, cold accounts that change.
contract MemberRegistryRotationTest is Consortium {
  function _add(uint16 seat, bytes memory signer, uint8 scopes, uint40 expiresAt) private {
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(signer, scopes, expiresAt));
  }

  // ---------------------------------------------------------------- rotation

  function test_startRotation_hotKey_isReplacedAfterTheCoolDown() external {
    _found(2);
    uint40 expiresAt = uint40(_now() + 9 days);
    _add(1, abi.encodePacked(_hot(8)), SCOPE_VOTE, expiresAt);
    bytes32 key = _keyOf(_hot(8));
    bytes memory signer = abi.encodePacked(_hot(9));
    uint40 effectiveAt = uint40(_now() + 1 days);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRotationStarted(1, key, signer, effectiveAt);
    vm.prank(_hot(8));
    members.startRotation(signer);
    (bytes memory pending, uint48 at) = members.rotationOf(key);
    vm.assertEq(pending, signer, "signer");
    vm.assertEq(at, effectiveAt, "when");
    vm.assertEq(members.getVotes(_hot(8)), 1, "the old key still votes");

    vm.warp(effectiveAt - 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, effectiveAt));
    members.completeRotation(1, key);

    vm.warp(effectiveAt);
    members.completeRotation(1, key);
    KeyFacts next = members.keyFacts(_keyOf(_hot(9)));
    vm.assertEq(next.scopes(), SCOPE_VOTE, "the same scopes");
    vm.assertEq(next.expiresAt(), expiresAt, "the same end");
    vm.assertEq(next.position(), 1, "the same position");
    vm.assertFalse(members.keyFacts(key).exists(), "the old key is nobody's");
    (, at) = members.rotationOf(key);
    vm.assertEq(at, 0, "nothing pending");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyUnknown.selector, 1, key));
    members.completeRotation(1, key);
  }

  function test_startRotation_again_beginsAnew() external {
    _found(2);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(address(8)));
    _skip(1 hours);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(address(9)));
    (bytes memory pending, uint48 at) = members.rotationOf(_keyOf(_hot(1)));
    vm.assertEq(pending, abi.encodePacked(address(9)), "signer");
    vm.assertEq(at, _now() + 1 days, "when");
  }

  function test_startRotation_noActiveKey_reverts() external {
    _found(2);
    bytes memory signer = abi.encodePacked(address(0x9999));
    address stranger = address(0x57a);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAllowed.selector, 0, stranger));
    vm.prank(stranger);
    members.startRotation(signer);

    _add(1, abi.encodePacked(_hot(9)), SCOPE_VOTE, uint40(_now() + 1));
    _skip(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAllowed.selector, 1, _hot(9)));
    vm.prank(_hot(9));
    members.startRotation(signer);

    bytes32 key = _keyOf(_hot(1));
    vm.prank(address(guardians));
    members.suspendKey(key, uint40(_now() + 1), 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotAllowed.selector, 1, _hot(1)));
    vm.prank(_hot(1));
    members.startRotation(signer);

    _skip(1);
    vm.prank(_hot(1));
    members.startRotation(signer);
    (bytes memory pending, ) = members.rotationOf(key);
    vm.assertEq(pending, signer, "once its suspension is over, in that very second");
  }

  function test_startRotation_toABadOrTakenSigner_reverts() external {
    _found(2);
    bytes memory bad = abi.encodePacked(ledger, hex"01");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, bad));
    vm.prank(_hot(1));
    members.startRotation(bad);
    bytes memory taken = abi.encodePacked(_hot(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, _keyOf(_hot(0)), 0));
    vm.prank(_hot(1));
    members.startRotation(taken);
  }

  function test_cancelRotation_byTheColdAccount_keepsTheKey() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(_hot(9)));
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRotationCanceled(1, key);
    vm.prank(_cold(1));
    members.cancelRotation(1, key);

    _skip(2 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    members.completeRotation(1, key);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    vm.prank(_cold(1));
    members.cancelRotation(1, key);
    bytes32 another = _keyOf(_hot(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyUnknown.selector, 1, another));
    vm.prank(_cold(1));
    members.cancelRotation(1, another);
    vm.assertTrue(members.keyFacts(key).exists(), "kept");
  }

  function test_completeRotation_toAKeyTakenMeanwhile_reverts() external {
    _found(2);
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(_hot(9)));
    _add(0, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    _skip(1 days);
    bytes32 key = _keyOf(_hot(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, _keyOf(_hot(9)), 0));
    members.completeRotation(1, key);
    vm.assertTrue(members.keyFacts(key).exists(), "nothing happened");
  }

  function test_completeRotation_ofASuspendedKey_waitsForItsEnd() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(_hot(9)));
    uint48 until = uint48(_now() + 5 days);
    vm.prank(address(guardians));
    members.suspendKey(key, uint40(until), 0);
    vm.warp(until - 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, until));
    members.completeRotation(1, key);
    vm.assertFalse(members.keyFacts(_keyOf(_hot(9))).exists(), "no way around the suspension");

    vm.warp(until);
    members.completeRotation(1, key);
    vm.assertEq(members.getVotes(_hot(9)), 1, "afterwards");
  }

  function test_completeRotation_ofARevokedKey_reverts() external {
    Plan memory plan = _plan(2);
    plan.keys[1] = 2;
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(_hot(1));
    members.startRotation(abi.encodePacked(_hot(9)));
    vm.prank(_cold(1));
    members.revokeKey(1, key);
    _add(1, abi.encodePacked(_hot(1)), SCOPE_VOTE, FOREVER);
    _skip(1 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    members.completeRotation(1, key);
  }

  // ---------------------------------------------------------------- the cold account

  function test_startColdChange_newAccountCompletesIt_afterTheCoolDown() external {
    _found(2);
    uint40 effectiveAt = uint40(_now() + 1 days);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberColdChangeStarted(1, _cold(9), effectiveAt);
    vm.prank(_cold(1));
    members.startColdChange(1, _cold(9));

    vm.warp(effectiveAt - 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberCoolingDown.selector, 1, effectiveAt));
    vm.prank(_cold(9));
    members.completeColdChange(1);
    vm.warp(effectiveAt);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _cold(1)));
    vm.prank(_cold(1));
    members.completeColdChange(1);

    uint256 version = members.membershipVersion();
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberColdChanged(1, _cold(1), _cold(9));
    vm.prank(_cold(9));
    members.completeColdChange(1);
    vm.assertEq(members.seat(1).cold, _cold(9), "cold");
    vm.assertEq(members.membershipVersion(), version + 1, "version");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _cold(1)));
    vm.prank(_cold(1));
    members.setBallotsNeeded(1, 1);
  }

  // REQ-GOV-03
  function test_completeColdChange_newAccount_isNobodyElsesColdAccountOrKey() external {
    _found(2);
    vm.prank(_cold(1));
    members.startColdChange(1, _cold(9));
    _skip(1 days);
    vm.prank(_cold(9));
    members.completeColdChange(1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(9)));
    _decree();
    members.admit(_cold(9), 1, 0);
    bytes memory signer = abi.encodePacked(_cold(9));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, signer));
    _add(0, signer, SCOPE_VOTE, FOREVER);
    _add(0, abi.encodePacked(_cold(1)), SCOPE_VOTE, FOREVER);
    vm.assertEq(members.keyFacts(_keyOf(_cold(1))).seat(), 0, "the old account is free to be anybody's key");
  }

  function test_startColdChange_toNobodyOrAMembers_reverts() external {
    _found(2);
    vm.startPrank(_cold(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, address(0)));
    members.startColdChange(1, address(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(0)));
    members.startColdChange(1, _cold(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(1)));
    members.startColdChange(1, _cold(1));
    vm.stopPrank();
  }

  function test_cancelColdChange_byTheCurrentAccount_endsIt() external {
    _found(2);
    vm.startPrank(_cold(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    members.cancelColdChange(1);
    members.startColdChange(1, _cold(9));
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberColdChangeCanceled(1, _cold(9));
    members.cancelColdChange(1);
    vm.stopPrank();
    _skip(1 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNothingPending.selector, 1));
    vm.prank(_cold(9));
    members.completeColdChange(1);
  }

  function test_completeColdChange_accountBecameAMembersMeanwhile_reverts() external {
    _found(2);
    vm.prank(_cold(1));
    members.startColdChange(1, _cold(9));
    _decree();
    members.admit(_cold(9), 1, 0);
    _skip(1 days);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadCold.selector, _cold(9)));
    vm.prank(_cold(9));
    members.completeColdChange(1);
  }
}
