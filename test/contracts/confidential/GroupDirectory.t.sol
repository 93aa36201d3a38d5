// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../../../contracts/access/Governed.sol";
import {MemberActions} from "../../../contracts/access/MemberActions.sol";
import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IGroupDirectory} from "../../../contracts/interfaces/IGroupDirectory.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {MemberSignature} from "../../../contracts/types/MemberSignature.sol";
import {MODULE_GROUPS} from "../../../contracts/types/ModuleNames.sol";
import {SeatSet} from "../../../contracts/types/SeatSet.sol";
import {RecordGroup} from "../../support/contracts/RecordGroup.sol";

/// @title Groups, their members and their policies, epoch by epoch.
contract GroupDirectoryTest is RecordGroup {
  function setUp() external {
    _foundGroup(7);
  }

  function _badPolicy(GroupPolicy memory policy) private {
    vm.expectRevert(IGroupDirectory.GroupBadPolicy.selector);
    _createGroup(_firstSeats(PARTIES), _mandatory(1, 2), policy);
  }

  function _badMembers(SeatSet memory seats, uint256 mandatory) private {
    vm.expectRevert(IGroupDirectory.GroupBadMembers.selector);
    _createGroup(seats, mandatory, _policy());
  }

  function _consents(
    uint16 count,
    SeatSet memory seats,
    GroupPolicy memory policy
  ) private view returns (MemberSignature[] memory consents) {
    bytes32 typehash = keccak256(
      "GroupChange(uint32 group,uint32 expectedEpoch,bytes32 contentHash,uint16 seat,uint48 deadline)"
    );
    bytes32 contentHash = keccak256(abi.encode(seats, _mandatory(1), policy));
    bytes32 separator = _separator("Quorate Groups", address(groups), chain);
    uint256 epoch = groups.epochOf(GROUP);
    consents = new MemberSignature[](count);
    for (uint16 seat = 0; seat < count; ++seat) {
      bytes32 structHash = keccak256(abi.encode(typehash, uint256(GROUP), epoch, contentHash, seat, NEVER));
      consents[seat] = _signedBy(seat, NEVER, separator, structHash);
    }
  }

  // ---------------------------------------------------------------- by vote

  // REQ-CONF-23
  function test_createGroup_byAVoteOfTheConsortium_beginsAnEpoch() external {
    bytes4 selector = IGroupDirectory.createGroup.selector;
    _decree();
    constitution.setRule(MODULE_GROUPS, selector, 15, _majority());
    bytes memory data = abi.encodeCall(groups.createGroup, ("salted", _firstSeats(5), _mandatory(0, 4), _policy()));
    vm.assertEq(data.length, 4 + 32 * 15, "arguments of fixed length");
    Call[] memory calls = _calls(address(groups), data);
    _carry(calls, 4);

    vm.assertEq(groups.groupCount(), 2, "groups");
    vm.assertEq(groups.epochOf(2), 1, "epoch");
    IGroupDirectory.Epoch memory epoch = groups.epochAt(2, 1);
    vm.assertEq(epoch.startedAt, _now(), "started");
    vm.assertEq(epoch.endedAt, 0, "ended");
    vm.assertEq(epoch.members, 5, "members");
    vm.assertEq(epoch.seats.words[0], 31, "seats");
    vm.assertEq(epoch.mandatory, _mandatory(0, 4), "mandatory");
    vm.assertEq(epoch.policy.answerPeriod, ANSWER_PERIOD, "policy");
    vm.assertTrue(groups.isMember(2, 1, 4), "member");
    vm.assertFalse(groups.isMember(2, 1, 5), "no member");
    vm.assertFalse(groups.isMember(2, 2, 4), "no epoch");
  }

  // REQ-CONF-23
  function test_changeGroup_byVote_endsTheEpochAndKeepsItsTerms() external {
    GroupPolicy memory policy = _policy();
    policy.minAcks = 2;
    SeatSet memory seats = _firstSeats(4);
    _skip(1 days);
    vm.expectEmit(true, true, true, true, address(groups));
    emit IGroupDirectory.GroupChanged(GROUP, 2, seats, _mandatory(3), policy);
    _changeGroup(seats, _mandatory(3), policy);
    vm.assertEq(groups.epochOf(GROUP), 2, "epoch");
    vm.assertEq(groups.epochAt(GROUP, 1).endedAt, _now(), "ended");
    vm.assertEq(groups.epochAt(GROUP, 2).startedAt, _now(), "started");
    (GroupPolicy memory earlier, uint256 mandatory) = groups.policyAt(GROUP, 1);
    vm.assertEq(earlier.minAcks, 3, "policy of the first epoch");
    vm.assertEq(mandatory, _mandatory(1), "mandatory members of the first epoch");
    (uint32 current, uint40 startedAt, bool belongs, bool stays) = groups.placeOf(GROUP, 1, 4);
    vm.assertEq(current, 2, "current");
    vm.assertEq(startedAt, groups.epochAt(GROUP, 1).startedAt, "started");
    vm.assertTrue(belongs && !stays, "has left the group");
  }

  // REQ-CONF-23
  function test_changeGroup_unknownOrForAnotherEpoch_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IGroupDirectory.GroupUnknown.selector, 8));
    _decree();
    groups.changeGroup(8, 0, _firstSeats(5), 0, _policy());
    vm.expectRevert(abi.encodeWithSelector(IGroupDirectory.GroupEpochChanged.selector, GROUP, 2, 1));
    _decree();
    groups.changeGroup(GROUP, 2, _firstSeats(5), 0, _policy());
  }

  // REQ-CONF-23
  function test_governedGroups_calledByAnybody_revert() external {
    bytes memory refusal = abi.encodeWithSelector(Governed.GovernedNotGovernor.selector, address(this));
    vm.expectRevert(refusal);
    groups.createGroup("salted", _firstSeats(5), 0, _policy());
    vm.expectRevert(refusal);
    groups.changeGroup(GROUP, 1, _firstSeats(5), 0, _policy());
  }

  // ---------------------------------------------------------------- what a group may be

  // REQ-CONF-24
  function test_createGroup_membersThatAreNone_reverts() external {
    SeatSet memory none;
    _badMembers(none, 0);
    _badMembers(_firstSeats(5), _mandatory(5));
    _badMembers(_firstSeats(5), _mandatory(2, 1));
    _badMembers(_firstSeats(5), _mandatory(2, 2));
    _badMembers(_firstSeats(5), _mandatory(1) << 16);
    _badMembers(_firstSeats(5), 513);
    _badMembers(_firstSeats(5), 65_535);
  }

  // REQ-CONF-24
  function test_createGroup_membersThatAreNotActive_reverts() external {
    SeatSet memory seats = _firstSeats(5);
    seats.words[1] = 1 << 255;
    vm.expectRevert(abi.encodeWithSelector(IGroupDirectory.GroupMemberNotActive.selector, 511));
    _createGroup(seats, 0, _policy());
    _decree();
    members.suspend(4, uint40(_now() + 1));
    vm.expectRevert(abi.encodeWithSelector(IGroupDirectory.GroupMemberNotActive.selector, 4));
    _createGroup(_firstSeats(5), 0, _policy());
    _leave(6);
    vm.expectRevert(abi.encodeWithSelector(IGroupDirectory.GroupMemberNotActive.selector, 6));
    _createGroup(_seatsOf(6), 0, _policy());
  }

  function _seatsOf(uint256 seat) private pure returns (SeatSet memory seats) {
    seats.words[0] = 1 << seat;
  }

  // REQ-CONF-24
  function test_createGroup_policyThatCannotWork_reverts() external {
    GroupPolicy memory policy = _policy();
    policy.minAcks = 1;
    _badPolicy(policy);
    policy.minAcks = 6;
    _badPolicy(policy);
    policy = _policy();
    policy.suites = 0;
    _badPolicy(policy);
    policy.suites = 1;
    _badPolicy(policy);
    policy.suites = 16;
    _badPolicy(policy);
    policy = _policy();
    policy.ackPeriod = 0;
    _badPolicy(policy);
    policy.ackPeriod = 3650 days + 1;
    _badPolicy(policy);
    policy = _policy();
    policy.answerPeriod = 0;
    _badPolicy(policy);
    policy.answerPeriod = 3650 days + 1;
    _badPolicy(policy);
    policy = _policy();
    policy.timeToLive = 3650 days + 1;
    _badPolicy(policy);
    policy = _policy();
    policy.shredPeriod = 0;
    _badPolicy(policy);
    policy.shredPeriod = 3650 days + 1;
    _badPolicy(policy);
    policy = _policy();
    policy.shredQuorum = 6;
    _badPolicy(policy);
    policy = _policy();
    policy.historyQuorum = 6;
    _badPolicy(policy);
    policy = _policy();
    policy.changeQuorum = 6;
    _badPolicy(policy);
  }

  // REQ-CONF-24
  function test_createGroup_policyAtItsLimits_isTaken() external {
    uint32 longest = 3650 days;
    GroupPolicy memory policy = GroupPolicy(5, 14, true, true, longest, longest, longest, longest, 5, 5, 5);
    vm.expectEmit(true, true, true, true, address(groups));
    emit IGroupDirectory.GroupCreated(2, "salted");
    uint32 group = _createGroup(_firstSeats(PARTIES), 0, policy);
    vm.assertEq(group, 2, "number");
    vm.assertEq(groups.epochAt(group, 1).policy.answerPeriod, longest, "policy");
  }

  // REQ-CONF-23
  function test_createGroup_inTheSecondOfAnAdmission_hasTheMember() external {
    _join(7, 1);
    uint32 group = _createGroup(_seatsOf(7), _mandatory(7), _onePartyPolicy());
    vm.assertEq(members.seat(7).admittedAt, groups.epochAt(group, 1).startedAt, "the same second");
    vm.assertTrue(groups.isMember(group, 1, 7), "member");
  }

  function _onePartyPolicy() private pure returns (GroupPolicy memory policy) {
    policy = _policy();
    (policy.minAcks, policy.shredQuorum, policy.historyQuorum, policy.changeQuorum) = (1, 1, 1, 1);
  }

  // REQ-CONF-24
  function test_createGroup_noAcknowledgementNeeded_reverts() external {
    GroupPolicy memory policy = _policy();
    policy.minAcks = 0;
    vm.expectRevert(IGroupDirectory.GroupBadPolicy.selector);
    _createGroup(_firstSeats(5), 0, policy);
  }

  // REQ-CONF-24
  function test_createGroup_sixteenMandatoryMembers_areKept() external {
    for (uint16 seat = 7; seat < 16; ++seat) _join(seat, 1);
    GroupPolicy memory policy = _policy();
    policy.minAcks = 16;
    uint256 mandatory;
    for (uint256 i = 16; i != 0; --i) mandatory = (mandatory << 16) | i;
    uint32 group = _createGroup(_firstSeats(16), mandatory, policy);
    vm.assertEq(groups.epochAt(group, 1).mandatory, mandatory, "mandatory");
    vm.assertEq(groups.epochAt(group, 1).members, 16, "members");
    IConfidentialRegistry.Registration memory registration = _registration();
    registration.group = group;
    bytes32 recordId = _register(registration, 0);
    vm.assertEq(records.recordOf(recordId).mandatoryLeft, type(uint16).max, "each of them is waited for");
  }

  // ---------------------------------------------------------------- by the group's own rule

  // REQ-CONF-25
  function test_changeGroupByMembers_byItsQuorum_beginsAnEpoch() external {
    GroupPolicy memory policy = _policy();
    policy.historyQuorum = 5;
    MemberSignature[] memory consents = _consents(4, _firstSeats(6), policy);
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(1), policy, consents);
    vm.assertEq(groups.epochOf(GROUP), 2, "epoch");
    vm.assertTrue(groups.isMember(GROUP, 2, 5), "the new member");
    vm.assertEq(groups.epochAt(GROUP, 2).policy.historyQuorum, 5, "policy");

    vm.expectRevert(abi.encodeWithSelector(IGroupDirectory.GroupEpochChanged.selector, GROUP, 1, 2));
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(1), policy, consents);
  }

  // REQ-CONF-25
  function test_changeGroupByMembers_tooFewOrNotOnce_reverts() external {
    MemberSignature[] memory consents = _consents(3, _firstSeats(6), _policy());
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionTooFew.selector, 3, 4));
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(1), _policy(), consents);
    consents = _consents(4, _firstSeats(6), _policy());
    consents[3] = consents[2];
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionOutOfOrder.selector, 2));
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(1), _policy(), consents);
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionTooFew.selector, 4, 0));
    groups.changeGroupByMembers(9, 1, _firstSeats(6), _mandatory(1), _policy(), consents);
  }

  // REQ-CONF-25
  function test_changeGroupByMembers_otherContentThanSigned_reverts() external {
    MemberSignature[] memory consents = _consents(4, _firstSeats(6), _policy());
    bytes memory bad = abi.encodeWithSelector(
      MemberActions.MemberActionBadSignature.selector,
      0,
      consents[0].by.signer
    );
    vm.expectRevert(bad);
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(7), _mandatory(1), _policy(), consents);
    vm.expectRevert(bad);
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(2), _policy(), consents);
    GroupPolicy memory policy = _policy();
    policy.changeQuorum = 1;
    vm.expectRevert(bad);
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(1), policy, consents);
  }

  // REQ-CONF-25
  function test_changeGroupByMembers_strangersConsent_reverts() external {
    MemberSignature[] memory consents = _consents(6, _firstSeats(6), _policy());
    vm.expectRevert(abi.encodeWithSelector(MemberActions.MemberActionNotAllowed.selector, 5, consents[5].by.signer));
    groups.changeGroupByMembers(GROUP, 1, _firstSeats(6), _mandatory(1), _policy(), consents);
  }
}
