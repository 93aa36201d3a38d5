// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IBatchAnchor} from "../../../contracts/interfaces/IBatchAnchor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {BatchHeader, BatchPromise, Inclusion} from "../../../contracts/types/Batches.sol";
import {MODULE_ANCHOR} from "../../../contracts/types/ModuleNames.sol";
import {Anchorage} from "../../support/contracts/Anchorage.sol";
import {Trees} from "../../support/contracts/Trees.sol";

/// @title Records are found in batches that are anchored, and nowhere else; the anchor shows all that happened.
contract BatchChainTest is Anchorage {
  /// What the anchor's state root is to be.
  bytes32 private _noted;

  function setUp() external {
    _foundAnchorage();
    _note(log, anchorage.openLog.selector, uint256(uint160(_hot(BATCHER))));
  }

  function _note(bytes32 subject, bytes4 act, uint256 fact) private {
    _noted = keccak256(abi.encode(_noted, subject, act, fact, _now(), uint256(_block())));
  }

  /// @dev The root follows from the one before and from the act alone.
  function _assertNoted(bytes32 subject, bytes4 act, uint256 fact) private {
    _note(subject, act, fact);
    vm.assertEq(anchorage.stateRoot(), _noted, "state root");
  }

  function _assertIncluded(Inclusion memory inclusion, bytes32 digest, bool expected) private view {
    vm.assertTrue(anchorage.verifyInclusion(inclusion, digest) == expected, "included");
  }

  // ---------------------------------------------------------------- inclusion

  // REQ-BATCH-04
  function test_verifyInclusion_batchesOfAnySize_allTheirRecords() external {
    uint64 first;
    for (uint32 count = 1; count <= MAX_RECORDS; ++count) {
      uint64 number = _anchorNext(count);
      for (uint64 sequence = first; sequence < first + count; ++sequence) {
        _assertIncluded(_inclusion(number, sequence), _recordOf(sequence), true);
        _assertIncluded(_inclusion(number, sequence), _recordOf(sequence + 1), false);
      }
      first += count;
    }
  }

  // REQ-BATCH-04
  function test_verifyInclusion_headerThatDiffers_isNot() external {
    _anchorNext(3);
    _anchorNext(3);
    _assertIncluded(_inclusion(1, 4), _recordOf(4), true);
    for (uint256 field = 0; field < 5; ++field) {
      Inclusion memory inclusion = _inclusion(1, 4);
      BatchHeader memory header = inclusion.header;
      if (field == 0) header.root = Trees.rootOf(_leaves(log, 3, 2));
      if (field == 1) header.firstSequence = 2;
      if (field == 2) header.count = 4;
      if (field == 3) header.anchoredAt -= 1;
      if (field == 4) header.previous = 0;
      if (field == 0) inclusion.proof = Trees.proofOf(_leaves(log, 3, 2), 1);
      _assertIncluded(inclusion, _recordOf(4), false);
    }
  }

  // REQ-BATCH-04
  function test_verifyInclusion_anotherBatchOrLog_isNot() external {
    _anchorNext(3);
    _anchorNext(3);
    Inclusion memory inclusion = _inclusion(1, 4);
    inclusion.number = 0;
    _assertIncluded(inclusion, _recordOf(4), false);
    inclusion.number = 2;
    _assertIncluded(inclusion, _recordOf(4), false);
    inclusion = _inclusion(1, 4);
    inclusion.logId = _openLog(_hot(BATCHER), "another store");
    _assertIncluded(inclusion, _recordOf(4), false);
  }

  // REQ-BATCH-04
  function test_verifyInclusion_leafOutsideTheBatch_isNot() external {
    // The tree holds records 0 to 4; the batch says that it is of 1 to 3.
    _anchorNext(1);
    bytes32[] memory leaves = _leaves(log, 0, 5);
    bytes32 root = Trees.rootOf(leaves);
    _anchorRoot(_hot(BATCHER), log, 1, 3, root);
    _keep(log, 1, root, 1, 3);
    for (uint64 sequence = 0; sequence < 5; ++sequence) {
      Inclusion memory inclusion = Inclusion(log, 1, _header(log, 1), sequence, Trees.proofOf(leaves, sequence));
      _assertIncluded(inclusion, _recordOf(sequence), sequence >= 1 && sequence <= 3);
    }
  }

  // REQ-BATCH-04
  function test_verifyInclusion_nodeOrOnceHashedLeaf_isNot() external {
    _anchorNext(4);
    bytes32[] memory leaves = _leaves(log, 0, 4);
    // An inner node offered as a record, with what is left of the proof.
    Inclusion memory inclusion = _inclusion(0, 0);
    bytes32[] memory rest = new bytes32[](1);
    rest[0] = inclusion.proof[1];
    inclusion.proof = rest;
    _assertIncluded(inclusion, Trees.join(leaves[0], leaves[1]), false);
    _assertIncluded(_inclusion(0, 0), leaves[0], false);
    _assertIncluded(_inclusion(0, 0), keccak256(abi.encode(log, uint64(0), _recordOf(0))), false);
    inclusion = _inclusion(0, 0);
    inclusion.proof = new bytes32[](0);
    _assertIncluded(inclusion, _recordOf(0), false);
  }

  // REQ-BATCH-04
  function testFuzz_verifyInclusion_onlyWhatWasAnchored(
    uint32 count,
    uint64 at,
    bytes32 digest,
    uint8 flipped,
    bool isTouched
  ) external {
    count = 2 + (count % uint32(MAX_RECORDS - 1));
    _anchorNext(1);
    _anchorNext(count);
    uint64 sequence = 1 + (at % count);
    Inclusion memory inclusion = _inclusion(1, sequence);
    bytes32[] memory leaves = _leaves(log, 1, count);
    vm.assertTrue(
      MerkleProof.verify(inclusion.proof, inclusion.header.root, leaves[sequence - 1]),
      "the tree is the library's"
    );
    if (isTouched) inclusion.proof[0] ^= bytes32(uint256(1) << flipped);
    _assertIncluded(inclusion, _recordOf(sequence), !isTouched);
    _assertIncluded(inclusion, digest, false);
  }

  // REQ-BATCH-04
  function testFuzz_headerHashOf_isOfItsFields(BatchHeader calldata header) external view {
    vm.assertEq(anchorage.headerHashOf(header), _hashOf(header), "header");
  }

  // REQ-BATCH-01
  function testFuzz_logIdOf_bindsAllItsPlaces(uint16 seat, bytes32 salt) external {
    bytes32 typehash = keccak256("Log(uint256 chainId,address anchor,uint16 seat,bytes32 salt)");
    bytes32 expected = keccak256(abi.encode(typehash, chain, address(anchorage), seat, salt));
    vm.assertEq(anchorage.logIdOf(seat, salt), expected, "log");
    vm.chainId(chain + 1);
    vm.assertNotEq(anchorage.logIdOf(seat, salt), expected, "on another chain");
    vm.chainId(chain);
    IBatchAnchor other = IBatchAnchor(
      _create("contracts/anchoring/BatchAnchor.sol:BatchAnchor", abi.encode(constitution))
    );
    vm.assertNotEq(other.logIdOf(seat, salt), expected, "of another anchor");
  }

  // REQ-BATCH-20
  function testFuzz_bundleDigestOf_everyField_isBound(
    bytes32 itemsRoot,
    uint32 count,
    uint16 seat,
    uint64 nonce,
    uint48 deadline
  ) external view {
    bytes32 typehash = keccak256("Bundle(bytes32 itemsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)");
    bytes32 expected = _typed(
      _separator("Quorate Batches", address(anchorage), chain),
      keccak256(abi.encode(typehash, itemsRoot, count, seat, nonce, deadline))
    );
    vm.assertEq(anchorage.bundleDigestOf(itemsRoot, count, seat, nonce, deadline), expected, "digest");
  }

  // ---------------------------------------------------------------- succession

  // REQ-BATCH-15
  function test_stateRoot_logsAndBatches_areChained() external {
    vm.assertEq(anchorage.stateRoot(), _noted, "opened");
    _mine(3);
    _joinLog(_hot(BATCHER, 1));
    _assertNoted(log, anchorage.joinLog.selector, uint256(uint160(_hot(BATCHER, 1))));
    _skip(3);
    _anchorNext(2);
    _assertNoted(log, anchorage.anchor.selector, uint256(anchorage.batchHash(log, 0)));
    vm.prank(_hot(BATCHER));
    anchorage.leaveLog(log, _hot(BATCHER, 1));
    _assertNoted(log, anchorage.leaveLog.selector, uint256(uint160(_hot(BATCHER, 1))));
    (bytes32 own, ) = _anchorOne(0, "digest");
    _note(own, anchorage.openLog.selector, 0);
    _assertNoted(own, anchorage.anchor.selector, uint256(anchorage.batchHash(own, 0)));
  }

  // REQ-BATCH-15
  function test_stateRoot_conduct_isChained() external {
    bytes32 first = _challengeNext(0);
    uint64 answerBy = anchorage.challengeOf(first).answerBy;
    _assertNoted(first, anchorage.challenge.selector, answerBy);
    _anchorNext(1);
    _note(log, anchorage.anchor.selector, uint256(anchorage.batchHash(log, 0)));
    anchorage.answer(first, _inclusion(0, 0));
    _assertNoted(first, anchorage.answer.selector, 0);
    bytes32 second = _challengeNext(1);
    _note(second, anchorage.challenge.selector, anchorage.challengeOf(second).answerBy);
    _mine(ANSWER_BLOCKS + 1);
    anchorage.conclude(second);
    _note(second, anchorage.conclude.selector, 0);
    bytes32 seat = bytes32(uint256(BATCHER));
    _assertNoted(seat, anchorage.proveConflict.selector, 0);
    _reinstate();
    _assertNoted(seat, anchorage.reinstate.selector, 0);
    _suspendBatcher(5);
    _assertNoted(seat, anchorage.proveConflict.selector, 0);
  }

  function _challengeNext(uint64 sequence) private returns (bytes32) {
    BatchPromise memory promised = _promised(sequence, 1);
    _passGrace();
    return _challenge(OUTSIDER, promised, sequence);
  }

  // REQ-BATCH-15
  function test_setModule_anchorThatHoldsSomethingElse_reverts() external {
    address successor = _create("contracts/anchoring/BatchAnchor.sol:BatchAnchor", abi.encode(constitution));
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionStateDiffers.selector, MODULE_ANCHOR, _noted, bytes32(0))
    );
    _decree();
    constitution.setModule(MODULE_ANCHOR, successor, successor.codehash);
  }
}
