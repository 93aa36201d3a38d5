// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {DUTY_ATTESTER, FOREVER, SCOPE_VOTE} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";

/// @title The state root, computed here from reads and from what was done: what a successor has to show.
contract MemberRegistryRootTest is Consortium {
  /// @dev What is pending at a cold account, and how many seats were given again, is in events only.
  struct Pending {
    address cold;
    uint40 effectiveAt;
  }

  /// @dev In the form in which the registry keeps it.
  struct Rotation {
    bytes signer;
    uint40 effectiveAt;
  }

  mapping(uint16 seat => Pending) private _pending;
  uint256 private _setsHash;
  uint256 private _givenAgain;

  function _digest(uint16 index) private view returns (bytes32) {
    IMemberRegistry.Seat memory seat = members.seat(index);
    bytes memory numbers = abi.encode(
      seat.weight,
      seat.ballotsNeeded,
      seat.duties,
      seat.admittedAt,
      seat.acceptedAt,
      seat.eligibleSince,
      seat.leftAt
    );
    uint256 until = members.blockedUntil(index, type(uint48).max);
    return keccak256(bytes.concat(numbers, abi.encode(seat.cold, seat.metadata, until)));
  }

  function _expected() private view returns (bytes32 root) {
    root = keccak256(abi.encode(members.foundedAt(), members.foundingQuorum(), _setsHash, _givenAgain));
    for (uint16 i = 0; i < members.seatCount(); ++i) {
      root = keccak256(abi.encode(root, _digest(i), _pending[i]));
      bytes32[] memory keys = members.keysOf(i);
      for (uint256 k = 0; k < keys.length; ++k) {
        uint256 own = KeyFacts.unwrap(members.keyFacts(keys[k])) & ((1 << 152) - 1);
        (bytes memory signer, uint48 effectiveAt) = members.rotationOf(keys[k]);
        root = keccak256(abi.encode(root, keys[k], own, Rotation(signer, uint40(effectiveAt))));
      }
    }
  }

  function _rememberedHash(bytes32 key) private view returns (uint256) {
    return uint256(keccak256(abi.encode(key, members.keyFacts(key))));
  }

  function _assertRoot(string memory what) private view {
    vm.assertEq(members.stateRoot(), _expected(), what);
  }

  // REQ-GOV-19
  function test_stateRoot_everySeatKeyAndPendingChange_isInIt() external {
    Plan memory plan = _plan(4);
    (plan.weights[0], plan.duties[2], plan.keys[0], plan.keys[1]) = (7, DUTY_ATTESTER, 2, 3);
    _found(plan);
    _assertRoot("founded");
    bytes32 before = members.stateRoot();
    _decree();
    members.setDuties(0, DUTY_ATTESTER);
    vm.assertNotEq(members.stateRoot(), before, "the first seat");
    _assertRoot("duties of the first seat");

    address verifier = address(new ScriptedSigner());
    _decree();
    members.approveVerifier(verifier);
    _setsHash = uint256(keccak256(abi.encode(verifier)));
    _assertRoot("a verifier");
    vm.prank(_cold(1));
    members.addKey(1, IMemberRegistry.NewKey(abi.encodePacked(verifier, hex"01"), SCOPE_VOTE, FOREVER));
    bytes32 revoked = _keyOf(_hot(1, 1));
    vm.prank(_cold(1));
    members.revokeKey(1, revoked);
    _assertRoot("a key of it, and a gap among the keys");

    vm.prank(_hot(0, 0));
    members.startRotation(abi.encodePacked(_hot(9)));
    _assertRoot("a rotation of the first key");
    vm.prank(_cold(3));
    members.startColdChange(3, _cold(8));
    _pending[3] = Pending(_cold(8), uint40(_now() + 1 days));
    _assertRoot("a cold account that changes");

    _decree();
    members.suspend(1, uint40(_now() + 1 days));
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(2)), uint40(_now() + 5), 0);
    _assertRoot("a suspended member, and a suspended key");
    _decree();
    members.remove(2);
    uint256 verified = _setsHash;
    _setsHash = verified ^ _rememberedHash(_keyOf(_hot(2)));
    _assertRoot("a member that left, and its key's suspension");
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(2)), uint40(_now() + 9), 0);
    _setsHash = verified ^ _rememberedHash(_keyOf(_hot(2)));
    _assertRoot("a longer one");
    vm.prank(_cold(3));
    members.addKey(3, _newKey(_hot(2)));
    _setsHash = verified;
    _assertRoot("the key at another seat");
    vm.prank(_cold(3));
    members.revokeKey(3, _keyOf(_hot(2)));
    _setsHash = verified ^ _rememberedHash(_keyOf(_hot(2)));
    _assertRoot("revoked again");
    vm.prank(address(guardians));
    members.restoreKey(_keyOf(_hot(2)));
    _setsHash = verified ^ _rememberedHash(_keyOf(_hot(2)));
    _assertRoot("restored");

    _skip(366 days + 1);
    _decree();
    vm.assertEq(members.admit(_cold(5), 3, "metadata"), 2, "its seat");
    _givenAgain = 1;
    _assertRoot("a seat that was given again");
  }
}
