// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Ballots at the edges: keys that change their mind, seats named twice, keys in their last second.
contract BallotEdgesTest is Consortium {
  function _foundWithATrio() private returns (uint256 id) {
    Plan memory plan = _plan(5);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    id = _open(0, _entry(1));
  }

  function _agree(uint256 id, uint256 index, uint8 support) private returns (uint256) {
    vm.prank(_hot(1, index));
    return governor.castVote(id, support);
  }

  // ---------------------------------------------------------------- agreements

  // REQ-GOV-38
  function test_castVote_fewerKeysThanTheSeatNeeds_countsNoWeight() external {
    uint256 id = _foundWithATrio();
    vm.assertEq(_agree(id, 0, AGAINST), 0, "one key");
    vm.assertEq(_agree(id, 1, FOR), 0, "another, of another mind");
    vm.assertEq(_agree(id, 0, FOR), 1, "who changed its mind agrees");
    _assertTally(id, 0, 1, 0, 5);
  }

  // REQ-GOV-38
  function test_castVote_agreementBeforeAnyBallotOfTheSeat_isVoidAfterIt() external {
    uint256 id = _foundWithATrio();
    _agree(id, 0, AGAINST);
    governor.castBallots(id, _one(_ballot(id, 1, FOR, 2)));
    _agree(id, 2, AGAINST);
    vm.assertEq(governor.choiceOf(id, 1), 2, "the first agreed before there was a ballot to change");
    _agree(id, 0, AGAINST);
    vm.assertEq(governor.choiceOf(id, 1), 1, "two agree to the change");
  }

  // ---------------------------------------------------------------- compact ballots, one by one

  // REQ-GOV-39
  function test_enact_oneSeatTwiceAmongBallotsCountedOneByOne_reverts() external {
    Plan memory plan = _plan(5);
    plan.keys[4] = 2;
    _found(plan);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory abstaining = _compact(id, 3, ABSTAIN, NEVER);
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, bytes.concat(_compacts(id, 0, 3), abstaining, abstaining), _none());

    // Once a key has changed since the snapshot, ballots in favour are counted one by one, too.
    vm.prank(_cold(4));
    members.revokeKey(4, _keyOf(_hot(4)));
    bytes memory inFavour = _compact(id, 0, FOR, NEVER);
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, bytes.concat(inFavour, inFavour, inFavour), _none());
  }

  // REQ-GOV-40
  function test_enact_keyOfTheSnapshotFromItsExpiryOn_isSkipped() external {
    _found(5);
    uint40 end = uint40(_now() + 10);
    bytes32 former = _keyOf(_hot(1));
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(vm.addr(78)), SCOPE_VOTE, end));
    vm.prank(_cold(1));
    members.revokeKey(1, former);
    _decree();
    members.setWeight(4, 2);
    for (uint256 late = 0; late < 2; ++late) {
      vm.warp(end + late * 5);
      Call[] memory calls = _entry(1 + late);
      uint256 id = _idOf(calls, 0);
      bytes memory ballots = bytes.concat(
        _compact(id, 0, FOR, NEVER),
        _compactBy(id, 1, FOR, NEVER, 78),
        _compact(id, 2, FOR, NEVER),
        _compact(id, 4, FOR, NEVER)
      );
      vm.expectEmit(true, true, true, true, address(governor));
      emit IGovernorReports.BallotSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
      _enact(calls, 0, ballots, _none());
      vm.assertEq(governor.record(id).weightFor(), 4, "weight for");
    }
  }

  // REQ-GOV-39
  function test_enact_proposersOtherKeyMayNotPropose_reverts() external {
    _found(5);
    vm.prank(_cold(0));
    members.addKey(0, IMemberRegistry.NewKey(abi.encodePacked(vm.addr(77)), SCOPE_VOTE, type(uint40).max));
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = bytes.concat(_compactBy(id, 0, FOR, NEVER, 77), _compacts(id, 1, 4));
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 0));
    _enact(calls, 0, ballots, _none());
  }

  // REQ-GOV-37
  function test_enact_seatRightBehindTheElectorate_isSkipped() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 4, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, _compacts(id, 0, 5), _none());
    vm.assertEq(governor.record(id).weightFor(), 4, "weight for");
  }

  // REQ-GOV-40
  function test_enact_firstOrFarSeatWhoseKeyChanged_isAskedOfTheRegistry() external {
    Plan memory plan = _plan(300);
    (plan.keys[0], plan.keys[280]) = (2, 2);
    _found(plan);
    uint16[2] memory changed = [uint16(0), 280];
    for (uint256 i = 0; i < 2; ++i) {
      uint16 seat = changed[i];
      vm.prank(_cold(seat));
      members.revokeKey(seat, _keyOf(_hot(seat)));

      Call[] memory calls = _entry(1 + i);
      uint256 id = _idOf(calls, 1);
      bytes memory ballots = bytes.concat(
        _compact(id, 0, FOR, NEVER),
        _compacts(id, 1, 152),
        _compact(id, 280, FOR, NEVER)
      );
      vm.expectEmit(true, true, true, true, address(governor));
      emit IGovernorReports.BallotSkipped(id, seat, IGovernorReports.GovernorBallotUnsigned.selector);
      _enact(calls, 1, ballots, _none());
      vm.assertEq(governor.record(id).weightFor(), 152 - i, "weight for");
    }
  }

  // REQ-GOV-27
  function test_enact_seatThatTheProposalRemoves_isSkippedWithItsReason() external {
    _found(5);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (3)));
    uint256 id = _idOf(calls, 0);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 3, IGovernorReports.GovernorNotEligible.selector);
    _enact(calls, 0, bytes.concat(_compacts(id, 0, 3), _compact(id, 3, AGAINST, NEVER)), _none());
    vm.assertEq(governor.record(id).weightAgainst(), 0, "weight against");
  }
}
