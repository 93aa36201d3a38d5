// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {Call} from "../types/Call.sol";
import {Electorate, ElectorateEntry} from "../types/Electorate.sol";
import {FLAG_CANCELED, FLAG_DECIDED, FLAG_EXECUTED, FLAG_PASSED, FLAG_QUEUED, INLINE_SEATS, ProposalRecord, SEATS_PER_PAGE} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {ProposalLifecycle} from "./ProposalLifecycle.sol";
import {Tally} from "./Tally.sol";

/// @title What is kept of proposals, and what follows from it: rule, count, closing, state, journal.
abstract contract ProposalBook is IQuorateGovernor, Governed, EIP712 {
  /// Break-glass acts extend a vote by no more than this in all.
  uint256 private constant MAX_BREAK_GLASS_EXTENSION = 30 days;
  uint256 private constant BITS_PER_VERSION = 24;

  /// @notice What few proposals need beyond their record: a join of rules, or seats that the proposal concerns.
  /// @param rule The join, where no single version is it.
  /// @param versions Up to ten versions that the join was made of, 24 bits each.
  /// @param concerned Up to sixteen seats, 16 bits each, as seat plus one.
  struct Special {
    RuleWord rule;
    uint256 versions;
    uint256 concerned;
  }

  IMemberRegistry internal immutable _registry;
  /// The governor that this one succeeds, whose journal it continues; zero for the first.
  IQuorateGovernor internal immutable _predecessor;

  mapping(uint256 proposalId => ProposalRecord) internal _records;
  mapping(uint256 proposalId => mapping(uint256 page => uint256)) internal _pages;
  mapping(uint256 proposalId => Special) internal _specials;
  bytes32 private _journalHead;

  constructor(
    IConstitution constitution_,
    IMemberRegistry registry_,
    IQuorateGovernor predecessor_
  ) Governed(constitution_) EIP712("Quorate Governor", "1") {
    _registry = registry_;
    _predecessor = predecessor_;
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IGovernor
  function state(uint256 proposalId) public view returns (ProposalState) {
    ProposalRecord kept = _existing(proposalId);
    if (kept.has(FLAG_EXECUTED)) return ProposalState.Executed;
    if (kept.has(FLAG_CANCELED)) return ProposalState.Canceled;
    (ProposalState current, ) = _stateUnder(proposalId, kept, ruleOfProposal(proposalId));
    return current;
  }

  /// @inheritdoc IQuorateGovernor
  function record(uint256 proposalId) external view returns (ProposalRecord) {
    return _records[proposalId];
  }

  /// @inheritdoc IQuorateGovernor
  function ruleOfProposal(uint256 proposalId) public view returns (RuleWord rule) {
    uint256 version = uint24(proposalId >> 16);
    if (version != 0) return constitution.ruleAt(version);
    Special storage special = _specials[proposalId];
    rule = special.rule;
    for (uint256 left = special.versions; left != 0; left >>= BITS_PER_VERSION) {
      uint256 supersededAt = constitution.ruleAt(uint24(left)).supersededAt();
      bool earlier = rule.supersededAt() == 0 || supersededAt < rule.supersededAt();
      if (supersededAt != 0 && earlier) rule = rule.withSupersededAt(supersededAt);
    }
  }

  /// @inheritdoc IQuorateGovernor
  function tally(
    uint256 proposalId
  ) external view returns (uint256 weightAgainst, uint256 weightFor, uint256 weightAbstain, uint256 total) {
    ProposalRecord kept = _existing(proposalId);
    uint256 closedAt = _closesAt(kept);
    uint256 time = block.timestamp < closedAt ? block.timestamp : closedAt - 1;
    Tally.Count memory count = _countAt(proposalId, kept, uint48(time));
    return (count.weightAgainst, count.weightFor, count.weightAbstain, count.total);
  }

  /// @inheritdoc IQuorateGovernor
  function choiceOf(uint256 proposalId, uint16 seat) external view returns (uint8) {
    return uint8(_choiceOf(proposalId, _records[proposalId], seat));
  }

  /// @inheritdoc IQuorateGovernor
  function journalHead() public view returns (bytes32 head) {
    head = _journalHead;
    if (head == 0 && address(_predecessor) != address(0)) head = _predecessor.journalHead();
  }

  // ---------------------------------------------------------------- what follows

  function _existing(uint256 proposalId) internal view returns (ProposalRecord kept) {
    kept = _records[proposalId];
    if (!kept.exists()) revert GovernorNonexistentProposal(proposalId);
  }

  /// @dev The state of a proposal that is neither executed nor canceled by flag, and when its vote closes or closed.
  function _stateUnder(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule
  ) internal view returns (ProposalState, uint256 closedAt) {
    closedAt = _closesAt(kept);
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
    return (ProposalLifecycle.stateOf(facts, block.timestamp), closedAt);
  }

  /// @dev When the vote closes; acts of break-glass while it was open extend it, unless it was decided.
  function _closesAt(ProposalRecord kept) internal view returns (uint256 closesAt) {
    closesAt = kept.createdAt() + kept.closesAfter();
    if (kept.has(FLAG_DECIDED)) return closesAt;
    uint256 until = block.timestamp < closesAt ? block.timestamp : closesAt - 1;
    uint256 extension = _registry.breakGlassSeconds(uint48(until)) -
      _registry.breakGlassSeconds(uint48(kept.createdAt()));
    return closesAt + (extension < MAX_BREAK_GLASS_EXTENSION ? extension : MAX_BREAK_GLASS_EXTENSION);
  }

  /// @dev Standing is read as of the closing: the last second in which a ballot could be cast.
  function _passedAt(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 closedAt
  ) internal view returns (bool) {
    Tally.Count memory count = _countAt(proposalId, kept, uint48(closedAt - 1));
    return Tally.isAccepted(count, rule.quorum(), rule.threshold());
  }

  /// @dev Whether it would not have passed without the ballots in favour of seats that left by now, or by its expiry. The bar
  /// stays that of the closing and ballots only go, so what is lost once is lost for ever.
  function _lostBallots(
    uint256 proposalId,
    ProposalRecord kept,
    RuleWord rule,
    uint256 closedAt
  ) private view returns (bool) {
    if (_registry.electorate().touchedAt() < kept.createdAt()) return false;
    uint256 expiresAt = closedAt + rule.executionDelay() + rule.executionWindow();
    uint256 time = block.timestamp < expiresAt ? block.timestamp : expiresAt;
    Tally.Count memory closing = _countAt(proposalId, kept, uint48(closedAt - 1));
    address snapshot = _registry.electorateAt(kept.electorateVersion()).snapshot();
    (uint16[] memory left, ) = _registry.deviationsAt(uint48(time));
    (uint16[] memory before, ) = _registry.deviationsAt(uint48(closedAt - 1));
    uint256 skip;
    for (uint256 i = 0; i < left.length; ++i) {
      // Both lists are in the same order and seats never come back while the proposal lives.
      if (skip < before.length && before[skip] == left[i]) {
        ++skip;
      } else if (_choiceOf(proposalId, kept, left[i]) == 2) {
        closing.weightFor -= _weightIn(snapshot, left[i]);
      }
    }
    return !Tally.isAccepted(closing, rule.quorum(), rule.threshold());
  }

  /// @dev The count with standing as of `time`: seats that had left count nowhere, seats that were suspended keep their weight
  /// in the total and are counted as not having voted.
  function _countAt(
    uint256 proposalId,
    ProposalRecord kept,
    uint48 time
  ) internal view returns (Tally.Count memory count) {
    Electorate electorate = _registry.electorateAt(kept.electorateVersion());
    uint256 concerned = _specials[proposalId].concerned;
    count = Tally.Count(kept.weightFor(), kept.weightAgainst(), kept.weightAbstain(), electorate.weight());
    for (uint256 seats = concerned; seats != 0; seats >>= 16) {
      count.total -= _weightIn(electorate.snapshot(), uint16(seats) - 1);
    }
    if (_registry.electorate().touchedAt() < kept.createdAt()) return count;

    (uint16[] memory left, uint16[] memory suspended) = _registry.deviationsAt(time);
    for (uint256 i = 0; i < left.length; ++i) {
      if (_isConcerned(concerned, left[i])) continue;
      uint256 weight = _weightIn(electorate.snapshot(), left[i]);
      _uncount(count, _choiceOf(proposalId, kept, left[i]), weight); // DEFENCE: ghost-ballots
      count.total -= weight;
    }
    for (uint256 i = 0; i < suspended.length; ++i) {
      uint256 weight = _weightIn(electorate.snapshot(), suspended[i]);
      _uncount(count, _choiceOf(proposalId, kept, suspended[i]), weight); // DEFENCE: suspended-ballots
    }
  }

  function _uncount(Tally.Count memory count, uint256 choice, uint256 weight) private pure {
    if (choice == 1) count.weightAgainst -= weight;
    else if (choice == 2) count.weightFor -= weight;
    else if (choice == 3) count.weightAbstain -= weight;
  }

  function _choiceOf(uint256 proposalId, ProposalRecord kept, uint256 seat) internal view returns (uint256) {
    if (seat < INLINE_SEATS) return (ProposalRecord.unwrap(kept) >> (seat * 2)) & 3;
    uint256 place = seat - INLINE_SEATS;
    return (_pages[proposalId][place / SEATS_PER_PAGE] >> ((place % SEATS_PER_PAGE) * 2)) & 3;
  }

  function _isConcerned(uint256 concerned, uint256 seat) internal pure returns (bool) {
    for (uint256 seats = concerned; seats != 0; seats >>= 16) {
      if (uint16(seats) == seat + 1) return true;
    }
    return false;
  }

  function _weightIn(address snapshot, uint256 seat) internal view returns (uint256) {
    return ElectorateEntry.wrap(CodeStore.wordAt(snapshot, seat)).weight();
  }

  // ---------------------------------------------------------------- identity and journal

  /// @dev Binds chain, contract, proposing seat, salt, description, calls and the code at each target, so that an id cannot be
  /// taken by somebody else, used elsewhere, or stand for other code than what was voted.
  function _identify(
    Call[] memory calls,
    bytes32 descriptionHash,
    bytes32 salt,
    uint256 seat,
    uint256 ruleVersion
  ) internal view returns (uint256) {
    bytes32 content = keccak256(abi.encode(block.chainid, address(this), seat, salt, descriptionHash)); // DEFENCE: id-binds-domain
    for (uint256 i = 0; i < calls.length; ++i) {
      bytes32 codeHash = calls[i].target.code.length == 0 ? bytes32(0) : calls[i].target.codehash;
      content = keccak256(abi.encode(content, calls[i].target, calls[i].value, keccak256(calls[i].data), codeHash)); // DEFENCE: id-binds-calls
    }
    return (uint256(content) & ~uint256(type(uint40).max)) | (ruleVersion << 16) | seat;
  }

  /// @dev One step of the hash chain over all proposal events.
  function _advanceJournal(JournalKind kind, uint256 proposalId, bytes32 payload) internal returns (bytes32 head) {
    head = keccak256(abi.encode(journalHead(), kind, proposalId, payload));
    _journalHead = head;
  }
}
