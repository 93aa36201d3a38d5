// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {FOREVER} from "../../../contracts/types/Duty.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Keys that break-glass suspends and restores.
contract MemberRegistryBreakGlassTest is Consortium {
  // ---------------------------------------------------------------- break-glass

  function test_suspendKey_byAnybodyButTheGuardiansModule_reverts() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 1);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, address(governor)));
    _decree();
    members.suspendKey(key, until, 0);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberNotGuardians.selector, address(this)));
    members.restoreKey(key);
  }

  function test_suspendKey_key_stopsActingUntilThen() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    uint40 until = uint40(_now() + 1 days);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeySuspended(1, key, until);
    vm.prank(address(guardians));
    members.suspendKey(key, until, 5);

    vm.assertEq(members.keyFacts(key).suspendedUntil(), until, "until");
    vm.assertEq(members.getVotes(_hot(1)), 0, "votes");
    vm.assertEq(members.deviatedSeats(0), 2, "deviated");
    vm.assertEq(members.breakGlassSeconds(uint48(_now())), 5, "extension");
    vm.assertEq(members.breakGlassSeconds(uint48(_now() - 1)), 0, "none before");
    vm.warp(until);
    vm.assertEq(members.getVotes(_hot(1)), 1, "it lapses");

    vm.prank(address(guardians));
    members.suspendKey(key, until + 2, 7);
    vm.prank(address(guardians));
    members.suspendKey(key, until + 1, 0);
    vm.assertEq(members.keyFacts(key).suspendedUntil(), until + 1, "the last word");
    vm.assertEq(members.breakGlassSeconds(until), 12, "extensions add up");
    vm.assertEq(members.keyFacts(key).weight(), 1, "all other facts stay");
    vm.assertEq(members.keyFacts(key).expiresAt(), FOREVER, "the expiry stays");
  }

  function test_suspendKey_nobodys_reverts() external {
    _found(2);
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.MemberKeyUnknown.selector, 0, bytes32("nobody")));
    vm.prank(address(guardians));
    members.suspendKey("nobody", FOREVER, 0);
  }

  function test_suspendKey_extendingByOneSecond_extends() external {
    _found(2);
    vm.prank(address(guardians));
    members.suspendKey(_keyOf(_hot(1)), uint40(_now() + 9), 1);
    vm.assertEq(members.breakGlassSeconds(uint48(_now())), 1, "extension");
  }

  /// @dev Break-glass ends after its key was revoked, too: then there is nothing to restore, and no seat to note it for.
  function test_restoreKey_nobodys_changesNothing() external {
    _found(2);
    vm.recordLogs();
    vm.prank(address(guardians));
    members.restoreKey("nobody");
    vm.assertEq(vm.getRecordedLogs().length, 0, "events");
    vm.assertEq(members.deviatedSeats(0), 0, "deviated seats");
    vm.assertEq(KeyFacts.unwrap(members.keyFacts("nobody")), 0, "facts");
  }

  function test_restoreKey_suspendedKey_isWhatItWas() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    uint256 facts = KeyFacts.unwrap(members.keyFacts(key));
    bytes32 root = members.stateRoot();
    vm.prank(address(guardians));
    members.suspendKey(key, uint40(_now() + 9), 0);
    vm.prank(address(guardians));
    members.restoreKey(key);
    vm.assertEq(KeyFacts.unwrap(members.keyFacts(key)), facts, "facts");
    vm.assertEq(members.stateRoot(), root, "state root");
  }

  function test_restoreKey_suspendedKey_actsAgain() external {
    _found(2);
    bytes32 key = _keyOf(_hot(1));
    vm.prank(address(guardians));
    members.suspendKey(key, FOREVER, 0);
    vm.expectEmit(true, true, true, true, address(members));
    emit IMemberRegistry.MemberKeyRestored(1, key);
    vm.prank(address(guardians));
    members.restoreKey(key);
    vm.assertEq(members.getVotes(_hot(1)), 1, "votes");
    vm.prank(address(guardians));
    members.restoreKey("nobody");
    vm.assertFalse(members.keyFacts("nobody").exists(), "a key that is gone stays gone");
  }
}
