// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IGovernorCore} from "../interfaces/IGovernorCore.sol";
import {Call} from "../types/Call.sol";
import {Outcome} from "../types/Count.sol";
import {SCOPE_PROPOSE} from "../types/Duty.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {FLAG_CANCELED, FLAG_DECIDED, FLAG_EXECUTED, FLAG_QUEUED, ProposalRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {BallotBox} from "./BallotBox.sol";
import {ProposalIdentity} from "./ProposalIdentity.sol";

/// @title What becomes of a proposal besides its execution: queued, withdrawn, closed by its deadline, canceled.
abstract contract Settlement is BallotBox {
  uint256 private constant ANY_CLOSED_STATE =
    (1 << uint8(IGovernor.ProposalState.Canceled)) |
      (1 << uint8(IGovernor.ProposalState.Defeated)) |
      (1 << uint8(IGovernor.ProposalState.Expired)) |
      (1 << uint8(IGovernor.ProposalState.Executed));

  /// @notice See `IQuorateGovernor`.
  function queueProposal(uint256 proposalId) external {
    _queue(proposalId);
  }

  /// @notice See `IQuorateGovernor`.
  function withdraw(uint256 proposalId) external {
    _withdraw(msg.sender, proposalId);
  }

  /// @inheritdoc IGovernorCore
  function withdrawFor(address caller, uint256 proposalId) external onlyFace {
    _withdraw(caller, proposalId);
  }

  /// @notice See `IQuorateGovernor`.
  function poke(uint256 proposalId) external {
    ProposalRecord kept = _existing(proposalId);
    if (kept.has(FLAG_EXECUTED | FLAG_CANCELED)) revert GovernorNothingToSettle(proposalId);
    RuleWord rule = ruleOfProposal(proposalId);
    (IGovernor.ProposalState current, ) = _canvass.stateOf(proposalId, kept, rule);

    if (current == IGovernor.ProposalState.Canceled) {
      _cancel(proposalId, kept, rule.supersededAt() != 0 ? CancelReason.RuleChanged : CancelReason.BallotsLost);
      return;
    }
    if (kept.has(FLAG_DECIDED)) revert GovernorNothingToSettle(proposalId);
    Outcome outcome = _canvass.outcomeOf(proposalId, kept, rule);
    if (outcome == Outcome.Open) revert GovernorNothingToSettle(proposalId);
    _records[proposalId] = _close(proposalId, kept, outcome == Outcome.Accepted);
  }

  /// @notice See `IQuorateGovernor`.
  function pokeStale(uint256 proposalId, Call[] calldata calls, bytes32 salt, bytes32 descriptionHash) external {
    ProposalRecord kept = _requireContent(proposalId, calls, salt, descriptionHash);
    if ((1 << uint8(state(proposalId))) & ANY_CLOSED_STATE != 0) revert GovernorNothingToSettle(proposalId);
    for (uint256 i = 0; i < calls.length; ++i) {
      if (constitution.isStale(calls[i].target, calls[i].data)) {
        _cancel(proposalId, kept, CancelReason.ParameterChanged);
        return;
      }
    }
    revert GovernorNothingToSettle(proposalId);
  }

  // ---------------------------------------------------------------- inside

  function _queue(uint256 proposalId) internal {
    ProposalRecord kept = _existing(proposalId);
    RuleWord rule = ruleOfProposal(proposalId);
    if (rule.executionDelay() == 0) revert IGovernor.GovernorProposalQueueingNotRequired(proposalId);
    IGovernor.ProposalState current = state(proposalId);
    if (current == IGovernor.ProposalState.Queued) revert IGovernor.GovernorAlreadyQueuedProposal(proposalId);
    _requireState(proposalId, current, IGovernor.ProposalState.Succeeded);

    _records[proposalId] = kept.withFlag(FLAG_QUEUED);

    emit IGovernor.ProposalQueued(proposalId, _canvass.closesAt(kept) + rule.executionDelay());
  }

  function _withdraw(address caller, uint256 proposalId) internal {
    ProposalRecord kept = _existing(proposalId);
    KeyFacts key = registry.keyFacts(_keyOf(caller));
    bool own = key.seat() == uint16(proposalId) && key.mayNow(SCOPE_PROPOSE, block.timestamp);
    if (!own) revert IGovernor.GovernorUnableToCancel(proposalId, caller); // DEFENCE: withdraw-own
    _requireState(proposalId, state(proposalId), IGovernor.ProposalState.Active);

    _cancel(proposalId, kept, CancelReason.Withdrawn);
  }

  function _cancel(uint256 proposalId, ProposalRecord kept, CancelReason reason) private {
    _records[proposalId] = kept.withFlag(FLAG_CANCELED);
    _advanceJournal(JournalKind.Canceled, proposalId, keccak256(abi.encode(reason)));
    emit IGovernor.ProposalCanceled(proposalId);
    emit ProposalCanceledFor(proposalId, reason);
  }

  function _isClosed(uint256 proposalId) internal view returns (bool) {
    return (1 << uint8(state(proposalId))) & ANY_CLOSED_STATE != 0;
  }

  function _requireState(
    uint256 proposalId,
    IGovernor.ProposalState current,
    IGovernor.ProposalState expected
  ) internal pure {
    if (current != expected) {
      revert IGovernor.GovernorUnexpectedProposalState(proposalId, current, bytes32(1 << uint8(expected)));
    }
  }

  function _requireContent(
    uint256 proposalId,
    Call[] memory calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) internal view returns (ProposalRecord kept) {
    kept = _existing(proposalId);
    uint256 shown = ProposalIdentity.identify(
      address(this),
      calls,
      descriptionHash,
      salt,
      uint16(proposalId),
      uint24(proposalId >> 16)
    );
    if (shown != proposalId) revert GovernorContentMismatch(proposalId); // DEFENCE: content-binds
  }
}
