// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {MemberActions} from "../access/MemberActions.sol";
import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGroupDirectory} from "../interfaces/IGroupDirectory.sol";
import {IModule} from "../interfaces/IModule.sol";
import {
  ConfidentialRecord,
  RECORD_CANCELLED,
  RECORD_REJECTED,
  RECORD_SUPERSEDED,
  RecordParties
} from "../types/ConfidentialRecord.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {MODULE_GROUPS} from "../types/ModuleNames.sol";
import {RecordState} from "../types/RecordState.sol";

/// @title What is stored of records, where each stands, and who belongs to it.
abstract contract RecordBook is IConfidentialRegistry, MemberActions {
  mapping(bytes32 recordId => ConfidentialRecord) internal _records;
  mapping(bytes32 recordId => RecordParties) internal _parties;
  bytes32 private _root;

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Records", "1") {}

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IConfidentialRegistry
  function stateOf(bytes32 recordId) public view returns (RecordState) {
    return _stateOf(_records[recordId]);
  }

  function _stateOf(ConfidentialRecord memory kept) internal view returns (RecordState) {
    if (kept.proposedAt == 0) return RecordState.None;
    if (kept.trouble.shredAt != 0) return _shredState(kept);
    if (kept.flags & RECORD_SUPERSEDED != 0) return RecordState.Superseded;
    if (kept.flags & RECORD_CANCELLED != 0) return RecordState.Cancelled;
    if (kept.flags & RECORD_REJECTED != 0) return RecordState.Rejected;
    if (kept.finalAt != 0) return RecordState.Final;
    if (kept.trouble.contestedAt != 0) {
      // DEFENCE: unanswered-rejection [block.timestamp > kept.trouble.answerBy => false]
      return block.timestamp > kept.trouble.answerBy ? RecordState.Rejected : RecordState.Contested;
    }
    // DEFENCE: ack-deadline [block.timestamp > kept.deadline => false]
    return block.timestamp > kept.deadline ? RecordState.Expired : RecordState.Proposed;
  }

  /// @inheritdoc IConfidentialRegistry
  function recordOf(bytes32 recordId) external view returns (ConfidentialRecord memory) {
    return _records[recordId];
  }

  /// @inheritdoc IConfidentialRegistry
  function hasAcknowledged(bytes32 recordId, uint16 seat) external view returns (bool) {
    return _parties[recordId].acknowledged.has(seat);
  }

  /// @inheritdoc IConfidentialRegistry
  function hasRejected(bytes32 recordId, uint16 seat) external view returns (bool) {
    return _parties[recordId].rejected.has(seat);
  }

  /// @inheritdoc IConfidentialRegistry
  function isWaitingForAnswer(bytes32 recordId, uint16 seat) external view returns (bool) {
    return _parties[recordId].waiting.has(seat);
  }

  /// @inheritdoc IConfidentialRegistry
  function standsByRejection(bytes32 recordId, uint16 seat) external view returns (bool) {
    return _parties[recordId].stoodBy.has(seat);
  }

  /// @inheritdoc IConfidentialRegistry
  function hasConfirmedShred(bytes32 recordId, uint16 seat) external view returns (bool) {
    return _parties[recordId].shredded.has(seat);
  }

  /// @inheritdoc IModule
  /// @dev Everything that happened to records, in order.
  function stateRoot() external view returns (bytes32) {
    return _root;
  }

  function _shredState(ConfidentialRecord memory kept) private view returns (RecordState) {
    (GroupPolicy memory policy, ) = _policyOf(kept.group, kept.epoch);
    uint16 members = _groups().epochAt(kept.group, kept.epoch).members;
    bool over =
      kept.trouble.receipts >= members || block.timestamp > uint256(kept.trouble.shredAt) + policy.shredPeriod;
    return over ? RecordState.Shredded : RecordState.ShredPending;
  }

  // ---------------------------------------------------------------- who may

  function _requireState(bytes32 recordId, RecordState expected) internal view returns (ConfidentialRecord storage) {
    RecordState current = stateOf(recordId);
    if (current != expected) revert RecordWrongState(recordId, current); // DEFENCE: record-state
    return _records[recordId];
  }

  /// @dev A key of a member acts here, or has signed, that belonged to the group in the record's epoch and belongs to it still.
  function _requireParty(
    bytes32 recordId,
    ConfidentialRecord storage kept,
    MemberSignature calldata consent,
    bytes32 structHash
  ) internal view {
    KeyFacts key = _requireMember(consent, SCOPE_RECORDS, structHash);
    bool isParty = _isParty(_groups(), kept.group, kept.epoch, key);
    if (!isParty) revert RecordNotParty(recordId, consent.seat); // DEFENCE: record-party
  }

  function _isParty(IGroupDirectory groups, uint32 group, uint32 epoch, KeyFacts key) internal view returns (bool) {
    (, uint40 startedAt, bool belongs, bool stays) = groups.placeOf(group, epoch, uint16(key.seat()));
    if (!stays) return false; // DEFENCE: left-the-group
    return belongs && _hadSeatAt(key, startedAt);
  }

  /// @dev The same, whether or not it belongs to the group still.
  function _requireFormerParty(
    bytes32 recordId,
    ConfidentialRecord storage kept,
    MemberSignature calldata consent,
    bytes32 structHash
  ) internal view {
    KeyFacts key = _requireMember(consent, SCOPE_RECORDS, structHash);
    (, uint40 startedAt, bool belongs, ) = _groups().placeOf(kept.group, kept.epoch, consent.seat);
    bool was = belongs && _hadSeatAt(key, startedAt);
    if (!was) revert RecordNotParty(recordId, consent.seat); // DEFENCE: record-former-party
  }

  /// @dev Its own record a sender can take back and defend when it has left the group, too.
  function _requireSender(
    bytes32 recordId,
    ConfidentialRecord storage kept,
    MemberSignature calldata consent,
    bytes32 structHash
  ) internal view {
    if (consent.seat != kept.sender) revert RecordNotSender(recordId, consent.seat); // DEFENCE: sender-only
    _requireFormerParty(recordId, kept, consent, structHash);
  }

  // ---------------------------------------------------------------- inside

  function _policyOf(uint32 group, uint32 epoch) internal view returns (GroupPolicy memory, uint256 mandatory) {
    return _groups().policyAt(group, epoch);
  }

  function _groups() internal view returns (IGroupDirectory) {
    return IGroupDirectory(constitution.module(MODULE_GROUPS));
  }

  /// @dev A seat's place among the mandatory members, from 1; 0 where it is none of them.
  function _positionOf(uint256 mandatory, uint256 seat) internal pure returns (uint256 position) {
    for (uint256 left = mandatory; left != 0; left >>= 16) {
      ++position;
      if (uint16(left) == seat + 1) return position;
    }
    return 0;
  }

  function _note(bytes32 recordId, bytes4 act, uint256 fact) internal {
    _root = keccak256(abi.encode(_root, recordId, act, fact, block.timestamp));
  }
}
