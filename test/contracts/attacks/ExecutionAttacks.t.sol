// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";
import {Reenterer} from "../../support/contracts/Reenterer.sol";

/// @title Attacks on execution: twice, too early, too late, without having passed, from within.
contract ExecutionAttacksTest is Consortium {
  // REQ-GOV-21
  function test_executeProposal_reenteredByItsTarget_isExecutedAlready() external {
    _found(4);
    Reenterer target = new Reenterer();
    Call[] memory calls = _calls(address(target), abi.encodeCall(Reenterer.run, ()));
    uint256 id = _open(0, calls);
    bytes memory again = abi.encodeCall(governor.executeProposal, (id, calls, SALT, keccak256(bytes(DESCRIPTION))));
    target.prepare(again, id);
    _voteFor(id, 3);

    _execute(id, calls);

    vm.assertEq(uint256(target.seen()), uint256(IGovernor.ProposalState.Executed), "state seen from within");
    vm.assertFalse(target.succeeded(), "executed again from within");
    vm.assertEq(
      target.answer(),
      abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector),
      "reason"
    );
  }

  // REQ-GOV-21
  function test_enact_reenteredByItsTarget_letsNothingElseHappenMeanwhile() external {
    _found(4);
    Call[] memory waiting = _entry(1);
    uint256 passed = _open(0, waiting);
    _voteFor(passed, 3);
    bytes32 hash = keccak256(bytes(DESCRIPTION));
    bytes[2] memory attempts = [
      abi.encodeCall(governor.executeProposal, (passed, waiting, SALT, hash)),
      abi.encodeCall(
        governor.enact,
        (_entry(2), DESCRIPTION, SALT, 1, NEVER, _compacts(_idOf(_entry(2), 1), 0, 3), _none())
      )
    ];
    for (uint256 i = 0; i < 2; ++i) {
      Reenterer target = new Reenterer();
      Call[] memory calls = _calls(address(target), abi.encodeCall(Reenterer.run, ()));
      uint256 id = _idOf(calls, 1);
      target.prepare(attempts[i], id);
      _enact(calls, 1, _compacts(id, 0, 3), _none());

      vm.assertEq(uint256(target.seen()), uint256(IGovernor.ProposalState.Executed), "state seen from within");
      vm.assertFalse(target.succeeded(), "something else was carried out from within");
      vm.assertEq(
        target.answer(),
        abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector),
        "reason"
      );
    }
    vm.assertEq(ledger.entries(), 0, "entries");
    _execute(passed, waiting);
    vm.assertEq(ledger.entries(), 1, "once it is over");
  }

  // REQ-GOV-21
  function test_executeProposal_again_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _carry(calls, 3);

    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Executed, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);
    vm.assertEq(ledger.entries(), 1, "entries");
  }

  // REQ-GOV-20
  function test_executeProposal_notPassed_reverts() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 2);

    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Active, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);

    _skip(PERIOD);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Defeated, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);
    vm.assertEq(ledger.entries(), 0, "entries");
  }

  // REQ-GOV-20
  function test_executeProposal_beforeItsDelay_reverts() external {
    Rule memory rule = _majority();
    rule.executionDelay = 2 days;
    _foundUnder(4, rule);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    uint48 eta = uint48(_now() + 2 days);
    governor.queueProposal(id);
    vm.assertEq(governor.proposalEta(id), eta, "eta");

    vm.warp(eta - 1);
    vm.expectRevert(
      abi.encodeWithSelector(IGovernorReports.GovernorNotExecutable.selector, id, IGovernor.ProposalState.Queued, eta)
    );
    _execute(id, calls);

    vm.warp(eta);
    _execute(id, calls);
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-20
  function test_executeProposal_passedLongAgo_hasExpired() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    _skip(WINDOW);
    _assertState(id, IGovernor.ProposalState.Succeeded);

    _skip(1);

    _assertState(id, IGovernor.ProposalState.Expired);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Expired, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);
  }

  // REQ-GOV-14
  function test_executeProposal_barRaisedSinceItPassed_reverts() external {
    Rule memory strict = _majority();
    strict.votingPeriod = 5 days;
    Plan memory plan = _plan(4);
    plan.strictest = strict;
    ledger = new Ledger();
    plan.more = _ruleForLedger(_majority());
    _found(plan);
    Rule memory shorter = _majority();
    shorter.votingPeriod = 1 days;
    Call[] memory calls = _calls(
      address(constitution),
      abi.encodeCall(IConstitution.setRule, (_ledgerSubject(), Ledger.enter.selector, 1, shorter))
    );
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    _setLedgerRule(strict);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorRuleOutgrown.selector, id));
    _execute(id, calls);
  }

  // REQ-GOV-21
  function test_executeProposal_oneCallFails_nothingHappens() external {
    _found(4);
    Call[] memory calls = new Call[](2);
    calls[0] = _entry(1)[0];
    calls[1] = _entry(type(uint256).max)[0];
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    bytes memory reason = abi.encodeWithSelector(Ledger.LedgerRefused.selector, type(uint256).max);
    vm.expectRevert(_callReverted(1, reason));
    _execute(id, calls);

    vm.assertEq(ledger.entries(), 0, "entries");
    _assertState(id, IGovernor.ProposalState.Succeeded);
  }

  // REQ-GOV-23
  function test_open_whileOthersWait_allAreDecidedApart() external {
    _found(4);
    uint256 waiting = _open(0, _entry(1), "waiting");
    uint256 failing = _open(0, _entry(type(uint256).max), SALT);
    _voteFor(failing, 3);
    _skip(1);

    Call[] memory calls = _entry(2);
    uint256 id = _open(1, calls);
    _voteFor(id, 3);
    _execute(id, calls);

    vm.assertEq(ledger.entry(), 2, "entry");
    _assertState(waiting, IGovernor.ProposalState.Active);
    _assertState(failing, IGovernor.ProposalState.Succeeded);
  }
}
