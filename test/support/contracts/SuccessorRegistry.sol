// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {MemberRegistry} from "../../../contracts/membership/MemberRegistry.sol";
import {Seats} from "../../../contracts/membership/Seats.sol";
import {FOREVER} from "../../../contracts/types/Duty.sol";
import {Electorate, packElectorate} from "../../../contracts/types/Electorate.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {ISuccessorRegistry} from "./ISuccessorRegistry.sol";

/// @title A registry that takes over from the one before, within the vote that replaces it.
/// @dev Governance approves the verifiers here first, calls `take`, and names this contract in the directory; the constitution
/// compares the state roots. What the predecessor's reads do not tell is given as `Told`, and the root says whether it is true.
contract SuccessorRegistry is ISuccessorRegistry, MemberRegistry {
  using Checkpoints for Checkpoints.Trace208;

  constructor(
    IConstitution constitution_,
    IMemberRegistry predecessor_
  ) MemberRegistry(constitution_, predecessor_.foundingQuorum()) {}

  /// @inheritdoc ISuccessorRegistry
  function take(IMemberRegistry from, Told calldata told) external onlyGovernance {
    if (_foundedAt != 0) revert SuccessorTookOverAlready();
    _seatCount = from.seatCount();
    for (uint16 i = 0; i < _seatCount; ++i) {
      _takeSeat(from, i);
      _takeKeys(from, i);
      if (_seats[i].leftAt == 0) _colds[_seats[i].cold] = uint256(i) + 1;
    }
    for (uint256 i = 0; i < told.coldChanges.length; ++i) {
      ToldColdChange calldata change = told.coldChanges[i];
      _coldChanges[change.seat] = ColdChange(change.cold, change.effectiveAt);
    }
    for (uint256 i = 0; i < told.remembered.length; ++i) {
      bytes32 key = told.remembered[i];
      if (_keys[key].exists()) continue;
      _keys[key] = from.keyFacts(key);
      _toggleRemembered(key);
    }
    _reissued = told.reissued;
    for (uint256 i = 0; i < told.reissued; ++i) _released.push(0);
    for (uint256 i = 0; i < told.released.length; ++i) _released.push(told.released[i]);

    IMemberRegistry.Strength memory strength = from.strength();
    (_admittedWeight, _admittedSeats) = (uint16(strength.admitted), uint16(strength.seats));
    _foundedAt = from.foundedAt();
    membershipVersion = from.membershipVersion() - 1;
    _rootMembership();
    Electorate last = from.electorate();
    _electorate = packElectorate(address(0), last.version(), 0, last.touchedAt(), 0);
    _rebuild();
  }

  function _takeSeat(IMemberRegistry from, uint16 index) private {
    IMemberRegistry.Seat memory seat = from.seat(index);
    Seats.Seat storage member = _seats[index];
    (member.weight, member.ballotsNeeded, member.duties) = (seat.weight, seat.ballotsNeeded, seat.duties);
    (member.admittedAt, member.acceptedAt) = (uint40(seat.admittedAt), uint40(seat.acceptedAt));
    (member.eligibleSince, member.leftAt) = (uint40(seat.eligibleSince), uint40(seat.leftAt));
    (member.cold, member.metadata) = (seat.cold, seat.metadata);
    uint40 until = uint40(from.blockedUntil(index, type(uint48).max));
    if (from.standing(index) == Standing.Suspended) _block(index, until);
    else if (until != 0) member.blocks.push(uint48(block.timestamp), until);
    if (seat.acceptedAt != 0 && seat.leftAt == 0) ++_holders[seat.duties];
  }

  /// @dev A key keeps its position, so a gap among the positions stays one.
  function _takeKeys(IMemberRegistry from, uint16 index) private {
    bytes32[] memory keys = from.keysOf(index);
    for (uint256 k = 0; k < keys.length; ++k) {
      bytes32 key = keys[k];
      KeyFacts facts = from.keyFacts(key);
      _addKey(index, from.signerOf(key), facts.scopes(), FOREVER);
      uint256 given = _keys[key].position();
      delete _keysOf[index][given];
      _keysOf[index][facts.position()] = key;
      _keys[key] = facts;
      (bytes memory signer, uint48 effectiveAt) = from.rotationOf(key);
      if (effectiveAt != 0) _rotations[key] = Rotation(signer, uint40(effectiveAt));
    }
  }
}
