// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {FOREVER, SCOPE_PROPOSE, SCOPE_RECORDS, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title What a member does on its own: keys, their rotation, how many must agree, the cold account; and break-glass.
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

  // ---------------------------------------------------------------- break-glass

  function test_suspendKey_byAnybodyButTheGuardiansModule_reverts() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, address(governor)));
    _decree();
    members.suspendKey(key, until, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, address(this)));
    members.restoreKey(key);
  }

  function test_suspendKey_key_stopsActingUntilThen() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 1 days);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeySuspended(1, key, until);
    vm.prank(address(guardians));
    members.suspendKey(key, until, 5);

    vm.assertEq(members.keyFacts(key).suspendedUntil(), until, "until");
    vm.assertEq(members.getVotes(_hot(1)), 0, "votes");
    vm.assertEq(members.deviatedSeats(0), 2, "deviated");
    vm.assertEq(members.breakGlassSeconds(uint48(_now())), 5, "extension");
    vm.assertEq(members.breakGlassSeconds(uint48(_now() - 1)), 0, "none before");
    vm.warp(until);
    vm.assertEq(members.getVotes(_hot(1)), 1, "it lapses");

    vm.prank(address(guardians));
    members.suspendKey(key, until + 2, 7);
    vm.prank(address(guardians));
    members.suspendKey(key, until + 1, 0);
    vm.assertEq(members.keyFacts(key).suspendedUntil(), until + 1, "the last word");
    vm.assertEq(members.breakGlassSeconds(until), 12, "extensions add up");
    vm.assertEq(members.keyFacts(key).weight(), 1, "all other facts stay");
    vm.assertEq(members.keyFacts(key).expiresAt(), FOREVER, "the expiry stays");
  }

  function test_suspendKey_nobodys_reverts() external {
    _found(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyUnknown.selector, 0, bytes32("nobody")));
    vm.prank(address(guardians));
    members.suspendKey("nobody", FOREVER, 0);
  }

  function test_suspendKey_extendingByOneSecond_extends() external {
    _found(2);
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(1)), uint40(_now() + 9), 1);
    vm.assertEq(members.breakGlassSeconds(uint48(_now())), 1, "extension");
  }

  /// @dev Break-glass ends after its key was revoked, too: then there is nothing to restore, and no seat to note it for.
  function test_restoreKey_nobodys_changesNothing() external {
    _found(2);
    vm.recordLogs();
    vm.prank(address(guardians));
    members.restoreKey("nobody");
    vm.assertEq(vm.getRecordedLogs().length, 0, "events");
    vm.assertEq(members.deviatedSeats(0), 0, "deviated seats");
    vm.assertEq(KeyFacts.unwrap(members.keyFacts("nobody")), 0, "facts");
  }

  function test_restoreKey_suspendedKey_isWhatItWas() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    uint256 facts = KeyFacts.unwrap(members.keyFacts(key));
    bytes32 root = members.stateRoot();
    vm.prank(address(guardians));
    members.suspendKey(key, uint40(_now() + 9), 0);
    vm.prank(address(guardians));
    members.restoreKey(key);
    vm.assertEq(KeyFacts.unwrap(members.keyFacts(key)), facts, "facts");
    vm.assertEq(members.stateRoot(), root, "state root");
  }

  function test_restoreKey_suspendedKey_actsAgain() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(address(guardians));
    members.suspendKey(key, FOREVER, 0);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRestored(1, key);
    vm.prank(address(guardians));
    members.restoreKey(key);
    vm.assertEq(members.getVotes(_hot(1)), 1, "votes");
    vm.prank(address(guardians));
    members.restoreKey("nobody");
    vm.assertFalse(members.keyFacts("nobody").exists(), "a key that is gone stays gone");
  }
}
