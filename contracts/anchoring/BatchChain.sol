// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Governed} from "../access/Governed.sol";
import {MemberActions} from "../access/MemberActions.sol";
import {IBatchAnchor} from "../interfaces/IBatchAnchor.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {BatchLeaf} from "../libraries/BatchLeaf.sol";
import {BatchHeader, Inclusion, Log, SignerTerm} from "../types/Batches.sol";
import {PARAMETER_BATCH_MAX_RECORDS} from "../types/ParameterKeys.sol";

/// @title What is stored of logs: whose each is, who signs for it, and its batches, each holding the hash of the one before.
abstract contract BatchChain is IBatchAnchor, MemberActions {
  bytes32 private constant BUNDLE_TYPEHASH = keccak256(
    "Bundle(bytes32 itemsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)"
  );

  mapping(bytes32 logId => Log) internal _logs;
  mapping(bytes32 logId => mapping(address key => SignerTerm)) internal _terms;
  /// @inheritdoc IBatchAnchor
  mapping(bytes32 logId => mapping(uint64 number => bytes32)) public batchHash;
  bytes32 private _root;

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Batches", "1") {}

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IBatchAnchor
  function verifyInclusion(Inclusion calldata inclusion, bytes32 digest) public view returns (bool) {
    BatchHeader calldata header = inclusion.header;
    bytes32 kept = batchHash[inclusion.logId][inclusion.number];
    if (BatchLeaf.header(header) != kept) return false; // DEFENCE: header-of-the-chain
    uint64 sequence = inclusion.sequence;
    bool isWithin = sequence >= header.firstSequence && sequence - header.firstSequence < header.count;
    if (!isWithin) return false; // DEFENCE: sequence-of-the-batch
    return MerkleProof.verifyCalldata(inclusion.proof, header.root, BatchLeaf.leaf(inclusion.logId, sequence, digest));
  }

  /// @inheritdoc IBatchAnchor
  function logOf(bytes32 logId) external view returns (Log memory) {
    return _logs[logId];
  }

  /// @inheritdoc IBatchAnchor
  function logIdOf(uint16 seat, bytes32 salt) public view returns (bytes32) {
    return BatchLeaf.identifyLog(address(this), seat, salt);
  }

  /// @inheritdoc IBatchAnchor
  function ownLogOf(uint16 seat) external view returns (bytes32) {
    return logIdOf(seat, _ownSaltOf(seat));
  }

  /// @inheritdoc IBatchAnchor
  function termOf(bytes32 logId, address key) external view returns (SignerTerm memory) {
    return _terms[logId][key];
  }

  /// @inheritdoc IBatchAnchor
  function bundleDigestOf(
    bytes32 itemsRoot,
    uint32 count,
    uint16 seat,
    uint64 nonce,
    uint48 deadline
  ) external view returns (bytes32) {
    return _hashTypedDataV4(keccak256(abi.encode(BUNDLE_TYPEHASH, itemsRoot, count, seat, nonce, deadline)));
  }

  /// @inheritdoc IBatchAnchor
  function headerHashOf(BatchHeader calldata header) external pure returns (bytes32) {
    return BatchLeaf.header(header);
  }

  /// @inheritdoc IModule
  /// @dev Everything that happened to logs, batches and batchers, in order.
  function stateRoot() external view returns (bytes32) {
    return _root;
  }

  // ---------------------------------------------------------------- inside

  function _open(bytes32 logId, uint16 seat, bytes32 salt, address signer) internal {
    if (_logs[logId].openedAt != 0) revert BatchLogExists(logId); // DEFENCE: log-once
    Log storage log = _logs[logId];
    log.seat = seat;
    log.isOwn = signer == address(0);
    log.openedAt = uint48(block.timestamp);
    if (signer != address(0)) _terms[logId][signer].fromBlock = uint64(block.number);
    _note(logId, this.openLog.selector, uint256(uint160(signer)));

    emit LogOpened(logId, seat, salt, signer);
  }

  /// @dev The one writer of batches.
  function _append(bytes32 logId, uint64 firstSequence, uint32 count, bytes32 root) internal {
    Log storage log = _logs[logId];
    (uint64 expected, uint64 number) = (log.nextSequence, log.nextNumber);
    if (firstSequence != expected) revert BatchOutOfOrder(logId, expected, firstSequence); // DEFENCE: gap-free
    uint256 limit = constitution.parameter(PARAMETER_BATCH_MAX_RECORDS).value;
    if (count == 0 || count > limit) revert BatchBadCount(count, limit); // DEFENCE: bounded-batch

    bytes32 previous = number == 0 ? bytes32(0) : batchHash[logId][number - 1];
    bytes32 hash = BatchLeaf.header(BatchHeader(root, firstSequence, count, uint48(block.timestamp), previous));
    batchHash[logId][number] = hash;
    log.nextSequence = expected + count;
    log.nextNumber = number + 1;
    _note(logId, this.anchor.selector, uint256(hash));

    emit BatchAnchored(logId, number, root, firstSequence, count, previous);
  }

  /// @dev Whether the organisation that the log was opened by has its seat still: it has not left, and nobody else was given
  /// it.
  function _isHolders(Log memory log) internal view returns (bool) {
    IMemberRegistry.Seat memory holder = _members().seat(log.seat);
    return holder.leftAt == 0 && holder.admittedAt <= log.openedAt;
  }

  /// @dev One for each organisation that was ever given the seat; below what batchers may choose.
  function _ownSaltOf(uint16 seat) internal view returns (bytes32) {
    return bytes32(uint256(_members().seat(seat).admittedAt));
  }

  function _note(bytes32 subject, bytes4 act, uint256 fact) internal {
    _root = keccak256(abi.encode(_root, subject, act, fact, block.timestamp, block.number));
  }
}
