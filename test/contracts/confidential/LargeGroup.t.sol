// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {RecordState} from "../../../contracts/types/RecordState.sol";
import {SeatSet} from "../../../contracts/types/SeatSet.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title A group of seats on both sides of the 256th, with several mandatory members.
contract LargeGroupTest is RecordGroup {
  uint256 private constant SEATS = 512;
  uint16 private constant FIRST = 254;

  bytes32 private _recordId;

  function setUp() external {
    _found(SEATS);
    _install();
    SeatSet memory seats;
    (seats.words[0], seats.words[1]) = ((uint256(3) << 254) | 4, 15);
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _createGroup(seats, _mandatory(255, 257), policy);
    _recordId = _register(256);
  }

  // REQ-CONF-04
  function test_acknowledge_seatsBeyondTheFirstWord_count() external {
    vm.assertEq(groups.epochAt(GROUP, 1).members, 7, "members");
    vm.assertEq(groups.mandatoryAt(GROUP, 1), _mandatory(255, 257), "mandatory");
    for (uint16 seat = FIRST; seat < 258; ++seat) {
      _assertRecord(_recordId, RecordState.Proposed);
      _acknowledge(_recordId, seat);
      vm.assertTrue(records.hasAcknowledged(_recordId, seat), "acknowledged");
      vm.assertFalse(records.hasAcknowledged(_recordId, seat ^ 256), "the seat 256 away");
    }
    _assertRecord(_recordId, RecordState.Final);
    vm.expectRevert(_notParty(_recordId, 1));
    _acknowledge(_recordId, 1);
    vm.assertTrue(groups.isMember(GROUP, 1, 259), "member");
    vm.assertFalse(groups.isMember(GROUP, 1, 3), "no member");
  }

  // REQ-CONF-35
  function test_settle_secondOfTheMandatoryMembersMissing_waitsForIt() external {
    _acknowledge(_recordId, 254);
    _acknowledge(_recordId, 256);
    _acknowledge(_recordId, 258);
    bytes memory nothing = abi.encodeWithSelector(IConfidentialRegistry.RecordNothingToSettle.selector, _recordId);
    _leave(255);
    vm.expectRevert(nothing);
    records.settle(_recordId);
    _leave(257);
    records.settle(_recordId);
    _assertRecord(_recordId, RecordState.Final);
  }

  // REQ-CONF-35
  function test_settle_firstAcknowledgedAndSecondLeft_isFinal() external {
    _acknowledge(_recordId, 254);
    _acknowledge(_recordId, 255);
    _leave(257);
    _acknowledge(_recordId, 256);
    _assertRecord(_recordId, RecordState.Final);
    vm.assertEq(records.recordOf(_recordId).mandatoryLeft, 2, "who was missing");
  }

  // REQ-CONF-04
  function test_acknowledge_seats256Apart_areTwoMembers() external {
    _acknowledge(_recordId, 2);
    _acknowledge(_recordId, 258);
    vm.assertEq(records.recordOf(_recordId).acks, 2, "acknowledgements");
  }

  // REQ-CONF-12
  function test_answer_seatBeyondTheFirstWord_waitsNoLonger() external {
    _reject(_recordId, 258);
    vm.assertTrue(records.isWaitingForAnswer(_recordId, 258), "waits");
    vm.assertFalse(records.isWaitingForAnswer(_recordId, 2), "the seat 256 away");
    _answer(_recordId, 256, 258);
    vm.assertFalse(records.isWaitingForAnswer(_recordId, 258), "waits");
    _assertRecord(_recordId, RecordState.Proposed);
  }

  // REQ-CONF-24
  function test_createGroup_lastSeatMandatory_isTaken() external {
    SeatSet memory seats = _firstSeats(4);
    seats.words[1] = 1 << 255;
    uint32 group = _createGroup(seats, _mandatory(511), _policy());
    vm.assertEq(groups.mandatoryAt(group, 1), 512, "mandatory");
    vm.assertTrue(groups.isMember(group, 1, 511), "member");
  }
}
