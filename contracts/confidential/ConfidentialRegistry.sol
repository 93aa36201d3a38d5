// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGroupDirectory} from "../interfaces/IGroupDirectory.sol";
import {
  ConfidentialRecord,
  RECORD_CANCELLED,
  RECORD_REJECTED,
  RECORD_SUPERSEDED,
  RecordParties
} from "../types/ConfidentialRecord.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {RecordState, RejectionReason} from "../types/RecordState.sol";
import {Standing} from "../types/Standing.sol";
import {RecordBook} from "./RecordBook.sol";
import {RecordHistory} from "./RecordHistory.sol";
import {RecordIdentity} from "./RecordIdentity.sol";

/// @title Confidential records: registered by one party, acknowledged by the others, final when all hold the same plaintext.
contract ConfidentialRegistry is RecordHistory {
  bytes32 private constant REGISTRATION_TYPEHASH = keccak256(
    "Registration(bytes32 recordId,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant ACK_TYPEHASH = keccak256("Ack(bytes32 recordId,uint16 seat,uint48 deadline)");
  bytes32 private constant REJECTION_TYPEHASH = keccak256(
    "Rejection(bytes32 recordId,uint8 reason,bytes32 evidenceHash,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant ANSWER_TYPEHASH = keccak256(
    "Answer(bytes32 recordId,uint16 rejecter,bytes32 revealHash,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant STAND_TYPEHASH = keccak256("Stand(bytes32 recordId,uint16 seat,uint48 deadline)");
  bytes32 private constant CANCELLATION_TYPEHASH = keccak256(
    "Cancellation(bytes32 recordId,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant SUPERSESSION_TYPEHASH = keccak256(
    "Supersession(bytes32 recordId,bytes32 newId,uint16 seat,uint48 deadline)"
  );

  mapping(uint16 sender => mapping(uint256 word => uint256 bits)) private _nonces;

  constructor(IConstitution constitution_) RecordBook(constitution_) {}

  // ---------------------------------------------------------------- registering

  /// @inheritdoc IConfidentialRegistry
  function register(
    Registration calldata registration,
    MemberSignature calldata consent
  ) external returns (bytes32 recordId) {
    (uint32 group, uint32 epoch) = (registration.group, registration.epoch);
    bytes32 bodyHash = RecordIdentity.body(registration);
    recordId = _identify(registration, consent.seat, bodyHash);
    bytes32 message = keccak256(abi.encode(REGISTRATION_TYPEHASH, recordId, consent.seat, consent.deadline));
    _requireParty(recordId, group, epoch, consent, message);
    IGroupDirectory groups = _groups();
    uint32 current = groups.epochOf(group);
    if (epoch != current) revert RecordEpochEnded(group, epoch, current); // DEFENCE: current-epoch
    (GroupPolicy memory policy, uint256 mandatory) = groups.policyAt(group, epoch);
    // DEFENCE: suite-allowed
    if ((policy.suites >> registration.suite) & 1 == 0) revert RecordSuiteRefused(group, registration.suite);
    _useNonce(consent.seat, registration.senderNonce);

    ConfidentialRecord storage kept = _records[recordId];
    kept.contentRoot = registration.contentRoot;
    kept.bodyHash = bodyHash;
    kept.group = group;
    kept.epoch = epoch;
    kept.sender = consent.seat;
    kept.mandatoryLeft = uint16((1 << _countOf(mandatory)) - 1);
    kept.proposedAt = uint40(block.timestamp);
    kept.deadline = uint40(block.timestamp) + policy.ackPeriod;
    _note(recordId, this.register.selector, consent.seat);

    emit RecordRegistered(
      recordId,
      group,
      consent.seat,
      epoch,
      registration.senderNonce,
      registration.contentRoot,
      bodyHash,
      registration.schemaId,
      registration.suite,
      registration.previous
    );
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
    ConfidentialRecord memory next = _records[newId];
    bool succeeds =
      newId != recordId &&
        stateOf(newId) == RecordState.Final &&
        next.group == kept.group &&
        next.sender == kept.sender &&
        next.proposedAt >= kept.proposedAt;
    if (!succeeds) revert RecordNoSuccessor(recordId, newId); // DEFENCE: final-successor

    kept.flags |= RECORD_SUPERSEDED;
    _note(recordId, this.supersede.selector, uint256(newId));

    emit RecordSuperseded(recordId, newId);
  }

  // ---------------------------------------------------------------- acknowledging

  /// @inheritdoc IConfidentialRegistry
  function acknowledge(bytes32 recordId, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Proposed);
    _requireParty(recordId, kept.group, kept.epoch, consent, _ackOf(recordId, consent));
    // DEFENCE: one-ack
    if (!_parties[recordId].acknowledged.add(consent.seat)) revert RecordSaidAlready(recordId, consent.seat);
    _acknowledged(recordId, kept, consent.seat);
  }

  /// @inheritdoc IConfidentialRegistry
  function acknowledgeAll(Acknowledgement[] calldata acknowledgements) external {
    for (uint256 i = 0; i < acknowledgements.length; ++i) {
      (bytes32 recordId, MemberSignature calldata consent) = (
        acknowledgements[i].recordId,
        acknowledgements[i].consent
      );
      bytes4 fault = _ackFault(recordId, consent);
      if (fault == 0 && !_parties[recordId].acknowledged.add(consent.seat)) fault = RecordSaidAlready.selector;
      if (fault != 0) emit AcknowledgementSkipped(recordId, consent.seat, fault);
      else _acknowledged(recordId, _records[recordId], consent.seat);
    }
  }

  /// @inheritdoc IConfidentialRegistry
  function settle(bytes32 recordId) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Proposed);
    if (!_settle(recordId, kept)) revert RecordNothingToSettle(recordId);
  }

  // ---------------------------------------------------------------- disputes

  /// @inheritdoc IConfidentialRegistry
  function reject(
    bytes32 recordId,
    RejectionReason reason,
    bytes32 evidenceHash,
    MemberSignature calldata consent
  ) external {
    RecordState current = stateOf(recordId);
    bool open = current == RecordState.Proposed || current == RecordState.Contested;
    if (!open) revert RecordWrongState(recordId, current); // DEFENCE: reject-in-time
    ConfidentialRecord storage kept = _records[recordId];
    bytes32 message = keccak256(
      abi.encode(REJECTION_TYPEHASH, recordId, reason, evidenceHash, consent.seat, consent.deadline)
    );
    _requireParty(recordId, kept.group, kept.epoch, consent, message);
    RecordParties storage parties = _parties[recordId];
    // DEFENCE: one-word-per-party
    bool said = parties.acknowledged.has(consent.seat) || !parties.rejected.add(consent.seat);
    if (said) revert RecordSaidAlready(recordId, consent.seat);

    (GroupPolicy memory policy, ) = _policyOf(kept);
    if (kept.trouble.contestedAt == 0) kept.trouble.contestedAt = uint40(block.timestamp);
    kept.trouble.answerBy = uint40(block.timestamp) + policy.answerPeriod;
    ++kept.trouble.rejections;
    ++kept.trouble.openRejections;
    _note(recordId, this.reject.selector, consent.seat);

    emit RecordContested(recordId, consent.seat, reason, evidenceHash);

    uint256 members = _groups().epochAt(kept.group, kept.epoch).members;
    if (members - kept.trouble.rejections < policy.minAcks) _reject(recordId, kept); // DEFENCE: acks-out-of-reach
  }

  /// @inheritdoc IConfidentialRegistry
  function answer(bytes32 recordId, uint16 rejecter, bytes32 revealHash, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Contested);
    bytes32 message = keccak256(
      abi.encode(ANSWER_TYPEHASH, recordId, rejecter, revealHash, consent.seat, consent.deadline)
    );
    _requireSender(recordId, kept, consent, message);
    RecordParties storage parties = _parties[recordId];
    bool waits = parties.rejected.has(rejecter) && parties.answered.add(rejecter);
    if (!waits) revert RecordNotRejectedBy(recordId, rejecter); // DEFENCE: answer-a-rejection

    --kept.trouble.openRejections;
    if (kept.trouble.openRejections == 0) _endContest(kept);
    _note(recordId, this.answer.selector, rejecter);

    emit RecordAnswered(recordId, rejecter, revealHash);
  }

  /// @inheritdoc IConfidentialRegistry
  function standBy(bytes32 recordId, MemberSignature calldata consent) external {
    RecordState current = stateOf(recordId);
    bool open = current == RecordState.Proposed || current == RecordState.Contested;
    if (!open) revert RecordWrongState(recordId, current);
    ConfidentialRecord storage kept = _records[recordId];
    bytes32 message = keccak256(abi.encode(STAND_TYPEHASH, recordId, consent.seat, consent.deadline));
    _requireParty(recordId, kept.group, kept.epoch, consent, message);
    (, uint256 mandatory) = _policyOf(kept);
    bool stands = _parties[recordId].answered.has(consent.seat) && _positionOf(mandatory, consent.seat) != 0;
    if (!stands) revert RecordNotRejectedBy(recordId, consent.seat); // DEFENCE: stand-by-own-rejection
    _reject(recordId, kept);
  }

  /// @inheritdoc IConfidentialRegistry
  function uphold(bytes32 recordId) external onlyGovernance {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Contested);
    _endContest(kept);
    _note(recordId, this.uphold.selector, 0);
    emit RecordUpheld(recordId);
  }

  /// @inheritdoc IConfidentialRegistry
  function dismiss(bytes32 recordId) external onlyGovernance {
    RecordState current = stateOf(recordId);
    bool open = current == RecordState.Contested || current == RecordState.Proposed;
    bool rejected = _records[recordId].trouble.rejections != 0;
    if (!open || !rejected) revert RecordWrongState(recordId, current);
    _reject(recordId, _records[recordId]);
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IConfidentialRegistry
  function isNonceUsed(uint16 sender, uint256 senderNonce) external view returns (bool) {
    return (_nonces[sender][senderNonce >> 8] >> (senderNonce & 255)) & 1 != 0;
  }

  /// @inheritdoc IConfidentialRegistry
  function idOf(Registration calldata registration, uint16 sender) external view returns (bytes32) {
    return _identify(registration, sender, RecordIdentity.body(registration));
  }

  // ---------------------------------------------------------------- inside

  function _identify(
    Registration calldata registration,
    uint16 sender,
    bytes32 bodyHash
  ) private view returns (bytes32) {
    bytes32 recordContext = RecordIdentity.context(
      address(this),
      registration.group,
      registration.epoch,
      sender,
      registration.senderNonce
    );
    return RecordIdentity.identify(recordContext, registration.contentRoot, bodyHash);
  }

  /// @dev One context, one record: whoever is shown a leaf cannot be shown another one of the same place.
  function _useNonce(uint16 sender, uint256 senderNonce) private {
    uint256 bit = 1 << (senderNonce & 255);
    uint256 bits = _nonces[sender][senderNonce >> 8];
    if (bits & bit != 0) revert RecordNonceUsed(sender, senderNonce); // DEFENCE: sender-nonce
    _nonces[sender][senderNonce >> 8] = bits | bit;
  }

  function _ackOf(bytes32 recordId, MemberSignature calldata consent) private pure returns (bytes32) {
    return keccak256(abi.encode(ACK_TYPEHASH, recordId, consent.seat, consent.deadline));
  }

  function _ackFault(bytes32 recordId, MemberSignature calldata consent) private view returns (bytes4) {
    if (stateOf(recordId) != RecordState.Proposed) return RecordWrongState.selector;
    bytes4 fault = _faultOf(_members(), consent, SCOPE_RECORDS, _ackOf(recordId, consent));
    if (fault != 0) return fault;
    ConfidentialRecord storage kept = _records[recordId];
    return _isParty(kept.group, kept.epoch, consent) ? bytes4(0) : RecordNotParty.selector;
  }

  function _acknowledged(bytes32 recordId, ConfidentialRecord storage kept, uint16 seat) private {
    (, uint256 mandatory) = _policyOf(kept);
    uint256 position = _positionOf(mandatory, seat);
    ++kept.acks;
    if (position != 0) kept.mandatoryLeft &= ~uint16(1 << (position - 1));
    _note(recordId, this.acknowledge.selector, seat);

    emit RecordAcknowledged(recordId, seat);

    _settle(recordId, kept);
  }

  /// @dev Final once enough acknowledged and no mandatory member is missing; kept, never computed again.
  function _settle(bytes32 recordId, ConfidentialRecord storage kept) private returns (bool) {
    (GroupPolicy memory policy, uint256 mandatory) = _policyOf(kept);
    if (kept.acks < policy.minAcks) return false; // DEFENCE: enough-acks
    uint256 missing = kept.mandatoryLeft;
    if (missing != 0 && policy.waivesLeavers) missing = _stillThere(kept, mandatory, missing);
    if (missing != 0) return false; // DEFENCE: mandatory-acks

    kept.finalAt = uint40(block.timestamp);
    emit RecordFinal(recordId);
    return true;
  }

  /// @dev Of the missing mandatory members, those who have not left. Bounded by the 16 that there can be.
  function _stillThere(
    ConfidentialRecord storage kept,
    uint256 mandatory,
    uint256 missing
  ) private view returns (uint256 left) {
    uint256 startedAt = _groups().epochAt(kept.group, kept.epoch).startedAt;
    for (uint256 position = 0; missing >> position != 0; ++position) {
      if ((missing >> position) & 1 == 0) continue;
      uint16 seat = uint16(mandatory >> (16 * position)) - 1;
      bool gone = _members().standing(seat) == Standing.Former || _members().seat(seat).eligibleSince > startedAt;
      if (!gone) left |= 1 << position;
    }
  }

  function _reject(bytes32 recordId, ConfidentialRecord storage kept) private {
    kept.flags |= RECORD_REJECTED;
    _note(recordId, this.dismiss.selector, 0);
    emit RecordRejected(recordId);
  }

  /// @dev A seat's place among the mandatory members, from 1; 0 where it is none of them.
  function _positionOf(uint256 mandatory, uint256 seat) private pure returns (uint256 position) {
    for (uint256 left = mandatory; left != 0; left >>= 16) {
      ++position;
      if (uint16(left) == seat + 1) return position;
    }
    return 0;
  }

  function _countOf(uint256 mandatory) private pure returns (uint256 count) {
    for (uint256 left = mandatory; left != 0; left >>= 16) ++count;
  }
}
