// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {FLAG_DECIDED, FLAG_EXECUTED, FLAG_PASSED, ProposalRecord} from "../../../contracts/types/ProposalRecord.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";
import {Vm} from "../../support/contracts/Vm.sol";

/// @title What the governor says of a proposal, word for word: people and the journal have nothing else to go by.
contract GovernorReportsTest is Consortium {
  // ---------------------------------------------------------------- opened

  // REQ-GOV-46
  function test_open_severalCalls_areAllInTheEvent() external {
    _found(4);
    Call[] memory calls = new Call[](3);
    calls[0] = _entry(1)[0];
    calls[1] = Call(_cold(3), 7, "");
    calls[2] = Call(address(ledger), 5, abi.encodeCall(Ledger.clear, ()));
    address[] memory targets = new address[](3);
    (targets[0], targets[1], targets[2]) = (address(ledger), _cold(3), address(ledger));
    uint256[] memory values = new uint256[](3);
    (values[0], values[1], values[2]) = (0, 7, 5);
    bytes[] memory calldatas = new bytes[](3);
    (calldatas[0], calldatas[1], calldatas[2]) = (calls[0].data, calls[1].data, calls[2].data);
    uint256 id = _idOf(calls, 0);

    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.ProposalCreated(
      id,
      _hot(0),
      targets,
      values,
      new string[](3),
      calldatas,
      _now(),
      _now() + PERIOD,
      DESCRIPTION
    );
    _open(0, calls);
  }

  // REQ-GOV-46
  function test_open_saltOrSimulation_isReportedWhereThereIsOne() external {
    _found(4);
    vm.assertTrue(_reportsOpening(0, "simulated"), "a simulation");
    vm.assertTrue(_reportsOpening("salt", 0), "a salt");
    vm.assertFalse(_reportsOpening(0, 0), "neither");
  }

  function _reportsOpening(bytes32 salt, bytes32 simulation) private returns (bool) {
    vm.recordLogs();
    vm.prank(_hot(0));
    uint256 id = governor.open(_entry(uint256(simulation)), DESCRIPTION, salt, simulation);
    Vm.Log[] memory logs = vm.getRecordedLogs();
    for (uint256 i = 0; i < logs.length; ++i) {
      if (logs[i].topics[0] != IGovernorReports.ProposalOpened.selector) continue;
      vm.assertEq(logs[i].topics[1], bytes32(id), "id");
      vm.assertEq(logs[i].data, abi.encode(salt, simulation), "salt and simulation");
      return true;
    }
    return false;
  }

  // ---------------------------------------------------------------- canceled, executed

  // REQ-GOV-46
  function test_withdraw_cancellation_isReportedInBothForms() external {
    _found(4);
    uint256 id = _open(0, _entry(1));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.ProposalCanceled(id);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalCanceledFor(id, IGovernorReports.CancelReason.Withdrawn);
    vm.prank(_hot(0));
    governor.withdraw(id);
  }

  /// @dev Nobody wrote the closing down before: the execution does, with the record as it stood at the deadline.
  // REQ-GOV-46
  function test_executeProposal_passedAtItsDeadline_reportsTheClosingFirst() external {
    Rule memory rule = _majority();
    rule.quorum = 3000;
    _foundUnder(4, rule);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    uint256 closing = _now() + PERIOD;
    _voteFor(id, 2);
    ProposalRecord kept = governor.record(id).withFlag(FLAG_DECIDED).withFlag(FLAG_PASSED);
    bytes32 head = governor.journalHead();
    vm.warp(closing + 10);
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernorReports.ProposalClosed(id, kept, new uint256[](0));
    vm.expectEmit(true, true, true, true, address(governor));
    emit IGovernor.ProposalExecuted(id);
    _execute(id, calls);

    bytes32 record = bytes32(ProposalRecord.unwrap(governor.record(id)));
    vm.assertEq(record, bytes32(ProposalRecord.unwrap(kept.withFlag(FLAG_EXECUTED))), "record");
    vm.assertEq(governor.proposalDeadline(id), closing, "closed at its deadline");
    bytes32 payload = keccak256(abi.encode(kept, new uint256[](0)));
    head = keccak256(abi.encode(head, IGovernorReports.JournalKind.Executed, id, payload));
    vm.assertEq(governor.journalHead(), head, "journal");
  }

  // REQ-GOV-46
  function test_executeProposal_decidedBefore_reportsNoSecondClosing() external {
    _found(4);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _voteFor(id, 3);
    vm.recordLogs();
    _execute(id, calls);
    Vm.Log[] memory logs = vm.getRecordedLogs();
    vm.assertEq(logs.length, 1, "one event");
    vm.assertEq(logs[0].topics[0], IGovernor.ProposalExecuted.selector, "executed");
  }

  /// @dev Seats 44 to 171 are on the first page behind the record, seat 172 is the first on the second one.
  // REQ-GOV-46
  function test_castVote_seatsBehindTheRecord_areInThePagesOfTheClosing() external {
    Plan memory plan = _plan(173);
    (plan.foundingQuorum, plan.accepting) = (1, 1);
    _found(plan);
    _accept(44);
    _accept(171);
    _accept(172);
    _skip(1);
    Call[] memory calls = _entry(1);
    uint256 id = _open(0, calls);
    _vote(id, 0, FOR);
    _vote(id, 44, FOR);
    _vote(id, 171, AGAINST);
    bytes32 head = governor.journalHead();
    vm.recordLogs();
    _vote(id, 172, FOR);
    uint256[] memory pages = new uint256[](2);
    (pages[0], pages[1]) = ((uint256(1) << 254) | 2, 2);
    ProposalRecord kept = governor.record(id);
    Vm.Log[] memory logs = vm.getRecordedLogs();
    vm.assertEq(logs[0].topics[0], IGovernorReports.ProposalClosed.selector, "closed");
    vm.assertEq(logs[0].data, abi.encode(kept, pages), "record and pages");

    _execute(id, calls);
    bytes32 payload = keccak256(abi.encode(kept, pages));
    head = keccak256(abi.encode(head, IGovernorReports.JournalKind.Executed, id, payload));
    vm.assertEq(governor.journalHead(), head, "journal");
  }

  // ---------------------------------------------------------------- enacted

  // REQ-GOV-46
  function test_enact_evidence_isInTheEventAndInTheJournal() external {
    _found(5);
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 1);
    bytes memory ballots = _compacts(id, 0, 3);
    bytes memory evidence = abi.encode(calls, DESCRIPTION, SALT, uint16(1), NEVER, ballots, _none());
    bytes32 head = governor.journalHead();
    vm.recordLogs();
    _enact(calls, 1, ballots, _none());

    ProposalRecord kept = governor.record(id);
    Vm.Log[] memory logs = vm.getRecordedLogs();
    vm.assertEq(logs.length, 1, "one event");
    vm.assertEq(logs[0].topics[0], IGovernorReports.ProposalEnacted.selector, "event");
    vm.assertEq(logs[0].topics[1], bytes32(id), "id");
    vm.assertEq(logs[0].data, abi.encode(kept, evidence), "record and evidence");
    bytes32 payload = keccak256(abi.encode(kept, members.electorate().snapshot().codehash, keccak256(evidence)));
    head = keccak256(abi.encode(head, IGovernorReports.JournalKind.Enacted, id, payload));
    vm.assertEq(governor.journalHead(), head, "journal");
  }

  // REQ-GOV-39
  function test_enact_record_saysWhenAndHowItWasDecided() external {
    _found(5);
    Call[] memory calls = _entry(6);
    uint256 id = _idOf(calls, 1);
    _enact(calls, 1, _compacts(id, 0, 3), _none());
    ProposalRecord kept = governor.record(id);
    vm.assertTrue(kept.has(FLAG_EXECUTED), "executed");
    vm.assertTrue(kept.has(FLAG_DECIDED), "decided");
    vm.assertTrue(kept.has(FLAG_PASSED), "passed");
    vm.assertEq(governor.proposalSnapshot(id), _now(), "opened");
    vm.assertEq(governor.proposalDeadline(id), _now(), "closed in the same second");
  }

  // REQ-GOV-27
  function test_enact_seatsThatTheProposalConcerns_areNotRecordedAsAbstaining() external {
    _found(6);
    Call[] memory calls = _calls(address(members), abi.encodeCall(IMemberRegistry.remove, (5)));
    uint256 id = _idOf(calls, 0);
    _enact(calls, 0, bytes.concat(_compacts(id, 0, 4), _compact(id, 4, ABSTAIN, NEVER)), _none());
    vm.assertEq(governor.record(id).weightFor(), 4, "for");
    vm.assertEq(governor.record(id).weightAbstain(), 1, "abstaining");
  }
}
