// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {CodeStore} from "../libraries/CodeStore.sol";
import {SignedBallot} from "../types/Ballots.sol";
import {Call} from "../types/Call.sol";
import {SCOPE_PROPOSE} from "../types/Duty.sol";
import {Electorate} from "../types/Electorate.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {MODULE_GOVERNOR, MODULE_MEMBERS} from "../types/ModuleNames.sol";
import {FLAG_CANCELED, FLAG_COMPLEX, FLAG_DECIDED, FLAG_EXECUTED, FLAG_MODULES, FLAG_PASSED, FLAG_QUEUED, ProposalRecord, packRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {BallotBox} from "./BallotBox.sol";
import {ProposalBook} from "./ProposalBook.sol";
import {Tally} from "./Tally.sol";

/// @title The governor: proposals are opened, voted, and carried out, step by step or in one transaction.
contract Governor is BallotBox, ReentrancyGuardTransient {
  uint256 private constant OPEN_SLOTS = 4;
  uint256 private constant MAX_CALLS = 16;
  uint256 private constant MAX_RULES = 10;
  uint256 private constant ANY_CLOSED_STATE =
    (1 << uint8(ProposalState.Canceled)) |
      (1 << uint8(ProposalState.Defeated)) |
      (1 << uint8(ProposalState.Expired)) |
      (1 << uint8(ProposalState.Executed));

  /// @notice What decides a list of calls.
  /// @param version The one version that `rule` is, 0 if it is a join.
  /// @param versions All versions it was made of, 24 bits each.
  /// @param concerned Seats that the calls remove or suspend, 16 bits each, as seat plus one.
  struct Ruling {
    RuleWord rule;
    uint256 version;
    uint256 versions;
    uint256 concerned;
    bool modules;
  }

  mapping(uint256 seat => uint256[OPEN_SLOTS]) private _open;
  /// For content-addressed calls of `IGovernor` only; our own path does not write here.
  mapping(uint256 contentHash => uint256 proposalId) private _byContent;

  constructor(
    IConstitution constitution_,
    IMemberRegistry registry_,
    IQuorateGovernor predecessor_
  ) ProposalBook(constitution_, registry_, predecessor_) {}

  receive() external payable {}

  // ---------------------------------------------------------------- proposing

  /// @inheritdoc IQuorateGovernor
  function open(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external returns (uint256) {
    return _openProposal(calls, description, salt, simulation);
  }

  /// @inheritdoc IGovernor
  function propose(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    string memory description
  ) external returns (uint256 proposalId) {
    proposalId = _openProposal(_toCalls(targets, values, calldatas), description, 0, 0);

    uint256 contentHash = hashProposal(targets, values, calldatas, keccak256(bytes(description)));
    uint256 previous = _byContent[contentHash];
    if (previous != 0 && !_isClosed(previous)) revert GovernorProposalExists(previous);
    _byContent[contentHash] = proposalId;
  }

  function _openProposal(
    Call[] memory calls,
    string memory description,
    bytes32 salt,
    bytes32 simulation
  ) private returns (uint256 proposalId) {
    KeyFacts key = _registry.keyFacts(_keyOf(msg.sender));
    if (!key.mayNow(SCOPE_PROPOSE, block.timestamp)) revert GovernorNotAllowed(_keyOf(msg.sender)); // DEFENCE: proposers-only
    Electorate electorate = _requireFounded();
    Ruling memory ruling = _ruleOn(calls);
    _requireProposerDuties(key.seat(), ruling.rule);
    proposalId = _identify(calls, keccak256(bytes(description)), salt, key.seat(), ruling.version);
    if (_records[proposalId].exists()) revert GovernorProposalExists(proposalId);
    _takeOpenSlot(key.seat(), proposalId);

    ProposalRecord kept = _recordFor(electorate, ruling, ruling.rule.votingPeriod());
    _records[proposalId] = kept;
    if (ruling.version == 0 || ruling.concerned != 0) {
      _specials[proposalId] = Special(ruling.rule, ruling.versions, ruling.concerned);
    }
    _advanceJournal(JournalKind.Created, proposalId, keccak256(abi.encode(kept, salt, simulation)));

    _logCreated(proposalId, calls, description, kept);
    emit ProposalOpened(proposalId, salt, simulation, kept);
  }

  function _logCreated(
    uint256 proposalId,
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
    emit ProposalCreated(
      proposalId,
      msg.sender,
      targets,
      values,
      new string[](calls.length),
      calldatas,
      kept.createdAt(),
      kept.createdAt() + kept.closesAfter(),
      description
    );
  }

  /// @inheritdoc IQuorateGovernor
  function withdraw(uint256 proposalId) external {
    _withdraw(proposalId);
  }

  // ---------------------------------------------------------------- one transaction

  /// @inheritdoc IQuorateGovernor
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
    proposalId = _identify(held, keccak256(bytes(description)), salt, proposer, ruling.version);
    if (_records[proposalId].exists()) revert GovernorProposalExists(proposalId); // DEFENCE: enact-once

    ProposalRecord kept = _recordFor(electorate, ruling, 0);
    Poll memory poll;
    poll.proposalId = proposalId;
    poll.entries = CodeStore.read(electorate.snapshot());
    poll.deviations = electorate.deviations();
    poll.concerned = ruling.concerned;
    poll.proposer = proposer;
    poll.deadline = deadline;
    poll.count.total = _totalWithout(electorate, ruling.concerned);
    _pollCompact(poll, ballots);
    if (others.length != 0) _pollOthers(poll, ballots, others);
    if (!poll.proposerAgrees) revert GovernorProposerMissing(proposer); // DEFENCE: proposer-consents
    Tally.Outcome outcome = Tally.outcome(poll.count, ruling.rule.quorum(), ruling.rule.threshold());
    if (outcome != Tally.Outcome.Accepted) revert GovernorNotDecided(proposalId, poll.count.weightFor, kept.needed()); // DEFENCE: enact-decided

    kept = kept.withWeight(1, poll.count.weightFor).withWeight(0, poll.count.weightAgainst);
    kept = kept.withWeight(2, poll.count.weightAbstain).withFlag(FLAG_EXECUTED | FLAG_DECIDED | FLAG_PASSED);
    _records[proposalId] = kept;
    bytes memory enactment = msg.data[4:];
    bytes32 head = _advanceJournal(
      JournalKind.Enacted,
      proposalId,
      keccak256(abi.encode(kept, electorate.snapshot().codehash, keccak256(enactment)))
    );

    emit ProposalEnacted(proposalId, kept, head, enactment);

    _run(held, ruling.modules);
  }

  /// @dev Time is what delay, veto and late extension are for; a rule that has one of them cannot be met in an instant.
  function _requireInstant(RuleWord rule) private pure {
    bool instant = rule.executionDelay() == 0 && rule.vetoDuties() == 0 && rule.lateExtension() == 0;
    if (!instant) revert GovernorNeedsTime(rule); // DEFENCE: enact-needs-time
  }

  // ---------------------------------------------------------------- after the vote

  /// @inheritdoc IQuorateGovernor
  function queueProposal(uint256 proposalId) external {
    _queue(proposalId);
  }

  /// @inheritdoc IQuorateGovernor
  function executeProposal(
    uint256 proposalId,
    Call[] calldata calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) external payable {
    _execute(proposalId, calls, salt, descriptionHash);
  }

  /// @inheritdoc IQuorateGovernor
  function poke(uint256 proposalId) external {
    ProposalRecord kept = _existing(proposalId);
    if (kept.has(FLAG_EXECUTED | FLAG_CANCELED)) revert GovernorNothingToSettle(proposalId);
    RuleWord rule = ruleOfProposal(proposalId);
    (ProposalState current, uint256 closedAt) = _stateUnder(proposalId, kept, rule);

    if (current == ProposalState.Canceled) {
      _cancel(proposalId, kept, rule.supersededAt() != 0 ? CancelReason.RuleChanged : CancelReason.BallotsLost);
      return;
    }
    if (kept.has(FLAG_DECIDED)) revert GovernorNothingToSettle(proposalId);
    bool passed;
    if (current != ProposalState.Active) {
      passed = _passedAt(proposalId, kept, rule, closedAt);
    } else {
      Tally.Outcome outcome = Tally.outcome(
        _countAt(proposalId, kept, uint48(block.timestamp)),
        rule.quorum(),
        rule.threshold()
      );
      passed = outcome == Tally.Outcome.Accepted;
      bool open_ = outcome == Tally.Outcome.Open || (passed && rule.vetoDuties() != 0);
      if (open_) revert GovernorNothingToSettle(proposalId);
    }
    _records[proposalId] = _close(proposalId, kept, passed);
  }

  /// @inheritdoc IQuorateGovernor
  function pokeStale(uint256 proposalId, Call[] calldata calls, bytes32 salt, bytes32 descriptionHash) external {
    ProposalRecord kept = _requireContent(proposalId, calls, salt, descriptionHash);
    if ((1 << uint8(state(proposalId))) & ANY_CLOSED_STATE != 0) revert GovernorNothingToSettle(proposalId);
    for (uint256 i = 0; i < calls.length; ++i) {
      if (_isStale(calls[i])) {
        _cancel(proposalId, kept, CancelReason.ParameterChanged);
        return;
      }
    }
    revert GovernorNothingToSettle(proposalId);
  }

  /// @dev A `setParameter` call whose expected version is not the one in force.
  function _isStale(Call calldata call) private view returns (bool) {
    if (call.target != address(constitution) || call.data.length < 68) return false;
    if (bytes4(call.data) != IConstitution.setParameter.selector) return false;
    (bytes32 key, uint32 expected) = abi.decode(call.data[4:68], (bytes32, uint32));
    return constitution.parameter(key).version != expected;
  }

  // ---------------------------------------------------------------- content-addressed, as IGovernor has it

  /// @inheritdoc IGovernor
  function queue(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) external returns (uint256 proposalId) {
    proposalId = getProposalId(targets, values, calldatas, descriptionHash);
    _queue(proposalId);
  }

  /// @inheritdoc IGovernor
  function execute(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) external payable returns (uint256 proposalId) {
    proposalId = getProposalId(targets, values, calldatas, descriptionHash);
    _execute(proposalId, _toCalls(targets, values, calldatas), 0, descriptionHash);
  }

  /// @inheritdoc IGovernor
  function cancel(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) external returns (uint256 proposalId) {
    proposalId = getProposalId(targets, values, calldatas, descriptionHash);
    _withdraw(proposalId);
  }

  /// @inheritdoc IGovernor
  function hashProposal(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) public pure returns (uint256) {
    return uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
  }

  /// @inheritdoc IGovernor
  function getProposalId(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) public view returns (uint256 proposalId) {
    uint256 contentHash = hashProposal(targets, values, calldatas, descriptionHash);
    proposalId = _byContent[contentHash];
    if (proposalId == 0) revert GovernorNonexistentProposal(contentHash);
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IQuorateGovernor
  function idOf(
    Call[] calldata calls,
    bytes32 descriptionHash,
    bytes32 salt,
    uint16 proposer
  ) external view returns (uint256) {
    return _identify(calls, descriptionHash, salt, proposer, _ruleOn(calls).version);
  }

  /// @inheritdoc IQuorateGovernor
  function openProposals(uint16 seat) external view returns (uint256[] memory ids) {
    ids = new uint256[](OPEN_SLOTS);
    for (uint256 i = 0; i < OPEN_SLOTS; ++i) ids[i] = _open[seat][i];
  }

  /// @inheritdoc IGovernor
  function name() external pure returns (string memory) {
    return "Quorate Governor";
  }

  /// @inheritdoc IGovernor
  function version() external pure returns (string memory) {
    return "1";
  }

  /// @inheritdoc IERC6372
  function clock() external view returns (uint48) {
    return uint48(block.timestamp);
  }

  /// @inheritdoc IERC6372
  // solhint-disable-next-line func-name-mixedcase
  function CLOCK_MODE() external pure returns (string memory) {
    return "mode=timestamp";
  }

  /// @inheritdoc IGovernor
  // solhint-disable-next-line func-name-mixedcase
  function COUNTING_MODE() external pure returns (string memory) {
    return "support=bravo&quorum=for";
  }

  /// @inheritdoc IGovernor
  function proposalThreshold() external pure returns (uint256) {
    return 0;
  }

  /// @inheritdoc IGovernor
  function proposalSnapshot(uint256 proposalId) external view returns (uint256) {
    return _existing(proposalId).createdAt();
  }

  /// @inheritdoc IGovernor
  function proposalDeadline(uint256 proposalId) external view returns (uint256) {
    return _closesAt(_existing(proposalId));
  }

  /// @inheritdoc IGovernor
  /// @dev The cold account of the proposing seat; keys come and go.
  function proposalProposer(uint256 proposalId) external view returns (address) {
    _existing(proposalId);
    return _registry.seat(uint16(proposalId)).cold;
  }

  /// @inheritdoc IGovernor
  function proposalEta(uint256 proposalId) external view returns (uint256) {
    ProposalRecord kept = _existing(proposalId);
    return kept.has(FLAG_QUEUED) ? _closesAt(kept) + ruleOfProposal(proposalId).executionDelay() : 0;
  }

  /// @inheritdoc IGovernor
  function proposalNeedsQueuing(uint256 proposalId) external view returns (bool) {
    _existing(proposalId);
    return ruleOfProposal(proposalId).executionDelay() != 0;
  }

  /// @inheritdoc IGovernor
  function votingDelay() external pure returns (uint256) {
    return 0;
  }

  /// @inheritdoc IGovernor
  function votingPeriod() external view returns (uint256) {
    return constitution.fallbackRule().votingPeriod();
  }

  /// @inheritdoc IGovernor
  /// @dev Of the strictest rule; each proposal has its own, see `ruleOfProposal`.
  function quorum(uint256 timepoint) external view returns (uint256) {
    return Tally.bar(_registry.getPastTotalSupply(timepoint), constitution.fallbackRule().quorum());
  }

  /// @inheritdoc IGovernor
  function getVotes(address account, uint256 timepoint) external view returns (uint256) {
    return _registry.getPastVotes(account, timepoint);
  }

  /// @inheritdoc IGovernor
  function getVotesWithParams(address account, uint256 timepoint, bytes memory) external view returns (uint256) {
    return _registry.getPastVotes(account, timepoint);
  }

  /// @notice The nonce of a first ballot, for tools that ask before they sign OpenZeppelin's ballot forms.
  function nonces(address) external pure returns (uint256) {
    return 0;
  }

  /// @inheritdoc IQuorateGovernor
  function isAuthorized(address account) external view returns (bool) {
    return account == address(this);
  }

  /// @inheritdoc IQuorateGovernor
  function canCall(address caller, address, bytes4) external view returns (bool) {
    return caller == address(this) && _reentrancyGuardEntered();
  }

  /// @notice The registry whose members vote here, for ever.
  function registry() external view returns (IMemberRegistry) {
    return _registry;
  }

  /// @inheritdoc IModule
  function stateRoot() external view returns (bytes32) {
    return journalHead();
  }

  /// @inheritdoc IERC165
  function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
    return
      interfaceId == type(IGovernor).interfaceId ||
      interfaceId == type(IGovernor).interfaceId ^ IGovernor.getProposalId.selector ||
      interfaceId == type(IERC165).interfaceId ||
      interfaceId == type(IERC6372).interfaceId;
  }

  // ---------------------------------------------------------------- rules of a proposal

  /// @dev Bounded by MAX_CALLS. The strictest of the calls' rules, component by component.
  function _ruleOn(Call[] memory calls) private view returns (Ruling memory ruling) {
    if (calls.length == 0) revert GovernorInvalidProposalLength(0, 0, 0); // DEFENCE: empty-proposal
    if (calls.length > MAX_CALLS) revert GovernorTooManyCalls(MAX_CALLS);
    for (uint256 i = 0; i < calls.length; ++i) {
      Call memory call = calls[i];
      if (call.data.length != 0 && call.target.code.length == 0) revert GovernorNoCode(call.target);
      (RuleWord rule, uint256 ruleVersion, bool isModule) = constitution.ruleForCall(call.target, call.data);
      if (isModule) {
        ruling.modules = true;
        if (call.target == address(_registry)) ruling.concerned = _concern(ruling.concerned, call.data);
      }
      if (i == 0) {
        (ruling.rule, ruling.version, ruling.versions) = (rule, rule.version(), ruleVersion);
      } else if (ruleVersion != ruling.version || rule.version() == 0) {
        ruling.rule = ruling.rule.join(rule); // DEFENCE: join-of-calls
        ruling.version = 0;
        ruling.versions = _withVersion(ruling.versions, ruleVersion);
      }
    }
  }

  function _withVersion(uint256 versions, uint256 ruleVersion) private pure returns (uint256) {
    uint256 places;
    for (uint256 left = versions; left != 0; left >>= 24) {
      if (uint24(left) == ruleVersion) return versions;
      ++places;
    }
    if (places == MAX_RULES) revert GovernorTooManyCalls(MAX_RULES);
    return (versions << 24) | ruleVersion;
  }

  /// @dev The seat that a proposal removes or suspends counts neither way in it.
  function _concern(uint256 concerned, bytes memory data) private pure returns (uint256) {
    bytes4 selector = bytes4(data);
    if (selector != IMemberRegistry.remove.selector && selector != IMemberRegistry.suspend.selector) return concerned;
    // The seat is the first word behind the selector; ruleForCall has checked that it is there.
    uint256 seat = uint16((uint256(uint8(data[34])) << 8) | uint8(data[35]));
    return _isConcerned(concerned, seat) ? concerned : (concerned << 16) | (seat + 1);
  }

  function _requireProposerDuties(uint256 seat, RuleWord rule) private view {
    uint8 required = rule.proposerDuties();
    if (required == 0) return;
    uint8 held = _registry.seat(uint16(seat)).duties;
    if (held & required != required) revert GovernorProposerDuties(required, held); // DEFENCE: proposer-duties
  }

  function _requireFounded() private view returns (Electorate electorate) {
    electorate = _registry.electorate();
    if (electorate.version() == 0) revert GovernorNotFounded(); // DEFENCE: founding-first
  }

  function _totalWithout(Electorate electorate, uint256 concerned) private view returns (uint256 total) {
    total = electorate.weight();
    for (uint256 seats = concerned; seats != 0; seats >>= 16) {
      total -= _weightIn(electorate.snapshot(), uint16(seats) - 1);
    }
  }

  function _recordFor(
    Electorate electorate,
    Ruling memory ruling,
    uint256 closesAfter
  ) private view returns (ProposalRecord kept) {
    RuleWord rule = ruling.rule;
    uint256 total = _totalWithout(electorate, ruling.concerned);
    kept = packRecord(
      Tally.needed(total, rule.quorum(), rule.threshold()),
      Tally.mayLose(total, rule.quorum(), rule.threshold()),
      block.timestamp,
      closesAfter,
      electorate.version()
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

  function _isClosed(uint256 proposalId) private view returns (bool) {
    return (1 << uint8(state(proposalId))) & ANY_CLOSED_STATE != 0;
  }

  // ---------------------------------------------------------------- settling

  function _queue(uint256 proposalId) private {
    ProposalRecord kept = _existing(proposalId);
    RuleWord rule = ruleOfProposal(proposalId);
    if (rule.executionDelay() == 0) revert GovernorProposalQueueingNotRequired(proposalId);
    ProposalState current = state(proposalId);
    if (current == ProposalState.Queued) revert GovernorAlreadyQueuedProposal(proposalId);
    _requireState(proposalId, current, ProposalState.Succeeded);

    _records[proposalId] = kept.withFlag(FLAG_QUEUED);

    emit ProposalQueued(proposalId, _closesAt(kept) + rule.executionDelay());
  }

  function _withdraw(uint256 proposalId) private {
    ProposalRecord kept = _existing(proposalId);
    KeyFacts key = _registry.keyFacts(_keyOf(msg.sender));
    bool own = key.seat() == uint16(proposalId) && key.mayNow(SCOPE_PROPOSE, block.timestamp);
    if (!own) revert GovernorUnableToCancel(proposalId, msg.sender); // DEFENCE: withdraw-own
    _requireState(proposalId, state(proposalId), ProposalState.Active);

    _cancel(proposalId, kept, CancelReason.Withdrawn);
  }

  function _cancel(uint256 proposalId, ProposalRecord kept, CancelReason reason) private {
    _records[proposalId] = kept.withFlag(FLAG_CANCELED);
    _advanceJournal(JournalKind.Canceled, proposalId, keccak256(abi.encode(reason)));
    emit ProposalCanceled(proposalId);
    emit ProposalCanceledFor(proposalId, reason);
  }

  function _requireState(uint256 proposalId, ProposalState current, ProposalState expected) private pure {
    if (current != expected) {
      revert GovernorUnexpectedProposalState(proposalId, current, bytes32(1 << uint8(expected)));
    }
  }

  function _requireContent(
    uint256 proposalId,
    Call[] memory calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) private view returns (ProposalRecord kept) {
    kept = _existing(proposalId);
    uint256 shown = _identify(calls, descriptionHash, salt, uint16(proposalId), uint24(proposalId >> 16));
    if (shown != proposalId) revert GovernorContentMismatch(proposalId); // DEFENCE: content-binds
  }

  // ---------------------------------------------------------------- execution

  function _execute(
    uint256 proposalId,
    Call[] memory calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) private nonReentrant {
    ProposalRecord kept = _requireContent(proposalId, calls, salt, descriptionHash);
    if (kept.has(FLAG_EXECUTED | FLAG_CANCELED)) {
      _requireState(proposalId, state(proposalId), ProposalState.Succeeded);
    }
    RuleWord rule = ruleOfProposal(proposalId);
    (ProposalState current, uint256 closedAt) = _stateUnder(proposalId, kept, rule);
    uint256 eta = closedAt + rule.executionDelay();
    bool waits = rule.executionDelay() != 0;
    _requireState(proposalId, current, waits ? ProposalState.Queued : ProposalState.Succeeded); // DEFENCE: executes-only-passed
    if (block.timestamp < eta) revert GovernorNotExecutable(proposalId, current, uint48(eta)); // DEFENCE: execution-delay
    bool modules = kept.has(FLAG_MODULES);
    // The rules that these calls would change may have been raised since: whoever passed must clear the bar of now.
    if (modules && !rule.isAtLeastAsStrictAs(_ruleOn(calls).rule)) revert GovernorRuleOutgrown(proposalId); // DEFENCE: rule-outgrown

    _records[proposalId] = kept.withFlag(FLAG_EXECUTED); // DEFENCE: executes-once
    _advanceJournal(JournalKind.Executed, proposalId, bytes32(0));

    emit ProposalExecuted(proposalId);

    _run(calls, modules);
  }

  function _run(Call[] memory calls, bool modules) private {
    for (uint256 i = 0; i < calls.length; ++i) {
      (bool success, bytes memory reason) = calls[i].target.call{value: calls[i].value}(calls[i].data);
      if (!success) revert GovernorCallReverted(i, reason);
    }
    if (modules) _requireGovernable();
  }

  /// @dev The members can still change everything: the strictest rule is within reach of those who may vote now, one lost key
  /// locks nobody out, what rules ask of proposers somebody holds, and the directory names governors wired to each other.
  function _requireGovernable() private view {
    (uint256 active, uint256 total, uint256 heaviest, uint256 seats) = _registry.strength();
    RuleWord strictest = constitution.fallbackRule();
    uint256 bar = Tally.bar(total, strictest.quorum());
    if (active < bar || active == 0) revert GovernorUnreachable(active, bar); // DEFENCE: rules-reachable
    uint256 needed = Tally.needed(total, strictest.quorum(), strictest.threshold());
    if (seats >= 4 && needed > total - heaviest) revert GovernorCeilingBroken(needed, total - heaviest); // DEFENCE: ceiling

    uint256 asked = constitution.proposerDutyMasks() >> 1;
    uint256 veto = constitution.vetoDutiesInUse();
    if (asked != 0 || veto != 0) _requireDutiesHeld(asked << 1, veto);

    address successor = constitution.module(MODULE_GOVERNOR);
    address members = constitution.module(MODULE_MEMBERS);
    bool wired = successor == address(this)
      ? members == address(_registry)
      : address(Governor(payable(successor)).constitution()) == address(constitution) &&
        address(Governor(payable(successor)).registry()) == members;
    if (!wired) revert GovernorWiringBroken(successor); // DEFENCE: wiring
  }

  function _requireDutiesHeld(uint256 asked, uint256 veto) private view {
    uint256 held = _registry.dutyMasksHeld();
    // Masks are of three duties: eight of them.
    for (uint256 mask = 0; mask < 8; ++mask) {
      bool askedAlone = asked & (1 << mask) != 0;
      bool askedForVeto = (mask == 1 || mask == 2 || mask == 4) && veto & mask != 0;
      if ((askedAlone || askedForVeto) && !_isHeld(held, mask)) revert GovernorDutiesUnheld(mask); // DEFENCE: duties-held
    }
  }

  function _isHeld(uint256 held, uint256 mask) private pure returns (bool) {
    for (uint256 other = 0; other < 8; ++other) {
      if (held & (1 << other) != 0 && other & mask == mask) return true;
    }
    return false;
  }

  function _toCalls(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas
  ) private pure returns (Call[] memory calls) {
    if (targets.length != values.length || targets.length != calldatas.length) {
      revert GovernorInvalidProposalLength(targets.length, calldatas.length, values.length);
    }
    calls = new Call[](targets.length);
    for (uint256 i = 0; i < calls.length; ++i) calls[i] = Call(targets[i], values[i], calldatas[i]);
  }
}
