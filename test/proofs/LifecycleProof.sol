// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ProposalLifecycle} from "../../contracts/governance/ProposalLifecycle.sol";

/// @title The life of one proposal: time passes and facts happen in any order that the contracts allow, and the solver looks
/// for an order that breaks a claim.
/// @custom:engine chc
contract LifecycleProof {
  bool private _executed;
  bool private _canceled;
  bool private _decided;
  bool private _passed;
  bool private _queued;
  bool private _lost;
  uint256 private _supersededAt;
  uint256 private _now = 1;
  uint256 private _closesAt;
  uint256 private immutable _delay;
  uint256 private immutable _window;

  constructor(uint256 closesAt, uint256 delay, uint256 window) {
    require(closesAt > 1 && closesAt < 2 ** 48 && delay < 2 ** 40 && window < 2 ** 40);
    _closesAt = closesAt;
    _delay = delay;
    _window = window;
  }

  function timePasses(uint256 until) external {
    require(until > _now && until < 2 ** 60);
    IGovernor.ProposalState before = _state();
    _now = until;
    _requireFinal(before);
  }

  /// @notice A late quorum or a break-glass act moves the deadline.
  function deadlineMoves(uint256 closesAt) external {
    require(!_decided && _now < _closesAt && closesAt > _closesAt && closesAt < 2 ** 48);
    IGovernor.ProposalState before = _state();
    _closesAt = closesAt;
    _requireFinal(before);
  }

  /// @notice The deciding ballot.
  function isDecided(bool passed) external {
    require(!_decided && _now < _closesAt && _supersededAt == 0 && !_canceled);
    IGovernor.ProposalState before = _state();
    _decided = true;
    _closesAt = _now;
    _passed = passed;
    _requireFinal(before);
  }

  /// @notice Ballots are counted as of the deadline, so what they say before does not matter.
  function ballotsChange(bool passed) external {
    require(!_decided && _now < _closesAt);
    IGovernor.ProposalState before = _state();
    _passed = passed;
    _requireFinal(before);
  }

  function ruleIsSuperseded() external {
    require(_supersededAt == 0);
    IGovernor.ProposalState before = _state();
    _supersededAt = _now;
    _requireFinal(before);
  }

  /// @notice A member leaves whose ballot was needed; what happens after the window is not looked at.
  function ballotsAreLost() external {
    require(_isClosed() && _now <= _closesAt + _delay + _window);
    IGovernor.ProposalState before = _state();
    _lost = true;
    _requireFinal(before);
  }

  function queue() external {
    require(_state() == IGovernor.ProposalState.Succeeded);
    IGovernor.ProposalState before = _state();
    _queued = true;
    _requireFinal(before);
  }

  function execute() external {
    IGovernor.ProposalState before = _state();
    require(before == (_delay == 0 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Queued));
    require(_now >= _closesAt + _delay);
    _executed = true;
    assert(_isClosed());
    assert(_passed);
    assert(!_lost);
    assert(_now <= _closesAt + _delay + _window);
    assert(_supersededAt == 0 || _supersededAt > _closesAt + _delay + _window);
    assert(_state() == IGovernor.ProposalState.Executed);
  }

  /// @notice The proposer withdraws it while the vote is open, or anybody records what is canceled already.
  function cancel() external {
    IGovernor.ProposalState before = _state();
    require(before == IGovernor.ProposalState.Active || before == IGovernor.ProposalState.Canceled);
    _canceled = true;
    assert(_state() == IGovernor.ProposalState.Canceled);
  }

  function _requireFinal(IGovernor.ProposalState before) private view {
    IGovernor.ProposalState afterwards = _state();
    if (
      before == IGovernor.ProposalState.Executed ||
      before == IGovernor.ProposalState.Canceled ||
      before == IGovernor.ProposalState.Defeated ||
      before == IGovernor.ProposalState.Expired
    ) assert(afterwards == before);
    if (before != IGovernor.ProposalState.Active) assert(afterwards != IGovernor.ProposalState.Active);
    if (before == IGovernor.ProposalState.Succeeded || before == IGovernor.ProposalState.Queued) {
      assert(afterwards != IGovernor.ProposalState.Defeated);
    }
  }

  function _isClosed() private view returns (bool) {
    return _decided || _now >= _closesAt;
  }

  function _state() private view returns (IGovernor.ProposalState) {
    ProposalLifecycle.Facts memory facts;
    facts.executed = _executed;
    facts.canceled = _canceled;
    facts.decided = _decided;
    facts.closed = _isClosed();
    facts.supersededAt = _supersededAt;
    if (facts.closed) {
      facts.closedAt = _closesAt;
      facts.executionDelay = _delay;
      facts.executionWindow = _window;
      facts.queued = _queued;
      facts.passed = _passed;
      facts.ballotsLost = _passed && _lost;
    }
    return ProposalLifecycle.stateOf(facts, _now);
  }
}
