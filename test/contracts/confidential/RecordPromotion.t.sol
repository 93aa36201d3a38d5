// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {Bundle, Inclusion} from "../../../contracts/types/Batches.sol";
import {ConfidentialRecord} from "../../../contracts/types/ConfidentialRecord.sol";
import {FOREVER, SCOPE_RECORDS} from "../../../contracts/types/Duty.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {SeatSet} from "../../../contracts/types/SeatSet.sol";
import {Promotions} from "../../support/contracts/Promotions.sol";
import {Trees} from "../../support/contracts/Trees.sol";

/// @title Records come out of batches into the registry, as of the time at which they were anchored.
contract RecordPromotionTest is Promotions {
  IConfidentialRegistry.Registration private _it;
  MemberSignature private _by;
  Inclusion private _in;

  function setUp() external {
    _foundAnchorage();
  }

  // ---------------------------------------------------------------- what a test says

  /// @dev Anchors a record of member 0, for the rest of the test.
  function _start() private returns (bytes32 recordId) {
    (IConfidentialRegistry.Registration memory it, MemberSignature memory by, Inclusion memory within) = _anchored();
    (_it, _by, _in) = (it, by, within);
    return records.idOf(it, 0);
  }

  function _promote() private returns (bytes32) {
    return records.promote(_it, _by, _in);
  }

  /// @dev The same digest, signed by another key of the sender.
  function _signWith(uint256 key) private {
    _by = _consent(0, key, _by.deadline, _registrationDigest(_it, 0, _by.deadline));
  }

  function _addKey(uint256 index, uint8 scopes, uint40 expiresAt) private {
    vm.prank(_cold(0));
    members.addKey(0, IMemberRegistry.NewKey(abi.encodePacked(_hot(0, index)), scopes, expiresAt));
  }

  function _revokeKey() private {
    vm.prank(_cold(0));
    members.revokeKey(0, _keyOf(_hot(0)));
  }

  function _suspendKey(uint40 until) private {
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(0)), until, 0);
  }

  function _expectNotAllowed(uint256 key) private {
    vm.expectRevert(
      abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, 0, abi.encodePacked(_hot(0, key)))
    );
  }

  function _expectEnded(uint32 epoch, uint32 current) private {
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordEpochEnded.selector, GROUP, epoch, current));
  }

  // ---------------------------------------------------------------- promoted

  // REQ-BATCH-16
  function test_promote_anchoredRecord_standsAsOfItsBatch() external {
    bytes32 recordId = _start();
    uint40 anchoredAt = uint40(_now());
    _skip(3 days);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordRegistered(
      recordId,
      GROUP,
      0,
      1,
      _it.senderNonce,
      _it.contentRoot,
      _it.bodyHash,
      1,
      0
    );
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordPromoted(recordId, log, 0, 0, anchoredAt);
    vm.prank(STRANGER);
    vm.assertEq(_promote(), recordId, "id");

    ConfidentialRecord memory kept = records.recordOf(recordId);
    vm.assertEq(kept.group, GROUP, "group");
    vm.assertEq(kept.epoch, 1, "epoch");
    vm.assertEq(kept.sender, 0, "sender");
    vm.assertEq(kept.minAcks, 3, "minimum");
    vm.assertEq(kept.mandatoryLeft, 1, "mandatory");
    vm.assertEq(kept.proposedAt, anchoredAt, "proposed at");
    vm.assertEq(kept.deadline, anchoredAt + ACK_PERIOD, "deadline");
    vm.assertTrue(records.isNonceUsed(0, _it.senderNonce), "nonce");
    vm.assertEq(records.previousOf(recordId), 0, "previous");
    for (uint16 seat = 0; seat < 3; ++seat) _acknowledge(recordId, seat);
    _assertRecord(recordId, RecordState.Final);
  }

  // REQ-BATCH-16
  function test_promote_behindItsAckDeadline_hasExpired() external {
    bytes32 recordId = _start();
    _skip(ACK_PERIOD + 1);
    _promote();
    _assertRecord(recordId, RecordState.Expired);
  }

  // REQ-BATCH-16
  function test_promote_withAPrevious_followsIt() external {
    bytes32 first = _start();
    _promote();
    _it = _registration();
    _it.previous = first;
    (MemberSignature memory by, Inclusion memory within) = _anchorRegistration(_it, 0);
    (_by, _in) = (by, within);
    vm.assertEq(records.previousOf(_promote()), first, "previous");
  }

  // REQ-BATCH-17
  function test_promote_again_reverts() external {
    _start();
    _promote();
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNonceUsed.selector, 0, _it.senderNonce));
    _promote();
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNonceUsed.selector, 0, _it.senderNonce));
    _register(_it, 0);
  }

  // REQ-BATCH-17
  function test_promote_registeredDirectly_reverts() external {
    _start();
    // The very signature that went to the batcher.
    records.register(_it, _by);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNonceUsed.selector, 0, _it.senderNonce));
    _promote();
  }

  // REQ-BATCH-17
  function test_promote_inTheMembersOwnLog_isTheSame() external {
    _it = _registration();
    uint48 deadline = uint48(_now());
    bytes32 digest = _registrationDigest(_it, 0, deadline);
    (bytes32 own, uint64 sequence) = _anchorOne(4, digest);
    _by = _consent(0, 0, deadline, digest);
    _in = _inclusionOf(own, sequence);
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // ---------------------------------------------------------------- what is not in the batch

  // REQ-BATCH-17
  function test_promote_whatIsNotAnchored_reverts() external {
    _start();
    IConfidentialRegistry.Registration memory kept = _it;
    for (uint256 field = 0; field < 7; ++field) {
      _it = kept;
      if (field == 0) _it.senderNonce += 1;
      if (field == 1) _it.contentRoot = "other";
      if (field == 2) _it.bodyHash = "other";
      if (field == 3) _it.suite = 2;
      if (field == 4) _it.previous = "other";
      if (field == 5) _it.epoch = 2;
      if (field == 6) _it.group = 2;
      _signWith(0);
      vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, records.idOf(_it, 0)));
      _promote();
    }
    _it = kept;
    _by.deadline += 1;
    _signWith(0);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, records.idOf(_it, 0)));
    _promote();
  }

  // REQ-BATCH-17
  function test_promote_underAnotherName_reverts() external {
    _start();
    _by = _consent(1, 0, _by.deadline, _registrationDigest(_it, 1, _by.deadline));
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, records.idOf(_it, 1)));
    _promote();
  }

  // REQ-BATCH-18
  function test_promote_anchoredLongAfterItsDeadline_reverts() external {
    for (uint48 late = 0; late < 2; ++late) {
      _it = _registration();
      uint48 deadline = uint48(_now()) - uint48(LATENESS) - late;
      bytes32 digest = _registrationDigest(_it, 0, deadline);
      _by = _consent(0, 0, deadline, digest);
      _in = _inclusionOf(log, _anchorNext(digest));
      if (late == 1) {
        vm.expectRevert(
          abi.encodeWithSelector(
            IConfidentialRegistry.RecordAnchoredLate.selector,
            records.idOf(_it, 0),
            deadline,
            uint48(_now())
          )
        );
      }
      _promote();
    }
  }

  // ---------------------------------------------------------------- who signed

  // REQ-BATCH-18
  function test_promote_badSignature_reverts() external {
    _start();
    _by.by.signature = _sign(_secret(1, 0), _registrationDigest(_it, 0, _by.deadline));
    bytes memory bad = abi.encodeWithSelector(
      MemberActions.MemberActionBadSignature.selector,
      0,
      abi.encodePacked(_hot(0))
    );
    vm.expectRevert(bad);
    _promote();
    _by.by.signature = "";
    vm.expectRevert(bad);
    vm.prank(_hot(0));
    _promote();
  }

  // REQ-BATCH-18
  function test_promote_keyOfAnotherMember_reverts() external {
    _start();
    bytes32 digest = _registrationDigest(_it, 0, _by.deadline);
    _by.by = _keySignature(1, 0, digest);
    vm.expectRevert(
      abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, 0, abi.encodePacked(_hot(1)))
    );
    _promote();
  }

  // REQ-BATCH-18
  function test_promote_keyRevokedSince_takesAnotherKeyOfTheSender() external {
    _start();
    _skip(1);
    _addKey(1, ALL_SCOPES, FOREVER);
    _revokeKey();
    _expectNotAllowed(0);
    _promote();
    _signWith(1);
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // REQ-BATCH-18
  function test_promote_keyThatMayNotNow_reverts() external {
    _start();
    _skip(1);
    _addKey(1, ALL_SCOPES & ~SCOPE_RECORDS, FOREVER);
    _addKey(2, ALL_SCOPES, uint40(_now() + 10));
    _signWith(1);
    _expectNotAllowed(1);
    _promote();
    _signWith(2);
    _skip(10);
    _expectNotAllowed(2);
    _promote();
  }

  // REQ-BATCH-18
  function test_promote_keyThatExpiredSince_counts() external {
    _addKey(1, ALL_SCOPES, uint40(_now() + 10));
    _start();
    _signWith(1);
    _skip(10);
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // REQ-BATCH-18
  function test_promote_keyThatHadExpired_reverts() external {
    _addKey(1, ALL_SCOPES, uint40(_now() + 10));
    _skip(10);
    _start();
    _signWith(1);
    _expectNotAllowed(1);
    _promote();
  }

  // REQ-BATCH-18
  function test_promote_keyThatIsStopped_reverts() external {
    _start();
    _skip(1);
    _suspendKey(uint40(_now() + 100));
    _expectNotAllowed(0);
    _promote();
    _skip(100);
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // REQ-BATCH-18
  function test_promote_seatBlockedWhenItWasAnchored_reverts() external {
    _skip(1);
    _decree();
    members.suspend(0, uint40(_now() + 100));
    _skip(1);
    _start();
    _skip(200);
    _expectNotAllowed(0);
    _promote();
  }

  // REQ-BATCH-18
  function test_promote_seatBlockedSince_counts() external {
    _start();
    _skip(1);
    _decree();
    members.suspend(0, uint40(_now() + 100));
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // REQ-BATCH-18
  function test_promote_seatBlockedUntilThen_counts() external {
    _decree();
    members.suspend(0, uint40(_now() + 100));
    _skip(100);
    _start();
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // REQ-BATCH-18
  function test_promote_senderLeft_reverts() external {
    _start();
    _skip(1);
    _leave(0);
    _expectNotAllowed(0);
    _promote();
  }

  // ---------------------------------------------------------------- which epoch

  function _without(uint16 seat) private pure returns (SeatSet memory seats) {
    seats = _firstSeats(PARTIES);
    seats.words[0] &= ~(uint256(1) << seat);
  }

  // REQ-BATCH-19
  function test_promote_epochEndedSince_counts() external {
    bytes32 recordId = _start();
    _skip(1);
    _changeGroup(_without(0), _mandatory(1), _policy());
    _promote();
    vm.assertEq(records.recordOf(recordId).epoch, 1, "epoch");
    _acknowledge(recordId, 2);
  }

  // REQ-BATCH-19
  function test_promote_epochThatHadEnded_reverts() external {
    _it = _registration();
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), _policy());
    (MemberSignature memory by, Inclusion memory within) = _anchorRegistration(_it, 0);
    (_by, _in) = (by, within);
    vm.assertEq(groups.epochAt(GROUP, 1).endedAt, _now(), "in its last second");
    _expectEnded(1, 2);
    _promote();
  }

  // REQ-BATCH-19
  function test_promote_epochThatHadNotBegun_reverts() external {
    _it = _registration();
    _it.epoch = 2;
    (MemberSignature memory by, Inclusion memory within) = _anchorRegistration(_it, 0);
    (_by, _in) = (by, within);
    _expectEnded(2, 1);
    _promote();
    _skip(1);
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), _policy());
    _expectEnded(2, 2);
    _promote();
    _it = _registration();
    (by, within) = _anchorRegistration(_it, 0);
    (_by, _in) = (by, within);
    vm.assertEq(groups.epochAt(GROUP, 2).startedAt, _now(), "in its first second");
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // REQ-BATCH-19
  function test_promote_senderOutsideTheGroup_reverts() external {
    (IConfidentialRegistry.Registration memory it, MemberSignature memory by, Inclusion memory within) = _anchoredOf(
      OUTSIDER
    );
    vm.expectRevert(_notParty(records.idOf(it, OUTSIDER), OUTSIDER));
    records.promote(it, by, within);
  }

  // REQ-BATCH-19
  function test_promote_suiteThatTheGroupDoesNotAdmit_reverts() external {
    GroupPolicy memory policy = _policy();
    policy.suites = 2;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _it = _registration();
    _it.suite = 2;
    (MemberSignature memory by, Inclusion memory within) = _anchorRegistration(_it, 0);
    (_by, _in) = (by, within);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordSuiteRefused.selector, GROUP, 2));
    _promote();
  }

  // REQ-BATCH-19
  function test_promote_senderWithAnotherWeight_counts() external {
    _start();
    _skip(10);
    _decree();
    members.setWeight(0, 2);
    _assertRecord(_promote(), RecordState.Proposed);
  }

  // ---------------------------------------------------------------- one of a bundle

  struct Held {
    IConfidentialRegistry.Registration[] items;
    bytes32[] leaves;
    Bundle bundle;
    KeySignature by;
    Inclusion inclusion;
  }

  /// @dev Records of member 0 under one signature, anchored.
  function _bundled(uint256 count) private returns (Held memory held) {
    held.items = new IConfidentialRegistry.Registration[](count);
    for (uint256 i = 0; i < count; ++i) held.items[i] = _registration();
    uint48 deadline = uint48(_now()) + 60;
    bytes32[] memory digests = _itemDigests(held.items, 0, deadline);
    held.leaves = _itemLeaves(digests);
    held.bundle = _bundleOf(digests, 0, deadline);
    bytes32 digest = _bundleDigest(held.bundle);
    held.by = _keySignature(0, 0, digest);
    held.inclusion = _inclusionOf(log, _anchorNext(digest));
  }

  function _promoteItem(Held memory held, uint256 index) private returns (bytes32) {
    return
      records.promoteBundled(
        held.items[index],
        held.bundle,
        held.by,
        index,
        Trees.proofOf(held.leaves, index),
        held.inclusion
      );
  }

  // REQ-BATCH-20
  function test_promoteBundled_eachItem_standsAlone() external {
    Held memory held = _bundled(5);
    uint40 anchoredAt = uint40(_now());
    _skip(10);
    for (uint256 i = 0; i < 5; ++i) {
      bytes32 recordId = records.idOf(held.items[i], 0);
      vm.expectEmit(true, true, true, true, address(records));
      emit IConfidentialRegistry.RecordPromoted(recordId, log, 0, 0, anchoredAt);
      vm.assertEq(_promoteItem(held, i), recordId, "id");
      vm.assertEq(records.recordOf(recordId).proposedAt, anchoredAt, "proposed at");
    }
    vm.expectRevert(
      abi.encodeWithSelector(IConfidentialRegistry.RecordNonceUsed.selector, 0, held.items[2].senderNonce)
    );
    _promoteItem(held, 2);
  }

  function _expectNotInBundle(IConfidentialRegistry.Registration memory item, uint256 index) private {
    bytes32 recordId = records.idOf(item, 0);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotInBundle.selector, recordId, index));
  }

  // REQ-BATCH-20
  function test_promoteBundled_whatIsNotInIt_reverts() external {
    Held memory held = _bundled(3);
    bytes32[] memory proof = Trees.proofOf(held.leaves, 1);
    _expectNotInBundle(held.items[0], 1);
    records.promoteBundled(held.items[0], held.bundle, held.by, 1, proof, held.inclusion);
    _expectNotInBundle(held.items[1], 0);
    records.promoteBundled(held.items[1], held.bundle, held.by, 0, proof, held.inclusion);
    held.items[1].suite = 2;
    _expectNotInBundle(held.items[1], 1);
    records.promoteBundled(held.items[1], held.bundle, held.by, 1, proof, held.inclusion);
  }

  // REQ-BATCH-20
  function test_promoteBundled_indexBehindItsCount_reverts() external {
    Held memory held = _bundled(3);
    // The tree has three items, and the bundle says two.
    held.bundle.count = 2;
    bytes32 digest = _bundleDigest(held.bundle);
    held.by = _keySignature(0, 0, digest);
    held.inclusion = _inclusionOf(log, _anchorNext(digest));
    _expectNotInBundle(held.items[2], 2);
    _promoteItem(held, 2);
    _promoteItem(held, 1);
  }

  // REQ-BATCH-20
  function test_promoteBundled_bundleThatIsNotAnchored_reverts() external {
    Held memory held = _bundled(2);
    bytes32 recordId = records.idOf(held.items[1], 0);
    for (uint256 field = 0; field < 2; ++field) {
      if (field == 0) held.bundle.nonce += 1;
      else (held.bundle.nonce, held.bundle.count) = (BUNDLE_NONCE, 3);
      held.by = _keySignature(0, 0, _bundleDigest(held.bundle));
      vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotAnchored.selector, recordId));
      _promoteItem(held, 1);
    }
    held.bundle.count = 2;
    held.by = _keySignature(0, 0, _bundleDigest(held.bundle));
    _promoteItem(held, 1);
  }

  // REQ-BATCH-20
  function test_promoteBundled_itemsOwnSignature_isNone() external {
    Held memory held = _bundled(2);
    held.by = _keySignature(0, 0, _registrationDigest(held.items[0], 0, held.bundle.deadline));
    vm.expectRevert(
      abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 0, abi.encodePacked(_hot(0)))
    );
    _promoteItem(held, 0);
  }

  // REQ-BATCH-20
  function test_promoteBundled_lateOrOutsideTheGroup_reverts() external {
    Held memory held = _bundled(2);
    held.bundle.deadline = uint48(_now() - LATENESS - 1);
    bytes32[] memory digests = _itemDigests(held.items, 0, held.bundle.deadline);
    held.leaves = _itemLeaves(digests);
    held.bundle.itemsRoot = Trees.rootOf(held.leaves);
    bytes32 digest = _bundleDigest(held.bundle);
    held.by = _keySignature(0, 0, digest);
    held.inclusion = _inclusionOf(log, _anchorNext(digest));
    vm.expectRevert(
      abi.encodeWithSelector(
        IConfidentialRegistry.RecordAnchoredLate.selector,
        records.idOf(held.items[0], 0),
        held.bundle.deadline,
        uint48(_now())
      )
    );
    _promoteItem(held, 0);
  }
}
