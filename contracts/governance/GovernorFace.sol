// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {ICanvass} from "../interfaces/ICanvass.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGovernorCore} from "../interfaces/IGovernorCore.sol";
import {IGovernorReports} from "../interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../interfaces/IQuorateGovernor.sol";
import {KeySignature} from "../types/Ballots.sol";
import {Call} from "../types/Call.sol";
import {Count} from "../types/Count.sol";
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {FLAG_QUEUED, ProposalRecord} from "../types/ProposalRecord.sol";
import {GOVERNOR_NAME, GOVERNOR_VERSION, governorDomain} from "./GovernorDomain.sol";
import {ProposalIdentity} from "./ProposalIdentity.sol";
import {Tally} from "./Tally.sol";

/// @title What OpenZeppelin's `IGovernor` asks for beyond our own verbs: its reads, its content addresses, its ballot forms.
/// @dev The governor forwards every call that it does not know itself, with the caller's address behind the call data
/// (as ERC-2771 does), so that its own code has room for the verbs. `msg.sender` is the governor that was asked; the verbs of
/// `IGovernorCore` that act for a caller obey this contract alone. Keeps one slot per content-addressed proposal.
contract GovernorFace {
  bytes32 private constant PROPOSAL_TYPEHASH = keccak256(
    "Proposal(uint256 proposalId,bytes32 simulation,uint48 deadline)"
  );
  bytes32 private constant BALLOT_TYPEHASH = keccak256(
    "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"
  );
  bytes32 private constant EXTENDED_BALLOT_TYPEHASH = keccak256(
    "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
  );

  IConstitution private immutable _constitution;
  IMemberRegistry private immutable _registry;
  ICanvass private immutable _canvass;

  mapping(address governor => mapping(uint256 contentHash => uint256 proposalId)) private _byContent;

  constructor(IConstitution constitution_, IMemberRegistry registry_, ICanvass canvass_) {
    _constitution = constitution_;
    _registry = registry_;
    _canvass = canvass_;
  }

  // ---------------------------------------------------------------- content addresses

  /// @notice See `IGovernor`: the salt is zero. Equal contents may be proposed again once the former proposal is closed, by
  /// another member or under another rule version. A description that ends in `#proposer=0x` and an address, as
  /// OpenZeppelin's governor reads it, is that account's alone, so that nobody takes the content's address before it.
  /// @custom:authority member
  function propose(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    string memory description
  ) external returns (uint256 proposalId) {
    // DEFENCE: description-proposer
    if (!_mayPropose(_caller(), description)) revert IGovernor.GovernorRestrictedProposer(_caller());
    uint256 contentHash = hashProposal(targets, values, calldatas, keccak256(bytes(description)));
    uint256 previous = _byContent[msg.sender][contentHash];
    // DEFENCE: one-open-content
    if (previous != 0 && !_isClosed(previous)) revert IGovernorReports.GovernorProposalExists(previous);

    proposalId = _core().openFor(_toKey(_caller()), _toCalls(targets, values, calldatas), description, 0, 0);
    _byContent[msg.sender][contentHash] = proposalId;
  }

  /// @notice See `IGovernor`.
  /// @custom:authority nobody
  function queue(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) external returns (uint256 proposalId) {
    proposalId = getProposalId(targets, values, calldatas, descriptionHash);
    _governor().queueProposal(proposalId);
  }

  /// @notice See `IGovernor`.
  /// @custom:authority nobody
  function execute(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) external payable returns (uint256 proposalId) {
    proposalId = getProposalId(targets, values, calldatas, descriptionHash);
    Call[] memory calls = _toCalls(targets, values, calldatas);
    _governor().executeProposal{value: msg.value}(proposalId, calls, 0, descriptionHash);
  }

  /// @notice See `IGovernor`: the proposing member withdraws.
  /// @custom:authority member
  function cancel(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) external returns (uint256 proposalId) {
    proposalId = getProposalId(targets, values, calldatas, descriptionHash);
    _core().withdrawFor(_caller(), proposalId);
  }

  /// @notice See `IGovernor`.
  function getProposalId(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) public view returns (uint256 proposalId) {
    uint256 contentHash = hashProposal(targets, values, calldatas, descriptionHash);
    proposalId = _byContent[msg.sender][contentHash];
    if (proposalId == 0) revert IGovernor.GovernorNonexistentProposal(contentHash);
  }

  /// @notice See `IGovernor`: names the content, not the proposal.
  function hashProposal(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas,
    bytes32 descriptionHash
  ) public pure returns (uint256) {
    return uint256(keccak256(abi.encode(targets, values, calldatas, descriptionHash)));
  }

  // ---------------------------------------------------------------- proposals signed off line

  /// @notice See `IQuorateGovernor`.
  /// @dev An id is opened once, so a signature serves once.
  /// @custom:authority member
  function openSigned(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation,
    uint48 deadline,
    KeySignature calldata signature
  ) external returns (uint256) {
    bytes32 key = toKey(signature.signer);
    uint16 seat = uint16(_registry.keyFacts(key).seat());
    uint256 proposalId = idOf(calls, keccak256(bytes(description)), salt, seat);
    // DEFENCE: signed-proposal-deadline
    if (block.timestamp > deadline) revert IGovernorReports.GovernorProposalLate(proposalId, deadline);
    bytes32 structHash = keccak256(abi.encode(PROPOSAL_TYPEHASH, proposalId, simulation, deadline));
    // DEFENCE: signed-proposal
    if (!_isSigned(signature, structHash)) revert IGovernorReports.GovernorProposalUnsigned(proposalId, key);

    return _core().openFor(key, calls, description, salt, simulation);
  }

  function _isSigned(KeySignature calldata signature, bytes32 structHash) private view returns (bool) {
    bytes calldata signer = signature.signer;
    // DEFENCE: signed-proposal-verifier [|| _registry.isVerifierApproved(address(bytes20(signer))) => || true]
    bool known = signer.length == 20 || _registry.isVerifierApproved(address(bytes20(signer)));
    bytes32 digest = MessageHashUtils.toTypedDataHash(governorDomain(msg.sender), structHash);
    return known && _registry.isSignedBy(signer, digest, signature.signature);
  }

  // ---------------------------------------------------------------- ballot forms

  /// @notice See `IGovernor`.
  /// @custom:authority member
  function castVoteWithReason(uint256 proposalId, uint8 support, string calldata reason) external returns (uint256) {
    return _core().castFor(_caller(), proposalId, support, reason, "");
  }

  /// @notice See `IGovernor`.
  /// @custom:authority member
  function castVoteWithReasonAndParams(
    uint256 proposalId,
    uint8 support,
    string calldata reason,
    bytes calldata params
  ) external returns (uint256) {
    return _core().castFor(_caller(), proposalId, support, reason, params);
  }

  /// @notice See `IGovernor`; for seats that one key speaks for.
  /// @custom:authority member
  function castVoteBySig(
    uint256 proposalId,
    uint8 support,
    address voter,
    bytes calldata signature
  ) external returns (uint256) {
    bytes32 structHash = keccak256(
      abi.encode(BALLOT_TYPEHASH, proposalId, support, voter, _nextNonce(proposalId, voter))
    );
    _requireSignature(voter, structHash, signature);
    return _core().castFor(voter, proposalId, support, "", "");
  }

  /// @notice See `IGovernor`; for seats that one key speaks for.
  /// @custom:authority member
  function castVoteWithReasonAndParamsBySig(
    uint256 proposalId,
    uint8 support,
    address voter,
    string calldata reason,
    bytes calldata params,
    bytes calldata signature
  ) external returns (uint256) {
    bytes32 structHash = keccak256(
      abi.encode(
        EXTENDED_BALLOT_TYPEHASH,
        proposalId,
        support,
        voter,
        _nextNonce(proposalId, voter),
        keccak256(bytes(reason)),
        keccak256(params)
      )
    );
    _requireSignature(voter, structHash, signature);
    return _core().castFor(voter, proposalId, support, reason, params);
  }

  function _requireSignature(address voter, bytes32 structHash, bytes calldata signature) private view {
    bytes32 digest = MessageHashUtils.toTypedDataHash(governorDomain(msg.sender), structHash);
    bool alone = _keyOf(voter).ballotsNeeded() == 1;
    bool signed = alone && _registry.isSignedBy(abi.encodePacked(voter), digest, signature);
    if (!signed) revert IGovernor.GovernorInvalidSignature(voter); // DEFENCE: foreign-signature
  }

  /// @dev OpenZeppelin's forms carry the number of the ballot: 0 for the first, one more for every change.
  function _nextNonce(uint256 proposalId, address voter) private view returns (uint256) {
    uint16 seat = uint16(_keyOf(voter).seat());
    if (_governor().choiceOf(proposalId, seat) == 0) return 0;
    // DEFENCE: foreign-replay [uint256(_governor().ballotNonce(proposalId, seat)) + 1 => 0]
    return uint256(_governor().ballotNonce(proposalId, seat)) + 1;
  }

  // ---------------------------------------------------------------- reads

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
    KeyFacts key = _keyOf(account);
    return key.exists() && _governor().choiceOf(proposalId, uint16(key.seat())) != 0;
  }

  /// @notice See `IQuorateGovernor`.
  function nonces(address) external pure returns (uint256) {
    return 0;
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
  ) public view returns (uint256) {
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

  /// @dev The last 20 bytes of call data, which the governor put there.
  function _caller() private pure returns (address) {
    // DEFENCE: face-caller [msg.data[msg.data.length - 20:] => msg.data[msg.data.length - 40:]]
    return address(bytes20(msg.data[msg.data.length - 20:]));
  }

  function _mayPropose(address account, string memory description) private pure returns (bool) {
    uint256 length = bytes(description).length;
    if (length < 52) return true;
    bytes memory marker = Bytes.slice(bytes(description), length - 52, length - 42);
    if (keccak256(marker) != keccak256("#proposer=")) return true;
    (bool isAddress, address named) = Strings.tryParseAddress(description, length - 42, length);
    return !isAddress || named == account;
  }

  function _toKey(address account) private pure returns (bytes32) {
    return bytes32(uint256(uint160(account)));
  }

  function _keyOf(address account) private view returns (KeyFacts) {
    return _registry.keyFacts(_toKey(account));
  }

  function _isClosed(uint256 proposalId) private view returns (bool) {
    IGovernor.ProposalState current = _governor().state(proposalId);
    return
      current == IGovernor.ProposalState.Canceled ||
      current == IGovernor.ProposalState.Defeated ||
      current == IGovernor.ProposalState.Expired ||
      current == IGovernor.ProposalState.Executed;
  }

  function _toCalls(
    address[] memory targets,
    uint256[] memory values,
    bytes[] memory calldatas
  ) private pure returns (Call[] memory calls) {
    if (targets.length != values.length || targets.length != calldatas.length) {
      // DEFENCE: mismatched-arrays
      revert IGovernor.GovernorInvalidProposalLength(targets.length, calldatas.length, values.length);
    }
    calls = new Call[](targets.length);
    for (uint256 i = 0; i < calls.length; ++i) calls[i] = Call(targets[i], values[i], calldatas[i]);
  }

  function _core() private view returns (IGovernorCore) {
    return IGovernorCore(msg.sender);
  }

  function _governor() private view returns (IQuorateGovernor) {
    return IQuorateGovernor(msg.sender);
  }

  function _existing(uint256 proposalId) private view returns (ProposalRecord kept) {
    kept = _governor().record(proposalId);
    if (!kept.exists()) revert IGovernor.GovernorNonexistentProposal(proposalId);
  }
}
