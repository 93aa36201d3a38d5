// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ICanvass} from "../interfaces/ICanvass.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {Call} from "../types/Call.sol";
import {Count} from "../types/Count.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {FLAG_QUEUED, ProposalRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";
import {GOVERNOR_NAME, GOVERNOR_VERSION} from "./GovernorDomain.sol";
import {ProposalIdentity} from "./ProposalIdentity.sol";
import {Tally} from "./Tally.sol";

/// @title The reads of `IGovernor` that need no storage of their own.
/// @dev Keeps nothing. The governor forwards reads that it does not know itself, by `staticcall`, so that its own code has
/// room for the verbs; `msg.sender` is the governor that was asked.
contract GovernorReads {
  IConstitution private immutable _constitution;
  IMemberRegistry private immutable _registry;
  ICanvass private immutable _canvass;

  constructor(IConstitution constitution_, IMemberRegistry registry_, ICanvass canvass_) {
    _constitution = constitution_;
    _registry = registry_;
    _canvass = canvass_;
  }

  /// @notice See `IGovernor`.
  function name() external pure returns (string memory) {
    return GOVERNOR_NAME;
  }

  /// @notice See `IGovernor`.
  function version() external pure returns (string memory) {
    return GOVERNOR_VERSION;
  }

  /// @notice See `IERC6372`: unix seconds.
  function clock() external view returns (uint48) {
    return uint48(block.timestamp);
  }

  /// @notice See `IERC6372`.
  // solhint-disable-next-line func-name-mixedcase
  function CLOCK_MODE() external pure returns (string memory) {
    return "mode=timestamp";
  }

  /// @notice See `IGovernor`: only votes in favour count towards the quorum.
  // solhint-disable-next-line func-name-mixedcase
  function COUNTING_MODE() external pure returns (string memory) {
    return "support=bravo&quorum=for";
  }

  /// @notice See `IGovernor`: proposing takes a key with that scope, not weight.
  function proposalThreshold() external pure returns (uint256) {
    return 0;
  }

  /// @notice See `IGovernor`: a vote opens with its proposal.
  function votingDelay() external pure returns (uint256) {
    return 0;
  }

  /// @notice See `IGovernor`: of the strictest rule; each proposal has its own.
  function votingPeriod() external view returns (uint256) {
    return _constitution.fallbackRule().votingPeriod();
  }

  /// @notice See `IGovernor`: of the strictest rule; each proposal has its own.
  function quorum(uint256 timepoint) external view returns (uint256) {
    return Tally.bar(_registry.getPastTotalSupply(timepoint), _constitution.fallbackRule().quorum());
  }

  /// @notice See `IGovernor`.
  function getVotes(address account, uint256 timepoint) external view returns (uint256) {
    return _registry.getPastVotes(account, timepoint);
  }

  /// @notice See `IGovernor`; the parameters have no meaning here.
  function getVotesWithParams(address account, uint256 timepoint, bytes calldata) external view returns (uint256) {
    return _registry.getPastVotes(account, timepoint);
  }

  /// @notice See `IGovernor`.
  function hasVoted(uint256 proposalId, address account) external view returns (bool) {
    KeyFacts key = _registry.keyFacts(bytes32(uint256(uint160(account))));
    return key.exists() && _governor().choiceOf(proposalId, uint16(key.seat())) != 0;
  }

  /// @notice See `IQuorateGovernor`.
  function nonces(address) external pure returns (uint256) {
    return 0;
  }

  /// @notice See `IGovernor`: names the content, not the proposal.
  function hashProposal(
    address[] calldata targets,
    uint256[] calldata values,
    bytes[] calldata calldatas,
    bytes32 descriptionHash
  ) external pure returns (uint256) {
    return uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
  }

  /// @notice See `IGovernor`.
  function proposalSnapshot(uint256 proposalId) external view returns (uint256) {
    return _existing(proposalId).createdAt();
  }

  /// @notice See `IGovernor`.
  function proposalDeadline(uint256 proposalId) external view returns (uint256) {
    return _canvass.closesAt(_existing(proposalId));
  }

  /// @notice See `IGovernor`: the cold account of the proposing seat; keys come and go.
  function proposalProposer(uint256 proposalId) external view returns (address) {
    _existing(proposalId);
    return _registry.seat(uint16(proposalId)).cold;
  }

  /// @notice See `IGovernor`.
  function proposalEta(uint256 proposalId) external view returns (uint256) {
    ProposalRecord kept = _existing(proposalId);
    if (!kept.has(FLAG_QUEUED)) return 0;
    return _canvass.closesAt(kept) + _governor().ruleOfProposal(proposalId).executionDelay();
  }

  /// @notice See `IGovernor`.
  function proposalNeedsQueuing(uint256 proposalId) external view returns (bool) {
    _existing(proposalId);
    return _governor().ruleOfProposal(proposalId).executionDelay() != 0;
  }

  /// @notice See `IQuorateGovernor`.
  function tally(uint256 proposalId) external view returns (uint256, uint256, uint256, uint256) {
    ProposalRecord kept = _existing(proposalId);
    uint256 closedAt = _canvass.closesAt(kept);
    uint256 time = block.timestamp < closedAt ? block.timestamp : closedAt - 1;
    Count memory count = _canvass.countAt(address(_governor()), proposalId, kept, uint48(time));
    return (count.weightAgainst, count.weightFor, count.weightAbstain, count.total);
  }

  /// @notice See `IQuorateGovernor`.
  function idOf(
    Call[] calldata calls,
    bytes32 descriptionHash,
    bytes32 salt,
    uint16 proposer
  ) external view returns (uint256) {
    uint256 ruleVersion = _constitution.rulingOn(calls).version;
    return ProposalIdentity.identify(msg.sender, calls, descriptionHash, salt, proposer, ruleVersion);
  }

  /// @notice See `IQuorateGovernor`.
  function isAuthorized(address account) external view returns (bool) {
    return account == msg.sender;
  }

  /// @notice See `IERC5267`.
  function eip712Domain()
    external
    view
    returns (bytes1, string memory, string memory, uint256, address, bytes32, uint256[] memory)
  {
    return (hex"0f", GOVERNOR_NAME, GOVERNOR_VERSION, block.chainid, msg.sender, bytes32(0), new uint256[](0));
  }

  /// @notice See `IERC165`.
  function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
    return
      interfaceId == type(IGovernor).interfaceId ||
      interfaceId == type(IGovernor).interfaceId ^ IGovernor.getProposalId.selector ||
      interfaceId == type(IERC165).interfaceId ||
      interfaceId == type(IERC6372).interfaceId ||
      interfaceId == type(IERC5267).interfaceId;
  }

  function _governor() private view returns (IQuorateGovernor) {
    return IQuorateGovernor(msg.sender);
  }

  function _existing(uint256 proposalId) private view returns (ProposalRecord kept) {
    kept = _governor().record(proposalId);
    if (!kept.exists()) revert IGovernor.GovernorNonexistentProposal(proposalId);
  }
}
