// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ProposalLifecycle} from "../../../contracts/governance/ProposalLifecycle.sol";
import {Tested} from "../../support/contracts/Tested.sol";

contract ProposalLifecycleTest is Tested {
  function _passed() private pure returns (ProposalLifecycle.Facts memory facts) {
    facts.closed = true;
    facts.decided = true;
    facts.passed = true;
    facts.closedAt = 100;
    facts.executionWindow = 10;
  }

  function _assertState(
    ProposalLifecycle.Facts memory facts,
    uint256 time,
    IGovernor.ProposalState expected,
    string memory what
  ) private pure {
    vm.assertEq(uint256(ProposalLifecycle.stateOf(facts, time)), uint256(expected), what);
  }

  // REQ-GOV-20
  function test_stateOf_plainFacts_followTheCourse() external pure {
    ProposalLifecycle.Facts memory facts;
    _assertState(facts, 1, IGovernor.ProposalState.Active, "open");
    facts.closed = true;
    facts.closedAt = 100;
    _assertState(facts, 100, IGovernor.ProposalState.Defeated, "closed");
    facts = _passed();
    _assertState(facts, 100, IGovernor.ProposalState.Succeeded, "passed");
    _assertState(facts, 110, IGovernor.ProposalState.Succeeded, "last second");
    _assertState(facts, 111, IGovernor.ProposalState.Expired, "too late");
    facts.executionDelay = 5;
    _assertState(facts, 100, IGovernor.ProposalState.Succeeded, "not queued");
    facts.queued = true;
    _assertState(facts, 115, IGovernor.ProposalState.Queued, "queued");
    _assertState(facts, 116, IGovernor.ProposalState.Expired, "queued for too long");
    facts.ballotsLost = true;
    _assertState(facts, 101, IGovernor.ProposalState.Canceled, "ballots lost");
    facts.canceled = true;
    _assertState(facts, 999, IGovernor.ProposalState.Canceled, "canceled");
    facts.executed = true;
    _assertState(facts, 999, IGovernor.ProposalState.Executed, "executed");
  }

  // REQ-GOV-45
  function test_stateOf_canceled_isCanceledWhateverElse() external pure {
    ProposalLifecycle.Facts memory facts;
    facts.canceled = true;
    _assertState(facts, 1, IGovernor.ProposalState.Canceled, "while the vote was open");
    facts.closed = true;
    _assertState(facts, 1, IGovernor.ProposalState.Canceled, "that did not pass");
    facts = _passed();
    facts.canceled = true;
    _assertState(facts, 100, IGovernor.ProposalState.Canceled, "that had passed");
    _assertState(facts, 999, IGovernor.ProposalState.Canceled, "for good");
  }

  // REQ-GOV-10
  function test_stateOf_ruleSuperseded_cancelsWhatIsNotOver() external pure {
    ProposalLifecycle.Facts memory facts;
    facts.supersededAt = 50;
    _assertState(facts, 60, IGovernor.ProposalState.Canceled, "open");
    facts.closed = true;
    facts.closedAt = 100;
    _assertState(facts, 100, IGovernor.ProposalState.Canceled, "superseded before the deadline");
    facts.supersededAt = 100;
    _assertState(facts, 100, IGovernor.ProposalState.Defeated, "superseded after the deadline");
    facts.decided = true;
    facts.supersededAt = 50;
    _assertState(facts, 100, IGovernor.ProposalState.Defeated, "decided against");
    facts = _passed();
    facts.supersededAt = 110;
    _assertState(facts, 111, IGovernor.ProposalState.Canceled, "superseded in time");
    facts.supersededAt = 111;
    _assertState(facts, 111, IGovernor.ProposalState.Expired, "superseded when it had expired");
  }

  /// @dev Facts only ever move forward: time passes, flags are set, ballots are lost, a rule is superseded now.
  // REQ-GOV-45
  function testFuzz_stateOf_absorbingStates_stay(uint256 seed, uint256 more) external pure {
    ProposalLifecycle.Facts memory facts;
    facts.closed = seed & 1 != 0;
    facts.decided = facts.closed && seed & 2 != 0;
    facts.passed = facts.closed && seed & 4 != 0;
    facts.queued = facts.passed && seed & 8 != 0;
    facts.closedAt = 100 + ((seed >> 8) % 100);
    facts.executionDelay = (seed >> 16) % 20;
    facts.executionWindow = 1 + ((seed >> 24) % 20);
    uint256 time = facts.closed ? facts.closedAt + ((seed >> 32) % 60) : 100;
    facts.ballotsLost = facts.passed && seed & 16 != 0;
    if (seed & 32 != 0) facts.supersededAt = time - ((seed >> 40) % 60);
    IGovernor.ProposalState before = ProposalLifecycle.stateOf(facts, time);

    uint256 later = time + (more % 100);
    if (facts.supersededAt == 0 && more & 512 != 0) facts.supersededAt = later;
    uint256 expiresAt = facts.closedAt + facts.executionDelay + facts.executionWindow;
    if (facts.passed && later <= expiresAt && more & 1024 != 0) facts.ballotsLost = true;
    IGovernor.ProposalState afterwards = ProposalLifecycle.stateOf(facts, later);

    bool absorbing =
      facts.closed &&
        (before == IGovernor.ProposalState.Defeated ||
          before == IGovernor.ProposalState.Canceled ||
          before == IGovernor.ProposalState.Expired);
    // A rule that is superseded in the second of the closing leaves the count of the closing.
    if (absorbing) vm.assertEq(uint256(afterwards), uint256(before), "state");
  }
}
