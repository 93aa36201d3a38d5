// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IBatchAnchor} from "../interfaces/IBatchAnchor.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {BatchLeaf} from "../libraries/BatchLeaf.sol";
import {BatchPromise, Log, SignerTerm} from "../types/Batches.sol";
import {DUTY_BATCHER, SCOPE_DUTY, SCOPE_RECORDS} from "../types/Duty.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {Standing} from "../types/Standing.sol";
import {BatchChain} from "./BatchChain.sol";
import {BatcherConduct} from "./BatcherConduct.sol";

/// @title Anchoring: logs are opened, batches come into them in order, by their batcher, in its place, or without any.
contract BatchAnchor is BatcherConduct {
  /// Salts below are for the members' own logs, which no batcher must be able to take.
  uint256 private constant RESERVED_SALTS = 1 << 48;

  constructor(IConstitution constitution_) BatchChain(constitution_) {}

  // ---------------------------------------------------------------- logs

  /// @inheritdoc IBatchAnchor
  function openLog(bytes32 salt) external onlyDuty(DUTY_BATCHER) returns (bytes32 logId) {
    if (uint256(salt) < RESERVED_SALTS) revert BatchSaltReserved(salt); // DEFENCE: own-log-reserved
    uint16 seat = uint16(_keyOf(msg.sender).seat());
    uint48 since = suspendedSince(seat);
    if (since != 0) revert BatcherIsSuspended(seat, since); // DEFENCE: suspended-opens-none
    logId = logIdOf(seat, salt);
    _open(logId, seat, salt, msg.sender);
  }

  /// @inheritdoc IBatchAnchor
  function joinLog(bytes32 logId) external onlyDuty(DUTY_BATCHER) {
    _requireBatcherOf(logId);
    SignerTerm storage term = _terms[logId][msg.sender];
    // Who left would come to sign for blocks in which it did not.
    if (term.fromBlock != 0) revert BatchSignerKnown(logId, msg.sender); // DEFENCE: signer-once

    term.fromBlock = uint64(block.number);
    _note(logId, this.joinLog.selector, uint256(uint160(msg.sender)));

    emit LogSignerJoined(logId, msg.sender);
  }

  /// @inheritdoc IBatchAnchor
  function leaveLog(bytes32 logId, address key) external {
    SignerTerm storage term = _requireSigner(logId, key);
    Log memory log = _logs[logId];
    bool isOwn = _members().holdsDuty(msg.sender, DUTY_BATCHER) && _isOf(log, _keyOf(msg.sender));
    bool mayEnd = isOwn || _isGone(log, key);
    if (!mayEnd) revert BatchSignerServes(logId, key); // DEFENCE: signers-in-office

    term.untilBlock = uint64(block.number);
    _note(logId, this.leaveLog.selector, uint256(uint160(key)));

    emit LogSignerLeft(logId, key);
  }

  // ---------------------------------------------------------------- batches

  /// @inheritdoc IBatchAnchor
  function anchor(bytes32 logId, uint64 firstSequence, uint32 count, bytes32 root) external onlyDuty(DUTY_BATCHER) {
    _requireBatcherOf(logId);
    _requireSigner(logId, msg.sender);

    _append(logId, firstSequence, count, root);
  }

  /// @inheritdoc IBatchAnchor
  function anchorPromised(BatchPromise calldata promised, bytes calldata signature) external {
    _requireCaller(SCOPE_RECORDS);
    Log memory log = _logs[promised.logId];
    _requireSigned(promised, signature);
    _requireBeforeSuspension(log.seat, promised.promisedAtBlock);
    if (!_isIdle(log)) revert BatcherServes(promised.logId, log.seat); // DEFENCE: in-place-of-the-idle

    _append(promised.logId, promised.firstSequence, promised.count, promised.groupRoot);
  }

  /// @inheritdoc IBatchAnchor
  function anchorOne(bytes32 digest) external returns (bytes32 logId, uint64 sequence) {
    uint16 seat = uint16(_requireCaller(SCOPE_RECORDS).seat());
    bytes32 salt = _ownSaltOf(seat);
    logId = logIdOf(seat, salt);
    if (_logs[logId].openedAt == 0) _open(logId, seat, salt, address(0));
    sequence = _logs[logId].nextSequence;

    _append(logId, sequence, 1, BatchLeaf.leaf(logId, sequence, digest));
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IBatchAnchor
  function isOnDuty(address key) external view returns (bool) {
    return _members().holdsDuty(key, DUTY_BATCHER) && suspendedSince(uint16(_keyOf(key).seat())) == 0;
  }

  // ---------------------------------------------------------------- inside

  /// @dev A batcher's log, of the organisation that the caller's key acts for.
  function _requireBatcherOf(bytes32 logId) private view {
    Log memory log = _logs[logId];
    if (log.openedAt == 0) revert BatchLogUnknown(logId); // DEFENCE: log-exists
    KeyFacts key = _keyOf(msg.sender);
    bool isOf = !log.isOwn && _isOf(log, key);
    if (!isOf) revert BatchLogNotOf(logId, uint16(key.seat())); // DEFENCE: log-of-the-caller
  }

  function _requireSigner(bytes32 logId, address key) private view returns (SignerTerm storage term) {
    term = _terms[logId][key];
    bool signs = term.fromBlock != 0 && term.untilBlock == 0;
    if (!signs) revert BatchSignerUnknown(logId, key); // DEFENCE: signer-of-the-log
  }

  function _isOf(Log memory log, KeyFacts key) private view returns (bool) {
    return key.seat() == log.seat && _hadSeatAt(key, log.openedAt);
  }

  /// @dev Whether a key is none for the duty any more, in the hands of who opened the log. Suspensions end by themselves.
  function _isGone(Log memory log, address account) private view returns (bool) {
    KeyFacts key = _keyOf(account);
    bool isDutyKey = key.scopes() & SCOPE_DUTY != 0 && block.timestamp < key.expiresAt() && _isOf(log, key);
    return !isDutyKey || _members().dutiesOf(log.seat) & DUTY_BATCHER == 0;
  }

  /// @dev Whether a log's batcher cannot or must not go on by itself.
  function _isIdle(Log memory log) private view returns (bool) {
    if (suspendedSince(log.seat) != 0) return true;
    IMemberRegistry members = _members();
    bool serves =
      members.standing(log.seat) == Standing.Active &&
        members.dutiesOf(log.seat) & DUTY_BATCHER != 0 &&
        _isHolders(log);
    return !serves;
  }

  function _keyOf(address account) private view returns (KeyFacts) {
    return _members().keyFacts(toKey(abi.encodePacked(account)));
  }
}
