// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title `IGovernor` names proposals by their contents: one open proposal each, and another once it is closed.
contract GovernorFaceContentsTest is Consortium {
  bytes32 private constant HASH = keccak256(bytes(DESCRIPTION));

  address[] private _targets;
  uint256[] private _values;
  bytes[] private _calldatas;

  function setUp() external {
    Rule memory rule = _majority();
    rule.executionDelay = 1 days;
    _foundUnder(4, rule);
    _targets.push(address(ledger));
    _values.push(0);
    _calldatas.push(abi.encodeCall(Ledger.enter, (1)));
  }

  function _propose(uint16 seat) private returns (uint256) {
    vm.prank(_hot(seat));
    return governor.propose(_targets, _values, _calldatas, DESCRIPTION);
  }

  function _assertTaken(uint256 id) private {
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, id));
    _propose(3);
  }

  // REQ-GOV-47
  function test_propose_sameContentAfterItClosed_isAnotherProposal() external {
    uint256 executed = _propose(0);
    _assertTaken(executed);
    _voteFor(executed, 3);
    _assertState(executed, IGovernor.ProposalState.Succeeded);
    _assertTaken(executed);
    governor.queue(_targets, _values, _calldatas, HASH);
    _assertState(executed, IGovernor.ProposalState.Queued);
    _assertTaken(executed);
    _skip(1 days);
    governor.execute(_targets, _values, _calldatas, HASH);
    _assertState(executed, IGovernor.ProposalState.Executed);

    uint256 defeated = _propose(1);
    _vote(defeated, 0, AGAINST);
    _vote(defeated, 1, AGAINST);
    _assertState(defeated, IGovernor.ProposalState.Defeated);

    uint256 expired = _propose(2);
    _voteFor(expired, 3);
    _skip(1 days + WINDOW + 1);
    _assertState(expired, IGovernor.ProposalState.Expired);

    uint256 canceled = _propose(3);
    vm.prank(_hot(3));
    governor.cancel(_targets, _values, _calldatas, HASH);
    _assertState(canceled, IGovernor.ProposalState.Canceled);

    // An id binds the proposing seat and not the time: the same seat cannot say the same again.
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, executed));
    _propose(0);
  }
}
