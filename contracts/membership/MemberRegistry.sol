// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../access/Governed.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {ALL_DUTIES, FOREVER} from "../types/Duty.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {MODULE_ACCESSION} from "../types/ModuleNames.sol";
import {Standing} from "../types/Standing.sol";
import {Seats} from "./Seats.sol";
import {Keyring} from "./Keyring.sol";

/// @title The members: who is admitted, with which weight and duties, and who leaves.
contract MemberRegistry is Keyring {
  using Seats for Seats.Seat;

  uint256 private constant MAX_TOTAL_WEIGHT = type(uint16).max;

  /// @inheritdoc IMemberRegistry
  uint16 public immutable foundingQuorum;

  modifier onlyAccession() {
    // DEFENCE: accession-only
    if (msg.sender != constitution.module(MODULE_ACCESSION)) revert MemberNotAccession(msg.sender);
    _;
  }

  /// @param foundingQuorum_ Share of weight, in basis points, that must accept before anything else works.
  constructor(IConstitution constitution_, uint16 foundingQuorum_) Governed(constitution_) {
    if (foundingQuorum_ == 0 || foundingQuorum_ > 10_000) revert MemberBadFoundingQuorum(foundingQuorum_);
    foundingQuorum = foundingQuorum_;
  }

  // ---------------------------------------------------------------- founding

  /// @inheritdoc IMemberRegistry
  function enroll(Founder[] calldata founders) external onlyFounder {
    for (uint256 i = 0; i < founders.length; ++i) {
      Founder calldata founder = founders[i];
      uint16 seat_ = _admit(founder.cold, founder.weight, founder.metadata);
      _setDuties(seat_, founder.duties);
      for (uint256 k = 0; k < founder.keys.length; ++k) _addKey(seat_, founder.keys[k]);
      if (founder.ballotsNeeded != 1) _setBallotsNeeded(seat_, founder.ballotsNeeded);
    }
    _rootMembership();
  }

  /// @inheritdoc IMemberRegistry
  function markAccepted(uint16 seat_) external onlyAccession {
    Seats.Seat storage member = _existing(seat_);
    if (member.acceptedAt != 0) revert MemberAcceptedAlready(seat_);

    member.acceptedAt = uint40(block.timestamp);
    member.eligibleSince = uint40(block.timestamp);
    ++_holders[member.duties];
    _sync(seat_);

    emit MemberAccepted(seat_);

    if (_foundedAt != 0) _rebuild();
    else _foundIfQuorate();
  }

  function _foundIfQuorate() private {
    uint256 accepted;
    for (uint16 i = 0; i < _seatCount; ++i) {
      if (_seats[i].acceptedAt != 0) accepted += _seats[i].weight;
    }
    if (accepted * 10_000 < uint256(_admittedWeight) * foundingQuorum) return; // DEFENCE: founding-quorum

    _foundedAt = uint48(block.timestamp);
    _rebuild();

    emit ConsortiumFounded(accepted, _admittedWeight);
  }

  // ---------------------------------------------------------------- governed

  /// @inheritdoc IMemberRegistry
  function admit(address cold, uint16 weight, bytes32 metadata) external onlyGovernance returns (uint16 seat_) {
    seat_ = _admit(cold, weight, metadata);
    _rootMembership();
  }

  /// @inheritdoc IMemberRegistry
  function remove(uint16 seat_) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);

    member.leftAt = uint40(block.timestamp);
    _admittedWeight -= member.weight;
    --_admittedSeats;
    if (member.acceptedAt != 0) --_holders[member.duties];
    delete _colds[member.cold];
    for (uint256 i = 0; i < MAX_KEYS; ++i) {
      if (_keysOf[seat_][i] != 0) _dropKey(seat_, i);
    }
    delete _coldChanges[seat_];
    _block(seat_, FOREVER);
    _released.push(seat_);
    _rootMembership();
    _rebuild();

    emit MemberRemoved(seat_, member.weight);
  }

  /// @inheritdoc IMemberRegistry
  function suspend(uint16 seat_, uint40 until) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);
    if (member.acceptedAt == 0) revert MemberNotAccepted(seat_);
    if (until <= block.timestamp || until == FOREVER) revert MemberBadDate(until);

    _block(seat_, until);

    emit MemberSuspended(seat_, until);
  }

  /// @inheritdoc IMemberRegistry
  function reinstate(uint16 seat_) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);
    if (member.standing() != Standing.Suspended) revert MemberUnchanged(seat_);

    _block(seat_, 0);

    emit MemberReinstated(seat_);
  }

  /// @inheritdoc IMemberRegistry
  function setWeight(uint16 seat_, uint16 weight) external onlyGovernance {
    Seats.Seat storage member = _existing(seat_);
    uint16 oldWeight = member.weight;
    if (oldWeight == weight) revert MemberUnchanged(seat_);
    uint256 total = uint256(_admittedWeight) - oldWeight + weight;
    if (weight == 0 || total > MAX_TOTAL_WEIGHT) revert MemberBadWeight(weight, total);

    member.weight = weight;
    _admittedWeight = uint16(total);
    // Votes that are open keep the weight of their own electorate: a key older than this date reads it there.
    if (member.acceptedAt != 0) member.eligibleSince = uint40(block.timestamp);
    _sync(seat_);
    _rootMembership();
    _rebuild();

    emit MemberWeightChanged(seat_, oldWeight, weight);
  }

  /// @inheritdoc IMemberRegistry
  function setDuties(uint16 seat_, uint8 duties) external onlyGovernance {
    if (_existing(seat_).duties == duties) revert MemberUnchanged(seat_);
    _setDuties(seat_, duties);
  }

  /// @inheritdoc IMemberRegistry
  function replaceCold(uint16 seat_, address cold) external onlyGovernance {
    _existing(seat_);
    _changeCold(seat_, cold);
  }

  function _admit(address cold, uint16 weight, bytes32 metadata) private returns (uint16 seat_) {
    _requireFreeCold(cold);
    uint256 total = uint256(_admittedWeight) + weight;
    if (weight == 0 || total > MAX_TOTAL_WEIGHT) revert MemberBadWeight(weight, total);

    seat_ = _nextSeat();
    _admittedWeight = uint16(total);
    ++_admittedSeats;
    if (weight > _heaviest) _heaviest = weight;
    _colds[cold] = uint256(seat_) + 1;
    Seats.Seat storage member = _seats[seat_];
    member.weight = weight;
    member.ballotsNeeded = 1;
    member.duties = 0;
    member.admittedAt = uint40(block.timestamp);
    member.acceptedAt = 0;
    member.eligibleSince = 0;
    member.leftAt = 0;
    member.cold = cold;
    member.metadata = metadata;

    emit MemberAdmitted(seat_, cold, weight, metadata);
  }

  function _setDuties(uint16 seat_, uint8 duties) private {
    if (duties & ~ALL_DUTIES != 0) revert MemberBadDuties(duties);
    uint8 oldDuties = _seats[seat_].duties;
    if (oldDuties == duties) return;

    if (_seats[seat_].acceptedAt != 0) {
      --_holders[oldDuties];
      ++_holders[duties];
    }
    _seats[seat_].duties = duties;

    emit MemberDutiesChanged(seat_, oldDuties, duties);
  }

  // ---------------------------------------------------------------- succession

  /// @inheritdoc IModule
  /// @dev Over every seat ever given, with its dates, keys, scopes and what is pending, over the approved verifiers, and over
  /// suspensions that outlived their key.
  function stateRoot() external view returns (bytes32 root) {
    root = keccak256(abi.encode(_foundedAt, foundingQuorum, _setsHash, _reissued));
    for (uint16 i = 0; i < _seatCount; ++i) {
      root = keccak256(abi.encode(root, _seats[i].digest(), _coldChanges[i]));
      for (uint256 k = 0; k < MAX_KEYS; ++k) {
        bytes32 key = _keysOf[i][k];
        if (key == 0) continue;
        root = keccak256(abi.encode(root, key, KeyFacts.unwrap(_keys[key]) & OWN_BITS, _rotations[key]));
      }
    }
  }
}
