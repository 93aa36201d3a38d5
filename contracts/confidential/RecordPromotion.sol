// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {IBatchAnchor} from "../interfaces/IBatchAnchor.sol";
import {IConfidentialRegistry} from "../interfaces/IConfidentialRegistry.sol";
import {IGroupDirectory} from "../interfaces/IGroupDirectory.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {BatchLeaf} from "../libraries/BatchLeaf.sol";
import {KeySignature} from "../types/Ballots.sol";
import {Bundle, Inclusion} from "../types/Batches.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {MODULE_ANCHOR} from "../types/ModuleNames.sol";
import {PARAMETER_BATCH_LATENESS} from "../types/ParameterKeys.sol";
import {RecordEntry} from "./RecordEntry.sol";

/// @title How a record of a batch comes into the book: as of the time at which it was anchored.
abstract contract RecordPromotion is RecordEntry {
  /// @dev What a promotion rests on.
  struct Claim {
    bytes32 recordId;
    uint16 seat;
    uint48 deadline;
    bytes32 signed;
  }

  /// @inheritdoc IConfidentialRegistry
  function promote(
    Registration calldata registration,
    MemberSignature calldata consent,
    Inclusion calldata inclusion
  ) external returns (bytes32 recordId) {
    recordId = idOf(registration, consent.seat);
    bytes32 digest = _hashTypedDataV4(_messageOf(recordId, registration, consent.seat, consent.deadline));
    _promote(Claim(recordId, consent.seat, consent.deadline, digest), registration, consent.by, inclusion);
  }

  /// @inheritdoc IConfidentialRegistry
  function promoteBundled(
    Registration calldata registration,
    Bundle calldata bundle,
    KeySignature calldata by,
    uint256 index,
    bytes32[] calldata proof,
    Inclusion calldata inclusion
  ) external returns (bytes32 recordId) {
    recordId = idOf(registration, bundle.seat);
    bytes32 digest = _hashTypedDataV4(_messageOf(recordId, registration, bundle.seat, bundle.deadline));
    bool isItem =
      index < bundle.count && MerkleProof.verifyCalldata(proof, bundle.itemsRoot, BatchLeaf.item(index, digest));
    if (!isItem) revert RecordNotInBundle(recordId, index); // DEFENCE: item-of-the-bundle

    bytes32 signed = _anchor().bundleDigestOf(
      bundle.itemsRoot,
      bundle.count,
      bundle.seat,
      bundle.nonce,
      bundle.deadline
    );
    _promote(Claim(recordId, bundle.seat, bundle.deadline, signed), registration, by, inclusion);
  }

  // ---------------------------------------------------------------- inside

  function _promote(
    Claim memory claim,
    Registration calldata registration,
    KeySignature calldata by,
    Inclusion calldata inclusion
  ) private {
    uint48 anchoredAt = inclusion.header.anchoredAt;
    bool isAnchored = _anchor().verifyInclusion(inclusion, claim.signed);
    if (!isAnchored) revert RecordNotAnchored(claim.recordId); // DEFENCE: promote-what-is-anchored
    _requireInTime(claim, anchoredAt);
    KeyFacts key = _requireSignedThen(claim, by, anchoredAt);
    _requireWriterThen(claim.recordId, registration, key, anchoredAt);

    _enter(claim.recordId, registration, claim.seat, uint40(anchoredAt));

    emit RecordPromoted(claim.recordId, inclusion.logId, inclusion.number, inclusion.sequence, anchoredAt);
  }

  /// @dev A batcher takes a record until its deadline and anchors it after; whoever kept one back for longer has nothing.
  function _requireInTime(Claim memory claim, uint48 anchoredAt) private view {
    uint256 latest = claim.deadline + constitution.parameter(PARAMETER_BATCH_LATENESS).value;
    // DEFENCE: anchored-in-time
    if (anchoredAt > latest) revert RecordAnchoredLate(claim.recordId, claim.deadline, anchoredAt);
  }

  /// @dev By a key that the sender has still. It could sign when the record was anchored; or it may now, in the place of one
  /// that is gone.
  function _requireSignedThen(
    Claim memory claim,
    KeySignature calldata by,
    uint48 anchoredAt
  ) private view returns (KeyFacts key) {
    IMemberRegistry members = _members();
    key = members.keyFacts(toKey(by.signer));
    bool could = key.couldAt(SCOPE_RECORDS, anchoredAt) || key.mayNow(SCOPE_RECORDS, block.timestamp);
    bool allowed = could && key.seat() == claim.seat;
    if (!allowed) revert MemberActionNotAllowed(claim.seat, by.signer); // DEFENCE: promoted-key-allowed
    bool isBlocked = members.blockedUntil(claim.seat, anchoredAt) > anchoredAt;
    if (isBlocked) revert MemberActionNotAllowed(claim.seat, by.signer); // DEFENCE: promoted-seat-not-blocked
    bytes4 fault = _signatureFault(members, by, claim.signed);
    if (fault == MemberActionNotAllowed.selector) revert MemberActionNotAllowed(claim.seat, by.signer);
    if (fault != 0) revert MemberActionBadSignature(claim.seat, by.signer); // DEFENCE: promoted-signature
  }

  /// @dev A member of the group, in the epoch that was the current one when the record was anchored.
  function _requireWriterThen(
    bytes32 recordId,
    Registration calldata registration,
    KeyFacts key,
    uint48 anchoredAt
  ) private view {
    (uint32 group, uint32 epoch, uint16 seat) = (registration.group, registration.epoch, uint16(key.seat()));
    IGroupDirectory groups = _groups();
    (uint32 current, uint40 startedAt, bool belongs, ) = groups.placeOf(group, epoch, seat);
    if (anchoredAt < startedAt) revert RecordEpochEnded(group, epoch, current); // DEFENCE: promoted-after-the-epochs-start
    bool isOver = epoch != current && anchoredAt >= groups.epochAt(group, epoch).endedAt;
    if (isOver) revert RecordEpochEnded(group, epoch, current); // DEFENCE: promoted-before-the-epochs-end
    bool writes = belongs && _hadSeatAt(key, startedAt);
    if (!writes) revert RecordNotParty(recordId, seat); // DEFENCE: promoted-group-writes
  }

  function _anchor() private view returns (IBatchAnchor) {
    return IBatchAnchor(constitution.module(MODULE_ANCHOR));
  }
}
