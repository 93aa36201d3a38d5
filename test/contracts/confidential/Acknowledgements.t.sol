// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {KeySignature} from "../../../contracts/types/Ballots.sol";
import {FOREVER, SCOPE_RECORDS, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";
import {P256Verifier} from "../../support/contracts/Verifiers.sol";

/// @title Acknowledgements that somebody else sends, one by one and many at once, by every kind of key.
contract AcknowledgementsTest is RecordGroup {
  uint256 private constant P256_SECRET = 0xc0ffee;
  uint256 private constant P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;

  bytes32 private _recordId;

  function setUp() external {
    _foundGroup(7);
    _recordId = _register(0);
  }

  function _addKey(uint16 seat, bytes memory signer, uint8 scopes) private {
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(signer, scopes, FOREVER));
  }

  function _ack(uint16 seat) private view returns (IConfidentialRegistry.Acknowledgement memory) {
    return IConfidentialRegistry.Acknowledgement(_recordId, _ackBy(_recordId, seat));
  }

  function _skipped(uint16 seat, bytes4 reason) private {
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.AcknowledgementSkipped(_recordId, seat, reason);
  }

  function _send(IConfidentialRegistry.Acknowledgement memory ack) private {
    IConfidentialRegistry.Acknowledgement[] memory acks = new IConfidentialRegistry.Acknowledgement[](1);
    acks[0] = ack;
    records.acknowledgeAll(acks);
  }

  function _sendSkipped(IConfidentialRegistry.Acknowledgement memory ack, bytes4 reason) private {
    _skipped(ack.consent.seat, reason);
    _send(ack);
    vm.assertFalse(records.hasAcknowledged(_recordId, ack.consent.seat), "acknowledged");
  }

  // REQ-CONF-02
  function test_acknowledge_relayed_isTheSigners() external {
    vm.prank(address(0xbeef));
    records.acknowledge(_recordId, _ackBy(_recordId, 3));
    vm.assertTrue(records.hasAcknowledged(_recordId, 3), "acknowledged");
  }

  // REQ-CONF-02
  function test_acknowledgeAll_severalRecords_eachIsFinal() external {
    bytes32 other = _register(2);
    IConfidentialRegistry.Acknowledgement[] memory acks = new IConfidentialRegistry.Acknowledgement[](8);
    for (uint16 seat = 0; seat < 4; ++seat) {
      acks[seat] = _ack(seat);
      acks[seat + 4] = IConfidentialRegistry.Acknowledgement(other, _ackBy(other, seat + 1));
    }
    vm.recordLogs();
    vm.prank(address(0xbeef));
    records.acknowledgeAll(acks);
    vm.assertEq(vm.getRecordedLogs().length, 10, "eight acknowledged, two final, none skipped");
    _assertRecord(_recordId, RecordState.Final);
    _assertRecord(other, RecordState.Final);
    vm.assertEq(records.recordOf(_recordId).acks, 4, "the one after the last needed");
    vm.assertEq(records.recordOf(other).acks, 4, "of the other record");
  }

  // REQ-CONF-09
  function test_acknowledgeAll_badOnes_areSkippedAndSinkNoOther() external {
    IConfidentialRegistry.Acknowledgement[] memory acks = new IConfidentialRegistry.Acknowledgement[](7);
    for (uint16 seat = 0; seat < 3; ++seat) acks[2 * seat] = _ack(seat);
    acks[1] = _ack(0);
    acks[3] = _ack(5);
    acks[5] = IConfidentialRegistry.Acknowledgement("nothing", _ackBy("nothing", 3));
    acks[6] = IConfidentialRegistry.Acknowledgement(_recordId, _ackBy("another", 3));

    _skipped(0, IConfidentialRegistry.RecordSaidAlready.selector);
    _skipped(5, IConfidentialRegistry.RecordNotParty.selector);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.AcknowledgementSkipped("nothing", 3, IConfidentialRegistry.RecordWrongState.selector);
    _skipped(3, MemberActions.MemberActionBadSignature.selector);
    records.acknowledgeAll(acks);
    _assertRecord(_recordId, RecordState.Final);
    vm.assertEq(records.recordOf(_recordId).acks, 3, "acknowledgements");
    vm.assertFalse(records.hasAcknowledged("nothing", 3), "of nothing");
    vm.assertFalse(records.hasAcknowledged(_recordId, 3), "signed for another");
  }

  // REQ-CONF-10
  function test_acknowledge_expired_isRefusedOneByOneAndSkippedAmongMany() external {
    uint48 deadline = uint48(_now() + 1 hours);
    bytes32 typehash = keccak256("Ack(bytes32 recordId,uint16 seat,uint48 deadline)");
    bytes32 structHash = keccak256(abi.encode(typehash, _recordId, 3, deadline));
    MemberSignature memory consent = _signedBy(
      3,
      deadline,
      _separator("Quorate Records", address(records), chain),
      structHash
    );
    _skip(1 hours + 1);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionExpired.selector, 3, deadline));
    records.acknowledge(_recordId, consent);
    _sendSkipped(IConfidentialRegistry.Acknowledgement(_recordId, consent), MemberActions.MemberActionExpired.selector);
    vm.warp(deadline);
    records.acknowledge(_recordId, consent);
    vm.assertTrue(records.hasAcknowledged(_recordId, 3), "in its last second");
  }

  // REQ-CONF-10
  function test_acknowledge_keyThatMayNot_isRefused() external {
    MemberSignature memory consent = _ackBy(_recordId, 3);
    bytes memory notAllowed = abi.encodeWithSelector(
      MemberActions.MemberActionNotAllowed.selector,
      3,
      consent.by.signer
    );
    _addKey(3, abi.encodePacked(_hot(3, 1)), SCOPE_VOTE);
    bytes32 key = _keyOf(_hot(3));
    vm.prank(_cold(3));
    members.revokeKey(3, key);
    vm.expectRevert(notAllowed);
    records.acknowledge(_recordId, consent);

    _addKey(3, consent.by.signer, SCOPE_VOTE);
    vm.expectRevert(notAllowed);
    records.acknowledge(_recordId, consent);
    _sendSkipped(
      IConfidentialRegistry.Acknowledgement(_recordId, consent),
      MemberActions.MemberActionNotAllowed.selector
    );

    _decree();
    members.suspend(2, uint40(_now() + 1 days));
    consent = _ackBy(_recordId, 2);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, 2, consent.by.signer));
    records.acknowledge(_recordId, consent);
  }

  // REQ-CONF-10
  function test_acknowledge_inAnothersName_isRefused() external {
    MemberSignature memory consent = _own(3);
    bytes memory bad = abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 3, consent.by.signer);
    vm.expectRevert(bad);
    vm.prank(_hot(2));
    records.acknowledge(_recordId, consent);

    consent.seat = 2;
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, 2, consent.by.signer));
    vm.prank(_hot(3));
    records.acknowledge(_recordId, consent);

    MemberSignature memory stolen = _ackBy(_recordId, 2);
    (stolen.seat, stolen.by.signer) = (3, consent.by.signer);
    vm.expectRevert(bad);
    records.acknowledge(_recordId, stolen);
  }

  // REQ-CONF-02
  function test_acknowledge_byAnErc1271Account_countsWhileItAgrees() external {
    ScriptedSigner account = new ScriptedSigner();
    bytes memory signer = abi.encodePacked(account);
    _addKey(3, signer, SCOPE_RECORDS);
    MemberSignature memory consent = MemberSignature(3, NEVER, KeySignature(signer, "anything"));
    account.behave(ScriptedSigner.Manner.Refuse);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 3, signer));
    records.acknowledge(_recordId, consent);

    account.behave(ScriptedSigner.Manner.BurnGas);
    _sendSkipped(
      IConfidentialRegistry.Acknowledgement(_recordId, consent),
      MemberActions.MemberActionBadSignature.selector
    );

    account.behave(ScriptedSigner.Manner.Agree);
    _send(IConfidentialRegistry.Acknowledgement(_recordId, consent));
    vm.assertTrue(records.hasAcknowledged(_recordId, 3), "acknowledged");
  }

  // REQ-CONF-02
  function test_acknowledge_byAP256Key_countsWhileItsVerifierIsApproved() external {
    (uint256 x, uint256 y) = vm.publicKeyP256(P256_SECRET);
    address verifier = address(new P256Verifier());
    _decree();
    members.approveVerifier(verifier);
    bytes memory signer = abi.encodePacked(verifier, x, y);
    _addKey(3, signer, SCOPE_RECORDS);
    bytes32 digest = _typed(_separator("Quorate Records", address(records), chain), _plain("Ack", _recordId, 3));
    (bytes32 r, bytes32 s) = vm.signP256(P256_SECRET, digest);
    if (uint256(s) > P256_ORDER / 2) s = bytes32(P256_ORDER - uint256(s));
    MemberSignature memory consent = MemberSignature(3, NEVER, KeySignature(signer, abi.encodePacked(r, s)));

    _decree();
    members.retireVerifier(verifier);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, 3, signer));
    records.acknowledge(_recordId, consent);

    _decree();
    members.approveVerifier(verifier);
    records.acknowledge(_recordId, consent);
    vm.assertTrue(records.hasAcknowledged(_recordId, 3), "acknowledged");
  }
}
