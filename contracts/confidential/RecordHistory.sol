// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {ConfidentialRecord} from "../types/ConfidentialRecord.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {RecordState} from "../types/RecordState.sol";
import {RecordBook} from "./RecordBook.sol";
import {RecordIdentity} from "./RecordIdentity.sol";

/// @title What happens to a record later: others are let in, a field is shown, it is kept, it is destroyed.
abstract contract RecordHistory is RecordBook {
  bytes32 private constant GRANT_TYPEHASH = keccak256(
    "Grant(bytes32 recordId,bytes32 keyId,bytes32 slotHash,uint16 seat,uint48 deadline)"
  );
  bytes32 private constant SHRED_TYPEHASH = keccak256("Shred(bytes32 recordId,uint16 seat,uint48 deadline)");
  bytes32 private constant RECEIPT_TYPEHASH = keccak256("ShredReceipt(bytes32 recordId,uint16 seat,uint48 deadline)");
  uint256 private constant SHREDDABLE =
    (1 << uint8(RecordState.Final)) |
      (1 << uint8(RecordState.Rejected)) |
      (1 << uint8(RecordState.Expired)) |
      (1 << uint8(RecordState.Cancelled)) |
      (1 << uint8(RecordState.Superseded));
  uint256 private constant GONE =
    (1 << uint8(RecordState.None)) | (1 << uint8(RecordState.ShredPending)) | (1 << uint8(RecordState.Shredded));

  // ---------------------------------------------------------------- others are let in

  /// @inheritdoc IConfidentialRegistry
  function grant(bytes32 recordId, bytes32 keyId, bytes32 slotHash, MemberSignature[] calldata consents) external {
    (GroupPolicy memory policy, ) = _policyOf(_records[recordId]);
    _requireQuorum(consents.length, policy.historyQuorum); // DEFENCE: grant-quorum
    for (uint256 i = 0; i < consents.length; ++i) {
      MemberSignature calldata consent = consents[i];
      bytes32 message = keccak256(
        abi.encode(GRANT_TYPEHASH, recordId, keyId, slotHash, consent.seat, consent.deadline)
      );
      _requireConsent(recordId, consents, i, message);
    }
    _grant(recordId, keyId, slotHash);
  }

  /// @inheritdoc IConfidentialRegistry
  function grantByVote(bytes32 recordId, bytes32 keyId, bytes32 slotHash) external onlyGovernance {
    _grant(recordId, keyId, slotHash);
  }

  // ---------------------------------------------------------------- it is kept, or destroyed

  /// @inheritdoc IConfidentialRegistry
  function hold(bytes32 recordId) external onlyGovernance {
    _setHeld(recordId, true);
  }

  /// @inheritdoc IConfidentialRegistry
  function release(bytes32 recordId) external onlyGovernance {
    _setHeld(recordId, false);
  }

  /// @inheritdoc IConfidentialRegistry
  function shred(bytes32 recordId, MemberSignature[] calldata consents) external {
    ConfidentialRecord memory kept = _records[recordId];
    (GroupPolicy memory policy, ) = _policyOf(kept);
    bool isOld = policy.timeToLive != 0 && block.timestamp > uint256(kept.proposedAt) + policy.timeToLive;
    if (!isOld) {
      _requireQuorum(consents.length, policy.shredQuorum); // DEFENCE: shred-quorum
      for (uint256 i = 0; i < consents.length; ++i) {
        bytes32 message = keccak256(abi.encode(SHRED_TYPEHASH, recordId, consents[i].seat, consents[i].deadline));
        _requireConsent(recordId, consents, i, message);
      }
    }
    _startShred(recordId, policy.shredPeriod);
  }

  /// @inheritdoc IConfidentialRegistry
  function shredByVote(bytes32 recordId) external onlyGovernance {
    (GroupPolicy memory policy, ) = _policyOf(_records[recordId]);
    _startShred(recordId, policy.shredPeriod);
  }

  /// @inheritdoc IConfidentialRegistry
  function confirmShred(bytes32 recordId, MemberSignature calldata consent) external {
    ConfidentialRecord storage kept = _requireState(recordId, RecordState.ShredPending);
    bytes32 message = keccak256(abi.encode(RECEIPT_TYPEHASH, recordId, consent.seat, consent.deadline));
    _requireParty(recordId, kept.group, kept.epoch, consent, message);
    // DEFENCE: one-receipt
    if (!_parties[recordId].shredded.add(consent.seat)) revert RecordSaidAlready(recordId, consent.seat);

    ++kept.trouble.receipts;
    _note(recordId, this.confirmShred.selector, consent.seat);

    emit RecordShredReceipt(recordId, consent.seat);
  }

  // ---------------------------------------------------------------- a field is shown

  /// @inheritdoc IConfidentialRegistry
  function verifyDisclosure(
    bytes32 recordId,
    uint256 senderNonce,
    Opening[] calldata openings,
    bytes32[] calldata proof,
    bool[] calldata flags
  ) external view returns (bool) {
    ConfidentialRecord memory kept = _records[recordId];
    bytes32 recordContext = RecordIdentity.context(address(this), kept.group, kept.epoch, kept.sender, senderNonce);
    bytes32 identity = RecordIdentity.identify(recordContext, kept.contentRoot, kept.bodyHash);
    if (kept.proposedAt == 0 || identity != recordId) revert RecordContextMismatch(recordId); // DEFENCE: leaf-bound
    bytes32[] memory leaves = new bytes32[](openings.length);
    for (uint256 i = 0; i < openings.length; ++i) leaves[i] = RecordIdentity.leaf(recordContext, openings[i]);
    bool isProved =
      openings.length != 0 && MerkleProof.multiProofVerifyCalldata(proof, flags, kept.contentRoot, leaves);
    if (!isProved) revert DisclosureMismatch(recordId); // DEFENCE: disclosure-proof
    return true;
  }

  // ---------------------------------------------------------------- inside

  function _grant(bytes32 recordId, bytes32 keyId, bytes32 slotHash) private {
    RecordState current = stateOf(recordId);
    if ((1 << uint8(current)) & GONE != 0) revert RecordWrongState(recordId, current); // DEFENCE: grant-while-there
    _note(recordId, this.grant.selector, uint256(keyId));
    emit RecordGranted(recordId, keyId, slotHash);
  }

  function _setHeld(bytes32 recordId, bool held) private {
    RecordState current = stateOf(recordId);
    bool possible = (1 << uint8(current)) & GONE == 0 && _records[recordId].trouble.held != held;
    if (!possible) revert RecordWrongState(recordId, current);
    _records[recordId].trouble.held = held;
    _note(recordId, this.hold.selector, held ? 1 : 0);
    emit RecordHeld(recordId, held);
  }

  function _startShred(bytes32 recordId, uint32 period) private {
    RecordState current = stateOf(recordId);
    if ((1 << uint8(current)) & SHREDDABLE == 0) revert RecordWrongState(recordId, current); // DEFENCE: shred-after-the-end
    ConfidentialRecord storage kept = _records[recordId];
    if (kept.trouble.held) revert RecordOnHold(recordId); // DEFENCE: hold

    kept.trouble.shredAt = uint40(block.timestamp);
    _note(recordId, this.shred.selector, 0);

    emit RecordShredStarted(recordId, uint40(block.timestamp) + period);
  }

  function _requireQuorum(uint256 given, uint256 needed) private pure {
    if (needed == 0 || given < needed) revert MemberActionTooFew(given, needed);
  }

  function _requireConsent(
    bytes32 recordId,
    MemberSignature[] calldata consents,
    uint256 i,
    bytes32 message
  ) private view {
    // DEFENCE: record-consents-distinct
    if (i != 0 && consents[i].seat <= consents[i - 1].seat) revert MemberActionOutOfOrder(consents[i].seat);
    ConfidentialRecord storage kept = _records[recordId];
    _requireParty(recordId, kept.group, kept.epoch, consents[i], message);
  }
}
