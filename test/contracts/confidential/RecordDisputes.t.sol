// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {ConfidentialRecord} from "../../../contracts/types/ConfidentialRecord.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {RecordState, RejectionReason} from "../../../contracts/types/RecordState.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title What parties, senders and votes make of a rejection.
contract RecordDisputesTest is RecordGroup {
  bytes32 private _recordId;

  function setUp() external {
    _foundGroup(7);
    _recordId = _register(0);
  }

  function _notRejectedBy(uint16 seat) private view returns (bytes memory) {
    return abi.encodeWithSelector(IConfidentialRegistry.RecordNotRejectedBy.selector, _recordId, seat);
  }

  function _dismiss() private {
    _decree();
    records.dismiss(_recordId);
  }

  // REQ-CONF-11
  function test_reject_byAParty_opensAContest() external {
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordContested(_recordId, 2, RejectionReason.KeyCommitMismatch, EVIDENCE);
    _reject(_recordId, 2);
    _assertRecord(_recordId, RecordState.Contested);
    ConfidentialRecord memory kept = records.recordOf(_recordId);
    vm.assertEq(kept.trouble.contestedAt, _now(), "contested at");
    vm.assertEq(kept.trouble.answerBy, _now() + ANSWER_PERIOD, "answer by");
    vm.assertEq(kept.trouble.waiting, 1, "waiting");
    vm.assertEq(kept.trouble.rejections, 1, "rejections");
    vm.assertTrue(records.hasRejected(_recordId, 2), "rejected");
    vm.assertTrue(records.isWaitingForAnswer(_recordId, 2), "waits");

    vm.expectRevert(_wrongState(_recordId, RecordState.Contested));
    _acknowledge(_recordId, 1);
    vm.expectRevert(_wrongState(_recordId, RecordState.Contested));
    _cancel(_recordId, 0);
  }

  // REQ-CONF-02
  function test_reject_relayed_isTheSigners() external {
    bytes32 typehash = keccak256(
      "Rejection(bytes32 recordId,uint8 reason,bytes32 evidenceHash,uint16 seat,uint48 deadline)"
    );
    bytes32 structHash = keccak256(abi.encode(typehash, _recordId, RejectionReason.NoSlot, EVIDENCE, 3, NEVER));
    records.reject(_recordId, RejectionReason.NoSlot, EVIDENCE, _signed(3, structHash));
    vm.assertTrue(records.hasRejected(_recordId, 3), "rejected");

    typehash = keccak256("Answer(bytes32 recordId,uint16 rejecter,bytes32 revealHash,uint16 seat,uint48 deadline)");
    records.answer(
      _recordId,
      3,
      REVEAL,
      _signed(0, keccak256(abi.encode(typehash, _recordId, uint256(3), REVEAL, uint256(0), NEVER)))
    );
    vm.assertFalse(records.isWaitingForAnswer(_recordId, 3), "waits");
    records.standBy(_recordId, _signed(3, _plain("Stand", _recordId, 3)));
    vm.assertTrue(records.standsByRejection(_recordId, 3), "stands by it");
  }

  // REQ-CONF-11
  function test_reject_twiceOrAfterAcknowledging_reverts() external {
    _reject(_recordId, 2);
    vm.expectRevert(_saidAlready(_recordId, 2));
    _reject(_recordId, 2);
    _answer(_recordId, 0, 2);
    vm.expectRevert(_saidAlready(_recordId, 2));
    _reject(_recordId, 2);
    _acknowledge(_recordId, 3);
    vm.expectRevert(_saidAlready(_recordId, 3));
    _reject(_recordId, 3);
  }

  // REQ-CONF-11
  function test_reject_bySenderOrStrangerOrWhenFinal_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordOwn.selector, _recordId, 0));
    _reject(_recordId, 0);
    vm.expectRevert(_notParty(_recordId, 6));
    _reject(_recordId, 6);
    bytes32 finished = _finalRecord();
    vm.expectRevert(_wrongState(finished, RecordState.Final));
    _reject(finished, 4);
  }

  // REQ-CONF-12
  function test_answer_ofTheLastRejection_givesBackTheTime() external {
    uint256 deadline = records.recordOf(_recordId).deadline;
    _skip(1 days);
    _reject(_recordId, 2);
    _skip(1 days);
    _reject(_recordId, 3);
    vm.assertEq(records.recordOf(_recordId).trouble.answerBy, _now() + ANSWER_PERIOD, "answer by");
    _skip(ANSWER_PERIOD);
    _answer(_recordId, 0, 3);
    _assertRecord(_recordId, RecordState.Contested);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordAnswered(_recordId, 2, REVEAL);
    _answer(_recordId, 0, 2);
    _assertRecord(_recordId, RecordState.Proposed);
    vm.assertEq(records.recordOf(_recordId).deadline, deadline + 3 days, "deadline");

    _reject(_recordId, 4);
    _skip(1 hours);
    _answer(_recordId, 0, 4);
    vm.assertEq(records.recordOf(_recordId).deadline, deadline + 3 days + 1 hours, "deadline, once more");
  }

  // REQ-CONF-11
  function test_answer_bySomebodyElseOrOfNoRejection_reverts() external {
    vm.expectRevert(_wrongState(_recordId, RecordState.Proposed));
    _answer(_recordId, 0, 2);
    _reject(_recordId, 2);
    vm.expectRevert(abi.encodeWithSelector(IConfidentialRegistry.RecordNotSender.selector, _recordId, 1));
    _answer(_recordId, 1, 2);
    vm.expectRevert(_notRejectedBy(3));
    _answer(_recordId, 0, 3);
    vm.expectRevert(_notRejectedBy(512));
    _answer(_recordId, 0, 512);
    _reject(_recordId, 3);
    _answer(_recordId, 0, 2);
    vm.expectRevert(_notRejectedBy(2));
    _answer(_recordId, 0, 2);
    vm.assertEq(records.recordOf(_recordId).trouble.waiting, 1, "waiting");
  }

  // REQ-CONF-12
  function test_reject_unanswered_isRejectedForGood() external {
    _reject(_recordId, 4);
    _skip(ANSWER_PERIOD);
    _assertRecord(_recordId, RecordState.Contested);
    _skip(1);
    _assertRecord(_recordId, RecordState.Rejected);
    vm.expectRevert(_wrongState(_recordId, RecordState.Rejected));
    _answer(_recordId, 0, 4);
    vm.expectRevert(_wrongState(_recordId, RecordState.Rejected));
    _uphold(_recordId);
    vm.expectRevert(_wrongState(_recordId, RecordState.Rejected));
    _reject(_recordId, 3);
  }

  // REQ-CONF-13
  function test_acknowledge_afterOnesRejectionWasAnswered_counts() external {
    _reject(_recordId, 1);
    _answer(_recordId, 0, 1);
    for (uint16 seat = 1; seat < 4; ++seat) _acknowledge(_recordId, seat);
    _assertRecord(_recordId, RecordState.Final);
  }

  // REQ-CONF-13
  function test_standBy_mandatoryMember_endsTheRecord() external {
    vm.expectRevert(_notRejectedBy(1));
    _standBy(_recordId, 1);
    _reject(_recordId, 1);
    vm.expectRevert(_notRejectedBy(1));
    _standBy(_recordId, 1);
    _answer(_recordId, 0, 1);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordStoodBy(_recordId, 1);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordRejected(_recordId);
    _standBy(_recordId, 1);
    _assertRecord(_recordId, RecordState.Rejected);
    vm.expectRevert(_wrongState(_recordId, RecordState.Rejected));
    _standBy(_recordId, 1);
  }

  // REQ-CONF-13
  function test_standBy_others_endTheRecordWhenTooFewAreLeft() external {
    for (uint16 seat = 2; seat < 5; ++seat) {
      _reject(_recordId, seat);
      _answer(_recordId, 0, seat);
    }
    _standBy(_recordId, 2);
    vm.expectRevert(_saidAlready(_recordId, 2));
    _acknowledge(_recordId, 2);
    _acknowledge(_recordId, 1);
    vm.assertEq(records.recordOf(_recordId).acks, 1, "of another member");
    _standBy(_recordId, 3);
    _assertRecord(_recordId, RecordState.Proposed);
    vm.expectRevert(_notRejectedBy(2));
    _standBy(_recordId, 2);
    _standBy(_recordId, 4);
    _assertRecord(_recordId, RecordState.Rejected);
  }

  // REQ-CONF-13
  function test_standBy_afterAcknowledging_reverts() external {
    _reject(_recordId, 1);
    _answer(_recordId, 0, 1);
    _acknowledge(_recordId, 1);
    vm.expectRevert(_notRejectedBy(1));
    _standBy(_recordId, 1);
    _assertRecord(_recordId, RecordState.Proposed);
  }

  // REQ-CONF-14
  function test_uphold_byVote_wipesTheRejectionsAway() external {
    uint256 deadline = records.recordOf(_recordId).deadline;
    for (uint16 seat = 1; seat < 4; ++seat) _reject(_recordId, seat);
    _answer(_recordId, 0, 1);
    _answer(_recordId, 0, 2);
    _standBy(_recordId, 2);
    _skip(1 days);
    vm.expectEmit(true, true, true, true, address(records));
    emit IConfidentialRegistry.RecordUpheld(_recordId);
    _uphold(_recordId);
    _assertRecord(_recordId, RecordState.Proposed);
    vm.assertEq(records.recordOf(_recordId).deadline, deadline + 1 days, "deadline");
    vm.assertFalse(records.isWaitingForAnswer(_recordId, 3), "waits");
    vm.expectRevert(_notRejectedBy(1));
    _standBy(_recordId, 1);

    // Another contest waits for its own answer, not for one of those that were decided.
    _reject(_recordId, 4);
    vm.expectRevert(_notRejectedBy(3));
    _answer(_recordId, 0, 3);
    _answer(_recordId, 0, 4);
    for (uint16 seat = 1; seat < 4; ++seat) _acknowledge(_recordId, seat);
    _assertRecord(_recordId, RecordState.Final);
  }

  // REQ-CONF-14
  function test_dismiss_byVote_endsWhatWasRejected() external {
    vm.expectRevert(_wrongState(_recordId, RecordState.Proposed));
    _dismiss();
    _reject(_recordId, 2);
    _answer(_recordId, 0, 2);
    _dismiss();
    _assertRecord(_recordId, RecordState.Rejected);
    vm.expectRevert(_wrongState(_recordId, RecordState.Rejected));
    _dismiss();

    _recordId = _register(0);
    _reject(_recordId, 2);
    _dismiss();
    _assertRecord(_recordId, RecordState.Rejected);
  }

  // REQ-CONF-14
  function test_votesOnRecords_calledByAnybody_revert() external {
    bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, address(this));
    vm.expectRevert(refusal);
    records.uphold(_recordId);
    vm.expectRevert(refusal);
    records.dismiss(_recordId);
    vm.expectRevert(refusal);
    records.hold(_recordId);
    vm.expectRevert(refusal);
    records.release(_recordId);
    vm.expectRevert(refusal);
    records.shredByVote(_recordId);
    vm.expectRevert(refusal);
    records.grantByVote(_recordId, "key", "slot");
  }

  // REQ-CONF-15
  function test_reject_whereAllMustAcknowledge_opensAContestAllTheSame() external {
    GroupPolicy memory policy = _policy();
    policy.minAcks = uint16(PARTIES);
    _changeGroup(_firstSeats(PARTIES), 0, policy);
    _recordId = _register(0);
    _reject(_recordId, 4);
    _assertRecord(_recordId, RecordState.Contested);
    _answer(_recordId, 0, 4);
    for (uint16 seat = 0; seat < PARTIES; ++seat) _acknowledge(_recordId, seat);
    _assertRecord(_recordId, RecordState.Final);
  }

  // REQ-CONF-10
  function test_disputes_inAnothersName_revert() external {
    _reject(_recordId, 1);
    bytes memory bad = abi.encodeWithSelector(
      MemberActions.MemberActionBadSignature.selector,
      0,
      abi.encodePacked(_hot(0))
    );
    vm.startPrank(_hot(2));
    vm.expectRevert(bad);
    records.answer(_recordId, 1, REVEAL, _own(0));
    vm.stopPrank();
    _answer(_recordId, 0, 1);
    vm.startPrank(_hot(2));
    vm.expectRevert(bad);
    records.cancel(_recordId, _own(0));
    vm.expectRevert(
      abi.encodeWithSelector(MemberActions.MemberActionBadSignature.selector, 1, abi.encodePacked(_hot(1)))
    );
    records.standBy(_recordId, _own(1));
    vm.stopPrank();
    _assertRecord(_recordId, RecordState.Proposed);
  }

  // REQ-CONF-14
  function test_uphold_membersThatStoodBy_startAnew() external {
    for (uint16 seat = 2; seat < 5; ++seat) _reject(_recordId, seat);
    _answer(_recordId, 0, 2);
    _answer(_recordId, 0, 3);
    _standBy(_recordId, 2);
    _standBy(_recordId, 3);
    _uphold(_recordId);
    ConfidentialRecord memory kept = records.recordOf(_recordId);
    vm.assertEq(kept.trouble.stoodBy, 0, "who stands by it");
    vm.assertEq(kept.trouble.waiting, 0, "who waits");
    vm.assertFalse(records.standsByRejection(_recordId, 2), "stands by it");
    for (uint16 seat = 1; seat < 4; ++seat) _acknowledge(_recordId, seat);
    _assertRecord(_recordId, RecordState.Final);
  }
}
