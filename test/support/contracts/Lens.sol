// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {IQuorateGovernor} from "../../../contracts/interfaces/IQuorateGovernor.sol";
import {ProposalRecord} from "../../../contracts/types/ProposalRecord.sol";
import {RuleWord} from "../../../contracts/types/Rule.sol";

/// @title Everything that can be read of a consortium, in one call: what a model is compared with after every step.
contract Lens {
  struct ProposalView {
    uint8 state;
    uint256 deadline;
    uint256 eta;
    uint256 weightAgainst;
    uint256 weightFor;
    uint256 weightAbstain;
    uint256 total;
    uint256 record;
    uint256 rule;
    uint8[] choices;
    uint64[] nonces;
  }

  struct SeatView {
    uint8 standing;
    uint48 suspendedUntil;
    uint16 weight;
    uint8 ballotsNeeded;
    uint8 duties;
    uint8 keys;
  }

  struct View {
    uint256 time;
    bytes32 journalHead;
    uint256 electorate;
    ProposalView[] proposals;
    SeatView[] seats;
    IConstitution.Parameter[] parameters;
    uint256[] votes;
  }

  /// @notice Looks at these proposals, parameters and accounts, and at all seats.
  function look(
    IQuorateGovernor governor,
    uint256[] calldata ids,
    bytes32[] calldata keys,
    address[] calldata accounts
  ) external view returns (View memory seen) {
    IMemberRegistry members = governor.registry();
    seen.time = block.timestamp;
    seen.journalHead = governor.journalHead();
    seen.electorate = members.electorate().weight();
    uint16 count = members.seatCount();
    seen.seats = new SeatView[](count);
    for (uint16 i = 0; i < count; ++i) seen.seats[i] = _lookAtSeat(members, i);
    seen.proposals = new ProposalView[](ids.length);
    for (uint256 i = 0; i < ids.length; ++i) seen.proposals[i] = _lookAtProposal(governor, ids[i], count);
    seen.parameters = new IConstitution.Parameter[](keys.length);
    for (uint256 i = 0; i < keys.length; ++i) seen.parameters[i] = governor.constitution().parameter(keys[i]);
    seen.votes = new uint256[](accounts.length);
    for (uint256 i = 0; i < accounts.length; ++i) seen.votes[i] = members.getVotes(accounts[i]);
  }

  function _lookAtProposal(
    IQuorateGovernor governor,
    uint256 id,
    uint16 seats
  ) private view returns (ProposalView memory seen) {
    seen.state = uint8(governor.state(id));
    seen.deadline = governor.proposalDeadline(id);
    seen.eta = governor.proposalEta(id);
    (seen.weightAgainst, seen.weightFor, seen.weightAbstain, seen.total) = governor.tally(id);
    seen.record = ProposalRecord.unwrap(governor.record(id));
    seen.rule = RuleWord.unwrap(governor.ruleOfProposal(id));
    seen.choices = new uint8[](seats);
    seen.nonces = new uint64[](seats);
    for (uint16 i = 0; i < seats; ++i) {
      seen.choices[i] = governor.choiceOf(id, i);
      seen.nonces[i] = governor.ballotNonce(id, i);
    }
  }

  function _lookAtSeat(IMemberRegistry members, uint16 index) private view returns (SeatView memory seen) {
    IMemberRegistry.Seat memory seat = members.seat(index);
    seen.standing = uint8(members.standing(index));
    seen.suspendedUntil = members.suspendedUntil(index);
    seen.weight = seat.weight;
    seen.ballotsNeeded = seat.ballotsNeeded;
    seen.duties = seat.duties;
    seen.keys = seat.keys;
  }
}
