// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IBatchAnchor} from "../../../contracts/interfaces/IBatchAnchor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {BatchHeader, BatchPromise, Inclusion} from "../../../contracts/types/Batches.sol";
import {DUTY_BATCHER} from "../../../contracts/types/Duty.sol";
import {MODULE_ANCHOR} from "../../../contracts/types/ModuleNames.sol";
import {
  PARAMETER_BATCH_ANSWER_BLOCKS,
  PARAMETER_BATCH_GRACE_BLOCKS,
  PARAMETER_BATCH_LATENESS,
  PARAMETER_BATCH_MAX_RECORDS
} from "../../../contracts/types/ParameterKeys.sol";
import {RecordGroup} from "./RecordGroup.sol";
import {Trees} from "./Trees.sol";

/// @title A group of members, two batchers beside it, and what these sign, written out once more.
/// @dev Member 5 is the batcher, with three machines; member 6 is another one; 7 is neither of the group nor a batcher. The record of
/// each number has a digest of its own.
abstract contract Anchorage is RecordGroup {
  uint16 internal constant BATCHER = 5;
  uint16 internal constant RIVAL = 6;
  uint16 internal constant OUTSIDER = 7;
  uint160 internal constant MAX_RECORDS = 8;
  uint64 internal constant GRACE_BLOCKS = 5;
  uint64 internal constant ANSWER_BLOCKS = 10;
  uint160 internal constant LATENESS = 1 hours;
  uint48 internal constant PROMISE_TIME = 30;
  bytes32 internal constant LOG_SALT = keccak256("a store");
  address internal constant STRANGER = address(0x57a4);

  IBatchAnchor internal anchorage;
  /// The batcher's log.
  bytes32 internal log;
  mapping(bytes32 logId => mapping(uint64 number => BatchHeader)) private _headers;

  // ---------------------------------------------------------------- founding

  function _foundAnchorage() internal {
    Plan memory plan = _plan(8);
    plan.duties[BATCHER] = DUTY_BATCHER;
    plan.duties[RIVAL] = DUTY_BATCHER;
    plan.keys[BATCHER] = 3;
    _found(plan);
    _install();
    anchorage = IBatchAnchor(_module(MODULE_ANCHOR, "contracts/anchoring/BatchAnchor.sol:BatchAnchor"));
    _define(PARAMETER_BATCH_MAX_RECORDS, MAX_RECORDS);
    _define(PARAMETER_BATCH_GRACE_BLOCKS, GRACE_BLOCKS);
    _define(PARAMETER_BATCH_ANSWER_BLOCKS, ANSWER_BLOCKS);
    _define(PARAMETER_BATCH_LATENESS, LATENESS);
    _createGroup(_firstSeats(PARTIES), _mandatory(1), _policy());
    _skip(1);
    vm.roll(1000);
    log = _openLog(_hot(BATCHER));
  }

  function _define(bytes32 key, uint160 value) internal {
    IConstitution.Bounds memory bounds = IConstitution.Bounds(IConstitution.ParameterType.Uint, 0, 1e9, 0, 1, "n");
    _decree();
    constitution.defineParameter(key, value, bounds);
  }

  function _setParameter(bytes32 key, uint160 value) internal {
    uint32 version = constitution.parameter(key).version;
    _skip(1);
    _decree();
    constitution.setParameter(key, version, value);
  }

  function _setDuties(uint16 seat, uint8 duties) internal {
    _decree();
    members.setDuties(seat, duties);
  }

  /// @notice The organisation of the seat leaves, and another with other accounts is given the seat when that may be.
  function _reissue(uint16 seat, address cold, address hot) internal {
    _leave(seat);
    _skip(366 days + 1);
    _decree();
    members.admit(cold, 1, "another organisation");
    vm.prank(cold);
    members.addKey(seat, _newKey(hot));
    vm.startPrank(cold);
    accession.accept(seat, accession.currentState(), 0, abi.encodePacked(cold), "");
    vm.stopPrank();
    _skip(1);
  }

  // ---------------------------------------------------------------- logs and batches

  function _openLog(address key) internal returns (bytes32) {
    return _openLog(key, LOG_SALT);
  }

  function _openLog(address key, bytes32 salt) internal returns (bytes32) {
    vm.prank(key);
    return anchorage.openLog(salt);
  }

  function _joinLog(address key) internal {
    vm.prank(key);
    anchorage.joinLog(log);
  }

  function _recordOf(uint256 sequence) internal pure returns (bytes32) {
    return keccak256(abi.encode("record", sequence));
  }

  function _leaf(bytes32 logId, uint64 sequence, bytes32 digest) internal pure returns (bytes32) {
    return keccak256(bytes.concat(keccak256(abi.encode(logId, sequence, digest))));
  }

  /// @notice The leaves of records `first` to `first + count - 1`.
  function _leaves(bytes32 logId, uint64 first, uint32 count) internal pure returns (bytes32[] memory leaves) {
    leaves = new bytes32[](count);
    for (uint32 i = 0; i < count; ++i) leaves[i] = _leaf(logId, first + i, _recordOf(first + i));
  }

  function _anchorRoot(address key, bytes32 logId, uint64 first, uint32 count, bytes32 root) internal {
    vm.prank(key);
    anchorage.anchor(logId, first, count, root);
  }

  /// @notice The batcher anchors its next records.
  function _anchorNext(uint32 count) internal returns (uint64 number) {
    number = anchorage.logOf(log).nextNumber;
    uint64 first = anchorage.logOf(log).nextSequence;
    bytes32 root = Trees.rootOf(_leaves(log, first, count));
    _anchorRoot(_hot(BATCHER), log, first, count, root);
    _keep(log, number, root, first, count);
  }

  /// @notice One record of its own instead.
  function _anchorNext(bytes32 digest) internal returns (uint64 number) {
    number = anchorage.logOf(log).nextNumber;
    uint64 first = anchorage.logOf(log).nextSequence;
    bytes32 root = _leaf(log, first, digest);
    _anchorRoot(_hot(BATCHER), log, first, 1, root);
    _keep(log, number, root, first, 1);
  }

  /// @notice Notes the header of what was anchored just now.
  function _keep(bytes32 logId, uint64 number, bytes32 root, uint64 first, uint32 count) internal {
    bytes32 previous = number == 0 ? bytes32(0) : _hashOf(_headers[logId][number - 1]);
    _headers[logId][number] = BatchHeader(root, first, count, uint48(_now()), previous);
  }

  function _header(bytes32 logId, uint64 number) internal view returns (BatchHeader memory) {
    return _headers[logId][number];
  }

  function _hashOf(BatchHeader memory header) internal pure returns (bytes32) {
    return keccak256(abi.encode(header.root, header.firstSequence, header.count, header.anchoredAt, header.previous));
  }

  /// @notice That the record of a number stands in a batch of the batcher's log.
  function _inclusion(uint64 number, uint64 sequence) internal view returns (Inclusion memory) {
    BatchHeader memory header = _headers[log][number];
    bytes32[] memory leaves = _leaves(log, header.firstSequence, header.count);
    bytes32[] memory proof = Trees.proofOf(leaves, sequence - header.firstSequence);
    return Inclusion(log, number, header, sequence, proof);
  }

  /// @notice The same of a batch of one record.
  function _inclusionOf(bytes32 logId, uint64 number) internal view returns (Inclusion memory) {
    BatchHeader memory header = _headers[logId][number];
    return Inclusion(logId, number, header, header.firstSequence, new bytes32[](0));
  }

  function _anchorOne(uint16 seat, bytes32 digest) internal returns (bytes32 logId, uint64 sequence) {
    vm.prank(_hot(seat));
    (logId, sequence) = anchorage.anchorOne(digest);
    _keep(logId, sequence, _leaf(logId, sequence, digest), sequence, 1);
  }

  // ---------------------------------------------------------------- promises

  /// @notice The batcher's promise of now for records of its log.
  function _promised(uint64 first, uint32 count) internal view returns (BatchPromise memory) {
    bytes32 root = Trees.rootOf(_leaves(log, first, count));
    return BatchPromise(log, first, count, root, uint48(_now()) + PROMISE_TIME, _block());
  }

  /// @notice Its promise of one record of its own.
  function _promisedOne(uint64 sequence, bytes32 digest) internal view returns (BatchPromise memory) {
    bytes32 root = _leaf(log, sequence, digest);
    return BatchPromise(log, sequence, 1, root, uint48(_now()) + PROMISE_TIME, _block());
  }

  function _proof(BatchPromise memory promised, uint64 sequence) internal pure returns (bytes32[] memory) {
    bytes32[] memory leaves = _leaves(promised.logId, promised.firstSequence, promised.count);
    return Trees.proofOf(leaves, sequence - promised.firstSequence);
  }

  function _promiseDigest(BatchPromise memory promised) internal view returns (bytes32) {
    bytes32 typehash = keccak256(
      "Promise(bytes32 logId,uint64 firstSequence,uint32 count,bytes32 groupRoot,uint48 deadline,uint64 promisedAtBlock)"
    );
    bytes32 structHash = keccak256(
      abi.encode(
        typehash,
        promised.logId,
        promised.firstSequence,
        promised.count,
        promised.groupRoot,
        promised.deadline,
        promised.promisedAtBlock
      )
    );
    return _typed(_separator("Quorate Batches", address(anchorage), chain), structHash);
  }

  function _signPromise(BatchPromise memory promised) internal view returns (bytes memory) {
    return _signPromise(promised, _secret(BATCHER, 0));
  }

  function _signPromise(BatchPromise memory promised, uint256 secret) internal view returns (bytes memory) {
    return _sign(secret, _promiseDigest(promised));
  }

  /// @notice Until the promise is late by the clock and by blocks.
  function _passGrace() internal {
    _skip(PROMISE_TIME + 1);
    _mine(GRACE_BLOCKS);
  }

  function _challenge(
    uint16 challenger,
    BatchPromise memory promised,
    uint64 sequence
  ) internal returns (bytes32 challengeId) {
    bytes memory signature = _signPromise(promised);
    bytes32[] memory proof = _proof(promised, sequence);
    vm.prank(_hot(challenger));
    return anchorage.challenge(promised, signature, sequence, _recordOf(sequence), proof);
  }

  /// @notice The batcher is suspended, for two promises of record `sequence`.
  function _suspendBatcher(uint64 sequence) internal {
    BatchPromise memory a = _promised(sequence, 1);
    BatchPromise memory b = _promisedOne(sequence, "another record");
    _proveConflict(a, _recordOf(sequence), b, "another record", sequence);
  }

  /// @notice Of two promises of one record each.
  function _proveConflict(
    BatchPromise memory a,
    bytes32 digestA,
    BatchPromise memory b,
    bytes32 digestB,
    uint64 sequence
  ) internal {
    bytes32[] memory none = new bytes32[](0);
    anchorage.proveConflict(a, _signPromise(a), digestA, none, b, _signPromise(b), digestB, none, sequence);
  }

  function _reinstate() internal {
    _decree();
    anchorage.reinstate(BATCHER);
  }

  // ---------------------------------------------------------------- refusals

  function _notOnDuty(address key) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(Governed.GovernedNotOnDuty.selector, key, DUTY_BATCHER);
  }

  function _notOf(bytes32 logId, uint16 seat) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(IBatchAnchor.BatchLogNotOf.selector, logId, seat);
  }

  function _notMember(address key, uint16 seat) internal pure returns (bytes memory) {
    return abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, seat, abi.encodePacked(key));
  }

  function _notSigned(BatchPromise memory promised, address signer) internal pure returns (bytes memory) {
    return
      abi.encodeWithSelector(IBatchAnchor.PromiseNotSigned.selector, promised.logId, signer, promised.promisedAtBlock);
  }
}
