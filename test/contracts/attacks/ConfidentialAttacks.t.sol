// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IKeyDirectory} from "../../../contracts/interfaces/IKeyDirectory.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignatureCheck} from "../../../contracts/libraries/SignatureCheck.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {FOREVER, SCOPE_RECORDS} from "../../../contracts/types/Duty.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {SeatSet} from "../../../contracts/types/SeatSet.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title Attacks on records by members that left, by whoever comes after them, by relayers, senders and groups.
contract ConfidentialAttacksTest is RecordGroup {
  bytes32 private _recordId;

  function setUp() external {
    _foundGroup(7);
    _recordId = _register(0);
  }

  function _withoutSeat(uint256 seat) private pure returns (SeatSet memory seats) {
    seats = _firstSeats(PARTIES);
    seats.words[0] &= ~(1 << seat);
  }

  /// @dev The organisation of the seat leaves, and another is given the seat when that may be.
  function _reissue(uint16 seat) private {
    _leave(seat);
    _skip(366 days + 1);
    _decree();
    members.admit(address(0xc01d), 1, "another organisation");
    vm.prank(address(0xc01d));
    members.addKey(seat, _newKey(_hot(seat)));
    _acceptBy(seat, address(0xc01d));
    vm.assertEq(members.seat(seat).cold, address(0xc01d), "the seat's new holder");
  }

  function _acceptBy(uint16 seat, address cold) private {
    _skip(1);
    bytes memory signer = abi.encodePacked(cold);
    vm.startPrank(cold);
    accession.accept(seat, accession.currentState(), 0, signer, "");
    vm.stopPrank();
    _skip(1);
  }

  function _notAllowed(uint16 seat) private pure returns (bytes memory) {
    return abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, seat, abi.encodePacked(_hot(seat)));
  }

  // ---------------------------------------------------------------- who left

  // REQ-CONF-31
  function test_register_byAMemberThatWasPutOut_reverts() external {
    _changeGroup(_withoutSeat(4), _mandatory(1), _policy());
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.epoch = 1;
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordEpochEnded.selector, GROUP, 1, 2));
    _register(registration, 4);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordEpochEnded.selector, GROUP, 1, 2));
    _register(registration, 0);
    registration.epoch = 2;
    bytes32 recordId = records.idOf(registration, 4);
    vm.expectRevert(_notParty(recordId, 4));
    _register(registration, 4);
  }

  // REQ-CONF-31
  function test_acknowledge_byAMemberThatWasPutOut_reverts() external {
    _changeGroup(_withoutSeat(4), _mandatory(1), _policy());
    vm.expectRevert(_notParty(_recordId, 4));
    _acknowledge(_recordId, 4);
    vm.expectRevert(_notParty(_recordId, 4));
    _reject(_recordId, 4);
    IConfidentialRegistry.Acknowledgement[] memory acks = new IConfidentialRegistry.Acknowledgement[](1);
    acks[0] = IConfidentialRegistry.Acknowledgement(_recordId, _ackBy(_recordId, 4));
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.AcknowledgementSkipped(_recordId, 4, IConfidentialRegistry.RecordNotParty.selector);
    records.acknowledgeAll(acks);
    for (uint16 seat = 0; seat < 3; ++seat) _acknowledge(_recordId, seat);
    _assertRecord(_recordId, RecordState.Final);
  }

  // REQ-CONF-31
  function test_grantAndShred_withConsentOfAMemberThatWasPutOut_revert() external {
    bytes32 finished = _finalRecord();
    bytes32 keyId = _publish(1, 4);
    _changeGroup(_withoutSeat(0), _mandatory(1), _policy());
    MemberSignature[] memory consents = new MemberSignature[](2);
    consents[0] = _grantBy(finished, keyId, "slot", 0);
    consents[1] = _grantBy(finished, keyId, "slot", 2);
    vm.expectRevert(_notParty(finished, 0));
    records.grant(finished, keyId, "slot", consents);
    consents = _shredBy(finished, 3);
    vm.expectRevert(_notParty(finished, 0));
    records.shred(finished, consents);
  }

  // REQ-CONF-31
  function test_answer_bySenderThatWasPutOut_defendsItsRecord() external {
    _changeGroup(_withoutSeat(0), _mandatory(1), _policy());
    _reject(_recordId, 4);
    _answer(_recordId, 0, 4);
    for (uint16 seat = 1; seat < 4; ++seat) _acknowledge(_recordId, seat);
    _assertRecord(_recordId, RecordState.Final);
    _shredByMajority();
    _confirmShred(_recordId, 0);
    vm.assertTrue(records.hasConfirmedShred(_recordId, 0), "a receipt of one that was put out");
  }

  function _shredByMajority() private {
    _decree();
    records.shredByVote(_recordId);
  }

  // REQ-CONF-32
  function test_isUsable_keyOfAMemberThatLeft_isNot() external {
    bytes32 keyId = _publish(1, 4);
    vm.assertTrue(keys.isUsable(keyId), "usable");
    _leave(4);
    vm.assertFalse(keys.isUsable(keyId), "usable");
    vm.assertEq(keys.currentKey(4, 1, IKeyDirectory.Purpose.Encrypt), 0, "current");
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordKeyNotUsable.selector, keyId));
    _decree();
    records.grantByVote(_recordId, keyId, "slot");
    vm.expectRevert(_notAllowed(4));
    _acknowledge(_recordId, 4);
  }

  // REQ-CONF-33
  function test_seatGivenAgain_newHolder_hasNothingOfItsPredecessor() external {
    bytes32 keyId = _publish(_newEncryptionKey(1, 0, uint40(_now() + 3000 days)), 0);
    _reissue(0);
    vm.assertFalse(groups.isMember(GROUP, 1, 0), "member");
    vm.assertFalse(keys.isUsable(keyId), "key");
    vm.expectRevert(abi.encodeWithSelector(IKeyDirectory.EncryptionKeyUnknown.selector, 0, keyId));
    vm.prank(_hot(0));
    keys.endKey(keyId, _own(0));

    IConfidentialRegistry.Registration memory registration = _registration();
    bytes32 recordId = records.idOf(registration, 0);
    vm.expectRevert(_notParty(recordId, 0));
    _register(registration, 0);
    recordId = _register(registration, 1);
    vm.expectRevert(_notParty(recordId, 0));
    _acknowledge(recordId, 0);

    records.shred(_recordId, _noConsents());
    vm.expectRevert(_notParty(_recordId, 0));
    _confirmShred(_recordId, 0);
  }

  // REQ-CONF-33
  function test_seatGivenAgain_newHoldersConsent_doesNotChangeTheGroup() external {
    _reissue(0);
    bytes32 typehash = keccak256(
      "GroupChange(uint32 group,uint32 expectedEpoch,bytes32 contentHash,uint16 seat,uint48 deadline)"
    );
    bytes32 contentHash = keccak256(abi.encode(_firstSeats(6), uint256(0), _policy()));
    MemberSignature[] memory consents = new MemberSignature[](4);
    for (uint16 seat = 0; seat < 4; ++seat) {
      bytes32 structHash = keccak256(abi.encode(typehash, uint256(GROUP), uint256(1), contentHash, seat, NEVER));
      consents[seat] = _signedBy(seat, NEVER, _separator("Quorate Groups", address(groups), chain), structHash);
    }
    vm.expectRevert(_notAllowed(0));
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), 0, _policy(), consents);
  }

  // REQ-CONF-33
  function test_seatGivenAgain_keyThatWaitedToBegin_doesNotStandInTheWay() external {
    _publish(_newEncryptionKey(1, uint40(_now() + 3000 days), uint40(_now() + 3001 days)), 0);
    _reissue(0);
    bytes32 keyId = _publish(2, 0);
    vm.assertEq(keys.currentKey(0, 1, IKeyDirectory.Purpose.Encrypt), keyId, "current");
  }

  // REQ-CONF-34
  function test_setWeight_ofAMember_leavesItInItsGroupsAndItsKeysInUse() external {
    bytes32 keyId = _publish(1, 1);
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _recordId = _register(0);
    _skip(1);
    _decree();
    members.setWeight(1, 2);
    for (uint16 seat = 2; seat < 5; ++seat) _acknowledge(_recordId, seat);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, _recordId));
    records.settle(_recordId);
    vm.assertTrue(groups.isMember(GROUP, 2, 1), "member");
    vm.assertTrue(keys.isUsable(keyId), "key");
    _acknowledge(_recordId, 1);
    _assertRecord(_recordId, RecordState.Final);
  }

  // ---------------------------------------------------------------- mandatory members that left

  // REQ-CONF-35
  function test_settle_mandatoryMemberLeft_onlyWhereThePolicyWaivesIt() external {
    for (uint16 seat = 2; seat < 5; ++seat) _acknowledge(_recordId, seat);
    bytes memory nothing = abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, _recordId);
    _leave(1);
    vm.expectRevert(nothing);
    records.settle(_recordId);
    _skip(ACK_PERIOD + 1);
    _assertRecord(_recordId, RecordState.Expired);
    vm.expectRevert(_wrongState(_recordId, RecordState.Expired));
    records.settle(_recordId);
  }

  // REQ-CONF-35
  function test_settle_mandatoryMemberLeftAndWaived_isFinal() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1, 2), policy);
    _recordId = _register(0);
    bytes memory nothing = abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, _recordId);
    vm.assertEq(records.recordOf(_recordId).mandatoryLeft, 3, "two mandatory members");
    vm.expectRevert(nothing);
    records.settle(_recordId);
    for (uint16 seat = 2; seat < 5; ++seat) _acknowledge(_recordId, seat);
    vm.expectRevert(nothing);
    records.settle(_recordId);
    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    vm.expectRevert(nothing);
    records.settle(_recordId);
    _leave(1);
    records.settle(_recordId);
    _assertRecord(_recordId, RecordState.Final);
    vm.assertEq(records.recordOf(_recordId).finalAt, _now(), "final at");
    vm.assertEq(records.recordOf(_recordId).mandatoryLeft, 1, "who was missing");
  }

  // REQ-CONF-35
  function test_settle_tooFewAcknowledgements_reverts() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _recordId = _register(0);
    _leave(1);
    _acknowledge(_recordId, 2);
    _acknowledge(_recordId, 3);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, _recordId));
    records.settle(_recordId);
    _acknowledge(_recordId, 4);
    _assertRecord(_recordId, RecordState.Final);
  }

  // REQ-CONF-35
  function test_settle_mandatoryMemberPutOutByItsGroup_isNotWaived() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _recordId = _register(0);
    for (uint16 seat = 2; seat < 5; ++seat) _acknowledge(_recordId, seat);
    _changeGroup(_withoutSeat(1), 0, policy);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, _recordId));
    records.settle(_recordId);
    _assertRecord(_recordId, RecordState.Proposed);
  }

  // REQ-CONF-35
  function test_settle_mandatorySeatGivenAgain_isWaivedForItsPredecessor() external {
    GroupPolicy memory policy = _policy();
    (policy.waivesLeavers, policy.ackPeriod) = (true, 3650 days);
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _recordId = _register(0);
    for (uint16 seat = 2; seat < 5; ++seat) _acknowledge(_recordId, seat);
    _reissue(1);
    vm.expectRevert(_notParty(_recordId, 1));
    _acknowledge(_recordId, 1);
    records.settle(_recordId);
    _assertRecord(_recordId, RecordState.Final);
  }

  // ---------------------------------------------------------------- replay

  // REQ-CONF-36
  function test_acknowledge_signedForAnotherRegistryOrChain_reverts() external {
    bytes32 structHash = _plain("Ack", _recordId, 3);
    bytes memory bad = abi.encodeWithSelector(
      MemberActions.MemberActionBadSignature.selector,
      3,
      abi.encodePacked(_hot(3))
    );
    MemberSignature memory consent = _signedBy(
      3,
      NEVER,
      _separator("Quorate Records", address(keys), chain),
      structHash
    );
    vm.expectRevert(bad);
    records.acknowledge(_recordId, consent);
    consent = _signedBy(3, NEVER, _separator("Quorate Keys", address(records), chain), structHash);
    vm.expectRevert(bad);
    records.acknowledge(_recordId, consent);
    consent = _ackBy(_recordId, 3);
    vm.chainId(999);
    vm.expectRevert(bad);
    records.acknowledge(_recordId, consent);
  }

  // REQ-CONF-36
  function test_register_copiedUnderAnotherNameGroupRegistryOrChain_isAnotherRecord() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    bytes32 here = _register(registration, 0);
    bytes32 copy = _register(registration, 1);
    vm.assertNotEq(copy, here, "another name");
    MemberSignature memory consent = _ackBy(here, 3);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 3, consent.by.signer));
    records.acknowledge(copy, consent);

    registration.group = _createGroup(_firstSeats(PARTIES), 0, _policy());
    vm.assertNotEq(records.idOf(registration, 0), here, "another group");
    MemberSignature memory writer = _registrationBy(registration, 2);
    registration.group = GROUP;
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 2, writer.by.signer));
    records.register(registration, writer);
    registration.epoch = 2;
    vm.assertNotEq(records.idOf(registration, 0), here, "another epoch");
    registration.epoch = 1;
    bytes memory arguments = abi.encode(constitution);
    address other = _create("contracts/confidential/ConfidentialRegistry.sol:ConfidentialRegistry", arguments);
    vm.assertNotEq(IConfidentialRegistry(other).idOf(registration, 0), here, "another registry");
    vm.chainId(999);
    vm.assertNotEq(records.idOf(registration, 0), here, "another chain");
  }

  // REQ-CONF-36
  function test_register_relayerAddsWhatWasNotSigned_reverts() external {
    IConfidentialRegistry.Registration memory registration = _registration();
    MemberSignature memory consent = _registrationBy(registration, 0);
    bytes memory bad = abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 0, consent.by.signer);
    registration.previous = _recordId;
    vm.expectRevert(bad);
    records.register(registration, consent);
    (registration.previous, registration.suite) = (0, 2);
    vm.expectRevert(bad);
    records.register(registration, consent);
    (registration.suite, registration.bodyHash) = (1, "other body");
    vm.expectRevert(bad);
    records.register(registration, consent);
  }

  // REQ-CONF-37
  function test_acknowledgeAll_starvedOfGas_revertsInsteadOfSkipping() external {
    bytes memory signer = abi.encodePacked(new ScriptedSigner());
    vm.prank(_cold(3));
    members.addKey(3, IMemberRegistry.NewKey(signer, SCOPE_RECORDS, FOREVER));
    IConfidentialRegistry.Acknowledgement[] memory acks = new IConfidentialRegistry.Acknowledgement[](1);
    acks[0] = IConfidentialRegistry.Acknowledgement(
      _recordId,
      MemberSignature(3, NEVER, KeySignature(signer, "anything"))
    );
    uint256 needed = uint256(1_000_000 * 64) / 63 + 5_000;
    vm.expectRevert(abi.encodeWithSelector(SignatureCheck.SignatureCheckOutOfGas.selector, needed));
    records.acknowledgeAll{gas: 900_000}(acks);
  }

  // ---------------------------------------------------------------- senders

  // REQ-CONF-08
  function test_supersede_byARecordThatDoesNotFollow_reverts() external {
    for (uint16 seat = 0; seat < 3; ++seat) _acknowledge(_recordId, seat);
    bytes32 unrelated = _finalRecord();
    bytes memory refusal = abi.encodeWithSelector(
      IConfidentialRegistry.RecordNoSuccessor.selector,
      _recordId,
      unrelated
    );
    vm.expectRevert(refusal);
    vm.prank(_hot(0));
    records.supersede(_recordId, unrelated, _own(0));

    IConfidentialRegistry.Registration memory registration = _registration();
    registration.previous = _recordId;
    bytes32 anothers = _register(registration, 2);
    for (uint16 seat = 0; seat < 3; ++seat) _acknowledge(anothers, seat);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNoSuccessor.selector, _recordId, anothers));
    vm.prank(_hot(0));
    records.supersede(_recordId, anothers, _own(0));
    _assertRecord(_recordId, RecordState.Final);
  }
}
