// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorCore} from "../../../contracts/interfaces/IGovernorCore.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";
import {Vm} from "../../support/contracts/Vm.sol";

/// @title A proposal's way: opened, voted, settled, carried out, and in the journal.
contract GovernorTest is Consortium {
  function setUp() external {
    _found(4);
  }

  // ---------------------------------------------------------------- proposing

  // REQ-GOV-07
  function test_open_plainCalls_isRecordedAndListed() external {
    Call[] memory calls = _entry(1);
    uint256 expected = _idOf(calls, 0);
    uint256 version = constitution.fallbackRule().version();
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalOpened(expected, SALT, "simulated");
    vm.prank(_hot(0));
    uint256 id = governor.open(calls, DESCRIPTION, SALT, "simulated");

    vm.assertEq(id, expected, "id");
    vm.assertEq(uint16(id), 0, "the id names the seat");
    vm.assertEq(uint24(id >> 16), version, "the id names the rule");
    vm.assertEq(governor.openProposals(0)[0], id, "listed");
    vm.assertEq(governor.proposalSnapshot(id), _now(), "opened");
    vm.assertEq(governor.proposalDeadline(id), _now() + PERIOD, "deadline");
    vm.assertEq(governor.record(id).needed(), 3, "needed");
    vm.assertEq(governor.record(id).mayLose(), 1, "may lose");
    _assertTally(id, 0, 0, 0, 4);
  }

  function test_open_sameContentsAgain_reverts() external {
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorProposalExists.selector, id));
    _open(0, calls);
  }

  // REQ-GOV-22
  function test_open_noCallsOrTooMany_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 0, 0, 0));
    _open(0, new Call[](0));

    Call[] memory calls = new Call[](17);
    for (uint256 i = 0; i < 17; ++i) calls[i] = _entry(i)[0];
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorTooManyCalls.selector, 16));
    _open(0, calls);

    bytes memory ballots = _compacts(1, 0, 3);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 0, 0, 0));
    _enact(new Call[](0), 0, ballots, _none());
  }

  // REQ-GOV-36
  function test_openInFavour_proposer_hasVoted() external {
    Call[] memory calls = _entry(1);
    vm.prank(_hot(2));
    uint256 id = governor.openInFavour(calls, DESCRIPTION, SALT, 0);
    vm.assertEq(governor.choiceOf(id, 2), 2, "choice");
    _assertTally(id, 0, 1, 0, 4);
  }

  // REQ-GOV-07
  function test_withdraw_openProposal_isCanceledForGood() external {
    uint256 id = _open(0, _entry(1));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalCanceledFor(id, IGovernorReports.CancelReason.Withdrawn);
    vm.prank(_hot(0));
    governor.withdraw(id);
    _assertState(id, IGovernor.ProposalState.Canceled);

    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorVotingClosed.selector, id, _now() + PERIOD));
    _vote(id, 1, FOR);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, id));
    governor.poke(id);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Canceled, IGovernor.ProposalState.Active));
    vm.prank(_hot(0));
    governor.withdraw(id);
  }

  function test_withdraw_passedProposal_reverts() external {
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 3);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Succeeded, IGovernor.ProposalState.Active));
    vm.prank(_hot(0));
    governor.withdraw(id);
  }

  // ---------------------------------------------------------------- voting

  // REQ-GOV-36
  function test_castVote_changedWhileOpen_countsOnceOnly() external {
    uint256 id = _open(0, _entry(1));
    _vote(id, 1, FOR);
    vm.assertEq(governor.ballotNonce(id, 1), 0, "first ballot");
    _vote(id, 1, ABSTAIN);
    _assertTally(id, 0, 0, 1, 4);
    _vote(id, 1, AGAINST);
    _assertTally(id, 1, 0, 0, 4);
    _vote(id, 1, FOR);
    _assertTally(id, 0, 1, 0, 4);
    vm.assertEq(governor.ballotNonce(id, 1), 3, "three changes");
  }

  function test_castVote_unknownChoiceOrProposal_reverts() external {
    uint256 id = _open(0, _entry(1));
    vm.expectRevert(IGovernor.GovernorInvalidVoteType.selector);
    _vote(id, 1, 3);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 77));
    _vote(77, 1, FOR);
    SignedBallot[] memory ballots = _one(_ballot(id, 1, 3, 1));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 1, IGovernor.GovernorInvalidVoteType.selector);
    governor.castBallots(id, ballots);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 77));
    governor.castBallots(77, ballots);
  }

  // REQ-GOV-35
  function test_castBallots_afterTheClosing_areSkipped() external {
    uint256 id = _open(0, _entry(1));
    _voteFor(id, 3);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 3, IGovernorReports.GovernorVotingClosed.selector);
    governor.castBallots(id, _one(_ballot(id, 3, AGAINST, 1)));
    _assertTally(id, 0, 3, 0, 4);
  }

  // REQ-GOV-25
  function test_castBallots_joinedAfterItWasOpened_isSkipped() external {
    uint256 id = _open(0, _entry(1));
    _skip(1);
    _join(4, 5);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.BallotSkipped(id, 4, IGovernorReports.GovernorNotEligible.selector);
    governor.castBallots(id, _one(_ballot(id, 4, FOR, 1)));
    vm.assertEq(governor.choiceOf(id, 4), 0, "choice");
  }

  // ---------------------------------------------------------------- settling

  // REQ-GOV-28
  function test_poke_afterTheDeadline_writesTheOutcomeDown() external {
    Rule memory rule = _majority();
    rule.quorum = 2500;
    _foundUnder(4, rule);
    uint256 passed = _open(0, _entry(1), "passed");
    uint256 failed = _open(0, _entry(2), "failed");
    uint256 closing = _now() + PERIOD;
    _vote(passed, 0, FOR);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, passed));
    governor.poke(passed);
    _skip(PERIOD + 10);
    _assertState(passed, IGovernor.ProposalState.Succeeded);
    governor.poke(passed);
    governor.poke(failed);

    _assertState(passed, IGovernor.ProposalState.Succeeded);
    _assertState(failed, IGovernor.ProposalState.Defeated);
    vm.assertEq(governor.proposalDeadline(passed), closing, "closed when it closed, not when it was poked");
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, passed));
    governor.poke(passed);
  }

  // REQ-GOV-44
  function test_pokeStale_parameterMovedOn_cancels() external {
    bytes memory data = abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 1, 2 days));
    Call[] memory calls = _calls(address(constitution), data);
    bytes32 hash = keccak256(bytes(DESCRIPTION));
    uint256 id = _open(0, calls);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, id));
    governor.pokeStale(id, calls, SALT, hash);
    _skip(1);
    _decree();
    constitution.setParameter(PARAMETER_KEY_COOL_DOWN, 1, 3 days);

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalCanceledFor(id, IGovernorReports.CancelReason.ParameterChanged);
    governor.pokeStale(id, calls, SALT, hash);
    _assertState(id, IGovernor.ProposalState.Canceled);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorNothingToSettle.selector, id));
    governor.pokeStale(id, calls, SALT, hash);
    vm.expectRevert(abi.encodeWithSelector(IGovernorReports.GovernorContentMismatch.selector, id));
    governor.pokeStale(id, _entry(1), SALT, hash);
  }

  // REQ-GOV-20
  function test_queueProposal_withDelay_oncePassed() external {
    Rule memory rule = _majority();
    rule.executionDelay = 1 days;
    _foundUnder(4, rule);
    uint256 id = _open(0, _entry(1));
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Active, IGovernor.ProposalState.Succeeded));
    governor.queueProposal(id);
    _voteFor(id, 3);
    vm.expectRevert(_unexpectedState(id, IGovernor.ProposalState.Succeeded, IGovernor.ProposalState.Queued));
    _execute(id, _entry(1));

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.ProposalQueued(id, _now() + 1 days);
    governor.queueProposal(id);
    _assertState(id, IGovernor.ProposalState.Queued);
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyQueuedProposal.selector, id));
    governor.queueProposal(id);
    _skip(1 days + WINDOW + 1);
    _assertState(id, IGovernor.ProposalState.Expired);
  }

  function test_queueProposal_withoutDelay_reverts() external {
    uint256 id = _open(0, _entry(1));
    vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorProposalQueueingNotRequired.selector, id));
    governor.queueProposal(id);
  }

  // ---------------------------------------------------------------- executing

  // REQ-GOV-21
  function test_executeProposal_withValue_paysFromTheExecutor() external {
    Call[] memory calls = _entry(1);
    calls[0].value = 5;
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    vm.deal(address(this), 5);
    governor.executeProposal{value: 5}(id, calls, SALT, keccak256(bytes(DESCRIPTION)));
    vm.assertEq(ledger.received(), 5, "received");
  }

  // REQ-GOV-02
  function test_executeProposal_callToTheFace_reverts() external {
    uint256 victim = _open(1, _entry(9));
    bytes memory forged = abi.encodePacked(
      abi.encodeCall(IGovernor.castVoteWithReason, (victim, FOR, "forged")),
      _hot(2)
    );
    Call[] memory calls = _calls(face, forged);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);

    vm.expectRevert(abi.encodeWithSelector(IGovernorCore.GovernorNotFace.selector, face));
    _execute(id, calls);
    vm.assertEq(governor.choiceOf(victim, 2), 0, "nobody voted for seat 2");
  }

  // REQ-GOV-02
  function test_canCall_anybody_onlyTheGovernorAndOnlyWhileItExecutes() external {
    vm.assertFalse(governor.canCall(address(governor), address(ledger), Ledger.enter.selector), "at rest");
    vm.assertTrue(governor.isAuthorized(address(governor)), "the governor");
    vm.assertFalse(governor.isAuthorized(_hot(0)), "a member's key");
    Asker asker = new Asker();
    Call[] memory calls = _calls(address(asker), abi.encodeCall(Asker.ask, ()));
    _carry(calls, 3);
    vm.assertTrue(asker.governorMay(), "the governor, executing");
    vm.assertFalse(asker.askerMay(), "somebody else, while it executes");
  }

  // ---------------------------------------------------------------- journal

  /// @dev From events alone, as a person off line would do it.
  // REQ-GOV-46
  function test_journalHead_openClosedExecutedCanceled_followsFromEvents() external {
    bytes32 head = governor.journalHead();
    vm.recordLogs();
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    head = _next(
      head,
      IGovernorReports.JournalKind.Created,
      id,
      keccak256(abi.encode(SALT, bytes32(0), members.electorate().snapshot().codehash))
    );
    vm.assertEq(governor.journalHead(), head, "created");

    _voteFor(id, 3);
    bytes32 payload = _closedIn(vm.getRecordedLogs());
    vm.assertEq(governor.journalHead(), head, "an acceptance enters with what follows from it");
    _execute(id, calls);
    head = _next(head, IGovernorReports.JournalKind.Executed, id, payload);
    vm.assertEq(governor.journalHead(), head, "executed");

    id = _open(1, calls);
    head = _next(
      head,
      IGovernorReports.JournalKind.Created,
      id,
      keccak256(abi.encode(SALT, bytes32(0), members.electorate().snapshot().codehash))
    );
    vm.prank(_hot(1));
    governor.withdraw(id);
    payload = keccak256(abi.encode(IGovernorReports.CancelReason.Withdrawn));
    head = _next(head, IGovernorReports.JournalKind.Canceled, id, payload);
    vm.assertEq(governor.journalHead(), head, "canceled");

    id = _open(2, calls);
    head = _next(
      head,
      IGovernorReports.JournalKind.Created,
      id,
      keccak256(abi.encode(SALT, bytes32(0), members.electorate().snapshot().codehash))
    );
    vm.recordLogs();
    _vote(id, 0, AGAINST);
    _vote(id, 1, AGAINST);
    head = _next(head, IGovernorReports.JournalKind.Closed, id, _closedIn(vm.getRecordedLogs()));
    vm.assertEq(governor.journalHead(), head, "rejected");
    vm.assertEq(governor.stateRoot(), head, "state root");
  }

  function _next(
    bytes32 head,
    IGovernorReports.JournalKind kind,
    uint256 id,
    bytes32 payload
  ) private pure returns (bytes32) {
    return keccak256(abi.encode(head, kind, id, payload));
  }

  function _closedIn(Vm.Log[] memory logs) private pure returns (bytes32 payload) {
    for (uint256 i = 0; i < logs.length; ++i) {
      if (logs[i].topics[0] == IGovernorReports.ProposalClosed.selector) {
        (uint256 kept, uint256[] memory pages) = abi.decode(logs[i].data, (uint256, uint256[]));
        payload = keccak256(abi.encode(kept, pages));
      }
    }
  }
}

/// @title Asks the governor, while it is called, who may call.
contract Asker {
  bool public governorMay;
  bool public askerMay;

  function ask() external {
    (, bytes memory answer) = msg.sender.staticcall(
      abi.encodeWithSignature("canCall(address,address,bytes4)", msg.sender, address(this), bytes4(0))
    );
    governorMay = abi.decode(answer, (bool));
    (, answer) = msg.sender.staticcall(
      abi.encodeWithSignature("canCall(address,address,bytes4)", address(this), address(this), bytes4(0))
    );
    askerMay = abi.decode(answer, (bool));
  }
}
