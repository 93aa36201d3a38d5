// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ProposalRecord} from "../types/ProposalRecord.sol";
import {RuleWord} from "../types/Rule.sol";

/// @title What the governor says: its events and errors beyond those of OpenZeppelin's `IGovernor`.
interface IGovernorReports {
  /// @notice Why a proposal was canceled.
  enum CancelReason {
    Withdrawn,
    RuleChanged,
    BallotsLost,
    ParameterChanged
  }

  /// @notice What a kind of journal entry says.
  enum JournalKind {
    Created,
    Closed,
    Executed,
    Canceled,
    Enacted
  }

  /// @notice What `ProposalCreated` does not say of a proposal; not emitted where both are zero.
  /// @param simulation Hash of the simulation that the proposer shows as evidence, 0 for none.
  event ProposalOpened(uint256 indexed proposalId, bytes32 salt, bytes32 simulation);
  /// @notice A vote closed; `pages` are the choices of the seats above the 44th.
  event ProposalClosed(uint256 indexed proposalId, ProposalRecord record, uint256[] pages);
  /// @notice A late quorum gave everybody more time.
  event ProposalExtended(uint256 indexed proposalId, uint48 closesAt);
  /// @notice A proposal was canceled, and why.
  event ProposalCanceledFor(uint256 indexed proposalId, CancelReason reason);
  /// @notice Proposed, voted and executed in one transaction. `enactment` is the argument list of `enact`, ABI-encoded: calls,
  /// description and every ballot with its signature. It is empty where an account sent the transaction: then the
  /// transaction's input is this call. The journal commits to it in both cases.
  event ProposalEnacted(uint256 indexed proposalId, ProposalRecord record, bytes enactment);
  /// @notice Signed ballots were submitted; those that did not count are named by `BallotSkipped`. `submission` is the argument
  /// list of `castBallots`, ABI-encoded: every ballot with its signatures, so that anybody can check them off line. It is empty
  /// where an account sent the transaction: then the transaction's input is this call.
  event BallotsSubmitted(uint256 indexed proposalId, bytes submission);
  /// @notice A signed ballot was not counted; `reason` is the selector of the error that says why.
  event BallotSkipped(uint256 indexed proposalId, uint16 indexed seat, bytes4 reason);
  /// @notice One of several keys of a seat agreed.
  event BallotAgreed(uint256 indexed proposalId, uint16 indexed seat, address key, uint8 support, uint256 missing);

  /// Founding members have not accepted yet.
  error GovernorNotFounded();
  /// The caller, or the signer, has no key that may do this now.
  error GovernorNotAllowed(bytes32 key);
  /// The member accepted too late to vote on this proposal, or is concerned by it.
  error GovernorNotEligible(uint256 proposalId, uint16 seat);
  /// The vote closed.
  error GovernorVotingClosed(uint256 proposalId, uint48 closedAt);
  /// The rule does not allow enactment in one transaction.
  error GovernorNeedsTime(RuleWord rule);
  /// The ballots do not decide the outcome.
  error GovernorNotDecided(uint256 proposalId, uint256 weightFor, uint256 needed);
  /// The proposing seat is not among the counted ballots in favour.
  error GovernorProposerMissing(uint16 seat);
  /// The proposer lacks duties that the rule asks for.
  error GovernorProposerDuties(uint8 required, uint8 held);
  /// The seat has as many open proposals as it may.
  error GovernorTooManyOpen(uint16 seat, uint256 limit);
  /// More calls than one proposal may have.
  error GovernorTooManyCalls(uint256 limit);
  /// Calls, description, salt or the code at a target are not what was voted.
  error GovernorContentMismatch(uint256 proposalId);
  /// The proposal exists already.
  error GovernorProposalExists(uint256 proposalId);
  /// A proposal that was signed off line was sent after its deadline.
  error GovernorProposalLate(uint256 proposalId, uint48 deadline);
  /// The signature is not that key's over this proposal, simulation and deadline.
  error GovernorProposalUnsigned(uint256 proposalId, bytes32 key);
  /// A call with data goes to an address without code.
  error GovernorNoCode(address target);
  /// A call failed, with the reason it gave.
  error GovernorCallReverted(uint256 index, bytes reason);
  /// Execution is too early or too late.
  error GovernorNotExecutable(uint256 proposalId, IGovernor.ProposalState current, uint48 eta);
  /// The rule that these calls would be decided under now is stricter than the one they passed.
  error GovernorRuleOutgrown(uint256 proposalId);
  /// Nothing about the proposal can be settled now.
  error GovernorNothingToSettle(uint256 proposalId);
  /// A ballot signed before, or a duplicate.
  error GovernorBallotStale(uint16 seat, uint64 nonce);
  /// A ballot's deadline passed.
  error GovernorBallotExpired(uint16 seat, uint48 deadline);
  /// A ballot's signatures do not verify, are too few, or are from the same key.
  error GovernorBallotUnsigned(uint16 seat);
  /// Ballots in compact form must come in ascending order of seats and be 66 bytes each.
  error GovernorBallotsMalformed();
}
