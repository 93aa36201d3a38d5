// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IBatchAnchor} from "../../../contracts/interfaces/IBatchAnchor.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {BatchPromise, Log, SignerTerm} from "../../../contracts/types/Batches.sol";
import {
  DUTY_BATCHER,
  DUTY_GUARDIAN,
  FOREVER,
  SCOPE_DUTY,
  SCOPE_PROPOSE,
  SCOPE_RECORDS,
  SCOPE_VOTE
} from "../../../contracts/types/Duty.sol";
import {PARAMETER_BATCH_MAX_RECORDS} from "../../../contracts/types/ParameterKeys.sol";
import {Anchorage} from "../../support/contracts/Anchorage.sol";

/// @title Logs are opened, joined and left; batches come into them in order.
contract BatchAnchorTest is Anchorage {
  bytes32 private constant ROOT = "root";

  function setUp() external {
    _foundAnchorage();
  }

  function _assertTerm(address key, uint64 fromBlock, uint64 untilBlock) private view {
    SignerTerm memory term = anchorage.termOf(log, key);
    vm.assertEq(term.fromBlock, fromBlock, "from block");
    vm.assertEq(term.untilBlock, untilBlock, "until block");
  }

  function _leaveLog(address by, address key) private {
    vm.prank(by);
    anchorage.leaveLog(log, key);
  }

  function _serves(address key) private view returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.BatchSignerServes.selector, log, key);
  }

  function _unknownSigner(address key) private view returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.BatchSignerUnknown.selector, log, key);
  }

  function _addKey(uint16 seat, address key, uint8 scopes, uint40 expiresAt) private {
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(abi.encodePacked(key), scopes, expiresAt));
  }

  // ---------------------------------------------------------------- opening

  // REQ-BATCH-01
  function test_openLog_byABatcher_isItsOwn() external {
    bytes32 typehash = keccak256("Log(uint256 chainId,address anchor,uint16 seat,bytes32 salt)");
    bytes32 expected = keccak256(abi.encode(typehash, chain, address(anchorage), RIVAL, LOG_SALT));
    vm.assertEq(anchorage.logIdOf(RIVAL, LOG_SALT), expected, "id before");
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.LogOpened(expected, RIVAL, LOG_SALT, _hot(RIVAL));
    vm.assertEq(_openLog(_hot(RIVAL)), expected, "id");
    vm.assertNotEq(expected, log, "each member has its own");

    Log memory opened = anchorage.logOf(expected);
    vm.assertEq(opened.seat, RIVAL, "seat");
    vm.assertFalse(opened.isOwn, "a batcher's");
    vm.assertEq(opened.openedAt, _now(), "opened at");
    vm.assertEq(opened.nextSequence, 0, "next sequence");
    vm.assertEq(opened.nextNumber, 0, "next number");
    vm.assertEq(anchorage.termOf(expected, _hot(RIVAL)).fromBlock, _block(), "from block");
    vm.assertEq(anchorage.termOf(expected, _hot(RIVAL)).untilBlock, 0, "until block");
    vm.assertEq(anchorage.termOf(expected, _hot(BATCHER)).fromBlock, 0, "of another member");
  }

  // REQ-BATCH-01
  function test_openLog_withoutTheDuty_reverts() external {
    vm.expectRevert(_notOnDuty(_hot(OUTSIDER)));
    _openLog(_hot(OUTSIDER));
    _setDuties(RIVAL, DUTY_GUARDIAN);
    vm.expectRevert(_notOnDuty(_hot(RIVAL)));
    _openLog(_hot(RIVAL));
    _addKey(BATCHER, STRANGER, SCOPE_RECORDS | SCOPE_VOTE | SCOPE_PROPOSE, FOREVER);
    vm.expectRevert(_notOnDuty(STRANGER));
    _openLog(STRANGER);
  }

  // REQ-BATCH-01
  function test_openLog_again_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchLogExists.selector, log));
    _openLog(_hot(BATCHER, 1));
    vm.assertNotEq(_openLog(_hot(BATCHER, 1), "another store"), log, "under another salt");
  }

  // REQ-BATCH-02
  function test_openLog_saltOfAnOwnLog_reverts() external {
    bytes32 last = bytes32(uint256(type(uint48).max));
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchSaltReserved.selector, last));
    _openLog(_hot(BATCHER), last);
    _openLog(_hot(BATCHER), bytes32(uint256(last) + 1));
  }

  // REQ-BATCH-11
  function test_openLog_whileSuspended_reverts() external {
    _suspendBatcher(0);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatcherIsSuspended.selector, BATCHER, uint48(_now())));
    _openLog(_hot(BATCHER), "another store");
    _reinstate();
    _openLog(_hot(BATCHER), "another store");
  }

  // ---------------------------------------------------------------- joining and leaving

  // REQ-BATCH-01
  function test_joinLog_anotherMachine_signsFromThenOn() external {
    _mine(7);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.LogSignerJoined(log, _hot(BATCHER, 1));
    _joinLog(_hot(BATCHER, 1));
    _assertTerm(_hot(BATCHER, 1), _block(), 0);
    _assertTerm(_hot(BATCHER, 0), _block() - 7, 0);
    _anchorRoot(_hot(BATCHER, 1), log, 0, 1, ROOT);
    _anchorRoot(_hot(BATCHER, 0), log, 1, 1, ROOT);
  }

  // REQ-BATCH-01
  function test_joinLog_ofAnotherMember_reverts() external {
    vm.expectRevert(_notOf(log, RIVAL));
    _joinLog(_hot(RIVAL));
    vm.expectRevert(_notOnDuty(_hot(OUTSIDER)));
    _joinLog(_hot(OUTSIDER));
  }

  // REQ-BATCH-01
  function test_joinLog_noLog_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchLogUnknown.selector, bytes32("none")));
    vm.prank(_hot(BATCHER));
    anchorage.joinLog("none");
  }

  // REQ-BATCH-02
  function test_joinLog_aMembersOwn_reverts() external {
    (bytes32 own, ) = _anchorOne(BATCHER, "digest");
    vm.expectRevert(_notOf(own, BATCHER));
    vm.prank(_hot(BATCHER));
    anchorage.joinLog(own);
  }

  // REQ-BATCH-01
  function test_joinLog_again_reverts() external {
    bytes memory known = abi.encodeWithSelector(IBatchAnchor.BatchSignerKnown.selector, log, _hot(BATCHER));
    vm.expectRevert(known);
    _joinLog(_hot(BATCHER));
    _leaveLog(_hot(BATCHER), _hot(BATCHER));
    vm.expectRevert(known);
    _joinLog(_hot(BATCHER));
  }

  // REQ-BATCH-01
  function test_leaveLog_byItsBatcher_endsTheTerm() external {
    _joinLog(_hot(BATCHER, 1));
    _mine(3);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.LogSignerLeft(log, _hot(BATCHER, 0));
    _leaveLog(_hot(BATCHER, 2), _hot(BATCHER, 0));
    _assertTerm(_hot(BATCHER, 0), _block() - 3, _block());
    vm.expectRevert(_unknownSigner(_hot(BATCHER, 0)));
    _anchorRoot(_hot(BATCHER, 0), log, 0, 1, ROOT);
    _anchorRoot(_hot(BATCHER, 1), log, 0, 1, ROOT);
    vm.expectRevert(_unknownSigner(_hot(BATCHER, 0)));
    _leaveLog(_hot(BATCHER, 2), _hot(BATCHER, 0));
    vm.expectRevert(_unknownSigner(_hot(BATCHER, 2)));
    _leaveLog(_hot(BATCHER, 2), _hot(BATCHER, 2));
  }

  // REQ-BATCH-01
  function test_leaveLog_byOthersWhileItServes_reverts() external {
    address[3] memory others = [_hot(RIVAL), _hot(OUTSIDER), STRANGER];
    for (uint256 i = 0; i < others.length; ++i) {
      vm.expectRevert(_serves(_hot(BATCHER)));
      _leaveLog(others[i], _hot(BATCHER));
    }
    // Stopped for a while is not gone.
    _decree();
    members.suspend(BATCHER, uint40(_now() + 1 days));
    vm.expectRevert(_serves(_hot(BATCHER)));
    _leaveLog(STRANGER, _hot(BATCHER));
    vm.expectRevert(_serves(_hot(BATCHER)));
    _leaveLog(_hot(BATCHER), _hot(BATCHER));
  }

  // REQ-BATCH-01
  function test_leaveLog_byAnybodyOnceTheKeyIsRevoked_endsTheTerm() external {
    vm.prank(_cold(BATCHER));
    members.revokeKey(BATCHER, _keyOf(_hot(BATCHER)));
    _leaveLog(STRANGER, _hot(BATCHER));
    _assertTerm(_hot(BATCHER), _block(), _block());
  }

  // REQ-BATCH-01
  function test_leaveLog_byAnybodyOnceTheKeyIsAnothersKey_endsTheTerm() external {
    vm.prank(_cold(BATCHER));
    members.revokeKey(BATCHER, _keyOf(_hot(BATCHER)));
    _addKey(RIVAL, _hot(BATCHER), ALL_SCOPES, FOREVER);
    vm.expectRevert(_notOf(log, RIVAL));
    _anchorRoot(_hot(BATCHER), log, 0, 1, ROOT);
    _leaveLog(STRANGER, _hot(BATCHER));
    _assertTerm(_hot(BATCHER), _block(), _block());
  }

  // REQ-BATCH-01
  function test_leaveLog_byAnybodyOnceTheKeyHasNoDutyScope_endsTheTerm() external {
    vm.prank(_cold(BATCHER));
    members.revokeKey(BATCHER, _keyOf(_hot(BATCHER)));
    _addKey(BATCHER, _hot(BATCHER), ALL_SCOPES & ~SCOPE_DUTY, FOREVER);
    _leaveLog(STRANGER, _hot(BATCHER));
    _assertTerm(_hot(BATCHER), _block(), _block());
  }

  // REQ-BATCH-01
  function test_leaveLog_byAnybodyOnceTheKeyIsExpired_endsTheTerm() external {
    _addKey(BATCHER, STRANGER, ALL_SCOPES, uint40(_now() + 100));
    _joinLog(STRANGER);
    _skip(99);
    vm.expectRevert(_serves(STRANGER));
    _leaveLog(_hot(RIVAL), STRANGER);
    _skip(1);
    _leaveLog(_hot(RIVAL), STRANGER);
    _assertTerm(STRANGER, _block(), _block());
  }

  // REQ-BATCH-01
  function test_leaveLog_byAnybodyOnceTheMemberHasNoDuty_endsTheTerm() external {
    _setDuties(BATCHER, DUTY_GUARDIAN);
    _leaveLog(STRANGER, _hot(BATCHER));
    _assertTerm(_hot(BATCHER), _block(), _block());
  }

  // ---------------------------------------------------------------- anchoring

  // REQ-BATCH-03
  function test_anchor_nextBatch_isChained() external {
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatchAnchored(log, 0, ROOT, 0, 3, 0);
    _anchorRoot(_hot(BATCHER), log, 0, 3, ROOT);
    bytes32 first = keccak256(abi.encode(ROOT, uint64(0), uint32(3), uint48(_now()), bytes32(0)));
    vm.assertEq(anchorage.batchHash(log, 0), first, "first batch");
    _skip(5);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatchAnchored(log, 1, "next", 3, uint32(MAX_RECORDS), first);
    _anchorRoot(_hot(BATCHER), log, 3, uint32(MAX_RECORDS), "next");
    bytes32 second = keccak256(abi.encode(bytes32("next"), uint64(3), uint32(MAX_RECORDS), uint48(_now()), first));
    vm.assertEq(anchorage.batchHash(log, 1), second, "second batch");
    vm.assertEq(anchorage.batchHash(log, 2), 0, "no third one");
    vm.assertEq(anchorage.logOf(log).nextSequence, 11, "next sequence");
    vm.assertEq(anchorage.logOf(log).nextNumber, 2, "next number");
  }

  // REQ-BATCH-03
  function testFuzz_anchor_outOfOrder_reverts(uint64 given) external {
    _anchorRoot(_hot(BATCHER), log, 0, 3, ROOT);
    vm.assume(given != 3);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchOutOfOrder.selector, log, 3, given));
    _anchorRoot(_hot(BATCHER), log, given, 1, ROOT);
  }

  // REQ-BATCH-03
  function test_anchor_emptyOrTooLarge_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchBadCount.selector, 0, MAX_RECORDS));
    _anchorRoot(_hot(BATCHER), log, 0, 0, ROOT);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchBadCount.selector, MAX_RECORDS + 1, MAX_RECORDS));
    _anchorRoot(_hot(BATCHER), log, 0, uint32(MAX_RECORDS + 1), ROOT);
    _setParameter(PARAMETER_BATCH_MAX_RECORDS, MAX_RECORDS + 1);
    _anchorRoot(_hot(BATCHER), log, 0, uint32(MAX_RECORDS + 1), ROOT);
  }

  // REQ-BATCH-03
  function test_anchor_byNoSigner_reverts() external {
    vm.expectRevert(_unknownSigner(_hot(BATCHER, 1)));
    _anchorRoot(_hot(BATCHER, 1), log, 0, 1, ROOT);
    vm.expectRevert(_notOf(log, RIVAL));
    _anchorRoot(_hot(RIVAL), log, 0, 1, ROOT);
    vm.expectRevert(_notOnDuty(STRANGER));
    _anchorRoot(STRANGER, log, 0, 1, ROOT);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchLogUnknown.selector, bytes32("none")));
    _anchorRoot(_hot(BATCHER), "none", 0, 1, ROOT);
  }

  // REQ-BATCH-03
  function test_anchor_dutyTakenAway_reverts() external {
    _setDuties(BATCHER, 0);
    vm.expectRevert(_notOnDuty(_hot(BATCHER)));
    _anchorRoot(_hot(BATCHER), log, 0, 1, ROOT);
  }

  // REQ-BATCH-11
  function test_anchor_whileSuspended_goesOn() external {
    _suspendBatcher(0);
    _anchorNext(2);
    vm.assertEq(anchorage.logOf(log).nextSequence, 2, "next sequence");
  }

  // ---------------------------------------------------------------- in a batcher's place

  function _anchorPromised(uint16 seat, BatchPromise memory promised) private {
    bytes memory signature = _signPromise(promised);
    vm.prank(_hot(seat));
    anchorage.anchorPromised(promised, signature);
  }

  function _batcherServes() private view returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.BatcherServes.selector, log, BATCHER);
  }

  // REQ-BATCH-12
  function test_anchorPromised_ofASuspendedBatcher_isAnchoredInOrder() external {
    _anchorNext(1);
    BatchPromise memory next = _promised(1, 3);
    BatchPromise memory later = _promised(4, 2);
    vm.expectRevert(_batcherServes());
    _anchorPromised(OUTSIDER, next);
    _mine(1);
    _suspendBatcher(1);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchOutOfOrder.selector, log, 1, 4));
    _anchorPromised(OUTSIDER, later);
    bytes32 previous = anchorage.batchHash(log, 0);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatchAnchored(log, 1, next.groupRoot, 1, 3, previous);
    _anchorPromised(OUTSIDER, next);
    _keep(log, 1, next.groupRoot, 1, 3);
    _anchorPromised(0, later);
    vm.assertTrue(anchorage.verifyInclusion(_inclusion(1, 2), _recordOf(2)), "anchored as promised");
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchOutOfOrder.selector, log, 6, 1));
    _anchorPromised(OUTSIDER, next);
  }

  // REQ-BATCH-12
  function test_anchorPromised_promisedWhileSuspended_reverts() external {
    _mine(1);
    BatchPromise memory before = _promised(0, 1);
    before.promisedAtBlock -= 1;
    _suspendBatcher(0);
    BatchPromise memory since = _promised(0, 1);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseSettled.selector, BATCHER, _block()));
    _anchorPromised(OUTSIDER, since);
    _anchorPromised(OUTSIDER, before);
  }

  // REQ-BATCH-12
  function test_anchorPromised_dutyTakenAway_isAnchored() external {
    BatchPromise memory promised = _promised(0, 2);
    _setDuties(BATCHER, DUTY_GUARDIAN);
    _anchorPromised(OUTSIDER, promised);
    _setDuties(BATCHER, DUTY_BATCHER | DUTY_GUARDIAN);
    promised = _promised(2, 2);
    vm.expectRevert(_batcherServes());
    _anchorPromised(OUTSIDER, promised);
  }

  // REQ-BATCH-12
  function test_anchorPromised_memberSuspendedOrGone_isAnchored() external {
    BatchPromise memory first = _promised(0, 2);
    BatchPromise memory second = _promised(2, 2);
    _decree();
    members.suspend(BATCHER, uint40(_now() + 1 days));
    _anchorPromised(OUTSIDER, first);
    _leave(BATCHER);
    _anchorPromised(OUTSIDER, second);
    vm.assertEq(anchorage.logOf(log).nextSequence, 4, "next sequence");
  }

  // REQ-BATCH-12
  function test_anchorPromised_seatGivenAgain_isAnchored() external {
    BatchPromise memory promised = _promised(0, 2);
    _reissue(BATCHER, address(0xc01d), address(0x407));
    _setDuties(BATCHER, DUTY_BATCHER);
    vm.assertTrue(anchorage.isOnDuty(address(0x407)), "the seat has a batcher again");
    _anchorPromised(OUTSIDER, promised);
  }

  // REQ-BATCH-12
  function test_anchorPromised_emptyOrTooLarge_reverts() external {
    BatchPromise memory empty = _promised(0, 1);
    BatchPromise memory large = _promised(0, 1);
    (empty.count, large.count) = (0, uint32(MAX_RECORDS + 1));
    _setDuties(BATCHER, 0);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchBadCount.selector, 0, MAX_RECORDS));
    _anchorPromised(OUTSIDER, empty);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchBadCount.selector, MAX_RECORDS + 1, MAX_RECORDS));
    _anchorPromised(OUTSIDER, large);
  }

  // REQ-BATCH-12
  function test_anchorPromised_byNoMember_reverts() external {
    BatchPromise memory promised = _promised(0, 2);
    bytes memory signature = _signPromise(promised);
    _setDuties(BATCHER, 0);
    vm.expectRevert(_notMember(STRANGER, 0));
    vm.prank(STRANGER);
    anchorage.anchorPromised(promised, signature);
  }

  // REQ-BATCH-12
  function test_anchorPromised_ofNobody_reverts() external {
    BatchPromise memory promised = _promised(0, 2);
    bytes memory signature = _signPromise(promised, _secret(RIVAL, 0));
    _setDuties(BATCHER, 0);
    vm.expectRevert(_notSigned(promised, _hot(RIVAL)));
    vm.prank(_hot(OUTSIDER));
    anchorage.anchorPromised(promised, signature);
  }

  // ---------------------------------------------------------------- without any batcher

  // REQ-BATCH-02
  function test_anchorOne_byAMember_isInALogOfItsOwn() external {
    bytes32 salt = bytes32(uint256(members.seat(OUTSIDER).admittedAt));
    bytes32 own = anchorage.logIdOf(OUTSIDER, salt);
    vm.assertEq(anchorage.ownLogOf(OUTSIDER), own, "id before");
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.LogOpened(own, OUTSIDER, salt, address(0));
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatchAnchored(own, 0, _leaf(own, 0, "first"), 0, 1, 0);
    (bytes32 logId, uint64 sequence) = _anchorOne(OUTSIDER, "first");
    vm.assertEq(logId, own, "log");
    vm.assertEq(sequence, 0, "first record");
    vm.assertTrue(anchorage.logOf(own).isOwn, "own");
    vm.assertEq(anchorage.logOf(own).seat, OUTSIDER, "seat");
    vm.assertEq(anchorage.termOf(own, address(0)).fromBlock, 0, "nobody signs for it");

    (logId, sequence) = _anchorOne(OUTSIDER, "second");
    vm.assertEq(logId, own, "the same log");
    vm.assertEq(sequence, 1, "second record");
    vm.assertTrue(anchorage.verifyInclusion(_inclusionOf(own, 0), "first"), "first");
    vm.assertTrue(anchorage.verifyInclusion(_inclusionOf(own, 1), "second"), "second");
    vm.assertFalse(anchorage.verifyInclusion(_inclusionOf(own, 1), "first"), "another");
    (logId, sequence) = _anchorOne(0, "third");
    vm.assertNotEq(logId, own, "each member has its own");
    vm.assertEq(sequence, 0, "and its own numbers");
  }

  // REQ-BATCH-02
  function test_anchorOne_byNoKeyForRecords_reverts() external {
    vm.expectRevert(_notMember(STRANGER, 0));
    vm.prank(STRANGER);
    anchorage.anchorOne("digest");
    _addKey(OUTSIDER, STRANGER, ALL_SCOPES & ~SCOPE_RECORDS, FOREVER);
    vm.expectRevert(_notMember(STRANGER, OUTSIDER));
    vm.prank(STRANGER);
    anchorage.anchorOne("digest");
    _decree();
    members.suspend(OUTSIDER, uint40(_now() + 1 days));
    vm.expectRevert(_notMember(_hot(OUTSIDER), OUTSIDER));
    vm.prank(_hot(OUTSIDER));
    anchorage.anchorOne("digest");
  }

  // ---------------------------------------------------------------- duty

  // REQ-BATCH-11
  function test_isOnDuty_dutyAndConduct_bothCount() external {
    vm.assertTrue(anchorage.isOnDuty(_hot(BATCHER, 2)), "batcher");
    vm.assertFalse(anchorage.isOnDuty(_hot(OUTSIDER)), "no batcher");
    vm.assertFalse(anchorage.isOnDuty(STRANGER), "nobody");
    _suspendBatcher(0);
    vm.assertFalse(anchorage.isOnDuty(_hot(BATCHER, 2)), "suspended");
    vm.assertTrue(anchorage.isOnDuty(_hot(RIVAL)), "another batcher");
    _reinstate();
    vm.assertTrue(anchorage.isOnDuty(_hot(BATCHER, 2)), "reinstated");
  }
}
