// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ICanvass} from "../interfaces/ICanvass.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {IGovernorCore} from "../interfaces/IGovernorCore.sol";
import {ISafeguards} from "../interfaces/ISafeguards.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {SignedBallot} from "../types/Ballots.sol";
import {Call} from "../types/Call.sol";
import {Outcome} from "../types/Count.sol";
import {SCOPE_PROPOSE} from "../types/Duty.sol";
import {Electorate} from "../types/Electorate.sol";
import {ElectorateEntry} from "../types/ElectorateEntry.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {
  FLAG_CANCELED,
  FLAG_COMPLEX,
  FLAG_DECIDED,
  FLAG_EXECUTED,
  FLAG_MODULES,
  FLAG_PASSED,
  ProposalRecord,
  packRecord
} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {JOINED_RULES, Ruling} from "../types/Ruling.sol";
import {ProposalBook} from "./ProposalBook.sol";
import {ProposalIdentity} from "./ProposalIdentity.sol";
import {Settlement} from "./Settlement.sol";
import {Tally} from "./Tally.sol";

/// @title The governor: proposals are opened, voted, and carried out, step by step or in one transaction.
contract Governor is Settlement, ReentrancyGuardTransient {
  uint256 private constant OPEN_SLOTS = 4;
  uint256 private constant MAX_CALLS = 16;

  ISafeguards private immutable _safeguards;

  mapping(uint256 seat => uint256[OPEN_SLOTS]) private _open;

  constructor(
    IConstitution constitution_,
    IMemberRegistry registry_,
    ICanvass canvass_,
    ISafeguards safeguards_,
    address face_,
    IModule predecessor_
  ) ProposalBook(constitution_, registry_, canvass_, face_, predecessor_) {
    _safeguards = safeguards_;
  }

  /// @notice Takes wei that proposals may spend.
  /// @custom:authority nobody
  receive() external payable {}

  // ---------------------------------------------------------------- proposing

  /// @notice See `IQuorateGovernor`.
  function open(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external returns (uint256) {
    return _openProposal(_keyOf(msg.sender), calls, description, salt, simulation);
  }

  /// @notice See `IQuorateGovernor`.
  function openInFavour(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external returns (uint256 proposalId) {
    proposalId = _openProposal(_keyOf(msg.sender), calls, description, salt, simulation);
    _cast(msg.sender, proposalId, 1, "", "");
  }

  /// @inheritdoc IGovernorCore
  function openFor(
    bytes32 key,
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external onlyFace returns (uint256) {
    return _openProposal(key, calls, description, salt, simulation);
  }

  function _openProposal(
    bytes32 proposer,
    Call[] memory calls,
    string memory description,
    bytes32 salt,
    bytes32 simulation
  ) private returns (uint256 proposalId) {
    Electorate electorate = _requireFounded();
    KeyFacts key = registry.keyFacts(proposer);
    // DEFENCE: proposers-only
    if (!key.mayNow(SCOPE_PROPOSE, block.timestamp)) revert GovernorNotAllowed(proposer);
    Ruling memory ruling = _ruleOn(calls);
    _requireProposerDuties(key.seat(), ruling.rule);
    proposalId = ProposalIdentity.identify(
      address(this),
      calls,
      keccak256(bytes(description)),
      salt,
      key.seat(),
      ruling.version
    );
    if (_records[proposalId].exists()) revert GovernorProposalExists(proposalId);
    _takeOpenSlot(key.seat(), proposalId);

    ProposalRecord kept = _recordFor(electorate, ruling, ruling.rule.votingPeriod());
    _records[proposalId] = kept;
    if (ruling.version >= JOINED_RULES || ruling.concerned != 0) {
      _specials[proposalId] = Special(ruling.rule, ruling.versions, ruling.concerned);
    }
    bytes32 payload = keccak256(abi.encode(salt, simulation, electorate.snapshot().codehash));
    _advanceJournal(JournalKind.Created, proposalId, payload);

    _logCreated(proposalId, _accountOf(proposer), calls, description, kept);
    if (salt != 0 || simulation != 0) emit ProposalOpened(proposalId, salt, simulation);
  }

  function _logCreated(
    uint256 proposalId,
    address proposer,
    Call[] memory calls,
    string memory description,
    ProposalRecord kept
  ) private {
    address[] memory targets = new address[](calls.length);
    uint256[] memory values = new uint256[](calls.length);
    bytes[] memory calldatas = new bytes[](calls.length);
    for (uint256 i = 0; i < calls.length; ++i) {
      (targets[i], values[i], calldatas[i]) = (calls[i].target, calls[i].value, calls[i].data);
    }
    emit IGovernor.ProposalCreated(
      proposalId,
      proposer,
      targets,
      values,
      new string[](calls.length),
      calldatas,
      kept.createdAt(),
      kept.createdAt() + kept.closesAfter(),
      description
    );
  }

  // ---------------------------------------------------------------- one transaction

  /// @notice See `IQuorateGovernor`.
  function enact(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    uint16 proposer,
    uint48 deadline,
    bytes calldata ballots,
    SignedBallot[] calldata others
  ) external payable nonReentrant returns (uint256 proposalId) {
    Electorate electorate = _requireFounded();
    Call[] memory held = calls;
    Ruling memory ruling = _ruleOn(held);
    _requireInstant(ruling.rule);
    _requireProposerDuties(proposer, ruling.rule);
    proposalId = ProposalIdentity.identify(
      address(this),
      held,
      keccak256(bytes(description)),
      salt,
      proposer,
      ruling.version
    );
    if (_records[proposalId].exists()) revert GovernorProposalExists(proposalId); // DEFENCE: enact-once

    ProposalRecord kept = _recordFor(electorate, ruling, 0);
    Poll memory poll = _openPoll(electorate, ruling.concerned, proposalId, proposer, deadline);
    _pollCompact(poll, ballots);
    if (others.length != 0) _pollOthers(poll, ballots, others);
    if (!poll.proposerAgrees) revert GovernorProposerMissing(proposer); // DEFENCE: proposer-consents
    // DEFENCE: enact-decided
    if (!_isDecided(poll, ruling.rule)) revert GovernorNotDecided(proposalId, poll.count.weightFor, kept.needed());

    kept = kept.withWeight(1, poll.count.weightFor).withWeight(0, poll.count.weightAgainst);
    kept = kept.withWeight(2, poll.count.weightAbstain).withFlag(FLAG_EXECUTED | FLAG_DECIDED | FLAG_PASSED);
    _records[proposalId] = kept;
    _logEnacted(proposalId, kept, electorate.snapshot());

    _run(held, ruling.modules);
  }

  function _openPoll(
    Electorate electorate,
    uint256 concerned,
    uint256 proposalId,
    uint256 proposer,
    uint48 deadline
  ) private view returns (Poll memory poll) {
    poll.proposalId = proposalId;
    poll.entries = CodeStore.read(electorate.snapshot());
    poll.deviations = electorate.deviations();
    poll.concerned = concerned;
    poll.proposer = proposer;
    poll.deadline = deadline;
    // Seats that the proposal concerns have no ballot in it, but their weight stays in every bar.
    poll.count.total = electorate.weight(); // DEFENCE: concerned-weight-stays
  }

  /// @dev Seats that the proposal concerns will not vote, so nothing they could do keeps it open.
  function _isDecided(Poll memory poll, RuleWord rule) private pure returns (bool decided) {
    uint256 abstaining = poll.count.weightAbstain;
    for (uint256 seats = poll.concerned; seats != 0; seats >>= 16) {
      uint256 seat = uint16(seats) - 1;
      if (seat < poll.entries.length) poll.count.weightAbstain += ElectorateEntry.wrap(poll.entries[seat]).weight();
    }
    decided = Tally.outcome(poll.count, rule.quorum(), rule.threshold()) == Outcome.Accepted;
    poll.count.weightAbstain = abstaining;
  }

  /// @dev The entry commits to the electorate, to the calls and to every ballot as it was submitted.
  function _logEnacted(uint256 proposalId, ProposalRecord kept, address snapshot) private {
    bytes memory enactment = msg.data[4:];
    bytes32 payload = keccak256(abi.encode(kept, snapshot.codehash, keccak256(enactment)));
    _advanceJournal(JournalKind.Enacted, proposalId, payload);
    emit ProposalEnacted(proposalId, kept, _unlessInTransaction(enactment));
  }

  /// @dev Time is what delay, veto and late extension are for, and a second duty asks for a second look; a rule that has one of
  /// them cannot be met in an instant.
  function _requireInstant(RuleWord rule) private pure {
    uint256 duties = rule.proposerDuties();
    bool oneDuty = duties == 0 || duties & (duties - 1) == 0;
    bool instant = rule.executionDelay() == 0 && rule.vetoDuties() == 0 && rule.lateExtension() == 0 && oneDuty;
    if (!instant) revert GovernorNeedsTime(rule); // DEFENCE: enact-needs-time
  }

  // ---------------------------------------------------------------- reads

  /// @dev What is not known here goes to the face, with the caller behind the call data; it has no power of its own.
  /// @notice See `GovernorFace`.
  /// @custom:authority nobody
  // solhint-disable-next-line no-complex-fallback
  fallback(bytes calldata data) external payable returns (bytes memory) {
    (bool success, bytes memory answer) = _face.call{value: msg.value}(abi.encodePacked(data, msg.sender));
    if (!success) LowLevelCall.bubbleRevert(answer);
    return answer;
  }

  /// @notice See `IQuorateGovernor`.
  function openProposals(uint16 seat) external view returns (uint256[] memory ids) {
    ids = new uint256[](OPEN_SLOTS);
    for (uint256 i = 0; i < OPEN_SLOTS; ++i) ids[i] = _open[seat][i];
  }

  /// @notice See `IQuorateGovernor`.
  function canCall(address caller, address, bytes4) external view returns (bool) {
    return caller == address(this) && _reentrancyGuardEntered();
  }

  // ---------------------------------------------------------------- rules of a proposal

  function _ruleOn(Call[] memory calls) private view returns (Ruling memory) {
    if (calls.length == 0) revert IGovernor.GovernorInvalidProposalLength(0, 0, 0); // DEFENCE: empty-proposal
    if (calls.length > MAX_CALLS) revert GovernorTooManyCalls(MAX_CALLS);
    return constitution.rulingOn(calls);
  }

  function _requireProposerDuties(uint256 seat, RuleWord rule) private view {
    uint8 required = rule.proposerDuties();
    if (required == 0) return;
    uint8 held = registry.dutiesOf(uint16(seat));
    if (held & required != required) revert GovernorProposerDuties(required, held); // DEFENCE: proposer-duties
  }

  function _requireFounded() private view returns (Electorate electorate) {
    electorate = registry.electorate();
    if (electorate.version() == 0) revert GovernorNotFounded(); // DEFENCE: founding-first
  }

  function _recordFor(
    Electorate electorate,
    Ruling memory ruling,
    uint256 closesAfter
  ) private view returns (ProposalRecord kept) {
    RuleWord rule = ruling.rule;
    uint256 total = electorate.weight();
    kept = packRecord(
      Tally.needed(total, rule.quorum(), rule.threshold()),
      Tally.mayLose(total, rule.quorum(), rule.threshold()),
      block.timestamp,
      closesAfter,
      electorate.version(),
      electorate.pages()
    );
    if (ruling.modules) kept = kept.withFlag(FLAG_MODULES);
    bool complex = ruling.concerned != 0 || rule.vetoDuties() != 0 || rule.lateExtension() != 0;
    if (complex) kept = kept.withFlag(FLAG_COMPLEX);
  }

  /// @dev A few slots per seat list what is open, and bound what one member can put before all others.
  function _takeOpenSlot(uint256 seat, uint256 proposalId) private {
    for (uint256 i = 0; i < OPEN_SLOTS; ++i) {
      uint256 previous = _open[seat][i];
      if (previous == 0 || _isClosed(previous)) {
        _open[seat][i] = proposalId;
        return;
      }
    }
    revert GovernorTooManyOpen(uint16(seat), OPEN_SLOTS); // DEFENCE: open-slots
  }

  // ---------------------------------------------------------------- execution

  /// @notice See `IQuorateGovernor`.
  function executeProposal(
    uint256 proposalId,
    Call[] calldata calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) external payable {
    _execute(proposalId, calls, salt, descriptionHash);
  }

  function _execute(
    uint256 proposalId,
    Call[] memory calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) private nonReentrant {
    ProposalRecord kept = _requireContent(proposalId, calls, salt, descriptionHash);
    RuleWord rule = ruleOfProposal(proposalId);
    if (!_isReadyForCertain(kept, rule)) _requireReady(proposalId, kept, rule); // DEFENCE: executes-only-passed
    // These calls may have been given a rule of their own since: whoever passed must clear the bar of now.
    bool modules = kept.has(FLAG_MODULES);
    bool changed = modules || kept.createdAt() <= _suiteChangedAt;
    // DEFENCE: rule-outgrown
    if (changed && !rule.isAtLeastAsStrictAs(_ruleOn(calls).rule)) revert GovernorRuleOutgrown(proposalId);

    // What its deadline closed is written down now: the journal follows from events alone.
    if (!kept.has(FLAG_DECIDED)) kept = _close(proposalId, kept, true);
    _records[proposalId] = kept.withFlag(FLAG_EXECUTED); // DEFENCE: executes-once
    _advanceJournal(JournalKind.Executed, proposalId, keccak256(abi.encode(kept, _pagesOf(proposalId, kept))));

    emit IGovernor.ProposalExecuted(proposalId);

    _run(calls, modules);
  }

  /// @dev The common case, without asking the canvass: decided in favour, in time, and no seat left or was suspended since.
  function _isReadyForCertain(ProposalRecord kept, RuleWord rule) private view returns (bool) {
    return
      kept.has(FLAG_PASSED) &&
      !kept.has(FLAG_EXECUTED | FLAG_CANCELED) &&
      rule.supersededAt() == 0 &&
      rule.executionDelay() == 0 &&
      block.timestamp <= kept.createdAt() + kept.closesAfter() + rule.executionWindow() &&
      registry.electorate().touchedAt() < kept.createdAt();
  }

  function _requireReady(uint256 proposalId, ProposalRecord kept, RuleWord rule) private view {
    bool waits = rule.executionDelay() != 0;
    IGovernor.ProposalState current = state(proposalId);
    _requireState(proposalId, current, waits ? IGovernor.ProposalState.Queued : IGovernor.ProposalState.Succeeded);
    uint256 eta = _canvass.closesAt(kept) + rule.executionDelay();
    // DEFENCE: execution-delay
    if (block.timestamp < eta) revert GovernorNotExecutable(proposalId, current, uint48(eta));
  }

  function _run(Call[] memory calls, bool modules) private {
    for (uint256 i = 0; i < calls.length; ++i) {
      // The face believes the governor who calls: no vote may speak through it for a member.
      if (calls[i].target == _face) revert GovernorNotFace(_face); // DEFENCE: no-call-to-face
      (bool success, bytes memory reason) = calls[i].target.call{value: calls[i].value}(calls[i].data);
      if (!success) revert GovernorCallReverted(i, reason); // DEFENCE: no-call-may-fail
    }
    if (!modules) return;
    _suiteChangedAt = block.timestamp;
    _safeguards.check();
  }
}
