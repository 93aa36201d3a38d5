// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IConstitution} from "./IConstitution.sol";
import {IGovernorReports} from "./IGovernorReports.sol";
import {IMemberRegistry} from "./IMemberRegistry.sol";
import {IModule} from "./IModule.sol";
import {KeySignature, SignedBallot} from "../types/Ballots.sol";
import {Call} from "../types/Call.sol";
import {ProposalRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";

/// @title The governor: members make proposals, ballots are counted, what passes is carried out.
/// @dev Speaks OpenZeppelin's `IGovernor`; this interface adds what that one lacks. Proposal ids bind chain, contract,
/// proposing seat, salt, description, calls and the code at each target in their top 216 bits; then come
/// 24 bits of rule version (of a join of several, its highest bit and the newest version) and 16 bits of seat.
/// The verbs and what storage says are the Governor's own code; the rest of `IGovernor` it answers through `GovernorFace`.
interface IQuorateGovernor is IGovernorReports, IGovernor, IERC5267, IModule {
  /// @notice Opens a proposal.
  /// @param salt Makes equal contents different proposals.
  /// @param simulation Hash of a simulation's result, as evidence in the event; 0 for none.
  /// @custom:authority member
  function open(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external returns (uint256 proposalId);

  /// @notice Opens a proposal and casts the proposer's own ballot in favour.
  /// @custom:authority member
  function openInFavour(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external returns (uint256 proposalId);

  /// @notice Opens a proposal for the member whose key signed it off line; anybody may send it.
  /// @param deadline Unix seconds after which the signature must not be used.
  /// @param signature Of one key that may propose, over
  /// `Proposal(uint256 proposalId,bytes32 simulation,uint48 deadline)` with the id of `idOf`.
  /// @custom:authority member
  function openSigned(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation,
    uint48 deadline,
    KeySignature calldata signature
  ) external returns (uint256 proposalId);

  /// @notice Proposes, counts signed ballots and executes, in one transaction; anybody may send it.
  /// @dev Only under rules without delay, veto class and late extension and with at most one proposer duty, and only if the
  /// ballots decide the outcome. The proposing seat's own ballot in favour, which names the proposal, is its consent to
  /// propose it.
  /// @param proposer The proposing seat.
  /// @param deadline The deadline that the compact ballots were signed with.
  /// @param ballots Compact ballots, 66 bytes each, ascending by seat: `uint16(support << 14 | seat) || r || vs`, signed as
  /// `MemberBallot(uint256 proposalId,uint8 support,uint256 nonce,uint48 deadline)` with nonce 0 by a key in the snapshot.
  /// @param others Ballots of seats that need more than one ECDSA signature, ascending by seat.
  /// @custom:authority member
  function enact(
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    uint16 proposer,
    uint48 deadline,
    bytes calldata ballots,
    SignedBallot[] calldata others
  ) external payable returns (uint256 proposalId);

  /// @notice Submits ballots signed off line to an open vote. A bad one is skipped, with an event; anybody may send it.
  /// @custom:authority member
  function castBallots(uint256 proposalId, SignedBallot[] calldata ballots) external;

  /// @notice Marks a passed proposal whose rule has a delay as queued.
  /// @custom:authority nobody
  function queueProposal(uint256 proposalId) external;

  /// @notice Carries out a passed proposal.
  /// @custom:authority nobody
  function executeProposal(
    uint256 proposalId,
    Call[] calldata calls,
    bytes32 salt,
    bytes32 descriptionHash
  ) external payable;

  /// @notice The proposing member withdraws its proposal while the vote is open.
  /// @custom:authority member
  function withdraw(uint256 proposalId) external;

  /// @notice Writes down what is already so: a vote decided by a removal, a deadline, a superseded rule, lost ballots.
  /// @custom:authority nobody
  function poke(uint256 proposalId) external;

  /// @notice Cancels a proposal whose expected parameter version is no longer the one in force.
  /// @custom:authority nobody
  function pokeStale(uint256 proposalId, Call[] calldata calls, bytes32 salt, bytes32 descriptionHash) external;

  /// @notice The id that these contents would have now if that seat proposed them.
  function idOf(
    Call[] calldata calls,
    bytes32 descriptionHash,
    bytes32 salt,
    uint16 proposer
  ) external view returns (uint256);

  /// @notice The record of a proposal, 0 where there is none.
  function record(uint256 proposalId) external view returns (ProposalRecord);

  /// @notice The rule a proposal is decided under.
  function ruleOfProposal(uint256 proposalId) external view returns (RuleWord);

  /// @notice Weight against, for and abstaining, and the weight all bars are measured on, as they count now or counted at
  /// the closing.
  function tally(
    uint256 proposalId
  ) external view returns (uint256 weightAgainst, uint256 weightFor, uint256 weightAbstain, uint256 total);

  /// @notice A seat's choice: 0 none, 1 against, 2 for, 3 abstain.
  function choiceOf(uint256 proposalId, uint16 seat) external view returns (uint8);

  /// @notice Seats that a proposal removes or suspends, 16 bits each, as seat plus one; they have no ballot in
  /// it, while their weight stays in every bar.
  function concernedSeats(uint256 proposalId) external view returns (uint256);

  /// @notice The nonce of a seat's last ballot on a proposal.
  function ballotNonce(uint256 proposalId, uint16 seat) external view returns (uint64);

  /// @notice The ids in a seat's slots for open proposals; those that are closed may still be listed until reused.
  function openProposals(uint16 seat) external view returns (uint256[] memory);

  /// @notice The constitution that the governor obeys, for ever.
  function constitution() external view returns (IConstitution);

  /// @notice The registry whose members vote here, for ever.
  function registry() external view returns (IMemberRegistry);

  /// @notice The head of the hash chain over all proposal events.
  function journalHead() external view returns (bytes32);

  /// @notice The nonce of a first ballot, for tools that ask before they sign OpenZeppelin's ballot forms.
  function nonces(address voter) external view returns (uint256);

  /// @notice Whether the account may use the network in the name of governance: the governor alone, never a member's key.
  function isAuthorized(address account) external view returns (bool);

  /// @notice OpenZeppelin's `IAuthority`: true only for the governor itself, and only while it executes.
  function canCall(address caller, address target, bytes4 selector) external view returns (bool);
}
