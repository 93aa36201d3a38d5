// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {MODULE_CONSTITUTION, MODULE_MEMBERS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule, RuleWord} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Attacks by way of the rules: lowering a bar, walking around it, moving it under an open vote.
contract RuleAttacksTest is Consortium {
  /// @notice Three quarters of four members is three, of which none may be lost.
  function _strict() private pure returns (Rule memory rule) {
    rule = _majority();
    (rule.quorum, rule.threshold) = (7500, 6000);
  }

  // REQ-GOV-10
  function test_state_quorumLoweredAfterDefeat_staysDefeated() external {
    _foundWithLedgerRule(4, _strict(), _strict());
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 2);
    _skip(PERIOD);
    _assertState(id, IGovernor.ProposalState.Defeated);

    Rule memory lower = _majority();
    (lower.quorum, lower.threshold) = (5000, 5000);
    _setLedgerRule(lower);

    _assertState(id, IGovernor.ProposalState.Defeated);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Defeated, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);
  }

  // REQ-GOV-10
  function test_state_ruleChangedWhileOpen_isCanceledForGood() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 2);
    uint256 version = governor.ruleOfProposal(id).version();

    _setLedgerRule(_strict());
    vm.assertEq(constitution.ruleAt(version).supersededAt(), _now(), "superseded");
    _assertState(id, IGovernor.ProposalState.Canceled);

    _setLedgerRule(_majority());
    _assertState(id, IGovernor.ProposalState.Canceled);
    vm.assertEq(governor.ruleOfProposal(id).quorum(), 5001, "the rule it was opened under");
  }

  // REQ-GOV-10
  function test_castVote_ruleChangedByVoteWhileOpen_takesNoBallotInAnyForm() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 2);
    _carryRule();

    vm.expectRevert(
      abi.encodeWithSelector(IGovernorReports.GovernorVotingClosed.selector, id, governor.proposalDeadline(id))
    );
    _vote(id, 2, FOR);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 2, IGovernorReports.GovernorVotingClosed.selector);
    governor.castBallots(id, _one(_ballot(id, 2, FOR, 1)));
    _assertTally(id, 0, 2, 0, 4);
  }

  // REQ-GOV-14
  function test_executeProposal_ruleOfItsOwnLaidSince_reverts() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    bytes memory data = abi.encodeCall(
      IConstitution.setKeyedRule,
      (_ledgerSubject(), Ledger.enter.selector, bytes32(uint256(1)), _strict())
    );
    _carryThree(_calls(address(constitution), data));

    _assertState(id, IGovernor.ProposalState.Succeeded);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorRuleOutgrown.selector, id));
    _execute(id, calls);
  }

  // REQ-GOV-09
  function test_enact_joinedRuleChangedAfterTheBallotsWereSigned_isAnotherProposal() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    Call[] memory calls = new Call[](2);
    calls[0] = _entry(1)[0];
    calls[1] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.setDuties, (1, 1)));
    uint256 before = _idOf(calls, 0);
    bytes memory ballots = _compacts(before, 0, 3);
    Rule memory other = _majority();
    other.quorum = 5002;
    _setLedgerRule(other);
    _setLedgerRule(_majority());

    vm.assertNotEq(_idOf(calls, 0), before, "the rules are those of before and their versions are not");
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerMissing.selector, 0));
    _enact(calls, 0, ballots, _none());
  }

  /// @dev Carries a stricter rule for the ledger's entries, by a vote of seats 1 to 3.
  function _carryRule() private {
    bytes memory data = abi.encodeCall(IConstitution.setRule, (_ledgerSubject(), Ledger.enter.selector, 1, _strict()));
    _carryThree(_calls(address(constitution), data));
  }

  function _carryThree(Call[] memory calls) private {
    uint256 id = _open(1, calls);
    for (uint16 seat = 1; seat < 4; ++seat) _vote(id, seat, FOR);
    _execute(id, calls);
  }

  // REQ-GOV-10
  function test_executeProposal_ruleChangedAfterItPassed_reverts() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    _skip(1);
    _setLedgerRule(_strict());

    _assertState(id, IGovernor.ProposalState.Canceled);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Canceled, IGovernor.ProposalState.Succeeded));
    _execute(id, calls);
  }

  // REQ-GOV-11
  function test_castVote_ballotsAgainstAfterTheRuleChanged_leaveItCanceled() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    uint256 id = _open(0, _entry(1));
    _setLedgerRule(_strict());
    _assertState(id, IGovernor.ProposalState.Canceled);

    for (uint16 seat = 0; seat < 3; ++seat) _vote(id, seat, AGAINST);

    _assertState(id, IGovernor.ProposalState.Canceled);
  }

  // REQ-GOV-11
  function test_castVote_ballotsForAfterTheRuleChanged_leaveItCanceled() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    uint256 id = _open(0, _entry(1));
    _setLedgerRule(_strict());

    _voteFor(id, 3);

    _assertState(id, IGovernor.ProposalState.Canceled);
    governor.poke(id);
    _assertState(id, IGovernor.ProposalState.Canceled);
  }

  // REQ-GOV-13
  function test_open_loweringABar_isDecidedUnderTheBarInForce() external {
    Rule memory slow = _majority();
    (slow.executionDelay, slow.votingPeriod) = (2 days, 5 days);
    Plan memory plan = _plan(4);
    plan.strictest = slow;
    ledger = new Ledger();
    plan.more = _ruleForLedger(slow);
    _found(plan);

    uint256 id = _open(
      0,
      _calls(
        address(constitution),
        abi.encodeCall(IConstitution.setRule, (_ledgerSubject(), Ledger.enter.selector, 1, _majority()))
      )
    );

    RuleWord rule = governor.ruleOfProposal(id);
    vm.assertEq(rule.executionDelay(), 2 days, "delay");
    vm.assertEq(rule.votingPeriod(), 5 days, "period");
    vm.assertEq(rule.version(), 0, "a join has no version");
  }

  // REQ-GOV-13
  function test_open_raisingABar_mustClearTheNewBar() external {
    Rule memory slow = _majority();
    slow.executionDelay = 2 days;
    Plan memory plan = _plan(4);
    plan.strictest = slow;
    ledger = new Ledger();
    plan.more = _ruleForLedger(_majority());
    _found(plan);

    uint256 raising = _open(
      0,
      _calls(
        address(constitution),
        abi.encodeCall(IConstitution.setRule, (_ledgerSubject(), Ledger.enter.selector, 1, slow))
      )
    );
    vm.assertEq(governor.ruleOfProposal(raising).executionDelay(), 2 days, "delay of setRule");

    uint256 keyed = _open(
      0,
      _calls(
        address(constitution),
        abi.encodeCall(
          IConstitution.setKeyedRule,
          (MODULE_CONSTITUTION, IConstitution.setParameter.selector, PARAMETER_KEY_COOL_DOWN, slow)
        )
      )
    );
    vm.assertEq(governor.ruleOfProposal(keyed).executionDelay(), 2 days, "delay of setKeyedRule");

    uint256 strictest = _open(
      0,
      _calls(address(constitution), abi.encodeCall(IConstitution.setFallback, (_majority())))
    );
    vm.assertEq(governor.ruleOfProposal(strictest).executionDelay(), 2 days, "delay of setFallback");
  }

  // REQ-GOV-12
  function test_open_weakCallBesideAStrictOne_needsTheStrictestOfBoth() external {
    Rule memory weak = _majority();
    weak.votingPeriod = 9 days;
    Rule memory strict = _strict();
    strict.votingPeriod = 9 days;
    _foundWithLedgerRule(4, strict, weak);
    Call[] memory calls = new Call[](2);
    calls[0] = _entry(1)[0];
    calls[1] = Call(address(ledger), 0, abi.encodeCall(Ledger.clear, ()));

    RuleWord rule = governor.ruleOfProposal(_open(0, calls));

    vm.assertEq(rule.quorum(), 7500, "quorum");
    vm.assertEq(rule.threshold(), 6000, "threshold");
    vm.assertEq(rule.version(), 0, "a join has no version");
  }

  // REQ-GOV-12
  function test_state_oneOfTheJoinedRulesChanges_isCanceled() external {
    _foundWithLedgerRule(4, _strict(), _majority());
    Call[] memory calls = new Call[](2);
    calls[0] = Call(address(ledger), 0, abi.encodeCall(Ledger.clear, ()));
    calls[1] = _entry(1)[0];
    uint256 last = _open(0, calls);
    (calls[0], calls[1]) = (calls[1], calls[0]);
    uint256 first = _open(1, calls);

    _setLedgerRule(_strict());

    _assertState(last, IGovernor.ProposalState.Canceled);
    _assertState(first, IGovernor.ProposalState.Canceled);
  }

  // REQ-GOV-15
  function test_setRule_electorateBelowTheFallbacksBars_reverts() external {
    _foundUnder(4, _strict());
    bytes4 admit = IMemberRegistry.admit.selector;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionWeakerThanFallback.selector, MODULE_MEMBERS, admit)
    );
    _decree();
    constitution.setRule(MODULE_MEMBERS, admit, 3, _majority());

    bytes4 setModule = IConstitution.setModule.selector;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionWeakerThanFallback.selector, MODULE_CONSTITUTION, setModule)
    );
    _decree();
    constitution.setRule(MODULE_CONSTITUTION, setModule, 3, _majority());
  }

  // REQ-GOV-15
  function test_setRule_stricterThanTheFallback_reverts() external {
    _foundWithLedgerRule(4, _majority(), _majority());
    bytes32 subject = _ledgerSubject();
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionStricterThanFallback.selector, subject, Ledger.enter.selector)
    );
    _decree();
    constitution.setRule(subject, Ledger.enter.selector, 1, _strict());
  }

  // REQ-GOV-15
  function test_setFallback_weakerThanARule_reverts() external {
    Rule memory slow = _strict();
    slow.executionDelay = 2 days;
    Plan memory plan = _plan(4);
    (plan.strictest, plan.rule) = (slow, _strict());
    ledger = new Ledger();
    plan.more = _ruleForLedger(slow);
    _found(plan);
    Rule memory weaker = slow;
    weaker.executionDelay = 1 days;
    bytes32 subject = _ledgerSubject();

    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionStricterThanFallback.selector, subject, Ledger.enter.selector)
    );
    _decree();
    constitution.setFallback(weaker);
  }

  // REQ-GOV-16
  function test_open_functionThatGovernanceMayNotCall_reverts() external {
    _found(4);
    bytes4 markAccepted = IMemberRegistry.markAccepted.selector;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionUnknownAction.selector, MODULE_MEMBERS, markAccepted)
    );
    _open(0, _calls(address(members), abi.encodeCall(IMemberRegistry.markAccepted, (1))));
  }

  // REQ-GOV-16
  function test_open_callDataWithMoreThanItsWords_reverts() external {
    _found(4);
    bytes memory longer = abi.encodePacked(abi.encodeCall(IMemberRegistry.setWeight, (1, 2)), uint256(1));
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionEncodingNotStrict.selector,
        MODULE_MEMBERS,
        IMemberRegistry.setWeight.selector,
        68,
        100
      )
    );
    _open(0, _calls(address(members), longer));

    bytes memory shorter = abi.encodePacked(IMemberRegistry.setWeight.selector, uint256(1));
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionEncodingNotStrict.selector,
        MODULE_MEMBERS,
        IMemberRegistry.setWeight.selector,
        68,
        36
      )
    );
    _open(0, _calls(address(members), shorter));
  }

  // REQ-GOV-09
  function test_open_byMemberWithoutTheDuty_reverts() external {
    Rule memory rule = _majority();
    rule.proposerDuties = 3;
    Plan memory plan = _plan(4);
    (plan.strictest, plan.rule) = (rule, rule);
    plan.duties[1] = 3;
    plan.duties[2] = 2;
    _found(plan);

    Call[] memory calls = _entry(1);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerDuties.selector, 3, 0));
    _open(0, calls);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposerDuties.selector, 3, 2));
    _open(2, calls);
    _assertState(_open(1, calls), IGovernor.ProposalState.Active);
  }
}
