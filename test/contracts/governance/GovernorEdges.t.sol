// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title The governor at its edges: what frees a slot, what can be settled still, what may be decided in an instant.
contract GovernorEdgesTest is Consortium {
  bytes32 private constant HASH = keccak256(bytes(DESCRIPTION));

  function _nothingToSettle(uint256 id) private pure returns (bytes memory) {
    return abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, id);
  }

  // ---------------------------------------------------------------- open slots

  /// @dev Seat 0 has four proposals open; each of the ways in which one closes frees its slot, and no other state does.
  // REQ-GOV-24
  function test_open_oneOfTheFourCloses_takesItsSlot() external {
    Rule memory rule = _majority();
    rule.executionDelay = 1 days;
    _foundUnder(4, rule);
    Call[] memory calls = _entry(1);
    uint256[4] memory ids;
    for (uint256 i = 0; i < 4; ++i) ids[i] = _open(0, calls, bytes32(i));
    bytes memory tooMany = abi.encodeWithSelector(IGovernorReports.GovernorTooManyOpen.selector, 0, 4);
    vm.expectRevert(tooMany);
    _open(0, calls);

    for (uint256 i = 0; i < 4; ++i) _voteFor(ids[i], 3);
    _assertState(ids[0], IGovernor.ProposalState.Succeeded);
    vm.expectRevert(tooMany);
    _open(0, calls);

    for (uint256 i = 0; i < 4; ++i) governor.queueProposal(ids[i]);
    _assertState(ids[0], IGovernor.ProposalState.Queued);
    vm.expectRevert(tooMany);
    _open(0, calls);

    _skip(1 days);
    governor.executeProposal(ids[3], calls, bytes32(uint256(3)), HASH);
    _assertState(ids[3], IGovernor.ProposalState.Executed);
    uint256 next = _open(0, calls, "after an execution");
    vm.assertEq(governor.openProposals(0)[3], next, "the slot of the executed one");

    vm.prank(_hot(0));
    governor.withdraw(next);
    next = _open(0, calls, "after a withdrawal");
    vm.assertEq(governor.openProposals(0)[3], next, "the slot of the canceled one");

    _vote(next, 1, AGAINST);
    _vote(next, 2, AGAINST);
    _assertState(next, IGovernor.ProposalState.Defeated);
    next = _open(0, calls, "after a defeat");
    vm.assertEq(governor.openProposals(0)[3], next, "the slot of the defeated one");

    _skip(WINDOW + 1);
    _assertState(ids[0], IGovernor.ProposalState.Expired);
    next = _open(0, calls, "after an expiry");
    vm.assertEq(governor.openProposals(0)[0], next, "the slot of the first expired one");
  }

  // REQ-GOV-22
  function test_open_asManyCallsAsThereMayBe_isTaken() external {
    _found(4);
    Call[] memory calls = new Call[](16);
    for (uint256 i = 0; i < 16; ++i) calls[i] = _entry(i + 1)[0];
    _carry(calls, 3);
    vm.assertEq(ledger.entries(), 16, "entries");
    vm.assertEq(ledger.entry(), 16, "the last one last");
  }

  // ---------------------------------------------------------------- joined rules

  function _setRule(bytes4 selector, Rule memory rule) private {
    bytes32 subject = _ledgerSubject();
    _decree();
    constitution.setRule(subject, selector, 1, rule);
  }

  /// @dev Two calls with a rule each. One rule is superseded before the proposal expires, the other one afterwards.
  // REQ-GOV-10
  function test_state_joinedRulesSupersededOneAfterTheOther_countsTheFirst() external {
    for (uint256 i = 0; i < 2; ++i) {
      bytes4[2] memory selectors =
        i == 0 ? [Ledger.enter.selector, Ledger.clear.selector] : [Ledger.clear.selector, Ledger.enter.selector];
      ledger = new Ledger();
      Plan memory plan = _plan(4);
      plan.more = new IConstitution.FoundingRule[](2);
      plan.more[0] = _ruleFor(_ledgerSubject(), Ledger.enter.selector, 1, _majority());
      plan.more[1] = _ruleFor(_ledgerSubject(), Ledger.clear.selector, 1, _majority());
      _found(plan);
      Call[] memory calls = new Call[](2);
      calls[0] = _entry(1)[0];
      calls[1] = Call(address(ledger), 0, abi.encodeCall(Ledger.clear, ()));
      uint256 id = _open(0, calls);
      _voteFor(id, 3);
      _skip(1 days);
      uint256 first = _now();
      Rule memory rule = _majority();
      rule.votingPeriod = 1 days;
      _setRule(selectors[0], rule);
      _skip(WINDOW);
      _setRule(selectors[1], rule);
      vm.assertEq(governor.ruleOfProposal(id).supersededAt(), first, "superseded");
      _assertState(id, IGovernor.ProposalState.Canceled);
    }
  }

  // ---------------------------------------------------------------- nothing to settle

  // REQ-GOV-45
  function test_poke_executedProposalWhoseRuleChangedSince_reverts() external {
    ledger = new Ledger();
    Plan memory plan = _plan(4);
    plan.more = _ruleForLedger(_majority());
    _found(plan);
    uint256 id = _carry(_entry(1), 3);
    bytes32 head = governor.journalHead();
    Rule memory rule = _majority();
    rule.votingPeriod -= 1;
    _setLedgerRule(rule);
    vm.expectRevert(_nothingToSettle(id));
    governor.poke(id);
    _assertState(id, IGovernor.ProposalState.Executed);
    vm.assertEq(governor.journalHead(), head, "journal");
  }

  // REQ-GOV-45
  function test_poke_withdrawnProposalAfterItsDeadline_reverts() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    vm.prank(_hot(0));
    governor.withdraw(id);
    bytes32 head = governor.journalHead();
    _skip(PERIOD);
    vm.expectRevert(_nothingToSettle(id));
    governor.poke(id);
    _assertState(id, IGovernor.ProposalState.Canceled);
    vm.assertEq(governor.journalHead(), head, "journal");
  }

  // REQ-GOV-44
  function test_pokeStale_passedOrDefeated_cancelsTheOneAndNotTheOther() external {
    _found(4);
    bytes memory data = abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 1, 2 days));
    Call[] memory calls = _calls(address(constitution), data);
    uint256 passed = _open(0, calls);
    uint256 defeated = _open(1, calls);
    _voteFor(passed, 3);
    _vote(defeated, 0, AGAINST);
    _vote(defeated, 1, AGAINST);
    _skip(1);
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 3 days);

    governor.pokeStale(passed, calls, SALT, HASH);
    _assertState(passed, IGovernor.ProposalState.Canceled);
    vm.expectRevert(_nothingToSettle(defeated));
    governor.pokeStale(defeated, calls, SALT, HASH);
    _assertState(defeated, IGovernor.ProposalState.Defeated);
  }

  // ---------------------------------------------------------------- the shortest delay

  // REQ-GOV-20
  function test_executeProposal_afterADelayOfOneSecond_isQueuedAndWaitedFor() external {
    Rule memory rule = _majority();
    rule.executionDelay = 1;
    _foundUnder(4, rule);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    vm.assertTrue(governor.proposalNeedsQueuing(id), "needs queuing");
    _voteFor(id, 3);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Succeeded, IGovernor.ProposalState.Queued));
    _execute(id, calls);
    governor.queueProposal(id);
    vm.expectRevert(
      abi.encodeWithSelector(
        IGovernorReports.GovernorNotExecutable.selector,
        id,
        IGovernor.ProposalState.Queued,
        _now() + 1
      )
    );
    _execute(id, calls);
    _skip(1);
    _execute(id, calls);
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // REQ-GOV-20
  function test_proposalNeedsQueuing_withoutDelay_isFalse() external {
    _found(4);
    vm.assertFalse(governor.proposalNeedsQueuing(_open(0, _entry(1))), "no delay");
  }

  /// @dev Two of four are suspended, so that no rule of the suite is within reach; an entry that passed is none of its affairs.
  // REQ-GOV-20
  function test_executeProposal_callsOutsideTheSuite_areNotHeldUpByIt() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    _skip(1);
    for (uint16 seat = 2; seat < 4; ++seat) {
      _decree();
      members.suspend(seat, uint40(_now() + 1 days));
    }
    _execute(id, calls);
    vm.assertEq(ledger.entry(), 1, "entry");
  }

  // ---------------------------------------------------------------- the count as of the closing

  // REQ-GOV-28
  function test_tally_afterTheClosing_isThatOfItsLastSecond() external {
    Rule memory rule = _majority();
    rule.quorum = 3000;
    _foundUnder(10, rule);
    uint256 id = _open(0, _entry(1));
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 4);
    vm.warp(closing - 1);
    _decree();
    members.suspend(3, uint40(closing + 30 days));
    _assertTally(id, 0, 3, 0, 10);
    vm.warp(closing);
    _decree();
    members.suspend(2, uint40(closing + 30 days));
    _assertTally(id, 0, 3, 0, 10);
    _skip(1);
    _decree();
    members.suspend(1, uint40(closing + 30 days));
    _assertTally(id, 0, 3, 0, 10);
    _skip(10);
    _assertTally(id, 0, 3, 0, 10);
  }

  // ---------------------------------------------------------------- duties of the proposer

  function _foundAsking(uint8 asked) private {
    Plan memory plan = _plan(4);
    plan.strictest.proposerDuties = asked;
    plan.rule.proposerDuties = asked;
    plan.duties[1] = 7;
    plan.duties[2] = 7 - asked;
    _found(plan);
  }

  // REQ-GOV-09
  function test_enact_oneDutyOrNone_isAskedOfTheProposer() external {
    uint8[3] memory duties = [1, 2, 4];
    for (uint256 i = 0; i < 3; ++i) {
      _foundAsking(duties[i]);
      Call[] memory calls = _entry(1 + i);
      uint256 id = _idOf(calls, 2);
      bytes memory ballots = _compacts(id, 0, 3);
      vm.expectRevert(
        abi.encodeWithSelector(IGovernorReports.GovernorProposerDuties.selector, duties[i], 7 - duties[i])
      );
      _enact(calls, 2, ballots, _none());
      vm.expectRevert(
        abi.encodeWithSelector(IGovernorReports.GovernorProposerDuties.selector, duties[i], 7 - duties[i])
      );
      _open(2, calls);

      id = _idOf(calls, 1);
      _enact(calls, 1, _compacts(id, 0, 3), _none());
      vm.assertEq(ledger.entry(), 1 + i, "entry");
    }
  }

  // REQ-GOV-39
  function test_enact_severalDutiesAsked_takesTime() external {
    uint8[4] memory duties = [3, 5, 6, 7];
    for (uint256 i = 0; i < 4; ++i) {
      _foundAsking(duties[i]);
      Call[] memory calls = _entry(1);
      bytes memory ballots = _compacts(_idOf(calls, 1), 0, 3);
      bytes memory needsTime = abi.encodeWithSelector(
        IGovernorReports.GovernorNeedsTime.selector,
        constitution.fallbackRule()
      );
      vm.expectRevert(needsTime);
      _enact(calls, 1, ballots, _none());
    }
  }

  // ---------------------------------------------------------------- seats that a proposal concerns

  function _removals(uint16 first, uint16 second) private view returns (Call[] memory calls) {
    calls = new Call[](2);
    calls[0] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (first)));
    calls[1] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (second)));
  }

  /// @dev Of 16, seats 4 and 5 weigh 6 and stay silent: 6 of the 10 others are three fifths and enough, 5 are not.
  // REQ-GOV-39
  function test_enact_concernedSeats_areNotWaitedFor() external {
    Plan memory plan = _plan(7);
    uint16[7] memory weights = [uint16(4), 1, 1, 1, 2, 4, 3];
    for (uint256 i = 0; i < 7; ++i) plan.weights[i] = weights[i];
    (plan.strictest.quorum, plan.strictest.threshold) = (3000, 6000);
    plan.rule = plan.strictest;
    _found(plan);

    Call[] memory calls = _removals(4, 5);
    uint256 id = _idOf(calls, 0);
    bytes memory ballots = _compacts(id, 0, 2);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNotDecided.selector, id, 5, 10));
    _enact(calls, 0, ballots, _none());

    _enact(calls, 0, bytes.concat(ballots, _compact(id, 2, FOR, NEVER)), _none());
    vm.assertEq(uint256(members.standing(4)), 4, "former");
    vm.assertEq(uint256(members.standing(5)), 4, "former");
    vm.assertEq(governor.record(id).weightFor(), 6, "for");
    vm.assertEq(governor.record(id).weightAbstain(), 0, "abstaining");
  }

  // REQ-GOV-39
  function test_enact_removingAnApplicantBehindTheElectorate_isDecided() external {
    _found(4);
    _decree();
    members.admit(_cold(4), 1, 0);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (4)));
    uint256 id = _idOf(calls, 0);
    _enact(calls, 0, _compacts(id, 0, 3), _none());
    vm.assertEq(uint256(members.standing(4)), 4, "former");
  }
}
