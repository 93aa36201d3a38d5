// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {IBatchAnchor} from "../../../contracts/interfaces/IBatchAnchor.sol";
import {BatchChallenge, BatchPromise, ChallengeState, Inclusion} from "../../../contracts/types/Batches.sol";
import {DUTY_BATCHER} from "../../../contracts/types/Duty.sol";
import {PARAMETER_BATCH_ANSWER_BLOCKS} from "../../../contracts/types/ParameterKeys.sol";
import {Anchorage} from "../../support/contracts/Anchorage.sol";
import {Trees} from "../../support/contracts/Trees.sol";

/// @title Promises that were not kept, or given twice, and what follows.
contract BatcherConductTest is Anchorage {
  function setUp() external {
    _foundAnchorage();
  }

  function _idOf(uint64 sequence) private view returns (bytes32) {
    return anchorage.challengeIdOf(log, sequence, _recordOf(sequence));
  }

  function _assertChallenge(bytes32 challengeId, ChallengeState expected) private view {
    vm.assertEq(uint256(anchorage.challengeOf(challengeId).state), uint256(expected), "challenge");
  }

  function _assertSuspended(bool expected) private view {
    vm.assertTrue((anchorage.suspendedSince(BATCHER) != 0) == expected, "suspended");
  }

  function _notDue(BatchPromise memory promised) private pure returns (bytes memory) {
    uint256 dueBlock = promised.promisedAtBlock + GRACE_BLOCKS;
    return abi.encodeWithSelector(IBatchAnchor.PromiseNotDue.selector, promised.deadline, dueBlock);
  }

  function _isSuspended() private view returns (bytes memory) {
    uint48 since = anchorage.suspendedSince(BATCHER);
    return abi.encodeWithSelector(IBatchAnchor.BatcherIsSuspended.selector, BATCHER, since);
  }

  function _notOpen(bytes32 challengeId) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.ChallengeNotOpen.selector, challengeId);
  }

  function _notAnswered(bytes32 challengeId) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.ChallengeNotAnswered.selector, challengeId);
  }

  function _settled(uint64 promisedAtBlock) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.PromiseSettled.selector, BATCHER, promisedAtBlock);
  }

  /// @dev A late promise of three records from 0, of which nothing was anchored.
  function _late() private returns (BatchPromise memory promised) {
    promised = _promised(0, 3);
    _passGrace();
  }

  // ---------------------------------------------------------------- challenging

  // REQ-BATCH-07
  function test_challenge_latePromise_isOpen() external {
    BatchPromise memory promised = _late();
    uint64 answerBy = _block() + ANSWER_BLOCKS;
    bytes32 expected = keccak256(abi.encode(log, uint64(1), _recordOf(1), uint64(0)));
    vm.assertEq(_idOf(1), expected, "id before");
    bytes memory signature = _signPromise(promised);
    bytes32[] memory proof = _proof(promised, 1);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.PromiseChallenged(expected, log, BATCHER, 1, _recordOf(1), OUTSIDER, answerBy);
    vm.prank(_hot(OUTSIDER));
    vm.assertEq(anchorage.challenge(promised, signature, 1, _recordOf(1), proof), expected, "id");

    BatchChallenge memory asked = anchorage.challengeOf(expected);
    vm.assertEq(asked.logId, log, "log");
    vm.assertEq(asked.digest, _recordOf(1), "digest");
    vm.assertEq(asked.sequence, 1, "sequence");
    vm.assertEq(asked.seat, BATCHER, "seat");
    vm.assertEq(asked.challenger, OUTSIDER, "challenger");
    vm.assertEq(asked.promisedAtBlock, promised.promisedAtBlock, "promised at block");
    vm.assertEq(asked.answerBy, answerBy, "answer by");
    _assertChallenge(expected, ChallengeState.Open);
    _assertSuspended(false);
  }

  // REQ-BATCH-08
  function test_challenge_beforeItIsLateByTheClock_reverts() external {
    BatchPromise memory promised = _promised(0, 3);
    _mine(GRACE_BLOCKS);
    vm.expectRevert(_notDue(promised));
    _challenge(OUTSIDER, promised, 0);
    vm.warp(promised.deadline);
    vm.expectRevert(_notDue(promised));
    _challenge(OUTSIDER, promised, 0);
    _skip(1);
    _challenge(OUTSIDER, promised, 0);
  }

  // REQ-BATCH-08
  function test_challenge_chainThatStoodStill_reverts() external {
    BatchPromise memory promised = _promised(0, 3);
    _skip(1 days);
    vm.expectRevert(_notDue(promised));
    _challenge(OUTSIDER, promised, 0);
    _mine(GRACE_BLOCKS - 1);
    vm.expectRevert(_notDue(promised));
    _challenge(OUTSIDER, promised, 0);
    _mine(1);
    _challenge(OUTSIDER, promised, 0);
  }

  // REQ-BATCH-07
  function test_challenge_byNoMember_reverts() external {
    BatchPromise memory promised = _late();
    bytes memory signature = _signPromise(promised);
    bytes32[] memory proof = _proof(promised, 0);
    vm.expectRevert(_notMember(STRANGER, 0));
    vm.prank(STRANGER);
    anchorage.challenge(promised, signature, 0, _recordOf(0), proof);
  }

  // REQ-BATCH-06
  function test_challenge_recordThatWasNotPromised_reverts() external {
    BatchPromise memory promised = _late();
    bytes memory signature = _signPromise(promised);
    bytes32[] memory proof = _proof(promised, 1);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, 1, bytes32("other")));
    vm.prank(_hot(OUTSIDER));
    anchorage.challenge(promised, signature, 1, "other", proof);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, 2, _recordOf(1)));
    vm.prank(_hot(OUTSIDER));
    anchorage.challenge(promised, signature, 2, _recordOf(1), proof);
  }

  // REQ-BATCH-06
  function test_challenge_numberOutsideTheGroup_reverts() external {
    // Its tree holds records 2 to 4, and it says that they are 3 alone.
    BatchPromise memory promised = _promised(2, 3);
    (promised.firstSequence, promised.count) = (3, 1);
    bytes32[] memory leaves = _leaves(log, 2, 3);
    bytes memory signature = _signPromise(promised);
    _passGrace();
    for (uint64 sequence = 2; sequence <= 4; ++sequence) {
      bytes32[] memory proof = Trees.proofOf(leaves, sequence - 2);
      if (sequence != 3) {
        vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, sequence, _recordOf(sequence)));
      }
      vm.prank(_hot(OUTSIDER));
      anchorage.challenge(promised, signature, sequence, _recordOf(sequence), proof);
    }
    _assertChallenge(_idOf(3), ChallengeState.Open);
  }

  // REQ-BATCH-07
  function test_challenge_again_reverts() external {
    BatchPromise memory promised = _late();
    bytes32 challengeId = _challenge(OUTSIDER, promised, 0);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeKnown.selector, challengeId));
    _challenge(0, promised, 0);
    _anchorNext(3);
    anchorage.answer(challengeId, _inclusion(0, 0));
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeKnown.selector, challengeId));
    _challenge(0, promised, 0);
    // Another promise of the same record is no other question.
    promised.deadline += 1;
    _skip(1);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeKnown.selector, challengeId));
    _challenge(0, promised, 0);
  }

  // REQ-BATCH-07
  function test_challenge_whileAnotherIsOpen_reverts() external {
    BatchPromise memory promised = _late();
    bytes32 first = _challenge(OUTSIDER, promised, 0);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeWaits.selector, first));
    _challenge(OUTSIDER, promised, 1);
    _challenge(0, promised, 1);
    _anchorNext(3);
    anchorage.answer(first, _inclusion(0, 0));
    _challenge(OUTSIDER, promised, 2);
  }

  // REQ-BATCH-07
  function test_challenge_ofASuspendedBatcher_reverts() external {
    BatchPromise memory promised = _late();
    _suspendBatcher(5);
    vm.expectRevert(_isSuspended());
    _challenge(OUTSIDER, promised, 0);
  }

  // ---------------------------------------------------------------- answering

  // REQ-BATCH-09
  function test_answer_byAnybody_endsItForEver() external {
    bytes32 challengeId = _challenge(OUTSIDER, _late(), 1);
    _anchorNext(2);
    Inclusion memory inclusion = _inclusion(0, 1);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.ChallengeAnswered(challengeId, 0);
    vm.prank(STRANGER);
    anchorage.answer(challengeId, inclusion);
    _assertChallenge(challengeId, ChallengeState.Answered);
    vm.expectRevert(_notOpen(challengeId));
    anchorage.answer(challengeId, inclusion);
    _mine(ANSWER_BLOCKS + 1);
    vm.expectRevert(_notOpen(challengeId));
    anchorage.conclude(challengeId);
    _assertSuspended(false);
  }

  // REQ-BATCH-09
  function test_answer_lateButBeforeItIsConcluded_isTaken() external {
    bytes32 challengeId = _challenge(OUTSIDER, _late(), 1);
    _anchorNext(2);
    _mine(ANSWER_BLOCKS + 5);
    anchorage.answer(challengeId, _inclusion(0, 1));
    _assertChallenge(challengeId, ChallengeState.Answered);
  }

  // REQ-BATCH-09
  function test_answer_somethingElse_reverts() external {
    bytes32 challengeId = _challenge(OUTSIDER, _late(), 1);
    _anchorNext(3);
    vm.expectRevert(_notAnswered(challengeId));
    anchorage.answer(challengeId, _inclusion(0, 0));
    Inclusion memory inclusion = _inclusion(0, 1);
    inclusion.proof[0] = 0;
    vm.expectRevert(_notAnswered(challengeId));
    anchorage.answer(challengeId, inclusion);
    vm.expectRevert(_notOpen("none"));
    anchorage.answer("none", _inclusion(0, 1));
  }

  // REQ-BATCH-09
  function test_answer_otherRecordUnderThatNumber_reverts() external {
    bytes32 challengeId = _challenge(OUTSIDER, _late(), 0);
    uint64 number = _anchorNext(bytes32("another"));
    vm.expectRevert(_notAnswered(challengeId));
    anchorage.answer(challengeId, _inclusionOf(log, number));
  }

  // ---------------------------------------------------------------- no answer

  // REQ-BATCH-10
  function test_conclude_withoutAnAnswer_suspends() external {
    bytes32 challengeId = _challenge(OUTSIDER, _late(), 1);
    _mine(ANSWER_BLOCKS);
    uint64 answerBy = anchorage.challengeOf(challengeId).answerBy;
    vm.assertEq(_block(), answerBy, "the last block");
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeRunning.selector, challengeId, answerBy));
    anchorage.conclude(challengeId);
    _mine(1);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.ChallengeUnanswered(challengeId);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatcherSuspended(BATCHER);
    vm.prank(STRANGER);
    anchorage.conclude(challengeId);
    vm.assertEq(anchorage.suspendedSince(BATCHER), _now(), "since");
    vm.assertEq(anchorage.suspendedSince(RIVAL), 0, "nobody else");
    _assertChallenge(challengeId, ChallengeState.Unanswered);
    vm.expectRevert(_notOpen(challengeId));
    anchorage.conclude(challengeId);
    _anchorNext(3);
    vm.expectRevert(_notOpen(challengeId));
    anchorage.answer(challengeId, _inclusion(0, 1));
    vm.expectRevert(_notOpen("none"));
    anchorage.conclude("none");
  }

  // REQ-BATCH-10
  function test_conclude_timeShortenedMeanwhile_staysAsItWas() external {
    bytes32 challengeId = _challenge(OUTSIDER, _late(), 1);
    uint64 answerBy = anchorage.challengeOf(challengeId).answerBy;
    _setParameter(PARAMETER_BATCH_ANSWER_BLOCKS, 1);
    _mine(2);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeRunning.selector, challengeId, answerBy));
    anchorage.conclude(challengeId);
  }

  // REQ-BATCH-10
  function test_conclude_ofASuspendedBatcher_reverts() external {
    BatchPromise memory promised = _late();
    bytes32 first = _challenge(OUTSIDER, promised, 0);
    bytes32 second = _challenge(0, promised, 1);
    _mine(ANSWER_BLOCKS + 1);
    anchorage.conclude(first);
    uint48 since = anchorage.suspendedSince(BATCHER);
    _skip(10);
    vm.expectRevert(_isSuspended());
    anchorage.conclude(second);
    vm.assertEq(anchorage.suspendedSince(BATCHER), since, "since");
    _assertChallenge(second, ChallengeState.Open);
  }

  // ---------------------------------------------------------------- conflicts

  // REQ-BATCH-10
  function test_proveConflict_twoRecordsUnderOneNumber_suspends() external {
    BatchPromise memory a = _promised(0, 3);
    _mine(1);
    BatchPromise memory b = _promisedOne(1, "another");
    bytes memory signatureA = _signPromise(a);
    bytes memory signatureB = _signPromise(b);
    bytes32[] memory proofA = _proof(a, 1);
    bytes32[] memory proofB = new bytes32[](0);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.PromisesConflicted(log, 1, _recordOf(1), "another");
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatcherSuspended(BATCHER);
    vm.prank(STRANGER);
    anchorage.proveConflict(a, signatureA, _recordOf(1), proofA, b, signatureB, "another", proofB, 1);
    vm.assertEq(anchorage.suspendedSince(BATCHER), _now(), "since");

    vm.expectRevert(_isSuspended());
    anchorage.proveConflict(a, signatureA, _recordOf(1), proofA, b, signatureB, "another", proofB, 1);
  }

  // REQ-BATCH-10
  function test_proveConflict_ofTwoMachinesOfOneBatcher_suspends() external {
    _joinLog(_hot(BATCHER, 1));
    BatchPromise memory a = _promised(0, 1);
    BatchPromise memory b = _promisedOne(0, "another");
    bytes memory signatureA = _signPromise(a);
    bytes memory signatureB = _signPromise(b, _secret(BATCHER, 1));
    bytes32[] memory none = new bytes32[](0);
    anchorage.proveConflict(a, signatureA, _recordOf(0), none, b, signatureB, "another", none, 0);
    _assertSuspended(true);
  }

  // REQ-BATCH-10
  function test_proveConflict_inTheSecondOfItsAdmission_suspends() external {
    uint16 seat = members.seatCount();
    _join(seat, 1);
    _setDuties(seat, DUTY_BATCHER);
    bytes32 theirs = _openLog(_hot(seat));
    BatchPromise memory a = BatchPromise(theirs, 0, 1, _leaf(theirs, 0, "one"), uint48(_now()), _block());
    BatchPromise memory b = BatchPromise(theirs, 0, 1, _leaf(theirs, 0, "another"), uint48(_now()), _block());
    bytes memory signatureA = _signPromise(a, _secret(seat, 0));
    bytes memory signatureB = _signPromise(b, _secret(seat, 0));
    bytes32[] memory none = new bytes32[](0);
    anchorage.proveConflict(a, signatureA, "one", none, b, signatureB, "another", none, 0);
    vm.assertEq(anchorage.suspendedSince(seat), members.seat(seat).admittedAt, "since");
  }

  // REQ-BATCH-10
  function test_proveConflict_noContradiction_reverts() external {
    BatchPromise memory a = _promised(0, 3);
    _skip(1);
    BatchPromise memory b = _promised(0, 1);
    bytes32[] memory none = new bytes32[](0);
    // The same record twice.
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromisesAgree.selector, log, 0));
    anchorage.proveConflict(a, _signPromise(a), _recordOf(0), _proof(a, 0), b, _signPromise(b), _recordOf(0), none, 0);
    // Different records of one number in two logs.
    bytes32 other = _openLog(_hot(BATCHER), "another store");
    b = BatchPromise(other, 0, 1, _leaf(other, 0, "another"), b.deadline, b.promisedAtBlock);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromisesAgree.selector, log, 0));
    anchorage.proveConflict(a, _signPromise(a), _recordOf(0), _proof(a, 0), b, _signPromise(b), "another", none, 0);
    _assertSuspended(false);
  }

  // REQ-BATCH-06
  function test_proveConflict_recordThatWasNotPromised_reverts() external {
    BatchPromise memory a = _promised(0, 1);
    BatchPromise memory b = _promisedOne(1, "another");
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, 0, bytes32("another")));
    _proveConflict(a, _recordOf(0), b, "another", 0);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, 1, _recordOf(0)));
    _proveConflict(a, _recordOf(0), b, "another", 1);
    b = _promisedOne(0, "another");
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, 0, bytes32("a third one")));
    _proveConflict(a, _recordOf(0), b, "a third one", 0);
    _assertSuspended(false);
  }

  // REQ-BATCH-05
  function test_proveConflict_signedByOthers_reverts() external {
    BatchPromise memory a = _promised(0, 1);
    BatchPromise memory b = _promisedOne(0, "another");
    bytes32[] memory none = new bytes32[](0);
    bytes memory good = _signPromise(a);
    bytes memory bad = _signPromise(b, _secret(BATCHER, 1));
    vm.expectRevert(_notSigned(b, _hot(BATCHER, 1)));
    anchorage.proveConflict(a, good, _recordOf(0), none, b, bad, "another", none, 0);
    vm.expectRevert(_notSigned(b, _hot(BATCHER, 1)));
    anchorage.proveConflict(b, bad, "another", none, a, good, _recordOf(0), none, 0);
    _assertSuspended(false);
  }

  // ---------------------------------------------------------------- by vote

  // REQ-BATCH-13
  function test_reinstate_byVote_letsPromiseAgain() external {
    _suspendBatcher(0);
    _mine(5);
    vm.expectEmit(true, true, true, true, address(anchorage));
    emit IBatchAnchor.BatcherReinstated(BATCHER);
    _reinstate();
    _assertSuspended(false);
    vm.assertEq(anchorage.settledUntil(BATCHER), _block(), "settled until");
    vm.assertEq(anchorage.settledUntil(RIVAL), 0, "of another one");
    _suspendBatcher(0);
    _assertSuspended(true);
  }

  // REQ-BATCH-13
  function test_reinstate_notSuspended_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatcherNotSuspended.selector, BATCHER));
    _reinstate();
    _suspendBatcher(0);
    _reinstate();
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatcherNotSuspended.selector, BATCHER));
    _reinstate();
  }

  // REQ-BATCH-13
  function test_reinstate_notByGovernance_reverts() external {
    _suspendBatcher(0);
    vm.expectRevert(abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, _hot(BATCHER)));
    vm.prank(_hot(BATCHER));
    anchorage.reinstate(BATCHER);
  }

  // REQ-BATCH-13
  function test_reinstate_whatWasPromisedBefore_isSettled() external {
    BatchPromise memory promised = _late();
    BatchPromise memory other = _promisedOne(0, "another");
    bytes32 open = _challenge(OUTSIDER, promised, 0);
    _mine(ANSWER_BLOCKS + 1);
    _suspendBatcher(5);
    _mine(5);
    BatchPromise memory suspended = _promised(7, 1);
    _mine(1);
    _reinstate();

    vm.expectRevert(_settled(promised.promisedAtBlock));
    anchorage.conclude(open);
    vm.expectRevert(_settled(promised.promisedAtBlock));
    _challenge(0, promised, 1);
    vm.expectRevert(_settled(other.promisedAtBlock));
    _proveConflict(_promised(0, 1), _recordOf(0), other, "another", 0);
    vm.expectRevert(_settled(other.promisedAtBlock));
    _proveConflict(other, "another", _promised(0, 1), _recordOf(0), 0);
    _passGrace();
    vm.expectRevert(_settled(suspended.promisedAtBlock));
    _challenge(0, suspended, 7);
    _assertSuspended(false);
  }

  // REQ-BATCH-13
  function test_reinstate_whatIsPromisedSince_counts() external {
    bytes32 settled = _challenge(OUTSIDER, _late(), 0);
    _suspendBatcher(5);
    _mine(1);
    _reinstate();
    BatchPromise memory promised = _late();
    // A challenge that came to nothing stands in nobody's way, and the same record may be missed again.
    bytes32 challengeId = _challenge(OUTSIDER, promised, 0);
    vm.assertNotEq(challengeId, settled, "another id");
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.ChallengeWaits.selector, challengeId));
    _challenge(OUTSIDER, promised, 1);
    _mine(ANSWER_BLOCKS + 1);
    anchorage.conclude(challengeId);
    _assertSuspended(true);
  }

  // REQ-BATCH-10
  function test_suspendedSince_seatGivenAgain_isNotItsHolders() external {
    _suspendBatcher(0);
    _leave(BATCHER);
    _assertSuspended(true);
    _skip(366 days + 1);
    _decree();
    members.admit(address(0xc01d), 1, "another organisation");
    _assertSuspended(false);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatcherNotSuspended.selector, BATCHER));
    _reinstate();
  }

  // ---------------------------------------------------------------- what is signed

  // REQ-BATCH-05
  function testFuzz_promiseDigestOf_everyField_isBound(
    uint64 firstSequence,
    uint32 count,
    bytes32 groupRoot,
    uint48 deadline,
    uint64 promisedAtBlock
  ) external view {
    BatchPromise memory promised = BatchPromise(log, firstSequence, count, groupRoot, deadline, promisedAtBlock);
    vm.assertEq(anchorage.promiseDigestOf(promised), _promiseDigest(promised), "digest");
  }

  // REQ-BATCH-05
  function test_challenge_termOfTheKey_isHalfOpen() external {
    _mine(10);
    _joinLog(_hot(BATCHER, 1));
    uint64 joined = _block();
    _mine(10);
    vm.prank(_hot(BATCHER));
    anchorage.leaveLog(log, _hot(BATCHER, 1));
    uint64 left = _block();
    _passGrace();
    BatchPromise memory promised = _promised(0, 2);
    promised.deadline = uint48(_now() - 1);
    uint64[4] memory blocks = [joined - 1, left, joined, left - 1];
    for (uint256 i = 0; i < blocks.length; ++i) {
      promised.promisedAtBlock = blocks[i];
      bytes memory signature = _signPromise(promised, _secret(BATCHER, 1));
      bytes32[] memory proof = _proof(promised, uint64(i % 2));
      if (i < 2) vm.expectRevert(_notSigned(promised, _hot(BATCHER, 1)));
      vm.prank(_hot(uint16(i)));
      anchorage.challenge(promised, signature, uint64(i % 2), _recordOf(i % 2), proof);
    }
    _assertChallenge(_idOf(0), ChallengeState.Open);
    _assertChallenge(_idOf(1), ChallengeState.Open);
  }
}
