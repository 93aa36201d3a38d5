// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGroupDirectory} from "../interfaces/IGroupDirectory.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {ConfidentialRecord, RECORD_CANCELLED, RECORD_SUPERSEDED, RecordParties} from "../types/ConfidentialRecord.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {RecordState} from "../types/RecordState.sol";
import {RecordBook} from "./RecordBook.sol";
import {RecordDisputes} from "./RecordDisputes.sol";
import {RecordHistory} from "./RecordHistory.sol";
import {RecordPromotion} from "./RecordPromotion.sol";

/// @title Confidential records: registered by one party, acknowledged by the others, final when all hold the same plaintext.
contract ConfidentialRegistry is RecordPromotion, RecordDisputes, RecordHistory {
  bytes32 private constant ACK_TYPEHASH = keccak256("Ack(bytes32 recordId,uint16 seat,uint48 deadline)");
  bytes32 private constant CANCELLATION_TYPEHASH = keccak256(
    "Cancellation(bytes32 recordId,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant SUPERSESSION_TYPEHASH = keccak256(
    "Supersession(bytes32 recordId,bytes32 newId,uint16 seat,uint48 deadline)"
  );

  constructor(IConstitution constitution_) RecordBook(constitution_) {}

  // ---------------------------------------------------------------- registering

  /// @inheritdoc IConfidentialRegistry
  function register(
    Registration calldata registration,
    MemberSignature calldata consent
  ) external returns (bytes32 recordId) {
    recordId = idOf(registration, consent.seat);
    _requireWriter(recordId, registration, consent);

    _enter(recordId, registration, consent.seat, uint40(block.timestamp));
  }

  /// @inheritdoc IConfidentialRegistry
  function cancel(bytes32 recordId, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Proposed);
    if (kept.acks != 0) revert RecordWrongState(recordId, RecordState.Proposed); // DEFENCE: cancel-before-acks
    bytes32 message = keccak256(abi.encode(CANCELLATION_TYPEHASH, recordId, consent.seat, consent.deadline));
    _requireSender(recordId, kept, consent, message);

    kept.flags |= RECORD_CANCELLED;
    _note(recordId, this.cancel.selector, 0);

    emit RecordCancelled(recordId);
  }

  /// @inheritdoc IConfidentialRegistry
  function supersede(bytes32 recordId, bytes32 newId, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Final);
    bytes32 message = keccak256(abi.encode(SUPERSESSION_TYPEHASH, recordId, newId, consent.seat, consent.deadline));
    _requireSender(recordId, kept, consent, message);
    ConfidentialRecord storage next = _records[newId];
    bool related = next.group == kept.group && next.sender == kept.sender && previousOf[newId] == recordId;
    if (!related) revert RecordNoSuccessor(recordId, newId); // DEFENCE: related-successor
    if (stateOf(newId) != RecordState.Final) revert RecordNoSuccessor(recordId, newId); // DEFENCE: final-successor

    kept.flags |= RECORD_SUPERSEDED;
    _note(recordId, this.supersede.selector, uint256(newId));

    emit RecordSuperseded(recordId, newId);
  }

  // ---------------------------------------------------------------- acknowledging

  /// @inheritdoc IConfidentialRegistry
  function acknowledge(bytes32 recordId, MemberSignature calldata consent) external {
    RecordState current = stateOf(recordId);
    if (!_takesAcks(current)) revert RecordWrongState(recordId, current); // DEFENCE: ack-in-time
    ConfidentialRecord storage kept = _records[recordId];
    _requireParty(recordId, kept, consent, _ackOf(recordId, consent));
    if (!_acknowledge(recordId, kept, consent.seat)) revert RecordSaidAlready(recordId, consent.seat);
  }

  /// @inheritdoc IConfidentialRegistry
  function acknowledgeAll(Acknowledgement[] calldata acknowledgements) external {
    (IMemberRegistry members, IGroupDirectory groups) = (_members(), _groups());
    for (uint256 i = 0; i < acknowledgements.length; ++i) {
      bytes32 recordId = acknowledgements[i].recordId;
      MemberSignature calldata consent = acknowledgements[i].consent;
      bytes4 fault = _ackFault(members, groups, recordId, consent);
      if (fault == 0 && !_acknowledge(recordId, _records[recordId], consent.seat)) fault = RecordSaidAlready.selector;
      if (fault != 0) emit AcknowledgementSkipped(recordId, consent.seat, fault);
    }
  }

  /// @inheritdoc IConfidentialRegistry
  function settle(bytes32 recordId) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Proposed);
    if (!_settle(recordId, kept)) revert RecordNothingToSettle(recordId);
    // Of a record that an acknowledgement makes final, the acknowledgement says so.
    _note(recordId, this.settle.selector, 0);
  }

  // ---------------------------------------------------------------- inside

  /// @dev A member of the group in its current epoch.
  function _requireWriter(
    bytes32 recordId,
    Registration calldata registration,
    MemberSignature calldata consent
  ) private view {
    bytes32 message = _messageOf(recordId, registration, consent.seat, consent.deadline);
    KeyFacts key = _requireMember(consent, SCOPE_RECORDS, message);
    (uint32 group, uint32 epoch) = (registration.group, registration.epoch);
    (uint32 current, uint40 startedAt, bool belongs, ) = _groups().placeOf(group, epoch, consent.seat);
    if (epoch != current) revert RecordEpochEnded(group, epoch, current); // DEFENCE: current-epoch
    bool writes = belongs && _hadSeatAt(key, startedAt);
    if (!writes) revert RecordNotParty(recordId, consent.seat); // DEFENCE: group-writes
  }

  function _ackOf(bytes32 recordId, MemberSignature calldata consent) private pure returns (bytes32) {
    return keccak256(abi.encode(ACK_TYPEHASH, recordId, consent.seat, consent.deadline));
  }

  /// @dev Who comes late says so all the same: that it holds the record, too, is worth knowing.
  function _takesAcks(RecordState current) private pure returns (bool) {
    return current == RecordState.Proposed || current == RecordState.Final;
  }

  function _ackFault(
    IMemberRegistry members,
    IGroupDirectory groups,
    bytes32 recordId,
    MemberSignature calldata consent
  ) private view returns (bytes4) {
    ConfidentialRecord memory kept = _records[recordId];
    if (!_takesAcks(_stateOf(kept))) return RecordWrongState.selector; // DEFENCE: batched-ack-in-time
    (bytes4 fault, KeyFacts key) = _faultOf(members, consent, SCOPE_RECORDS, _ackOf(recordId, consent));
    if (fault != 0) return fault; // DEFENCE: batched-ack-signed
    bool isParty = _isParty(groups, kept.group, kept.epoch, key);
    if (!isParty) return RecordNotParty.selector; // DEFENCE: batched-ack-of-party
    return 0;
  }

  /// @dev False where the member has said this before, or the opposite.
  function _acknowledge(bytes32 recordId, ConfidentialRecord storage kept, uint16 seat) private returns (bool) {
    RecordParties storage parties = _parties[recordId];
    if (kept.trouble.stoodBy != 0 && parties.stoodBy.has(seat)) return false; // DEFENCE: stands-by-its-word
    if (!parties.acknowledged.add(seat)) return false; // DEFENCE: one-ack

    ++kept.acks;
    if (kept.mandatoryLeft != 0) {
      uint256 mandatory = _groups().mandatoryAt(kept.group, kept.epoch);
      uint256 position = _positionOf(mandatory, seat);
      if (position != 0) kept.mandatoryLeft &= ~uint16(1 << (position - 1));
    }
    _note(recordId, this.acknowledge.selector, seat);

    emit RecordAcknowledged(recordId, seat);

    _settle(recordId, kept);
    return true;
  }

  /// @dev Final once enough acknowledged and no mandatory member is missing; kept, never computed again.
  function _settle(bytes32 recordId, ConfidentialRecord storage kept) private returns (bool) {
    if (kept.finalAt != 0) return false; // DEFENCE: final-once
    if (kept.acks < kept.minAcks) return false; // DEFENCE: enough-acks
    if (kept.mandatoryLeft != 0 && _areMissed(kept)) return false; // DEFENCE: mandatory-acks

    kept.finalAt = uint40(block.timestamp);
    emit RecordFinal(recordId);
    return true;
  }

  /// @dev Whether a mandatory member that has not acknowledged is waited for. Bounded by the 16 that there can be.
  function _areMissed(ConfidentialRecord storage kept) private view returns (bool) {
    (GroupPolicy memory policy, uint256 mandatory) = _policyOf(kept.group, kept.epoch);
    if (!policy.waivesLeavers) return true; // DEFENCE: leavers-waived-by-policy
    (IGroupDirectory groups, IMemberRegistry members) = (_groups(), _members());
    (, uint40 startedAt, , ) = groups.placeOf(kept.group, kept.epoch, kept.sender);
    for (uint256 left = kept.mandatoryLeft; left != 0; left >>= 1) {
      if (left & 1 != 0) {
        IMemberRegistry.Seat memory holder = members.seat(uint16(mandatory) - 1);
        // Whoever took over the seat later is not the member that the group took in.
        if (holder.leftAt == 0 && holder.admittedAt <= startedAt) return true; // DEFENCE: only-leavers-waived
      }
      mandatory >>= 16;
    }
    return false;
  }
}
