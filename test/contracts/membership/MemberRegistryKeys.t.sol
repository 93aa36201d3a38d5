// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {FOREVER, SCOPE_PROPOSE, SCOPE_RECORDS, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title What a member does on its own: keys, and how many must agree.
contract MemberRegistryKeysTest is Consortium {
  function _add(uint16 seat, bytes memory signer, uint8 scopes, uint40 expiresAt) private {
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(signer, scopes, expiresAt));
  }

  function _approveLedger() private {
    _decree();
    members.approveVerifier(address(ledger));
  }

  // ---------------------------------------------------------------- who may

  function test_selfService_notTheColdAccount_reverts() external {
    _found(2);
    address hot = _hot(1);
    bytes32 key = _keyOf(hot);
    IMemberRegistry.NewKey memory newKey = _newKey(_hot(9));
    bytes memory refusal = abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, hot);
    vm.startPrank(hot);
    vm.expectRevert(refusal);
    members.addKey(1, newKey);
    vm.expectRevert(refusal);
    members.revokeKey(1, key);
    vm.expectRevert(refusal);
    members.cancelRotation(1, key);
    vm.expectRevert(refusal);
    members.setBallotsNeeded(1, 1);
    vm.expectRevert(refusal);
    members.startColdChange(1, hot);
    vm.expectRevert(refusal);
    members.cancelColdChange(1);
    vm.stopPrank();
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotCold.selector, 1, _cold(0)));
    vm.prank(_cold(0));
    members.addKey(1, newKey);
  }

  function test_selfService_memberThatLeft_reverts() external {
    _found(2);
    _decree();
    members.remove(1);
    IMemberRegistry.NewKey memory newKey = _newKey(_hot(9));
    bytes memory refusal = abi.encodeWithSelector(IMemberRegistry.MemberLeft.selector, 1);
    vm.startPrank(_cold(1));
    vm.expectRevert(refusal);
    members.addKey(1, newKey);
    vm.expectRevert(refusal);
    members.startColdChange(1, _cold(9));
    vm.stopPrank();
  }

  // ---------------------------------------------------------------- addKey

  function test_addKey_account_actsAtOnce() external {
    _found(2);
    uint40 expiresAt = uint40(_now() + 1 days);
    bytes memory signer = abi.encodePacked(_hot(9));
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyAdded(1, _keyOf(_hot(9)), signer, SCOPE_VOTE | SCOPE_PROPOSE, expiresAt);
    _add(1, signer, SCOPE_VOTE | SCOPE_PROPOSE, expiresAt);

    KeyFacts key = members.keyFacts(_keyOf(_hot(9)));
    vm.assertEq(key.seat(), 1, "seat");
    vm.assertEq(key.scopes(), SCOPE_VOTE | SCOPE_PROPOSE, "scopes");
    vm.assertEq(key.position(), 1, "position");
    vm.assertEq(key.expiresAt(), expiresAt, "expiry");
    vm.assertEq(members.getVotes(_hot(9)), 1, "votes");
    vm.assertEq(members.seat(1).keys, 2, "keys");
    vm.warp(expiresAt);
    vm.assertEq(members.getVotes(_hot(9)), 0, "expired");
  }

  function test_addKey_ofAVerifier_takesAnApprovedOneAndABoundedLength() external {
    _found(2);
    bytes memory signer = abi.encodePacked(ledger, hex"01");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, signer));
    _add(1, signer, SCOPE_VOTE, FOREVER);

    _approveLedger();
    _add(1, signer, SCOPE_VOTE, FOREVER);
    vm.assertEq(members.keysOf(1)[1], keccak256(signer), "the hash names it");
    vm.assertEq(members.signerOf(keccak256(signer)), signer, "signer");

    bytes memory longest = abi.encodePacked(ledger, new bytes(1004));
    _add(1, longest, SCOPE_VOTE, FOREVER);
    vm.assertEq(members.signerOf(keccak256(longest)).length, 1024, "the longest");
    bytes memory longer = abi.encodePacked(ledger, new bytes(1005));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, longer));
    _add(1, longer, SCOPE_VOTE, FOREVER);
  }

  function test_addKey_noSigner_reverts() external {
    _found(2);
    bytes memory short = new bytes(19);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, short));
    _add(1, short, SCOPE_VOTE, FOREVER);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, bytes("")));
    _add(1, "", SCOPE_VOTE, FOREVER);
    bytes memory zero = new bytes(20);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadSigner.selector, zero));
    _add(1, zero, SCOPE_VOTE, FOREVER);
  }

  function test_addKey_somebodysAlready_reverts() external {
    _found(2);
    bytes memory signer = abi.encodePacked(_hot(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, _keyOf(_hot(0)), 0));
    _add(1, signer, SCOPE_VOTE, FOREVER);
    signer = abi.encodePacked(_hot(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyTaken.selector, _keyOf(_hot(1)), 1));
    _add(1, signer, SCOPE_VOTE, FOREVER);
  }

  function test_addKey_badScopesOrExpiry_reverts() external {
    _found(2);
    bytes memory signer = abi.encodePacked(_hot(9));
    uint40 time = uint40(_now());
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadScopes.selector, 0));
    _add(1, signer, 0, FOREVER);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadScopes.selector, 17));
    _add(1, signer, 17, FOREVER);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadExpiry.selector, time));
    _add(1, signer, SCOPE_VOTE, time);
  }

  function test_addKey_ninth_reverts() external {
    Plan memory plan = _plan(2);
    plan.keys[1] = 8;
    _found(plan);
    bytes memory signer = abi.encodePacked(_hot(9));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberTooManyKeys.selector, 1, 8));
    _add(1, signer, SCOPE_VOTE, FOREVER);

    bytes32 third = _keyOf(_hot(1, 2));
    vm.prank(_cold(1));
    members.revokeKey(1, third);
    _add(1, signer, SCOPE_VOTE, FOREVER);
    vm.assertEq(members.keyFacts(_keyOf(_hot(9))).position(), 2, "the free position");
  }

  // ---------------------------------------------------------------- revokeKey

  function test_revokeKey_ownKey_isNobodysAtOnce() external {
    Plan memory plan = _plan(2);
    plan.keys[1] = 2;
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRevoked(1, key);
    vm.prank(_cold(1));
    members.revokeKey(1, key);

    vm.assertFalse(members.keyFacts(key).exists(), "facts");
    vm.assertEq(members.signerOf(key), "", "signer");
    vm.assertEq(members.getVotes(_hot(1)), 0, "votes");
    vm.assertEq(members.getPastVotes(_hot(1), _now() - 1), 0, "past votes");
    vm.assertEq(members.keysOf(1).length, 1, "keys");
    vm.assertEq(members.keysOf(1)[0], _keyOf(_hot(1, 1)), "the other one");
    vm.assertEq(members.deviatedSeats(0), 2, "the snapshot's entry is not trusted any more");
  }

  function test_revokeKey_suspendedKey_remembersNothingButUntilWhen() external {
    Plan memory plan = _plan(2);
    plan.keys[1] = 3;
    _found(plan);
    uint40 until = uint40(_now() + 9);
    for (uint256 i = 1; i < 3; ++i) {
      bytes32 key = _keyOf(_hot(1, i));
      vm.prank(address(guardians));
      members.suspendKey(key, until, 0);
      vm.warp(until - 2 + i);
      vm.prank(_cold(1));
      members.revokeKey(1, key);
      uint256 remembered = i == 1 ? 1 | (uint256(until) << 112) : 0;
      vm.assertEq(KeyFacts.unwrap(members.keyFacts(key)), remembered, "the seat and the date, until then");
    }
  }

  function test_revokeKey_anothersOrNobodys_reverts() external {
    _found(2);
    bytes32 another = _keyOf(_hot(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyUnknown.selector, 1, another));
    vm.prank(_cold(1));
    members.revokeKey(1, another);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyUnknown.selector, 1, bytes32("nobody")));
    vm.prank(_cold(1));
    members.revokeKey(1, "nobody");
  }

  function test_revokeKey_neededForABallot_reverts() external {
    Plan memory plan = _plan(2);
    (plan.keys[1], plan.ballotsNeeded[1]) = (2, 2);
    _found(plan);
    bytes32 key = _keyOf(_hot(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadBallotsNeeded.selector, 1, 2, 1));
    vm.prank(_cold(1));
    members.revokeKey(1, key);

    bytes32 only = _keyOf(_hot(0));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadBallotsNeeded.selector, 0, 1, 0));
    vm.prank(_cold(0));
    members.revokeKey(0, only);
  }

  function test_revokeKey_thatDoesNotVote_isAlwaysAllowed() external {
    _found(2);
    _add(1, abi.encodePacked(_hot(9)), SCOPE_RECORDS, FOREVER);
    bytes32 key = _keyOf(_hot(9));
    vm.prank(_cold(1));
    members.revokeKey(1, key);
    vm.assertFalse(members.keyFacts(key).exists(), "gone");
  }

  function test_revokeKey_onlyKeyOfAnApplicantThatDoesNotVote_isAllowed() external {
    _found(2);
    _decree();
    members.admit(_cold(2), 1, 0);
    _add(2, abi.encodePacked(_hot(9)), SCOPE_RECORDS, FOREVER);
    bytes32 key = _keyOf(_hot(9));
    vm.prank(_cold(2));
    members.revokeKey(2, key);
    vm.assertFalse(members.keyFacts(key).exists(), "gone");
  }

  // ---------------------------------------------------------------- how many agree

  function test_setBallotsNeeded_asManyAsItsKeys_isWhatItsKeysSay() external {
    Plan memory plan = _plan(2);
    plan.keys[1] = 2;
    _found(plan);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberBallotsNeededChanged(1, 1, 2);
    vm.prank(_cold(1));
    members.setBallotsNeeded(1, 2);

    vm.assertEq(members.seat(1).ballotsNeeded, 2, "seat");
    vm.assertEq(members.keyFacts(_keyOf(_hot(1, 1))).ballotsNeeded(), 2, "key");
    vm.assertEq(members.deviatedSeats(0), 2, "deviated");
  }

  function test_setBallotsNeeded_sameNoneOrMoreThanItsKeys_reverts() external {
    Plan memory plan = _plan(2);
    plan.keys[1] = 2;
    _found(plan);
    _add(1, abi.encodePacked(_hot(9)), SCOPE_PROPOSE, FOREVER);
    vm.startPrank(_cold(1));
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberUnchanged.selector, 1));
    members.setBallotsNeeded(1, 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadBallotsNeeded.selector, 1, 0, 2));
    members.setBallotsNeeded(1, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberBadBallotsNeeded.selector, 1, 3, 2));
    members.setBallotsNeeded(1, 3);
    vm.stopPrank();
  }
}
