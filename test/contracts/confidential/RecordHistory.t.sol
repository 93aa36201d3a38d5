// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title Who is let in later, what is kept, and what is destroyed.
contract RecordHistoryTest is RecordGroup {
  bytes32 private constant SLOT = "slot";

  bytes32 private _recordId;
  bytes32 private _keyId;

  function setUp() external {
    _foundGroup(7);
    _recordId = _finalRecord();
    _keyId = _publish(1, 6);
  }

  function _grants(uint16 first, uint16 second) private view returns (MemberSignature[] memory consents) {
    consents = new MemberSignature[](2);
    consents[0] = _grantBy(_recordId, _keyId, SLOT, first);
    consents[1] = _grantBy(_recordId, _keyId, SLOT, second);
  }

  function _tooFew(uint256 given, uint256 needed) private pure returns (bytes memory) {
    return abi.encodeWithSelector(MemberActions.MemberActionTooFew.selector, given, needed);
  }

  // ---------------------------------------------------------------- granting

  // REQ-CONF-16
  function test_grant_byTheHistoryQuorum_isLogged() external {
    vm.assertFalse(records.isGranted(_recordId, _keyId, SLOT), "granted");
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordGranted(_recordId, _keyId, SLOT);
    records.grant(_recordId, _keyId, SLOT, _grants(2, 4));
    vm.assertTrue(records.isGranted(_recordId, _keyId, SLOT), "granted");
    vm.assertFalse(records.isGranted(_recordId, _keyId, "other slot"), "another slot");
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordGrantedAlready.selector, _recordId, _keyId));
    records.grant(_recordId, _keyId, SLOT, _grants(2, 4));
  }

  // REQ-CONF-16
  function test_grant_tooFewOrTheSameTwiceOrStrangers_reverts() external {
    MemberSignature[] memory consents = new MemberSignature[](1);
    consents[0] = _grantBy(_recordId, _keyId, SLOT, 2);
    vm.expectRevert(_tooFew(1, 2));
    records.grant(_recordId, _keyId, SLOT, consents);

    consents = _grants(2, 2);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionOutOfOrder.selector, 2));
    records.grant(_recordId, _keyId, SLOT, consents);
    consents = _grants(4, 2);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionOutOfOrder.selector, 2));
    records.grant(_recordId, _keyId, SLOT, consents);
    consents = _grants(2, 6);
    vm.expectRevert(_notParty(_recordId, 6));
    records.grant(_recordId, _keyId, SLOT, consents);
    consents = _grants(2, 4);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 2, consents[0].by.signer));
    records.grant(_recordId, _keyId, "other slot", consents);
  }

  // REQ-CONF-16
  function test_grant_withoutAHistoryQuorum_onlyByVote() external {
    GroupPolicy memory policy = _policy();
    policy.historyQuorum = 0;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _recordId = _finalRecord();
    MemberSignature[] memory consents = _grants(2, 4);
    vm.expectRevert(_tooFew(2, 0));
    records.grant(_recordId, _keyId, SLOT, consents);
    _decree();
    records.grantByVote(_recordId, _keyId, SLOT);
    vm.assertTrue(records.isGranted(_recordId, _keyId, SLOT), "granted");
  }

  // REQ-CONF-17
  function test_grant_keyThatMayNotBeSealedTo_reverts() external {
    bytes memory notUsable = abi.encodeWithSelector(
      IConfidentialRegistry.RecordKeyNotUsable.selector,
      bytes32("nobody's")
    );
    vm.expectRevert(notUsable);
    _decree();
    records.grantByVote(_recordId, "nobody's", SLOT);

    MemberSignature[] memory consents = _grants(2, 4);
    vm.prank(_hot(6));
    keys.endKey(_keyId, _own(6));
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordKeyNotUsable.selector, _keyId));
    records.grant(_recordId, _keyId, SLOT, consents);
  }

  // REQ-CONF-17
  function test_grant_suiteThatThePolicyRefuses_reverts() external {
    GroupPolicy memory policy = _policy();
    policy.suites = 4;
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.suite = 2;
    _recordId = _register(registration, 0);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordSuiteRefused.selector, GROUP, 1));
    _decree();
    records.grantByVote(_recordId, _keyId, SLOT);
  }

  // ---------------------------------------------------------------- shredding

  // REQ-CONF-18
  function test_shred_byTheShredQuorum_untilAllReceipts() external {
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordShredStarted(_recordId, uint40(_now() + SHRED_PERIOD));
    _shred(_recordId);
    _assertRecord(_recordId, RecordState.ShredPending);
    for (uint16 seat = 0; seat < PARTIES; ++seat) {
      _assertRecord(_recordId, RecordState.ShredPending);
      vm.expectEmit(true, true, true, true, address(records));
      emit IConfidentialRegistry.RecordShredReceipt(_recordId, seat);
      _confirmShred(_recordId, seat);
      vm.assertTrue(records.hasConfirmedShred(_recordId, seat), "receipt");
    }
    _assertRecord(_recordId, RecordState.Shredded);
    vm.expectRevert(_saidAlready(_recordId, 3));
    _confirmShred(_recordId, 3);
  }

  // REQ-CONF-18
  function test_shred_receiptsMissing_isShreddedWhenTheTimeIsOver() external {
    _shred(_recordId);
    _confirmShred(_recordId, 0);
    _skip(SHRED_PERIOD);
    _assertRecord(_recordId, RecordState.ShredPending);
    _skip(1);
    _assertRecord(_recordId, RecordState.Shredded);
    _confirmShred(_recordId, 2);
    vm.assertEq(records.recordOf(_recordId).trouble.receipts, 2, "a late receipt");
    _assertRecord(_recordId, RecordState.Shredded);
    vm.expectRevert(_notParty(_recordId, 6));
    _confirmShred(_recordId, 6);
  }

  // REQ-CONF-18
  function test_shred_relayedReceipt_isTheSigners() external {
    _shred(_recordId);
    records.confirmShred(_recordId, _signed(4, _plain("ShredReceipt", _recordId, 4)));
    vm.assertTrue(records.hasConfirmedShred(_recordId, 4), "receipt");
  }

  // REQ-CONF-18
  function test_confirmShred_ofWhatIsNotToBeDestroyed_reverts() external {
    vm.expectRevert(_wrongState(_recordId, RecordState.Final));
    _confirmShred(_recordId, 0);
  }

  // REQ-CONF-18
  function test_shred_tooFewOrTheSameTwice_reverts() external {
    MemberSignature[] memory consents = _shredBy(_recordId, 2);
    vm.expectRevert(_tooFew(2, 3));
    records.shred(_recordId, consents);
    consents = _shredBy(_recordId, 3);
    consents[2] = consents[1];
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionOutOfOrder.selector, 1));
    records.shred(_recordId, consents);
    _skip(TIME_TO_LIVE + 1);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionOutOfOrder.selector, 1));
    records.shred(_recordId, consents);
  }

  // REQ-CONF-19
  function test_shred_beforeTheEnd_reverts() external {
    MemberSignature[] memory consents = _shredBy("nothing", 3);
    vm.expectRevert(_tooFew(3, 0));
    records.shred("nothing", consents);
    vm.expectRevert(_wrongState("nothing", RecordState.None));
    _decree();
    records.shredByVote("nothing");

    bytes32 open = _register(0);
    consents = _shredBy(open, 3);
    vm.expectRevert(_wrongState(open, RecordState.Proposed));
    records.shred(open, consents);
    _reject(open, 3);
    vm.expectRevert(_wrongState(open, RecordState.Contested));
    records.shred(open, consents);
    _skip(ANSWER_PERIOD + 1);
    records.shred(open, consents);
    _assertRecord(open, RecordState.ShredPending);
    vm.expectRevert(_wrongState(open, RecordState.ShredPending));
    records.shred(open, consents);
  }

  // REQ-CONF-19
  function test_shred_whateverItCameTo_isPossible() external {
    bytes32 expired = _register(0);
    bytes32 cancelled = _register(0);
    _cancel(cancelled, 0);
    _skip(ACK_PERIOD + 1);
    _assertRecord(expired, RecordState.Expired);
    _decree();
    records.shredByVote(expired);
    _assertRecord(expired, RecordState.ShredPending);
    _shred(cancelled);
    _assertRecord(cancelled, RecordState.ShredPending);
    vm.expectRevert(_wrongState(expired, RecordState.ShredPending));
    _acknowledge(expired, 1);
  }

  // REQ-CONF-19
  function test_shred_timeToLiveOver_byAnybody() external {
    _skip(TIME_TO_LIVE);
    vm.warp(records.recordOf(_recordId).proposedAt + TIME_TO_LIVE);
    vm.expectRevert(_tooFew(0, 3));
    records.shred(_recordId, _noConsents());
    _skip(1);
    records.shred(_recordId, _noConsents());
    _assertRecord(_recordId, RecordState.ShredPending);
  }

  // REQ-CONF-19
  function test_shred_withoutTimeToLiveOrQuorum_onlyByVote() external {
    GroupPolicy memory policy = _policy();
    (policy.timeToLive, policy.shredQuorum) = (0, 0);
    _changeGroup(_firstSeats(PARTIES), _mandatory(1), policy);
    _recordId = _finalRecord();
    _skip(3650 days);
    MemberSignature[] memory consents = _shredBy(_recordId, 5);
    vm.expectRevert(_tooFew(5, 0));
    records.shred(_recordId, consents);
    _decree();
    records.shredByVote(_recordId);
    _assertRecord(_recordId, RecordState.ShredPending);
  }

  // REQ-CONF-20
  function test_hold_keepsARecordUntilReleased() external {
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordHeld(_recordId, true);
    _decree();
    records.hold(_recordId);
    MemberSignature[] memory consents = _shredBy(_recordId, 3);
    bytes memory onHold = abi.encodeWithSelector(IConfidentialRegistry.RecordOnHold.selector, _recordId);
    vm.expectRevert(onHold);
    records.shred(_recordId, consents);
    vm.expectRevert(onHold);
    _decree();
    records.shredByVote(_recordId);
    _skip(TIME_TO_LIVE + 1);
    vm.expectRevert(onHold);
    records.shred(_recordId, _noConsents());
    vm.expectRevert(_wrongState(_recordId, RecordState.Final));
    _decree();
    records.hold(_recordId);

    _decree();
    records.release(_recordId);
    records.shred(_recordId, _noConsents());
    _assertRecord(_recordId, RecordState.ShredPending);
  }

  // REQ-CONF-20
  function test_grantAndHold_ofWhatIsNotThere_revert() external {
    vm.expectRevert(_wrongState("nothing", RecordState.None));
    _decree();
    records.hold("nothing");
    vm.expectRevert(_wrongState("nothing", RecordState.None));
    _decree();
    records.grantByVote("nothing", _keyId, SLOT);
    _shred(_recordId);
    vm.expectRevert(_wrongState(_recordId, RecordState.ShredPending));
    _decree();
    records.hold(_recordId);
    MemberSignature[] memory consents = _grants(2, 4);
    vm.expectRevert(_wrongState(_recordId, RecordState.ShredPending));
    records.grant(_recordId, _keyId, SLOT, consents);
    _skip(SHRED_PERIOD + 1);
    vm.expectRevert(_wrongState(_recordId, RecordState.Shredded));
    _decree();
    records.grantByVote(_recordId, _keyId, SLOT);
  }
}
