// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {ConfidentialRecord} from "../../../contracts/types/ConfidentialRecord.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title A record from its registration to its end.
contract ConfidentialRegistryTest is RecordGroup {
  function setUp() external {
    _foundGroup(7);
  }

  // ---------------------------------------------------------------- registering

  // REQ-CONF-01
  function test_register_byAParty_keepsWhatItCommitsTo() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.previous = "earlier";
    bytes32 recordId = records.idOf(registration, 2);

    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordRegistered(
      recordId,
      GROUP,
      2,
      1,
      registration.senderNonce,
      registration.contentRoot,
      registration.bodyHash,
      1,
      "earlier"
    );
    vm.assertEq(_register(registration, 2), recordId, "id");

    ConfidentialRecord memory kept = records.recordOf(recordId);
    vm.assertEq(kept.group, GROUP, "group");
    vm.assertEq(kept.epoch, 1, "epoch");
    vm.assertEq(kept.sender, 2, "sender");
    vm.assertEq(kept.minAcks, 3, "acknowledgements needed");
    vm.assertEq(kept.mandatoryLeft, 1, "mandatory members");
    vm.assertEq(kept.proposedAt, _now(), "proposed");
    vm.assertEq(kept.deadline, _now() + ACK_PERIOD, "deadline");
    vm.assertEq(records.previousOf(recordId), "earlier", "previous");
    vm.assertTrue(records.isNonceUsed(2, registration.senderNonce), "nonce");
    vm.assertFalse(records.isNonceUsed(1, registration.senderNonce), "nonce of another sender");
    _assertRecord(recordId, RecordState.Proposed);
  }

  // REQ-CONF-02
  function test_register_relayed_isTheSigners() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    MemberSignature memory consent = _registrationBy(registration, 3);
    vm.prank(_hot(6));
    bytes32 recordId = records.register(registration, consent);
    vm.assertEq(records.recordOf(recordId).sender, 3, "sender");
  }

  // REQ-CONF-01
  function test_idOf_vectors_followTheWrittenFormat() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    bytes32 context = keccak256(
      abi.encode(
        keccak256(
          "RecordContext(uint256 chainId,address registry,uint32 group,uint32 epoch,uint16 sender,uint256 senderNonce)"
        ),
        chain,
        address(records),
        uint256(GROUP),
        uint256(1),
        uint256(4),
        registration.senderNonce
      )
    );
    bytes32 expected = keccak256(
      abi.encode(
        keccak256("Record(bytes32 recordContext,bytes32 contentRoot,bytes32 bodyHash)"),
        context,
        registration.contentRoot,
        registration.bodyHash
      )
    );
    vm.assertEq(records.idOf(registration, 4), expected, "id");
    bytes32 body = records.bodyHashOf(IConfidentialRegistry.Body("header", "text", "commit", "slots", "schema"));
    bytes32 bodyTypehash = keccak256(
      "RecordBody(bytes32 headerHash,bytes32 ciphertextHash,bytes32 keyCommit,bytes32 slotsHash,bytes32 schemaId)"
    );
    bytes memory parts = abi.encode(
      bodyTypehash,
      bytes32("header"),
      bytes32("text"),
      bytes32("commit"),
      bytes32("slots"),
      bytes32("schema")
    );
    vm.assertEq(body, keccak256(parts), "body");
  }

  // REQ-CONF-03
  function test_register_unknownGroupOrStranger_reverts() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.group = 9;
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordEpochEnded.selector, 9, 1, 0));
    _register(registration, 0);
    registration.epoch = 0;
    bytes32 recordId = records.idOf(registration, 0);
    vm.expectRevert(_notParty(recordId, 0));
    _register(registration, 0);
    (registration.group, registration.epoch) = (GROUP, 2);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordEpochEnded.selector, GROUP, 2, 1));
    _register(registration, 0);
    registration.epoch = 1;
    recordId = records.idOf(registration, 5);
    vm.expectRevert(_notParty(recordId, 5));
    _register(registration, 5);
  }

  // REQ-CONF-03
  function test_register_suiteThatThePolicyRefuses_reverts() external {
    GroupPolicy memory policy = _policy();
    policy.suites = 2;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    IConfidentialRegistry.Registration memory registration = _registration();
    uint8[4] memory refused = [0, 2, 3, 255];
    for (uint256 i = 0; i < refused.length; ++i) {
      registration.suite = refused[i];
      vm.expectRevert(
        abi.encodeWithSelector(IConfidentialRegistry.RecordSuiteRefused.selector, GROUP, registration.suite)
      );
      _register(registration, 0);
    }
    registration.suite = 1;
    _assertRecord(_register(registration, 0), RecordState.Proposed);
  }

  // REQ-CONF-01
  function test_register_nonceUsedBefore_reverts() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    (registration.senderNonce, registration.contentRoot) = (type(uint256).max, "first");
    _register(registration, 0);
    registration.contentRoot = "second";
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNonceUsed.selector, 0, type(uint256).max));
    _register(registration, 0);
    vm.assertTrue(records.isNonceUsed(0, type(uint256).max), "used");
    vm.assertFalse(records.isNonceUsed(0, type(uint256).max - 1), "beside it");
    vm.assertFalse(records.isNonceUsed(0, 255), "in another word");
    registration.senderNonce = type(uint256).max - 1;
    _assertRecord(_register(registration, 0), RecordState.Proposed);
    _assertRecord(_register(registration, 1), RecordState.Proposed);
  }

  // ---------------------------------------------------------------- becoming final

  // REQ-CONF-04
  function test_acknowledge_byAllWhomThePolicyNames_isFinal() external {
    bytes32 recordId = _register(0);
    _acknowledge(recordId, 0);
    _acknowledge(recordId, 2);
    _acknowledge(recordId, 3);
    _assertRecord(recordId, RecordState.Proposed);
    vm.assertEq(records.recordOf(recordId).acks, 3, "enough of them, the mandatory one missing");

    _skip(1 days);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordAcknowledged(recordId, 1);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordFinal(recordId);
    _acknowledge(recordId, 1);
    _assertRecord(recordId, RecordState.Final);
    vm.assertEq(records.recordOf(recordId).finalAt, _now(), "final at");
    vm.assertTrue(records.hasAcknowledged(recordId, 3), "acknowledged");
    vm.assertFalse(records.hasAcknowledged(recordId, 4), "not acknowledged");
  }

  // REQ-CONF-04
  function test_acknowledge_mandatoryFirst_waitsForTheOthers() external {
    bytes32 recordId = _register(0);
    _acknowledge(recordId, 1);
    vm.assertEq(records.recordOf(recordId).mandatoryLeft, 0, "mandatory left");
    _acknowledge(recordId, 2);
    _assertRecord(recordId, RecordState.Proposed);
    _acknowledge(recordId, 3);
    _assertRecord(recordId, RecordState.Final);
  }

  // REQ-CONF-05
  function test_acknowledge_afterFinal_isKeptAndChangesNothing() external {
    bytes32 recordId = _finalRecord();
    uint256 finalAt = records.recordOf(recordId).finalAt;
    _skip(30 days);
    vm.recordLogs();
    _acknowledge(recordId, 4);
    vm.assertEq(vm.getRecordedLogs().length, 1, "no second RecordFinal");
    vm.assertTrue(records.hasAcknowledged(recordId, 4), "acknowledged");
    vm.assertEq(records.recordOf(recordId).acks, 4, "acknowledgements");
    vm.assertEq(records.recordOf(recordId).finalAt, finalAt, "final at");
    _assertRecord(recordId, RecordState.Final);
  }

  // REQ-CONF-04
  function test_acknowledge_twice_reverts() external {
    bytes32 recordId = _register(0);
    _acknowledge(recordId, 2);
    vm.expectRevert(_saidAlready(recordId, 2));
    _acknowledge(recordId, 2);
    vm.assertEq(records.recordOf(recordId).acks, 1, "acknowledgements");
  }

  // REQ-CONF-04
  function test_acknowledge_unknownRecordOrStranger_reverts() external {
    vm.expectRevert(_wrongState("nothing", RecordState.None));
    _acknowledge("nothing", 0);
    bytes32 recordId = _register(0);
    vm.expectRevert(_notParty(recordId, 5));
    _acknowledge(recordId, 5);
  }

  // REQ-CONF-06
  function test_acknowledge_atTheDeadlineAndBehindIt_isTakenAndRefused() external {
    bytes32 recordId = _register(0);
    _skip(ACK_PERIOD);
    _acknowledge(recordId, 0);
    _skip(1);
    _assertRecord(recordId, RecordState.Expired);
    vm.expectRevert(_wrongState(recordId, RecordState.Expired));
    _acknowledge(recordId, 1);
    vm.expectRevert(_wrongState(recordId, RecordState.Expired));
    _cancel(recordId, 0);
    vm.expectRevert(_wrongState(recordId, RecordState.Expired));
    _reject(recordId, 1);
  }

  // REQ-CONF-34
  function test_register_admittedAsTheEpochBeganAndWeighedAnew_isTaken() external {
    _join(7, 1);
    _changeGroup(_firstSeats(8), 0, _policy());
    vm.assertEq(members.seat(7).admittedAt, groups.epochAt(GROUP, 2).startedAt, "the same second");
    _skip(1);
    _decree();
    members.setWeight(7, 2);
    _skip(1);
    _assertRecord(_register(7), RecordState.Proposed);
  }

  // REQ-CONF-35
  function test_settle_mandatoryMemberAdmittedAsTheEpochBegan_isWaitedFor() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _join(7, 1);
    _changeGroup(_firstSeats(8), _mandatory(7), policy);
    vm.assertEq(members.seat(7).admittedAt, groups.epochAt(GROUP, 2).startedAt, "the same second");
    bytes32 recordId = _finalRecord();
    _assertRecord(recordId, RecordState.Proposed);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, recordId));
    records.settle(recordId);
    _skip(1);
    _acknowledge(recordId, 7);
    _assertRecord(recordId, RecordState.Final);
  }

  // REQ-CONF-07
  function test_cancel_beforeTheFirstAcknowledgement_only() external {
    bytes32 recordId = _register(0);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotSender.selector, recordId, 1));
    _cancel(recordId, 1);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordCancelled(recordId);
    _cancel(recordId, 0);
    _assertRecord(recordId, RecordState.Cancelled);
    vm.expectRevert(_wrongState(recordId, RecordState.Cancelled));
    _acknowledge(recordId, 1);

    bytes32 other = _register(0);
    _acknowledge(other, 3);
    vm.expectRevert(_wrongState(other, RecordState.Proposed));
    _cancel(other, 0);
  }

  // ---------------------------------------------------------------- a later record

  // REQ-CONF-08
  function test_supersede_finalByFinalThatFollowsIt_isSuperseded() external {
    bytes32 first = _finalRecord();
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.previous = first;
    bytes32 second = _register(registration, 0);
    bytes memory noSuccessor = abi.encodeWithSelector(IConfidentialRegistry.RecordNoSuccessor.selector, first, second);
    vm.expectRevert(noSuccessor);
    _supersede(first, second, 0);
    for (uint16 seat = 1; seat < 4; ++seat) _acknowledge(second, seat);

    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotSender.selector, first, 1));
    _supersede(first, second, 1);
    bytes32 root = records.stateRoot();
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordSuperseded(first, second);
    _supersede(first, second, 0);
    vm.assertNotEq(records.stateRoot(), root, "state root");
    _assertRecord(first, RecordState.Superseded);
    _assertRecord(second, RecordState.Final);
    vm.expectRevert(_wrongState(first, RecordState.Superseded));
    _supersede(first, second, 0);
    _shred(first);
    _assertRecord(first, RecordState.ShredPending);
    vm.expectRevert(_wrongState(first, RecordState.ShredPending));
    _supersede(first, second, 0);
  }

  function _supersede(bytes32 recordId, bytes32 newId, uint16 seat) private {
    vm.prank(_hot(seat));
    records.supersede(recordId, newId, _own(seat));
  }
}
