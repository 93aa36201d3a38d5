// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IBatchAnchor} from "../../../contracts/interfaces/IBatchAnchor.sol";
import {BatchPromise, Inclusion} from "../../../contracts/types/Batches.sol";
import {DUTY_BATCHER} from "../../../contracts/types/Duty.sol";
import {Anchorage} from "../../support/contracts/Anchorage.sol";
import {Trees} from "../../support/contracts/Trees.sol";

/// @title Attacks on logs and batchers: by other batchers, by members that accuse, by who comes after, from other chains.
contract AnchoringAttacksTest is Anchorage {
  address private constant HEIR = address(0xc01d);
  address private constant HEIRS_KEY = address(0x407);

  function setUp() external {
    _foundAnchorage();
  }

  function _assertNotSuspended() private view {
    vm.assertEq(anchorage.suspendedSince(BATCHER), 0, "suspended");
  }

  /// @dev Challenges record 0 with a signature of whatever form.
  function _challengeWith(BatchPromise memory promised, bytes memory signature) private {
    bytes32[] memory proof = _proof(promised, 0);
    vm.prank(_hot(OUTSIDER));
    anchorage.challenge(promised, signature, 0, _recordOf(0), proof);
  }

  // ---------------------------------------------------------------- accusing those who keep their word

  // REQ-BATCH-05
  function test_challenge_promiseOfAnotherChainOrAnchor_reverts() external {
    BatchPromise memory promised = _promised(0, 2);
    bytes memory here = _signPromise(promised);
    chain += 1;
    bytes memory elsewhere = _signPromise(promised);
    chain -= 1;
    IBatchAnchor anchor = anchorage;
    anchorage = IBatchAnchor(_create("contracts/anchoring/BatchAnchor.sol:BatchAnchor", abi.encode(constitution)));
    bytes memory forAnother = _signPromise(promised);
    anchorage = anchor;
    _passGrace();
    for (uint256 i = 0; i < 2; ++i) {
      bytes memory signature = i == 0 ? elsewhere : forAnother;
      bytes32[] memory proof = _proof(promised, 0);
      vm.prank(_hot(OUTSIDER));
      (bool success, bytes memory reason) = address(anchorage).call(
        abi.encodeCall(anchorage.challenge, (promised, signature, 0, _recordOf(0), proof))
      );
      vm.assertFalse(success, "taken");
      vm.assertEq(bytes32(bytes4(reason)), bytes32(IBatchAnchor.PromiseNotSigned.selector), "reason");
    }
    _challengeWith(promised, here);
  }

  // REQ-BATCH-05
  function testFuzz_challenge_forgedPromise_reverts(uint8 field, uint256 secret) external {
    secret = (secret % 2 ** 250) + 1;
    BatchPromise memory promised = _promised(0, 2);
    bytes memory signature = _signPromise(promised);
    BatchPromise memory forged = _promised(0, 2);
    if (field % 5 == 0) forged.firstSequence = 7;
    if (field % 5 == 1) forged.count = 9;
    if (field % 5 == 2) forged.groupRoot = "another";
    if (field % 5 == 3) forged.deadline -= 1;
    if (field % 5 == 4) forged.promisedAtBlock += 1;
    _mine(GRACE_BLOCKS + 1);
    _skip(PROMISE_TIME + 1);
    bytes32[] memory proof = _proof(promised, 0);
    vm.prank(_hot(OUTSIDER));
    (bool success, bytes memory reason) = address(anchorage).call(
      abi.encodeCall(anchorage.challenge, (forged, signature, 0, _recordOf(0), proof))
    );
    vm.assertFalse(success, "a field that was changed");
    vm.assertEq(bytes32(bytes4(reason)), bytes32(IBatchAnchor.PromiseNotSigned.selector), "reason");
    bytes memory another = _signPromise(promised, secret);
    vm.expectRevert(_notSigned(promised, vm.addr(secret)));
    _challengeWith(promised, another);
  }

  // REQ-BATCH-05
  function test_challenge_signatureInAnotherForm_reverts() external {
    BatchPromise memory promised = _promised(0, 2);
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(_secret(BATCHER, 0), _promiseDigest(promised));
    uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    bytes32 highS = bytes32(order - uint256(s));
    bytes[5] memory forms = [
      abi.encodePacked(r, highS, v == 27 ? uint8(28) : uint8(27)),
      abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))),
      abi.encodePacked(r, s, v - 27),
      bytes(""),
      abi.encodePacked(r, s, v, uint8(0))
    ];
    _passGrace();
    for (uint256 i = 0; i < forms.length; ++i) {
      vm.expectRevert(_notSigned(promised, address(0)));
      _challengeWith(promised, forms[i]);
    }
    _challengeWith(promised, abi.encodePacked(r, s, v));
  }

  // REQ-BATCH-05
  function test_proveConflict_backdatedBehindALeaversTerm_reverts() external {
    _joinLog(_hot(BATCHER, 1));
    _mine(10);
    BatchPromise memory honest = _promised(0, 1);
    bytes memory signature = _signPromise(honest);
    vm.prank(_cold(BATCHER));
    members.revokeKey(BATCHER, _keyOf(_hot(BATCHER, 1)));
    vm.prank(STRANGER);
    anchorage.leaveLog(log, _hot(BATCHER, 1));
    // Whoever stole the key signs for any block from its end on, and for none before it came.
    BatchPromise memory stolen = _promisedOne(0, "another");
    bytes32[] memory none = new bytes32[](0);
    uint64[3] memory blocks = [_block(), _block() + 100, uint64(999)];
    for (uint256 i = 0; i < blocks.length; ++i) {
      stolen.promisedAtBlock = blocks[i];
      bytes memory forged = _signPromise(stolen, _secret(BATCHER, 1));
      vm.expectRevert(_notSigned(stolen, _hot(BATCHER, 1)));
      anchorage.proveConflict(honest, signature, _recordOf(0), none, stolen, forged, "another", none, 0);
    }
    _assertNotSuspended();
  }

  // REQ-BATCH-09
  function test_answer_fromAnotherLogOrNumber_reverts() external {
    BatchPromise memory promised = _promised(0, 1);
    _passGrace();
    bytes32 challengeId = _challenge(OUTSIDER, promised, 0);
    bytes memory refusal = abi.encodeWithSelector(IBatchAnchor.ChallengeNotAnswered.selector, challengeId);
    // The same record, under the same number of another log.
    bytes32 other = _openLog(_hot(BATCHER), "another store");
    bytes32 root = _leaf(other, 0, _recordOf(0));
    _anchorRoot(_hot(BATCHER), other, 0, 1, root);
    _keep(other, 0, root, 0, 1);
    vm.assertTrue(anchorage.verifyInclusion(_inclusionOf(other, 0), _recordOf(0)), "it stands there");
    vm.expectRevert(refusal);
    anchorage.answer(challengeId, _inclusionOf(other, 0));
    // The same record under another number of the log, with another one in its place.
    _anchorNext(bytes32("another"));
    uint64 number = _anchorNext(_recordOf(0));
    vm.assertTrue(anchorage.verifyInclusion(_inclusionOf(log, number), _recordOf(0)), "it stands there, too");
    vm.expectRevert(refusal);
    anchorage.answer(challengeId, _inclusionOf(log, number));
    // The leaf itself in a batch of another log.
    root = _leaf(log, 0, _recordOf(0));
    _anchorRoot(_hot(BATCHER), other, 1, 1, root);
    _keep(other, 1, root, 1, 1);
    Inclusion memory inclusion = _inclusionOf(other, 1);
    (inclusion.logId, inclusion.sequence) = (log, 0);
    vm.expectRevert(refusal);
    anchorage.answer(challengeId, inclusion);
    _mine(ANSWER_BLOCKS + 1);
    anchorage.conclude(challengeId);
  }

  // REQ-BATCH-08
  function test_challenge_clockThatJumped_doesNotHurryTheAnswer() external {
    BatchPromise memory promised = _promised(0, 1);
    _passGrace();
    bytes32 challengeId = _challenge(OUTSIDER, promised, 0);
    _skip(365 days);
    vm.expectRevert(
      abi.encodeWithSelector(IBatchAnchor.ChallengeRunning.selector, challengeId, _block() + ANSWER_BLOCKS)
    );
    anchorage.conclude(challengeId);
    _anchorNext(1);
    anchorage.answer(challengeId, _inclusion(0, 0));
    _assertNotSuspended();
  }

  // ---------------------------------------------------------------- other batchers

  // REQ-BATCH-03
  function test_anchor_byAnotherBatcherInItsLog_reverts() external {
    vm.expectRevert(_notOf(log, RIVAL));
    _anchorRoot(_hot(RIVAL), log, 0, 1, "root");
    bytes32 own = anchorage.ownLogOf(RIVAL);
    _anchorOne(RIVAL, "digest");
    vm.expectRevert(_notOf(own, RIVAL));
    _anchorRoot(_hot(RIVAL), own, 1, 1, "root");
  }

  // REQ-BATCH-02
  function test_anchorPromised_forAMembersOwnLog_reverts() external {
    (bytes32 own, ) = _anchorOne(BATCHER, "digest");
    BatchPromise memory promised = _promised(1, 1);
    promised.logId = own;
    bytes memory signature = _signPromise(promised);
    _setDuties(BATCHER, 0);
    vm.expectRevert(_notSigned(promised, _hot(BATCHER)));
    vm.prank(_hot(OUTSIDER));
    anchorage.anchorPromised(promised, signature);
  }

  // REQ-BATCH-10
  function test_proveConflict_acrossMembersLogs_isNone() external {
    bytes32 theirs = _openLog(_hot(RIVAL));
    BatchPromise memory a = _promised(0, 1);
    BatchPromise memory b = a;
    b = BatchPromise(theirs, 0, 1, _leaf(theirs, 0, "another"), a.deadline, a.promisedAtBlock);
    bytes memory signatureA = _signPromise(a);
    bytes memory signatureB = _signPromise(b, _secret(RIVAL, 0));
    bytes32[] memory none = new bytes32[](0);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromisesAgree.selector, log, 0));
    anchorage.proveConflict(a, signatureA, _recordOf(0), none, b, signatureB, "another", none, 0);
  }

  // ---------------------------------------------------------------- who is given the seat

  // REQ-BATCH-14
  function test_seatGivenAgain_newHolder_hasNoPartInTheLog() external {
    // With the very key that its predecessor had.
    _reissue(BATCHER, HEIR, _hot(BATCHER));
    _setDuties(BATCHER, DUTY_BATCHER);
    vm.assertTrue(anchorage.isOnDuty(_hot(BATCHER)), "on duty");
    vm.expectRevert(_notOf(log, BATCHER));
    _anchorRoot(_hot(BATCHER), log, 0, 1, "root");
    vm.prank(HEIR);
    members.addKey(BATCHER, _newKey(HEIRS_KEY));
    vm.expectRevert(_notOf(log, BATCHER));
    _joinLog(HEIRS_KEY);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.BatchLogExists.selector, log));
    _openLog(HEIRS_KEY);
    _openLog(HEIRS_KEY, "the heir's store");
    // The key that stands in the log still is taken out by anybody.
    vm.prank(STRANGER);
    anchorage.leaveLog(log, _hot(BATCHER));
  }

  // REQ-BATCH-14
  function test_seatGivenAgain_newHolder_answersForNothing() external {
    BatchPromise memory promised = _promised(0, 2);
    BatchPromise memory other = _promisedOne(0, "another");
    _passGrace();
    bytes32 open = _challenge(OUTSIDER, promised, 1);
    _mine(ANSWER_BLOCKS + 1);
    _reissue(BATCHER, HEIR, HEIRS_KEY);
    _setDuties(BATCHER, DUTY_BATCHER);
    vm.expectRevert(_notOf(log, BATCHER));
    anchorage.conclude(open);
    vm.expectRevert(_notOf(log, BATCHER));
    _challenge(0, promised, 0);
    bytes32[] memory proof = _proof(promised, 0);
    bytes32[] memory none = new bytes32[](0);
    bytes memory signature = _signPromise(promised);
    bytes memory another = _signPromise(other);
    vm.expectRevert(_notOf(log, BATCHER));
    anchorage.proveConflict(promised, signature, _recordOf(0), proof, other, another, "another", none, 0);
    _assertNotSuspended();
    vm.assertTrue(anchorage.isOnDuty(HEIRS_KEY), "on duty");
  }

  // REQ-BATCH-14
  function test_seatGivenAgain_suspensionOfThePredecessor_isOver() external {
    _suspendBatcher(0);
    _reissue(BATCHER, HEIR, HEIRS_KEY);
    _setDuties(BATCHER, DUTY_BATCHER);
    _openLog(HEIRS_KEY, "the heir's store");
    vm.assertTrue(anchorage.isOnDuty(HEIRS_KEY), "on duty");
  }

  // REQ-BATCH-14
  function test_seatGivenAgain_ownLog_isAnotherOne() external {
    (bytes32 before, ) = _anchorOne(OUTSIDER, "digest");
    _reissue(OUTSIDER, HEIR, HEIRS_KEY);
    vm.assertNotEq(anchorage.ownLogOf(OUTSIDER), before, "id");
    vm.prank(HEIRS_KEY);
    (bytes32 own, uint64 sequence) = anchorage.anchorOne("another");
    vm.assertEq(own, anchorage.ownLogOf(OUTSIDER), "log");
    vm.assertEq(sequence, 0, "sequence");
    vm.assertEq(anchorage.logOf(before).nextSequence, 1, "its predecessor's");
  }

  // REQ-BATCH-14
  function test_challenge_ofAMemberThatLeft_reverts() external {
    BatchPromise memory promised = _promised(0, 1);
    _passGrace();
    _leave(BATCHER);
    vm.expectRevert(_notOf(log, BATCHER));
    _challenge(OUTSIDER, promised, 0);
  }

  // REQ-BATCH-14
  function test_weightChanged_batcher_keepsItsLog() external {
    _skip(10);
    _decree();
    members.setWeight(BATCHER, 2);
    _anchorNext(1);
    _joinLog(_hot(BATCHER, 1));
    _suspendBatcher(1);
  }

  // ---------------------------------------------------------------- trees

  // REQ-BATCH-04
  function test_challenge_innerNodeForALeaf_reverts() external {
    BatchPromise memory promised = _promised(0, 4);
    _passGrace();
    bytes32[] memory leaves = _leaves(log, 0, 4);
    bytes32 node = Trees.join(leaves[0], leaves[1]);
    bytes32[] memory rest = new bytes32[](1);
    rest[0] = Trees.join(leaves[2], leaves[3]);
    vm.assertEq(promised.groupRoot, Trees.join(node, rest[0]), "the tree");
    bytes memory signature = _signPromise(promised);
    vm.expectRevert(abi.encodeWithSelector(IBatchAnchor.PromiseNotOf.selector, log, 0, node));
    vm.prank(_hot(OUTSIDER));
    anchorage.challenge(promised, signature, 0, node, rest);
  }
}
