// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../access/Governed.sol";
import {MemberActions} from "../access/MemberActions.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGroupDirectory} from "../interfaces/IGroupDirectory.sol";
import {IModule} from "../interfaces/IModule.sol";
import {
  ConfidentialRecord,
  RECORD_CANCELLED,
  RECORD_REJECTED,
  RECORD_SUPERSEDED,
  RecordParties,
  RecordTrouble
} from "../types/ConfidentialRecord.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {toKey} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {MODULE_GROUPS} from "../types/ModuleNames.sol";
import {RecordState} from "../types/RecordState.sol";

/// @title What is stored of records, where each stands, and who belongs to it.
abstract contract RecordBook is IConfidentialRegistry, MemberActions {
  mapping(bytes32 recordId => ConfidentialRecord) internal _records;
  mapping(bytes32 recordId => RecordParties) internal _parties;
  bytes32 private _root;

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Records", "1") {}

  /// @inheritdoc IConfidentialRegistry
  function stateOf(bytes32 recordId) public view returns (RecordState) {
    ConfidentialRecord memory kept = _records[recordId];
    if (kept.proposedAt == 0) return RecordState.None;
    if (kept.trouble.shredAt != 0) return _shredState(kept);
    if (kept.flags & RECORD_SUPERSEDED != 0) return RecordState.Superseded;
    if (kept.flags & RECORD_CANCELLED != 0) return RecordState.Cancelled;
    if (kept.flags & RECORD_REJECTED != 0) return RecordState.Rejected;
    if (kept.finalAt != 0) return RecordState.Final;
    if (kept.trouble.contestedAt != 0) {
      bool unanswered = kept.trouble.openRejections != 0 && block.timestamp > kept.trouble.answerBy;
      return unanswered ? RecordState.Rejected : RecordState.Contested; // DEFENCE: unanswered-rejection
    }
    return block.timestamp > kept.deadline ? RecordState.Expired : RecordState.Proposed; // DEFENCE: ack-deadline
  }

  /// @inheritdoc IConfidentialRegistry
  function recordOf(bytes32 recordId) external view returns (ConfidentialRecord memory) {
    return _records[recordId];
  }

  /// @inheritdoc IConfidentialRegistry
  function hasAcknowledged(bytes32 recordId, uint16 seat) external view returns (bool) {
    return _parties[recordId].acknowledged.has(seat);
  }

  /// @inheritdoc IModule
  function stateRoot() external view returns (bytes32) {
    return _root;
  }

  function _shredState(ConfidentialRecord memory kept) private view returns (RecordState) {
    (GroupPolicy memory policy, ) = _policyOf(kept);
    IGroupDirectory.Epoch memory epoch = _groups().epochAt(kept.group, kept.epoch);
    bool over =
      kept.trouble.receipts == epoch.members || block.timestamp > uint256(kept.trouble.shredAt) + policy.shredPeriod;
    return over ? RecordState.Shredded : RecordState.ShredPending;
  }

  function _requireState(bytes32 recordId, RecordState expected) internal view returns (ConfidentialRecord storage) {
    RecordState current = stateOf(recordId);
    if (current != expected) revert RecordWrongState(recordId, current); // DEFENCE: record-state
    return _records[recordId];
  }

  /// @dev A key of a member that belonged to the group in the record's epoch acts, or has signed.
  function _requireParty(
    bytes32 recordId,
    uint32 group,
    uint32 epoch,
    MemberSignature calldata consent,
    bytes32 structHash
  ) internal view {
    _requireMember(consent, SCOPE_RECORDS, structHash);
    // DEFENCE: record-party
    if (!_isParty(group, epoch, consent)) revert RecordNotParty(recordId, consent.seat);
  }

  function _isParty(uint32 group, uint32 epoch, MemberSignature calldata consent) internal view returns (bool) {
    uint256 since = _members().keyFacts(toKey(consent.by.signer)).eligibleSince();
    return _groups().isMember(group, epoch, consent.seat, since);
  }

  function _requireSender(
    bytes32 recordId,
    ConfidentialRecord storage kept,
    MemberSignature calldata consent,
    bytes32 structHash
  ) internal view {
    if (consent.seat != kept.sender) revert RecordNotSender(recordId, consent.seat); // DEFENCE: sender-only
    _requireParty(recordId, kept.group, kept.epoch, consent, structHash);
  }

  function _policyOf(ConfidentialRecord memory kept) internal view returns (GroupPolicy memory, uint256) {
    return _groups().policyAt(kept.group, kept.epoch);
  }

  function _groups() internal view returns (IGroupDirectory) {
    return IGroupDirectory(constitution.module(MODULE_GROUPS));
  }

  /// @dev Everything that happens to records, in order, as one hash.
  function _note(bytes32 recordId, bytes4 act, uint256 fact) internal {
    _root = keccak256(abi.encode(_root, recordId, act, fact, block.timestamp));
  }

  /// @dev The contest is over; what it took of the time to acknowledge is given back.
  function _endContest(ConfidentialRecord storage kept) internal {
    RecordTrouble storage trouble = kept.trouble;
    kept.deadline += uint40(block.timestamp) - trouble.contestedAt; // DEFENCE: contest-time-given-back
    trouble.contestedAt = 0;
    trouble.openRejections = 0;
  }
}
