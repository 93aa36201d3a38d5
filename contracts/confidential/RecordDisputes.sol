// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {ConfidentialRecord, RECORD_REJECTED, RecordParties, RecordTrouble} from "../types/ConfidentialRecord.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {RecordState, RejectionReason} from "../types/RecordState.sol";
import {RecordBook} from "./RecordBook.sol";

/// @title What happens when a party rejects a record: one liar must not kill it, nor a sender that cheats get it through.
abstract contract RecordDisputes is RecordBook {
  bytes32 private constant REJECTION_TYPEHASH = keccak256(
    "Rejection(bytes32 recordId,uint8 reason,bytes32 evidenceHash,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant ANSWER_TYPEHASH = keccak256(
    "Answer(bytes32 recordId,uint16 rejecter,bytes32 revealHash,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant STAND_TYPEHASH = keccak256("Stand(bytes32 recordId,uint16 seat,uint48 deadline)");

  // ---------------------------------------------------------------- between the parties

  /// @inheritdoc IConfidentialRegistry
  function reject(
    bytes32 recordId,
    RejectionReason reason,
    bytes32 evidenceHash,
    MemberSignature calldata consent
  ) external {
    ConfidentialRecord storage kept = _requireOpen(recordId);
    bytes32 message = keccak256(
      abi.encode(REJECTION_TYPEHASH, recordId, reason, evidenceHash, consent.seat, consent.deadline)
    );
    _requireParty(recordId, kept, consent, message);
    // Its own rejection, left unanswered, would be a way to take a record back that others have acknowledged.
    if (consent.seat == kept.sender) revert RecordOwn(recordId, consent.seat); // DEFENCE: sender-rejects-not
    RecordParties storage parties = _parties[recordId];
    bool said = parties.acknowledged.has(consent.seat) || !parties.rejected.add(consent.seat);
    if (said) revert RecordSaidAlready(recordId, consent.seat); // DEFENCE: one-word-per-party

    (GroupPolicy memory policy, ) = _policyOf(kept.group, kept.epoch);
    RecordTrouble storage trouble = kept.trouble;
    if (trouble.contestedAt == 0) trouble.contestedAt = uint40(block.timestamp);
    trouble.answerBy = uint40(block.timestamp) + policy.answerPeriod;
    ++trouble.rejections;
    ++trouble.waiting;
    parties.waiting.add(consent.seat);
    _note(recordId, this.reject.selector, consent.seat);

    emit RecordContested(recordId, consent.seat, reason, evidenceHash);
  }

  /// @inheritdoc IConfidentialRegistry
  function answer(bytes32 recordId, uint16 rejecter, bytes32 revealHash, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Contested);
    bytes32 message = keccak256(
      abi.encode(ANSWER_TYPEHASH, recordId, rejecter, revealHash, consent.seat, consent.deadline)
    );
    _requireSender(recordId, kept, consent, message);
    RecordParties storage parties = _parties[recordId];
    bool waits = parties.waiting.remove(rejecter);
    if (!waits) revert RecordNotRejectedBy(recordId, rejecter); // DEFENCE: answer-a-rejection

    parties.answered.add(rejecter);
    --kept.trouble.waiting;
    if (kept.trouble.waiting == 0) _endContest(kept);
    _note(recordId, this.answer.selector, rejecter);

    emit RecordAnswered(recordId, rejecter, revealHash);
  }

  /// @inheritdoc IConfidentialRegistry
  function standBy(bytes32 recordId, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireOpen(recordId);
    bytes32 message = keccak256(abi.encode(STAND_TYPEHASH, recordId, consent.seat, consent.deadline));
    _requireParty(recordId, kept, consent, message);
    RecordParties storage parties = _parties[recordId];
    bool stands = !parties.acknowledged.has(consent.seat) && parties.answered.remove(consent.seat);
    if (!stands) revert RecordNotRejectedBy(recordId, consent.seat); // DEFENCE: stand-by-own-rejection

    parties.stoodBy.add(consent.seat);
    ++kept.trouble.stoodBy;
    _note(recordId, this.standBy.selector, consent.seat);

    emit RecordStoodBy(recordId, consent.seat);

    uint256 mandatory = _groups().mandatoryAt(kept.group, kept.epoch);
    uint256 others = _groups().epochAt(kept.group, kept.epoch).members - kept.trouble.stoodBy;
    bool isHopeless = _positionOf(mandatory, consent.seat) != 0 || others < kept.minAcks;
    if (isHopeless) _reject(recordId, kept);
  }

  // ---------------------------------------------------------------- by vote

  /// @inheritdoc IConfidentialRegistry
  function uphold(bytes32 recordId) external onlyGovernance {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.Contested);

    RecordParties storage parties = _parties[recordId];
    parties.waiting.clear();
    parties.answered.clear(); // DEFENCE: upheld-for-good
    parties.stoodBy.clear();
    kept.trouble.waiting = 0;
    kept.trouble.stoodBy = 0;
    _endContest(kept);
    _note(recordId, this.uphold.selector, 0);

    emit RecordUpheld(recordId);
  }

  /// @inheritdoc IConfidentialRegistry
  function dismiss(bytes32 recordId) external onlyGovernance {
    ConfidentialRecord storage kept = _requireOpen(recordId);
    if (kept.trouble.rejections == 0) revert RecordWrongState(recordId, RecordState.Proposed); // DEFENCE: dismiss-the-rejected
    _reject(recordId, kept);
  }

  // ---------------------------------------------------------------- inside

  function _requireOpen(bytes32 recordId) private view returns (ConfidentialRecord storage) {
    RecordState current = stateOf(recordId);
    bool open = current == RecordState.Proposed || current == RecordState.Contested;
    if (!open) revert RecordWrongState(recordId, current); // DEFENCE: dispute-in-time
    return _records[recordId];
  }

  /// @dev The contest is over; what it took of the time to acknowledge is given back.
  function _endContest(ConfidentialRecord storage kept) private {
    kept.deadline += uint40(block.timestamp) - kept.trouble.contestedAt; // DEFENCE: contest-time-given-back
    kept.trouble.contestedAt = 0;
  }

  function _reject(bytes32 recordId, ConfidentialRecord storage kept) private {
    kept.flags |= RECORD_REJECTED;
    _note(recordId, this.dismiss.selector, 0);

    emit RecordRejected(recordId);
  }
}
