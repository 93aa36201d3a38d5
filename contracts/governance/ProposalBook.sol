// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {ICanvass} from "../interfaces/ICanvass.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {Call} from "../types/Call.sol";
import {Count} from "../types/Count.sol";
import {ElectorateEntry} from "../types/Electorate.sol";
import {FLAG_CANCELED, FLAG_EXECUTED, INLINE_SEATS, ProposalRecord, SEATS_PER_PAGE} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";

/// @title What is kept of proposals: record, choices, rule, identity, journal.
abstract contract ProposalBook is IQuorateGovernor, Governed, EIP712 {
  /// @notice What few proposals need beyond their record: a join of rules, or seats that the proposal concerns.
  /// @dev `versions` and `concerned` are packed as in `Ruling`.
  struct Special {
    RuleWord rule;
    uint256 versions;
    uint256 concerned;
  }

  /// @inheritdoc IQuorateGovernor
  IMemberRegistry public immutable registry;
  ICanvass internal immutable _canvass;
  /// The governor that this one succeeds, whose journal it continues; zero for the first.
  IQuorateGovernor private immutable _predecessor;

  mapping(uint256 proposalId => ProposalRecord) internal _records;
  mapping(uint256 proposalId => mapping(uint256 page => uint256)) internal _pages;
  mapping(uint256 proposalId => Special) internal _specials;
  bytes32 private _journalHead;

  constructor(
    IConstitution constitution_,
    IMemberRegistry registry_,
    ICanvass canvass_,
    IQuorateGovernor predecessor_
  ) Governed(constitution_) EIP712("Quorate Governor", "1") {
    registry = registry_;
    _canvass = canvass_;
    _predecessor = predecessor_;
  }

  /// @inheritdoc IGovernor
  function state(uint256 proposalId) public view returns (ProposalState current) {
    ProposalRecord kept = _existing(proposalId);
    if (kept.has(FLAG_EXECUTED)) return ProposalState.Executed;
    if (kept.has(FLAG_CANCELED)) return ProposalState.Canceled;
    (current, ) = _canvass.stateOf(proposalId, kept, ruleOfProposal(proposalId));
  }

  /// @inheritdoc IQuorateGovernor
  function record(uint256 proposalId) external view returns (ProposalRecord) {
    return _records[proposalId];
  }

  /// @inheritdoc IQuorateGovernor
  function ruleOfProposal(uint256 proposalId) public view returns (RuleWord rule) {
    uint256 version = uint24(proposalId >> 16);
    if (version != 0) return constitution.ruleAt(version);
    rule = _specials[proposalId].rule;
    for (uint256 left = _specials[proposalId].versions; left != 0; left >>= 24) {
      uint256 supersededAt = constitution.ruleAt(uint24(left)).supersededAt();
      bool earlier = rule.supersededAt() == 0 || supersededAt < rule.supersededAt();
      if (supersededAt != 0 && earlier) rule = rule.withSupersededAt(supersededAt);
    }
  }

  /// @inheritdoc IQuorateGovernor
  function tally(uint256 proposalId) external view returns (uint256, uint256, uint256, uint256) {
    ProposalRecord kept = _existing(proposalId);
    uint256 closedAt = _canvass.closesAt(kept);
    uint256 time = block.timestamp < closedAt ? block.timestamp : closedAt - 1;
    Count memory count = _canvass.countAt(proposalId, kept, uint48(time));
    return (count.weightAgainst, count.weightFor, count.weightAbstain, count.total);
  }

  /// @inheritdoc IQuorateGovernor
  function choiceOf(uint256 proposalId, uint16 seat) external view returns (uint8) {
    return uint8(_choiceOf(proposalId, _records[proposalId], seat));
  }

  /// @inheritdoc IQuorateGovernor
  function concernedSeats(uint256 proposalId) external view returns (uint256) {
    return _specials[proposalId].concerned;
  }

  /// @inheritdoc IQuorateGovernor
  function journalHead() public view returns (bytes32 head) {
    head = _journalHead;
    if (head == 0 && address(_predecessor) != address(0)) head = _predecessor.journalHead();
  }

  function _existing(uint256 proposalId) internal view returns (ProposalRecord kept) {
    kept = _records[proposalId];
    if (!kept.exists()) revert GovernorNonexistentProposal(proposalId);
  }

  function _choiceOf(uint256 proposalId, ProposalRecord kept, uint256 seat) internal view returns (uint256) {
    if (seat < INLINE_SEATS) return (ProposalRecord.unwrap(kept) >> (seat * 2)) & 3;
    uint256 place = seat - INLINE_SEATS;
    return (_pages[proposalId][place / SEATS_PER_PAGE] >> ((place % SEATS_PER_PAGE) * 2)) & 3;
  }

  function _weightIn(address snapshot, uint256 seat) internal view returns (uint256) {
    return ElectorateEntry.wrap(CodeStore.wordAt(snapshot, seat)).weight();
  }

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
      Call memory call = calls[i];
      bytes32 codeHash = call.target.codehash;
      if (call.target.code.length == 0) {
        if (call.data.length != 0) revert GovernorNoCode(call.target);
        // An account without code has two code hashes, before and after its first wei.
        codeHash = 0;
      }
      content = keccak256(abi.encode(content, call.target, call.value, keccak256(call.data), codeHash)); // DEFENCE: id-binds-calls
    }
    return (uint256(content) & ~uint256(type(uint40).max)) | (ruleVersion << 16) | seat;
  }

  /// @dev One step of the hash chain over all proposal events.
  function _advanceJournal(JournalKind kind, uint256 proposalId, bytes32 payload) internal returns (bytes32 head) {
    head = keccak256(abi.encode(journalHead(), kind, proposalId, payload));
    _journalHead = head;
  }
}
