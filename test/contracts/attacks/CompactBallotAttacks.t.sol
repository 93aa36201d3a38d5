// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {FOREVER, SCOPE_DUTY, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Attacks with the ballots of one transaction.
contract CompactBallotAttacksTest is Consortium {
  function _expectSkipped(uint256 id, uint16 seat, bytes4 reason) private {
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, seat, reason);
  }

  // REQ-GOV-39
  function test_enact_ballotsAfterTheirDeadline_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    uint48 deadline = uint48(_now() + 100);
    bytes memory ballots;
    for (uint16 seat = 0; seat < 3; ++seat) ballots = bytes.concat(ballots, _compact(id, seat, FOR, deadline));
    vm.warp(deadline + 1);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorBallotExpired.selector, 0, deadline));
    governor.enact(calls, DESCRIPTION, SALT, 0, deadline, ballots, _none());

    vm.warp(deadline);
    governor.enact(calls, DESCRIPTION, SALT, 0, deadline, ballots, _none());
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-39
  function test_enact_again_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, 3);
    _enact(calls, 0, ballots, _none());

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, id));
    _enact(calls, 0, ballots, _none());
    vm.assertEq(ledger.entries(), 1, "entries");
  }

  // REQ-GOV-39
  function test_enact_oneSeatSeveralTimes_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory one = _compact(id, 0, FOR, NEVER);

    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, bytes.concat(one, one, one), _none());

    bytes memory descending = bytes.concat(_compact(id, 2, FOR, NEVER), _compact(id, 1, FOR, NEVER), one);
    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, descending, _none());
  }

  // REQ-GOV-39
  function test_enact_oneSeatInBothForms_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    SignedBallot[] memory others = _one(_ballot(id, 1, FOR, 1));

    vm.expectRevert(IGovernorReports.GovernorBallotsMalformed.selector);
    _enact(calls, 0, _compacts(id, 0, 2), others);
  }

  // REQ-GOV-39
  function test_enact_withoutEnoughBallots_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotDecided.selector, id, 2, 3));
    _enact(calls, 0, _compacts(id, 0, 2), _none());
    vm.assertEq(ledger.entries(), 0, "entries");
  }

  // REQ-GOV-39
  function test_enact_withoutTheProposersOwnBallot_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 3);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 3));
    _enact(calls, 3, _compacts(id, 0, 3), _none());
    vm.assertEq(ledger.entries(), 0, "entries");
  }

  // REQ-GOV-39
  function test_enact_underARuleThatTakesTime_reverts() external {
    for (uint256 i = 0; i < 4; ++i) {
      Rule memory rule = _majority();
      if (i == 0) rule.executionDelay = 1;
      if (i == 1) rule.vetoDuties = 4;
      if (i == 2) rule.lateExtension = 1;
      if (i == 3) rule.proposerDuties = 5;
      Plan memory plan = _plan(4);
      (plan.strictest, plan.rule) = (rule, rule);
      plan.duties[0] = 5;
      _found(plan);
      Call[] memory calls = _entry(1);
      uint256 id = _idOf(calls, 0);
      bytes memory ballots = _compacts(id, 0, 4);

      bytes memory needsTime = abi.encodeWithSelector(
        IGovernorReports.GovernorNeedsTime.selector,
        constitution.fallbackRule()
      );
      vm.expectRevert(needsTime);
      _enact(calls, 0, ballots, _none());
    }
  }

  // REQ-GOV-40
  function test_enact_keyOfAnotherSeat_isSkipped() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = bytes.concat(
      _compacts(id, 0, 2),
      _compactBy(id, 2, FOR, NEVER, _secret(1, 0)),
      _compact(id, 3, FOR, NEVER)
    );

    _expectSkipped(id, 2, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, ballots, _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }

  // REQ-GOV-40
  function test_enact_oneKeyOfASeatThatNeedsTwo_isSkipped() external {
    Plan memory plan = _plan(5);
    (plan.keys[1], plan.ballotsNeeded[1]) = (3, 2);
    _found(plan);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, _compacts(id, 0, 5), _none());
    vm.assertEq(governor.record(id).weightFor(), 4, "weight for");
  }

  // REQ-GOV-40
  function test_enact_keyOfASuspendedMember_isSkipped() external {
    _found(5);
    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, _compacts(id, 0, 4), _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }

  // REQ-GOV-40
  function test_enact_keyRevokedSinceTheSnapshot_isSkipped() external {
    _found(4);
    bytes32 old = _keyOf(_hot(1));
    vm.prank(_cold(1));
    members.addKey(1, _newKey(_hot(1, 1)));
    vm.prank(_cold(1));
    members.revokeKey(1, old);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, 3);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotDecided.selector, id, 2, 3));
    _enact(calls, 0, ballots, _none());

    bytes memory renewed = bytes.concat(
      _compact(id, 0, FOR, NEVER),
      _compactBy(id, 1, FOR, NEVER, _secret(1, 1)),
      _compact(id, 2, FOR, NEVER)
    );
    _enact(calls, 0, renewed, _none());
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-40
  function test_enact_keyWithoutTheVoteOrExpired_isSkipped() external {
    _found(5);
    address dutiful = vm.addr(77);
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(dutiful), SCOPE_DUTY, FOREVER));
    address brief = vm.addr(78);
    vm.prank(_cold(2));
    members.addKey(2, IMemberRegistry.NewKey(abi.encodePacked(brief), SCOPE_VOTE, uint40(_now() + 10)));
    _skip(10);
    Call[] memory calls = _entry(1);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = bytes.concat(
      _compact(id, 0, FOR, NEVER),
      _compactBy(id, 1, FOR, NEVER, 77),
      _compactBy(id, 2, FOR, NEVER, 78),
      _compact(id, 3, FOR, NEVER),
      _compact(id, 4, FOR, NEVER)
    );

    _expectSkipped(id, 1, IGovernorReports.GovernorBallotUnsigned.selector);
    _expectSkipped(id, 2, IGovernorReports.GovernorBallotUnsigned.selector);
    _enact(calls, 0, ballots, _none());
    vm.assertEq(governor.record(id).weightFor(), 3, "weight for");
  }
}
