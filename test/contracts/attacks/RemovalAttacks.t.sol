// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_BATCHER} from "../../../contracts/types/Duty.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Members voted away until those who stay could change nothing any more.
contract RemovalAttacksTest is Consortium {
  function _removal(uint16 seat) private view returns (Call[] memory) {
    return _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (seat)));
  }

  function _assertStays(uint16 seat) private view {
    vm.assertEq(uint256(members.standing(seat)), uint256(Standing.Active), "still a member");
  }

  // REQ-GOV-17
  function test_executeProposal_removingUntilNothingCouldPass_reverts() external {
    _found(5);
    uint256 id = _open(0, _removal(4));
    _voteFor(id, 3);
    _skip(1);
    for (uint16 seat = 2; seat < 4; ++seat) {
      _decree();
      members.suspend(seat, uint40(_now() + 1 days));
    }

    // Two of the four who would be left are suspended, and three are needed.
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsUnreachable.selector, 2, 3));
    _execute(id, _removal(4));
    _assertStays(4);

    _decree();
    members.reinstate(3);
    _execute(id, _removal(4));
    vm.assertEq(uint256(members.standing(4)), uint256(Standing.Former), "removed while the others can act");
  }

  // REQ-GOV-17
  function test_executeProposal_removingUntilOneSeatIsIndispensable_reverts() external {
    Plan memory plan = _plan(5);
    plan.weights[0] = 3;
    _found(plan);
    uint256 id = _open(0, _removal(4));
    _voteFor(id, 2);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _execute(id, _removal(4));
    _assertStays(4);
  }

  // REQ-GOV-17
  function test_executeProposal_removingUntilAnApplicantIsIndispensable_reverts() external {
    _found(4);
    _decree();
    members.admit(_cold(4), 3, 0);
    ISafeguards(safeguards).check();
    uint256 id = _open(0, _removal(3));
    _voteFor(id, 3);

    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsCeilingBroken.selector, 4, 3));
    _execute(id, _removal(3));
    _assertStays(3);
  }

  // REQ-GOV-17
  function test_executeProposal_removingTheLastHolderOfADuty_reverts() external {
    Rule memory rule = _majority();
    rule.proposerDuties = DUTY_BATCHER;
    Plan memory plan = _plan(5);
    (plan.strictest, plan.rule) = (rule, rule);
    (plan.duties[0], plan.duties[4]) = (DUTY_BATCHER, DUTY_BATCHER);
    _found(plan);
    _carry(_removal(4), 3);
    _skip(1);

    // Nobody could ever propose again.
    Call[] memory last = _removal(0);
    uint256 id = _open(0, last);
    for (uint16 seat = 1; seat < 4; ++seat) _vote(id, seat, FOR);
    vm.expectRevert(abi.encodeWithSelector(ISafeguards.SafeguardsDutiesUnheld.selector, DUTY_BATCHER));
    _execute(id, last);
    _assertStays(0);
  }
}
