// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {IKeyDirectory} from "../interfaces/IKeyDirectory.sol";
import {ConfidentialRecord} from "../types/ConfidentialRecord.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {MODULE_KEYS} from "../types/ModuleNames.sol";
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
  uint256 private constant DOOMED = (1 << uint8(RecordState.ShredPending)) | (1 << uint8(RecordState.Shredded));
  uint256 private constant GONE = (1 << uint8(RecordState.None)) | DOOMED;

  mapping(bytes32 grant => bool) private _grants;

  // ---------------------------------------------------------------- others are let in

  /// @inheritdoc IConfidentialRegistry
  function grant(bytes32 recordId, bytes32 keyId, bytes32 slotHash, MemberSignature[] calldata consents) external {
    ConfidentialRecord storage kept = _requireThere(recordId);
    (GroupPolicy memory policy, ) = _policyOf(kept.group, kept.epoch);
    _requireEnough(consents.length, policy.historyQuorum);
    for (uint256 i = 0; i < consents.length; ++i) {
      _requireNext(consents, i);
      bytes32 message = keccak256(
        abi.encode(GRANT_TYPEHASH, recordId, keyId, slotHash, consents[i].seat, consents[i].deadline)
      );
      _requireParty(recordId, kept, consents[i], message);
    }
    _grant(recordId, kept, keyId, slotHash);
  }

  /// @inheritdoc IConfidentialRegistry
  function grantByVote(bytes32 recordId, bytes32 keyId, bytes32 slotHash) external onlyGovernance {
    _grant(recordId, _requireThere(recordId), keyId, slotHash);
  }

  /// @inheritdoc IConfidentialRegistry
  function isGranted(bytes32 recordId, bytes32 keyId, bytes32 slotHash) external view returns (bool) {
    return _grants[keccak256(abi.encode(recordId, keyId, slotHash))];
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
    ConfidentialRecord storage kept = _records[recordId];
    (GroupPolicy memory policy, ) = _policyOf(kept.group, kept.epoch);
    bool isOld = policy.timeToLive != 0 && block.timestamp > uint256(kept.proposedAt) + policy.timeToLive;
    if (!isOld) _requireEnough(consents.length, policy.shredQuorum); // DEFENCE: shred-quorum
    for (uint256 i = 0; i < consents.length; ++i) {
      _requireNext(consents, i);
      bytes32 message = keccak256(abi.encode(SHRED_TYPEHASH, recordId, consents[i].seat, consents[i].deadline));
      _requireParty(recordId, kept, consents[i], message);
    }
    _startShred(recordId, kept, policy.shredPeriod);
  }

  /// @inheritdoc IConfidentialRegistry
  function shredByVote(bytes32 recordId) external onlyGovernance {
    ConfidentialRecord storage kept = _records[recordId];
    (GroupPolicy memory policy, ) = _policyOf(kept.group, kept.epoch);
    _startShred(recordId, kept, policy.shredPeriod);
  }

  /// @inheritdoc IConfidentialRegistry
  function confirmShred(bytes32 recordId, MemberSignature calldata consent) external {
    RecordState current = stateOf(recordId);
    if ((1 << uint8(current)) & DOOMED == 0) revert RecordWrongState(recordId, current); // DEFENCE: receipt-of-the-doomed
    ConfidentialRecord storage kept = _records[recordId];
    bytes32 message = keccak256(abi.encode(RECEIPT_TYPEHASH, recordId, consent.seat, consent.deadline));
    _requireFormerParty(recordId, kept, consent, message);
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
    Commitment calldata commitment,
    Opening[] calldata openings,
    bytes32[] calldata proof,
    bool[] calldata flags
  ) external view returns (bool) {
    bytes32 recordContext = _contextOf(recordId, commitment);
    bytes32[] memory leaves = new bytes32[](openings.length);
    for (uint256 i = 0; i < openings.length; ++i) leaves[i] = RecordIdentity.leaf(recordContext, openings[i]);
    bool isProved =
      openings.length != 0 && MerkleProof.multiProofVerifyCalldata(proof, flags, commitment.contentRoot, leaves);
    if (!isProved) revert DisclosureMismatch(recordId); // DEFENCE: disclosure-proof
    return true;
  }

  /// @inheritdoc IConfidentialRegistry
  function bodyHashOf(Body calldata body) external pure returns (bytes32) {
    return RecordIdentity.body(body);
  }

  // ---------------------------------------------------------------- inside

  /// @dev Of a record that there is, and of its own commitments.
  function _contextOf(bytes32 recordId, Commitment calldata commitment) private view returns (bytes32 recordContext) {
    ConfidentialRecord storage kept = _records[recordId];
    if (kept.proposedAt == 0) revert RecordContextMismatch(recordId); // DEFENCE: leaf-of-a-record
    recordContext = RecordIdentity.context(address(this), kept.group, kept.epoch, kept.sender, commitment.senderNonce);
    bytes32 identity = RecordIdentity.identify(recordContext, commitment.contentRoot, commitment.bodyHash);
    if (identity != recordId) revert RecordContextMismatch(recordId); // DEFENCE: leaf-bound
  }

  function _requireThere(bytes32 recordId) private view returns (ConfidentialRecord storage) {
    RecordState current = stateOf(recordId);
    if ((1 << uint8(current)) & GONE != 0) revert RecordWrongState(recordId, current); // DEFENCE: while-it-is-there
    return _records[recordId];
  }

  function _grant(bytes32 recordId, ConfidentialRecord storage kept, bytes32 keyId, bytes32 slotHash) private {
    IKeyDirectory keys = IKeyDirectory(constitution.module(MODULE_KEYS));
    if (!keys.isUsable(keyId)) revert RecordKeyNotUsable(keyId); // DEFENCE: grant-to-a-usable-key
    (GroupPolicy memory policy, ) = _policyOf(kept.group, kept.epoch);
    uint8 suite = keys.encryptionKey(keyId).suite;
    if ((policy.suites >> suite) & 1 == 0) revert RecordSuiteRefused(kept.group, suite); // DEFENCE: grant-suite-allowed
    bytes32 name = keccak256(abi.encode(recordId, keyId, slotHash));
    if (_grants[name]) revert RecordGrantedAlready(recordId, keyId); // DEFENCE: grant-once

    _grants[name] = true;
    _note(recordId, this.grant.selector, uint256(name));

    emit RecordGranted(recordId, keyId, slotHash);
  }

  function _setHeld(bytes32 recordId, bool held) private {
    ConfidentialRecord storage kept = _requireThere(recordId);
    if (kept.trouble.held == held) revert RecordWrongState(recordId, stateOf(recordId));

    kept.trouble.held = held;
    _note(recordId, this.hold.selector, held ? 1 : 0);

    emit RecordHeld(recordId, held);
  }

  function _startShred(bytes32 recordId, ConfidentialRecord storage kept, uint32 period) private {
    RecordState current = stateOf(recordId);
    if ((1 << uint8(current)) & SHREDDABLE == 0) revert RecordWrongState(recordId, current); // DEFENCE: shred-after-the-end
    if (kept.trouble.held) revert RecordOnHold(recordId); // DEFENCE: hold

    kept.trouble.shredAt = uint40(block.timestamp);
    _note(recordId, this.shred.selector, 0);

    emit RecordShredStarted(recordId, uint40(block.timestamp) + period);
  }
}
