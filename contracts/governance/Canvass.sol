// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ICanvass} from "../interfaces/ICanvass.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {Count, Outcome} from "../types/Count.sol";
import {FOREVER} from "../types/Duty.sol";
import {Electorate} from "../types/Electorate.sol";
import {ElectorateEntry} from "../types/ElectorateEntry.sol";
import {FLAG_DECIDED, FLAG_EXTENDED, FLAG_PASSED, FLAG_QUEUED, ProposalRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {Standing} from "../types/Standing.sol";
import {ProposalLifecycle} from "./ProposalLifecycle.sol";
import {Tally} from "./Tally.sol";

/// @title Counting with standing: what removals, suspensions and break-glass do to a vote, at any moment.
/// @dev The governor asks here only when its own record cannot say.
contract Canvass is ICanvass {
  /// Break-glass acts extend a vote by no more than this in all.
  uint256 private constant MAX_BREAK_GLASS_EXTENSION = 30 days;
  uint256 private constant CHOICE_FOR = 2;

  IMemberRegistry private immutable _registry;

  constructor(IMemberRegistry registry_) {
    _registry = registry_;
  }

  /// @inheritdoc ICanvass
  function stateOf(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule
  ) external view returns (IGovernor.ProposalState, uint48) {
    uint256 closedAt = _closesAt(kept);
    ProposalLifecycle.Facts memory facts;
    facts.supersededAt = rule.supersededAt();
    facts.decided = kept.has(FLAG_DECIDED);
    facts.closed = facts.decided || block.timestamp >= closedAt;
    if (facts.closed) {
      facts.closedAt = closedAt;
      facts.executionDelay = rule.executionDelay();
      facts.executionWindow = rule.executionWindow();
      facts.queued = kept.has(FLAG_QUEUED);
      facts.passed = facts.decided ? kept.has(FLAG_PASSED) : _passedAt(proposalId, kept, rule, closedAt);
      facts.ballotsLost = facts.passed && _lostBallots(proposalId, kept, rule, closedAt);
    }
    return (ProposalLifecycle.stateOf(facts, block.timestamp), uint48(closedAt));
  }

  /// @inheritdoc ICanvass
  function closesAt(ProposalRecord kept) external view returns (uint48) {
    return uint48(_closesAt(kept));
  }

  /// @inheritdoc ICanvass
  function countAt(
    address governor,
    uint256 proposalId,
    ProposalRecord kept,
    uint48 time
  ) external view returns (Count memory) {
    return _countAt(governor, proposalId, kept, time);
  }

  /// @inheritdoc ICanvass
  function outcomeOf(uint256 proposalId, ProposalRecord kept, RuleWord rule) external view returns (Outcome) {
    uint256 closedAt = _closesAt(kept);
    if (block.timestamp >= closedAt) {
      return _passedAt(proposalId, kept, rule, closedAt) ? Outcome.Accepted : Outcome.Rejected;
    }
    return _outcomeNow(proposalId, kept, rule, _countAt(msg.sender, proposalId, kept, uint48(block.timestamp)));
  }

  /// @inheritdoc ICanvass
  function afterBallot(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 seat,
    uint256 support,
    uint256 before
  ) external view returns (Outcome outcome, uint48 extendedTo) {
    if (rule.supersededAt() != 0) return (Outcome.Open, 0); // DEFENCE: no-decision-when-superseded
    // DEFENCE: veto
    if (support == 0 && _registry.dutiesOf(uint16(seat)) & rule.vetoDuties() != 0) return (Outcome.Rejected, 0);
    Count memory count = _countAt(msg.sender, proposalId, kept, uint48(block.timestamp));
    outcome = _outcomeNow(proposalId, kept, rule, count);
    if (outcome == Outcome.Open) extendedTo = _lateExtension(kept, rule, count, before);
  }

  /// @dev Holders of a veto keep their time: with them, nothing is accepted early.
  function _outcomeNow(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    Count memory count
  ) private view returns (Outcome outcome) {
    uint256 abstaining = count.weightAbstain;
    count.weightAbstain += _silentWeight(proposalId, kept); // DEFENCE: concerned-is-silent
    outcome = Tally.outcome(count, rule.quorum(), rule.threshold());
    count.weightAbstain = abstaining;
    if (outcome == Outcome.Accepted && rule.vetoDuties() != 0) return Outcome.Open; // DEFENCE: veto-time
  }

  /// @dev Weight in the total that will never vote: of the seats that the proposal concerns, as long as they are members.
  function _silentWeight(uint256 proposalId, ProposalRecord kept) private view returns (uint256 weight) {
    address snapshot = _registry.electorateAt(kept.electorateVersion()).snapshot();
    for (uint256 seats = IQuorateGovernor(msg.sender).concernedSeats(proposalId); seats != 0; seats >>= 16) {
      uint16 seat = uint16(seats) - 1;
      if (_registry.standing(seat) != Standing.Former) weight += _weightIn(snapshot, seat);
    }
  }

  /// @dev A quorum reached within the last seconds gives everybody that long to answer, once.
  function _lateExtension(
    ProposalRecord kept,
    RuleWord rule,
    Count memory count,
    uint256 before
  ) private view returns (uint48) {
    if (rule.lateExtension() == 0 || kept.has(FLAG_EXTENDED)) return 0;
    uint256 bar = Tally.bar(count.total, rule.quorum());
    uint256 gained = kept.weightFor() > before ? kept.weightFor() - before : 0;
    bool reached = count.weightFor >= bar && count.weightFor < bar + gained;
    uint256 closing = _closesAt(kept);
    uint256 extendedTo = block.timestamp + rule.lateExtension();
    if (!reached || extendedTo <= closing) return 0; // DEFENCE: late-extension
    // What break-glass adds is added to whatever is stored.
    return uint48(extendedTo - (closing - kept.createdAt() - kept.closesAfter()));
  }

  /// @dev An act in time that an earlier act gave counts, too: bounded by the acts while the vote is open.
  function _closesAt(ProposalRecord kept) private view returns (uint256 closing) {
    uint256 planned = kept.createdAt() + kept.closesAfter();
    if (kept.has(FLAG_DECIDED)) return planned;
    uint256 before = _registry.breakGlassSeconds(uint48(kept.createdAt() - 1));
    uint256 extended = planned;
    do {
      closing = extended;
      uint256 until = block.timestamp < closing ? block.timestamp : closing - 1;
      uint256 extension = _registry.breakGlassSeconds(uint48(until)) - before;
      // DEFENCE: break-glass-extends
      extended = planned + (extension < MAX_BREAK_GLASS_EXTENSION ? extension : MAX_BREAK_GLASS_EXTENSION);
    } while (extended > closing);
  }

  /// @dev Standing is read as of the closing: the last second in which a ballot could be cast.
  function _passedAt(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 closedAt
  ) private view returns (bool) {
    return
      Tally.isAccepted(_countAt(msg.sender, proposalId, kept, uint48(closedAt - 1)), rule.quorum(), rule.threshold());
  }

  /// @dev Whether it would not have passed without the ballots in favour of seats that left by now, or by its expiry. The bar
  /// stays that of the closing and ballots only go, so what is lost once is lost for ever. A vote that a ballot closed stood
  /// between what held before that second and what held after it: it is lost only if both say so.
  function _lostBallots(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 closedAt
  ) private view returns (bool) {
    if (_registry.electorate().touchedAt() < kept.createdAt()) return false;
    uint256 expiresAt = closedAt + rule.executionDelay() + rule.executionWindow();
    uint48 time = uint48(block.timestamp < expiresAt ? block.timestamp : expiresAt);
    if (!_lostSince(proposalId, kept, rule, uint48(closedAt - 1), time)) return false;
    return !kept.has(FLAG_DECIDED) || _lostSince(proposalId, kept, rule, uint48(closedAt), time);
  }

  function _lostSince(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint48 since,
    uint48 time
  ) private view returns (bool) {
    Count memory count = _countAt(msg.sender, proposalId, kept, since);
    count.weightFor -= _weightForLeftBetween(proposalId, kept, since, time);
    return !Tally.isAccepted(count, rule.quorum(), rule.threshold());
  }

  /// @dev Weight in favour that counted at `since`, of seats that left by `time`.
  function _weightForLeftBetween(
    uint256 proposalId,
    ProposalRecord kept,
    uint48 since,
    uint48 time
  ) private view returns (uint256 weight) {
    address snapshot = _registry.electorateAt(kept.electorateVersion()).snapshot();
    uint16[] memory seats = _registry.seatsChanged(uint48(kept.createdAt()), time);
    for (uint256 i = 0; i < seats.length; ++i) {
      if (_isRepeated(seats, i) || _registry.blockedUntil(seats[i], time) != FOREVER) continue;
      // DEFENCE: lost-once [_registry.blockedUntil(seats[i], since) <= since => true]
      bool counted = _registry.blockedUntil(seats[i], since) <= since;
      if (counted && _choiceOf(msg.sender, proposalId, seats[i]) == CHOICE_FOR) weight += _weightIn(snapshot, seats[i]);
    }
  }

  function _countAt(
    address governor,
    uint256 proposalId,
    ProposalRecord kept,
    uint48 time
  ) private view returns (Count memory count) {
    Electorate electorate = _registry.electorateAt(kept.electorateVersion());
    count = Count(kept.weightFor(), kept.weightAgainst(), kept.weightAbstain(), electorate.weight());
    if (_registry.electorate().touchedAt() < kept.createdAt()) return count;

    uint16[] memory seats = _registry.seatsChanged(uint48(kept.createdAt()), time);
    for (uint256 i = 0; i < seats.length; ++i) {
      uint256 weight = _weightIn(electorate.snapshot(), seats[i]);
      if (weight == 0 || _isRepeated(seats, i)) continue;
      uint256 choice = _choiceOf(governor, proposalId, seats[i]);
      uint256 until = _registry.blockedUntil(seats[i], time);
      if (until == FOREVER) {
        _uncount(count, choice, weight); // DEFENCE: ghost-ballots
        count.total -= weight; // DEFENCE: removed-weight
      } else if (until > time) {
        _uncount(count, choice, weight); // DEFENCE: suspended-ballots
      }
    }
  }

  /// @dev Bounded, like the loops around it, by the changes of standing while one proposal was open; each was a vote itself.
  function _isRepeated(uint16[] memory seats, uint256 index) private pure returns (bool) {
    for (uint256 i = 0; i < index; ++i) {
      if (seats[i] == seats[index]) return true;
    }
    return false;
  }

  function _uncount(Count memory count, uint256 choice, uint256 weight) private pure {
    if (choice == 1) count.weightAgainst -= weight;
    else if (choice == CHOICE_FOR) count.weightFor -= weight;
    else if (choice == 3) count.weightAbstain -= weight;
  }

  function _choiceOf(address governor, uint256 proposalId, uint16 seat) private view returns (uint256) {
    return IQuorateGovernor(governor).choiceOf(proposalId, seat);
  }

  function _weightIn(address snapshot, uint256 seat) private view returns (uint256) {
    return ElectorateEntry.wrap(CodeStore.wordAt(snapshot, seat)).weight();
  }
}
