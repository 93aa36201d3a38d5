// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";
import {Governed} from "../access/Governed.sol";
import {ICanvass} from "../interfaces/ICanvass.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IGovernorCore} from "../interfaces/IGovernorCore.sol";
import {IGovernorReports} from "../interfaces/IGovernorReports.sol";
import {IModule} from "../interfaces/IModule.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {ElectorateEntry} from "../types/ElectorateEntry.sol";
import {FLAG_CANCELED, FLAG_EXECUTED, INLINE_SEATS, ProposalRecord, SEATS_PER_PAGE} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {JOINED_RULES} from "../types/Ruling.sol";
import {governorDomain} from "./GovernorDomain.sol";

/// @title What is kept of proposals: record, choices, rule, identity, journal.
abstract contract ProposalBook is IGovernorCore, IGovernorReports, IModule, Governed {
  /// @notice What few proposals need beyond their record: a join of rules, or seats that the proposal concerns.
  /// @dev `versions` and `concerned` are packed as in `Ruling`.
  struct Special {
    RuleWord rule;
    uint256 versions;
    uint256 concerned;
  }

  /// @notice See `IQuorateGovernor`.
  IMemberRegistry public immutable registry;
  ICanvass internal immutable _canvass;
  address internal immutable _face;
  /// The governor that this one succeeds, whose journal it continues; zero for the first.
  IModule private immutable _predecessor;

  uint256 private immutable _chainId;
  bytes32 private immutable _domainSeparator;

  mapping(uint256 proposalId => ProposalRecord) internal _records;
  mapping(uint256 proposalId => Special) internal _specials;
  bytes32 private _journalHead;
  /// When an execution last called a module of the suite: since then, no rule has changed.
  uint256 internal _suiteChangedAt;

  modifier onlyFace() {
    if (msg.sender != _face) revert GovernorNotFace(msg.sender); // DEFENCE: face-only
    _;
  }

  constructor(
    IConstitution constitution_,
    IMemberRegistry registry_,
    ICanvass canvass_,
    address face_,
    IModule predecessor_
  ) Governed(constitution_) {
    _chainId = block.chainid;
    _domainSeparator = governorDomain(address(this));
    registry = registry_;
    _canvass = canvass_;
    _face = face_;
    _predecessor = predecessor_;
  }

  /// @notice See `IGovernor`.
  function state(uint256 proposalId) public view returns (IGovernor.ProposalState current) {
    ProposalRecord kept = _existing(proposalId);
    if (kept.has(FLAG_EXECUTED)) return IGovernor.ProposalState.Executed;
    if (kept.has(FLAG_CANCELED)) return IGovernor.ProposalState.Canceled;
    (current, ) = _canvass.stateOf(proposalId, kept, ruleOfProposal(proposalId));
  }

  /// @notice See `IQuorateGovernor`.
  function record(uint256 proposalId) external view returns (ProposalRecord) {
    return _records[proposalId];
  }

  /// @notice See `IQuorateGovernor`.
  function ruleOfProposal(uint256 proposalId) public view returns (RuleWord rule) {
    uint256 version = uint24(proposalId >> 16);
    // DEFENCE: rule-of-the-version [ruleAt(version) => ruleAt(constitution.ruleVersions()[19])]
    if (version < JOINED_RULES) return constitution.ruleAt(version);
    rule = _specials[proposalId].rule;
    for (uint256 left = _specials[proposalId].versions; left != 0; left >>= 24) {
      uint256 supersededAt = constitution.ruleAt(uint24(left)).supersededAt();
      bool earlier = rule.supersededAt() == 0 || supersededAt < rule.supersededAt();
      if (supersededAt != 0 && earlier) rule = rule.withSupersededAt(supersededAt);
    }
  }

  /// @notice See `IQuorateGovernor`.
  function choiceOf(uint256 proposalId, uint16 seat) external view returns (uint8) {
    return uint8(_choiceOf(proposalId, _records[proposalId], seat));
  }

  /// @notice See `IQuorateGovernor`.
  function concernedSeats(uint256 proposalId) external view returns (uint256) {
    return _specials[proposalId].concerned;
  }

  /// @notice See `IQuorateGovernor`.
  function journalHead() public view returns (bytes32 head) {
    head = _journalHead;
    if (head == 0 && address(_predecessor) != address(0)) head = _predecessor.stateRoot();
  }

  /// @inheritdoc IModule
  function stateRoot() external view returns (bytes32) {
    return journalHead();
  }

  function _existing(uint256 proposalId) internal view returns (ProposalRecord kept) {
    kept = _records[proposalId];
    if (!kept.exists()) revert IGovernor.GovernorNonexistentProposal(proposalId);
  }

  function _choiceOf(uint256 proposalId, ProposalRecord kept, uint256 seat) internal view returns (uint256) {
    if (seat < INLINE_SEATS) return (ProposalRecord.unwrap(kept) >> (seat * 2)) & 3;
    (StorageSlot.Uint256Slot storage page, uint256 shift) = _pageOf(proposalId, seat);
    return (page.value >> shift) & 3;
  }

  /// @dev Where the choice of a seat behind the inline ones is kept; pages count from one.
  function _pageOf(
    uint256 proposalId,
    uint256 seat
  ) internal pure returns (StorageSlot.Uint256Slot storage page, uint256 shift) {
    unchecked {
      uint256 place = seat + (SEATS_PER_PAGE - INLINE_SEATS);
      page = _page(proposalId, place / SEATS_PER_PAGE);
      // The bits of a whole page are those of a word.
      shift = uint8(place * 2);
    }
  }

  /// @dev An id is a hash except for its lowest bits, in which the slots of its pages differ: no other slot is near.
  function _page(uint256 proposalId, uint256 page) private pure returns (StorageSlot.Uint256Slot storage) {
    return StorageSlot.getUint256Slot(bytes32(proposalId ^ page));
  }

  /// @dev The choices of the seats behind the inline ones.
  function _pagesOf(uint256 proposalId, ProposalRecord kept) internal view returns (uint256[] memory pages) {
    pages = new uint256[](kept.pages());
    for (uint256 i = 0; i < pages.length; ++i) pages[i] = _page(proposalId, i + 1).value;
  }

  function _weightIn(address snapshot, uint256 seat) internal view returns (uint256) {
    return ElectorateEntry.wrap(CodeStore.wordAt(snapshot, seat)).weight();
  }

  /// @dev EIP-712; `eip712Domain` is among the reads. A chain that forks under another id has another domain.
  function _hashTypedData(bytes32 structHash) internal view returns (bytes32) {
    bytes32 domain = _domainSeparator;
    if (block.chainid != _chainId) domain = governorDomain(address(this)); // DEFENCE: domain-follows-chain
    return MessageHashUtils.toTypedDataHash(domain, structHash);
  }

  /// @dev One step of the hash chain over all proposal events.
  function _advanceJournal(JournalKind kind, uint256 proposalId, bytes32 payload) internal returns (bytes32 head) {
    head = keccak256(abi.encode(journalHead(), kind, proposalId, payload));
    _journalHead = head;
  }
}
