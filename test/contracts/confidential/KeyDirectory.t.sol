// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IKeyDirectory} from "../../../contracts/interfaces/IKeyDirectory.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title Encryption keys: published, rotated, ended, reported, and challenged.
contract KeyDirectoryTest is RecordGroup {
  uint40 private _end;

  function setUp() external {
    _foundGroup(5);
    _end = uint40(_now() + 365 days);
  }

  function _current(uint16 seat) private view returns (bytes32) {
    return keys.currentKey(seat, 1, IKeyDirectory.Purpose.Encrypt);
  }

  function _signedKeys(uint16 seat, bytes32 structHash) private view returns (MemberSignature memory) {
    return _signedBy(seat, NEVER, _separator("Quorate Keys", address(keys), chain), structHash);
  }

  function _challenge(bytes32 keyId, bytes32 answer, uint16 seat) private {
    vm.prank(_hot(seat));
    keys.challengeKey(keyId, keccak256(abi.encode(answer)), _own(seat));
  }

  function _endKey(bytes32 keyId, uint16 seat) private {
    vm.prank(_hot(seat));
    keys.endKey(keyId, _own(seat));
  }

  function _report(bytes32 keyId, uint40 since, uint16 seat) private {
    vm.prank(_hot(seat));
    keys.reportCompromise(keyId, since, _own(seat));
  }

  function _unknown(uint16 seat, bytes32 keyId) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IKeyDirectory.EncryptionKeyUnknown.selector, seat, keyId);
  }

  // ---------------------------------------------------------------- publishing

  // REQ-CONF-26
  function test_registerKey_byAMember_isItsCurrentOne() external {
    bytes memory publicKey = _publicKey(7);
    bytes32 keyId = keccak256(
      abi.encode(keccak256("EncryptionKey(uint8 suite,bytes publicKey)"), uint256(1), keccak256(publicKey))
    );
    vm.expectEmit(true, true, true, true, address(keys));
    emit IKeyDirectory.EncryptionKeyRegistered(
      3,
      keyId,
      1,
      IKeyDirectory.Purpose.Encrypt,
      uint40(_now()),
      _end,
      publicKey
    );
    vm.assertEq(_publish(_newEncryptionKey(7, 5, _end), 3), keyId, "id");
    IKeyDirectory.EncryptionKey memory kept = keys.encryptionKey(keyId);
    vm.assertEq(kept.seat, 3, "seat");
    vm.assertEq(kept.suite, 1, "suite");
    vm.assertEq(kept.notBefore, _now(), "a date in the past counts as now");
    vm.assertEq(kept.notAfter, _end, "not after");
    vm.assertEq(kept.memberSince, members.seat(3).admittedAt, "member since");
    vm.assertEq(_current(3), keyId, "current");
    vm.assertEq(_current(2), 0, "of another member");
    vm.assertEq(keys.currentKey(3, 1, IKeyDirectory.Purpose.View), 0, "for another purpose");
    vm.assertTrue(keys.isUsable(keyId), "usable");
    vm.assertFalse(keys.isUsable("nothing"), "nothing");
    vm.warp(_end);
    vm.assertFalse(keys.isUsable(keyId), "behind its time");
  }

  // REQ-CONF-26
  function test_registerKey_relayed_isTheSigners() external {
    bytes32 typehash = keccak256(
      "KeyRegistration(bytes32 keyId,uint8 purpose,uint40 notBefore,uint40 notAfter,uint16 seat,uint48 deadline)"
    );
    bytes32 keyId = keccak256(
      abi.encode(keccak256("EncryptionKey(uint8 suite,bytes publicKey)"), uint256(1), keccak256(_publicKey(8)))
    );
    bytes32 structHash = keccak256(abi.encode(typehash, keyId, uint256(0), uint256(0), _end, uint256(2), NEVER));
    MemberSignature memory consent = _signedKeys(2, structHash);
    bytes memory bad = abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 2, consent.by.signer);
    vm.expectRevert(bad);
    keys.registerKey(_newEncryptionKey(9, 0, _end), consent);
    vm.expectRevert(bad);
    keys.registerKey(_newEncryptionKey(8, 0, _end + 1), consent);
    keys.registerKey(_newEncryptionKey(8, 0, _end), consent);
    vm.assertEq(keys.encryptionKey(keyId).seat, 2, "seat");
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.EncryptionKeyTaken.selector, keyId, 2));
    keys.registerKey(_newEncryptionKey(8, 0, _end), consent);
  }

  // REQ-CONF-26
  function test_registerKey_badPeriod_reverts() external {
    uint40 from = uint40(_now() + 10);
    uint40[2][4] memory periods = [
      [from, from],
      [uint40(0), uint40(_now())],
      [from, from + 3650 days + 1],
      [uint40(_now() + 3650 days + 1), uint40(_now() + 3650 days + 2)]
    ];
    for (uint256 i = 0; i < periods.length; ++i) {
      IKeyDirectory.NewEncryptionKey memory key = _newEncryptionKey(1, periods[i][0], periods[i][1]);
      vm.expectRevert(
        abi.encodeWithSelector(IKeyDirectory.EncryptionKeyBadPeriod.selector, periods[i][0], periods[i][1])
      );
      _publish(key, 0);
    }
  }

  // ---------------------------------------------------------------- rotating

  // REQ-CONF-27
  function test_registerKey_successor_endsTheOldKeyAfterTheOverlap() external {
    bytes32 old = _publish(1, 0);
    _skip(30 days);
    vm.expectEmit(true, true, true, true, address(keys));
    emit IKeyDirectory.EncryptionKeyEnded(0, old, uint40(_now() + OVERLAP));
    bytes32 next = _publish(2, 0);
    vm.assertEq(_current(0), next, "current");
    vm.assertTrue(keys.isUsable(old), "old, in the overlap");
    _skip(OVERLAP);
    vm.assertFalse(keys.isUsable(old), "old, behind the overlap");
    vm.assertTrue(keys.isUsable(next), "new");
  }

  // REQ-CONF-27
  function test_registerKey_successorForLater_leavesTheOldKeyInUseUntilThen() external {
    bytes32 old = _publish(1, 0);
    uint40 from = uint40(_now() + 10 days);
    bytes32 next = _publish(_newEncryptionKey(2, from, _end), 0);
    vm.assertEq(_current(0), old, "current");
    vm.assertEq(keys.encryptionKey(old).revokedAt, from + OVERLAP, "ends");
    IKeyDirectory.NewEncryptionKey memory third = _newEncryptionKey(3, 0, _end);
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.EncryptionKeyPending.selector, 0, next));
    _publish(third, 0);
    vm.warp(from);
    vm.assertEq(_current(0), next, "current, then");
  }

  // REQ-CONF-27
  function test_registerKey_oldKeyIsOverWithTheOverlap_leavesItsEnd() external {
    bytes32 old = _publish(_newEncryptionKey(1, 0, uint40(_now() + OVERLAP)), 0);
    vm.recordLogs();
    _publish(2, 0);
    vm.assertEq(vm.getRecordedLogs().length, 1, "published, and nothing ended");
    vm.assertEq(keys.encryptionKey(old).revokedAt, 0, "ends by itself");
  }

  // REQ-CONF-27
  function test_registerKey_insteadOfOneThatWaited_endsTheOldKeyEarlier() external {
    bytes32 old = _publish(1, 0);
    bytes32 waiting = _publish(_newEncryptionKey(2, uint40(_now() + 100 days), _end), 0);
    _endKey(waiting, 0);
    vm.assertEq(_current(0), old, "current");
    bytes32 next = _publish(3, 0);
    vm.assertEq(_current(0), next, "current, then");
    vm.assertEq(keys.encryptionKey(old).revokedAt, _now() + OVERLAP, "ends");
  }

  // REQ-CONF-27
  function test_registerKey_otherSuiteOrPurpose_leavesTheOldKey() external {
    bytes32 old = _publish(1, 0);
    IKeyDirectory.NewEncryptionKey memory key = _newEncryptionKey(2, 0, _end);
    key.purpose = IKeyDirectory.Purpose.Escrow;
    bytes32 escrow = _publish(key, 0);
    (uint256 x, uint256 y) = vm.publicKeyP256(0xc0ffee);
    (key.suite, key.purpose) = (3, IKeyDirectory.Purpose.Encrypt);
    key.publicKey = abi.encodePacked(hex"04", x, y);
    bytes32 other = _publish(key, 0);
    vm.assertEq(keys.currentKey(0, 3, IKeyDirectory.Purpose.Encrypt), other, "of the other suite");
    vm.assertEq(keys.encryptionKey(old).revokedAt, 0, "old");
    vm.assertEq(_current(0), old, "current");
    vm.assertEq(keys.currentKey(0, 1, IKeyDirectory.Purpose.Escrow), escrow, "for escrow");
  }

  // ---------------------------------------------------------------- ending and reporting

  // REQ-CONF-28
  function test_endKey_byItsMember_endsAtOnce() external {
    bytes32 keyId = _publish(1, 0);
    vm.expectRevert(_unknown(1, keyId));
    _endKey(keyId, 1);
    vm.expectRevert(_unknown(0, "nothing"));
    _endKey("nothing", 0);
    _skip(1);
    keys.endKey(
      keyId,
      _signedKeys(
        0,
        keccak256(abi.encode(keccak256("KeyEnd(bytes32 keyId,uint16 seat,uint48 deadline)"), keyId, 0, NEVER))
      )
    );
    vm.assertEq(keys.encryptionKey(keyId).revokedAt, _now(), "ended");
    vm.assertFalse(keys.isUsable(keyId), "usable");
    vm.assertEq(_current(0), 0, "current");
    vm.expectRevert(_unknown(0, keyId));
    _endKey(keyId, 0);
  }

  // REQ-CONF-28
  function test_reportCompromise_endsAndKeepsTheEarliestDate() external {
    bytes32 keyId = _publish(1, 0);
    _skip(10 days);
    uint40 since = uint40(_now() - 3 days);
    vm.expectEmit(true, true, true, true, address(keys));
    emit IKeyDirectory.EncryptionKeyCompromised(0, keyId, since);
    _report(keyId, since, 0);
    vm.assertEq(keys.encryptionKey(keyId).compromisedSince, since, "since");
    vm.assertFalse(keys.isUsable(keyId), "usable");
    uint40[4] memory wrong = [since, since + 1, 0, uint40(_now() + 1)];
    for (uint256 i = 0; i < wrong.length; ++i) {
      vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.EncryptionKeyBadDate.selector, wrong[i]));
      _report(keyId, wrong[i], 0);
    }
    _report(keyId, since - 1, 0);
    vm.assertEq(keys.encryptionKey(keyId).compromisedSince, since - 1, "since, earlier");
    vm.expectRevert(_unknown(1, keyId));
    _report(keyId, since - 2, 1);
  }

  // REQ-CONF-28
  function test_reportCompromise_inTheOverlap_endsTheOldKeyAtOnce() external {
    bytes32 old = _publish(1, 0);
    _skip(1 days);
    _publish(2, 0);
    vm.assertTrue(keys.isUsable(old), "usable");
    _report(old, uint40(_now()), 0);
    vm.assertFalse(keys.isUsable(old), "usable");
    vm.assertEq(keys.encryptionKey(old).revokedAt, _now(), "ended");
  }

  // REQ-CONF-28
  function test_reportCompromise_ofAKeyThatIsOver_isWrittenDown() external {
    bytes32 keyId = _publish(1, 0);
    vm.warp(_end);
    bytes32 root = keys.stateRoot();
    _report(keyId, _end - 1, 0);
    vm.assertNotEq(keys.stateRoot(), root, "state root");
    vm.assertEq(keys.encryptionKey(keyId).compromisedSince, _end - 1, "since");
    vm.assertEq(keys.encryptionKey(keyId).revokedAt, 0, "it was over by itself");
  }

  // ---------------------------------------------------------------- proving possession

  // REQ-CONF-29
  function test_answerChallenge_rightAnswer_provesToTheChallenger() external {
    bytes32 keyId = _publish(1, 0);
    vm.expectRevert(_unknown(2, "nothing"));
    _challenge("nothing", "answer", 2);
    vm.expectEmit(true, true, true, true, address(keys));
    emit IKeyDirectory.PossessionChallenged(keyId, 2, keccak256(abi.encode(bytes32("answer"))));
    _challenge(keyId, "answer", 2);
    bytes memory notProved = abi.encodeWithSelector(IKeyDirectory.PossessionNotProved.selector, keyId, 2);
    vm.expectRevert(notProved);
    keys.answerChallenge(keyId, 2, "another");
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.PossessionNotProved.selector, keyId, 3));
    keys.answerChallenge(keyId, 3, "answer");
    vm.assertEq(keys.provedAt(keyId, 2), 0, "proved");

    vm.expectEmit(true, true, true, true, address(keys));
    emit IKeyDirectory.PossessionProved(keyId, 2);
    keys.answerChallenge(keyId, 2, "answer");
    vm.assertEq(keys.provedAt(keyId, 2), _now(), "proved");
    vm.assertEq(keys.provedAt(keyId, 3), 0, "to another");
    vm.expectRevert(notProved);
    keys.answerChallenge(keyId, 2, "answer");
  }

  // REQ-CONF-29
  function test_challengeKey_givenBefore_reverts() external {
    bytes32 keyId = _publish(1, 0);
    bytes32 typehash = keccak256("Challenge(bytes32 keyId,bytes32 answerHash,uint16 seat,uint48 deadline)");
    bytes32 answerHash = keccak256(abi.encode(bytes32("answer")));
    bytes32 structHash = keccak256(abi.encode(typehash, keyId, answerHash, uint256(2), NEVER));
    MemberSignature memory consent = _signedKeys(2, structHash);
    keys.challengeKey(keyId, answerHash, consent);
    keys.answerChallenge(keyId, 2, "answer");
    // Everybody knows the answer by now, and has the challenger's signature.
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.PossessionChallengedAlready.selector, keyId, 2));
    keys.challengeKey(keyId, answerHash, consent);
    _challenge(keyId, "another", 2);
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.PossessionNotProved.selector, keyId, 2));
    keys.answerChallenge(keyId, 2, "answer");
  }

  // REQ-CONF-10
  function test_keys_inAnothersName_revert() external {
    bytes32 keyId = _publish(1, 0);
    MemberSignature memory consent = _own(0);
    bytes memory bad = abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 0, consent.by.signer);
    vm.startPrank(_hot(1));
    vm.expectRevert(bad);
    keys.registerKey(_newEncryptionKey(2, 0, _end), consent);
    vm.expectRevert(bad);
    keys.endKey(keyId, consent);
    vm.expectRevert(bad);
    keys.reportCompromise(keyId, 1, consent);
    vm.expectRevert(bad);
    keys.challengeKey(keyId, "answer", consent);
    vm.stopPrank();
  }

  // REQ-CONF-26
  function test_registerKey_longestPeriod_isTaken() external {
    uint40 from = uint40(_now() + 3650 days);
    bytes32 keyId = _publish(_newEncryptionKey(1, from, from + 3650 days), 0);
    vm.assertEq(keys.encryptionKey(keyId).notAfter, from + 3650 days, "not after");
  }
}
