// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {
  ALL_DUTIES,
  DUTY_BATCHER,
  DUTY_GUARDIAN,
  FOREVER,
  SCOPE_DUTY,
  SCOPE_PROPOSE,
  SCOPE_VOTE
} from "../../../contracts/types/Duty.sol";
import {Electorate} from "../../../contracts/types/Electorate.sol";
import {packEntry} from "../../../contracts/types/ElectorateEntry.sol";
import {KeyFacts} from "../../../contracts/types/KeyFacts.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {ScriptedSigner} from "../../support/contracts/ScriptedSigner.sol";
import {Vm} from "../../support/contracts/Vm.sol";

/// @title What other modules read: the snapshot, who deviates from it, who is on duty, roots.
contract MemberRegistryElectorateTest is Consortium {
  function _entries() private view returns (uint256[] memory entries) {
    bytes memory code = members.electorate().snapshot().code;
    entries = new uint256[]((code.length - 1) / 32);
    for (uint256 i = 0; i < entries.length; ++i) {
      uint256 word;
      assembly {
        word := mload(add(add(code, 33), mul(i, 32)))
      }
      entries[i] = word;
    }
  }

  function _add(uint16 seat, bytes memory signer, uint8 scopes, uint40 expiresAt) private {
    vm.prank(_cold(seat));
    members.addKey(seat, IMemberRegistry.NewKey(signer, scopes, expiresAt));
  }

  /// @dev Something that changes the electorate, and so writes a fresh snapshot.
  function _renew() private {
    uint16 weight = members.seat(0).weight + 1;
    _decree();
    members.setWeight(0, weight);
  }

  // ---------------------------------------------------------------- the snapshot

  function test_electorate_founded_isASnapshotOfEverySeat() external {
    Plan memory plan = _plan(4);
    (plan.weights[1], plan.ballotsNeeded[2], plan.keys[2], plan.accepting) = (7, 2, 2, 3);
    plan.foundingQuorum = 9000;
    _found(plan);
    uint256[] memory entries = _entries();
    vm.assertEq(entries.length, 4, "seats");
    vm.assertEq(entries[0], packEntry(_hot(0), 1, FOREVER, ALL_SCOPES), "a plain seat");
    vm.assertEq(entries[1], packEntry(_hot(1), 7, FOREVER, ALL_SCOPES), "a heavy seat");
    vm.assertEq(entries[2], packEntry(address(0), 1, 0, 0), "two keys must agree: ask the registry");
    vm.assertEq(entries[3], 0, "has not accepted");

    Electorate electorate = members.electorate();
    vm.assertEq(electorate.version(), 1, "version");
    vm.assertEq(electorate.weight(), 9, "weight");
    vm.assertEq(electorate.touchedAt(), 0, "untouched");
    vm.assertEq(electorate.deviations(), 0, "nobody deviates");
    vm.assertEq(electorate.pages(), 0, "pages");
    vm.assertEq(Electorate.unwrap(members.electorateAt(1)), Electorate.unwrap(electorate), "by its version");
    vm.assertEq(members.electorateAt(2).snapshot(), address(0), "none yet");
  }

  function test_electorate_changed_saysSo() external {
    _found(3);
    vm.recordLogs();
    _renew();
    Electorate electorate = members.electorate();
    vm.assertEq(electorate.version(), 2, "version");
    bytes memory expected = abi.encode(electorate.snapshot(), electorate.snapshot().codehash, 4);
    Vm.Log[] memory logs = vm.getRecordedLogs();
    uint256 seen;
    for (uint256 i = 0; i < logs.length; ++i) {
      if (logs[i].topics[0] != IMemberRegistry.ElectorateChanged.selector) continue;
      vm.assertEq(uint256(logs[i].topics[1]), 2, "which version");
      vm.assertEq(logs[i].data, expected, "what it says");
      ++seen;
    }
    vm.assertEq(seen, 1, "once");
  }

  function test_electorate_seatsKeys_areTheFirstThatVotesAlone() external {
    _found(3);
    ScriptedSigner verifier = new ScriptedSigner();
    _decree();
    members.approveVerifier(address(verifier));
    _decree();
    members.admit(_cold(3), 1, 0);
    _add(3, abi.encodePacked(verifier, hex"01"), SCOPE_VOTE, FOREVER);
    _add(3, abi.encodePacked(_hot(8)), SCOPE_PROPOSE, FOREVER);
    _add(3, abi.encodePacked(_hot(9)), SCOPE_VOTE, uint40(_now() + 1));
    _add(3, abi.encodePacked(_hot(3)), SCOPE_VOTE | SCOPE_PROPOSE, uint40(_now() + 99));
    _skip(1);
    _accept(3);
    uint40 end = uint40(_now() + 98);
    vm.assertEq(
      _entries()[3],
      packEntry(_hot(3), 1, end, SCOPE_VOTE | SCOPE_PROPOSE),
      "neither hash, scope nor expired"
    );

    _decree();
    members.suspend(3, uint40(_now() + 5));
    _renew();
    vm.assertEq(_entries()[3], packEntry(address(0), 1, 0, 0), "no key while it is suspended, and its weight");
  }

  function test_electorate_manySeats_haveMorePages() external {
    Plan memory plan = _plan(45);
    _found(plan);
    vm.assertEq(members.electorate().pages(), 1, "a page");
    vm.assertEq(_entries().length, 45, "entries");
  }

  // ---------------------------------------------------------------- who deviates

  function test_deviatedSeats_keysOrStandingChanged_areMarkedOnceUntilTheNextSnapshot() external {
    Plan memory plan = _plan(4);
    (plan.keys[0], plan.keys[1], plan.keys[2], plan.keys[3]) = (2, 2, 2, 2);
    _found(plan);
    _add(0, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    vm.assertEq(members.deviatedSeats(0), 0, "one key more changes no entry");

    vm.prank(_cold(1));
    members.setBallotsNeeded(1, 2);
    vm.assertEq(members.deviatedSeats(0), 2, "more keys must agree");
    bytes32 key = _keyOf(_hot(2));
    vm.prank(_cold(2));
    members.revokeKey(2, key);
    vm.assertEq(members.deviatedSeats(0), 2 | 4, "a key was revoked");
    _decree();
    members.suspend(3, uint40(_now() + 5));
    _decree();
    members.reinstate(3);
    vm.assertEq(members.deviatedSeats(0), 2 | 4 | 8, "suspended, and reinstated");
    vm.assertEq(members.electorate().deviations(), 3, "each once");
    vm.assertEq(members.electorate().version(), 1, "no new snapshot for any of it");

    _renew();
    vm.assertEq(members.deviatedSeats(0), 0, "a fresh snapshot");
    vm.assertEq(members.electorate().deviations(), 0, "nobody");
    vm.assertEq(members.electorate().touchedAt(), _now(), "the last touch is remembered");
    vm.assertEq(_entries()[2], packEntry(_hot(2, 1), 1, FOREVER, ALL_SCOPES), "the other key");
    vm.assertEq(_entries()[1], packEntry(address(0), 1, 0, 0), "two must agree");
  }

  function test_deviatedSeats_seatOfTheSecondPage_isMarkedThere() external {
    Plan memory plan = _plan(257);
    (plan.foundingQuorum, plan.accepting) = (1, 1);
    _found(plan);
    bytes32 key = _keyOf(_hot(256));
    vm.prank(address(guardians));
    members.suspendKey(key, FOREVER, 0);
    vm.assertEq(members.deviatedSeats(0), 0, "first page");
    vm.assertEq(members.deviatedSeats(1), 1, "second page");
    _renew();
    vm.assertEq(members.deviatedSeats(1), 0, "a fresh snapshot");
  }

  // ---------------------------------------------------------------- strength, votes, duties

  function test_strength_suspendedAndRemoved_countAsTheyShould() external {
    Plan memory plan = _plan(4);
    (plan.weights[1], plan.weights[2]) = (5, 9);
    _found(plan);
    _decree();
    members.suspend(1, uint40(_now() + 5));
    _decree();
    members.remove(2);
    IMemberRegistry.Strength memory expected = IMemberRegistry.Strength(2, 7, 7, 5, 3);
    vm.assertEq(abi.encode(members.strength()), abi.encode(expected), "active, total, admitted, heaviest, seats");

    _decree();
    members.admit(_cold(4), 8, 0);
    expected = IMemberRegistry.Strength(2, 7, 15, 8, 4);
    vm.assertEq(abi.encode(members.strength()), abi.encode(expected), "an applicant is admitted");
    _decree();
    members.setWeight(4, 3);
    expected = IMemberRegistry.Strength(2, 7, 10, 5, 4);
    vm.assertEq(abi.encode(members.strength()), abi.encode(expected), "weighed anew");
    _decree();
    members.remove(4);
    expected = IMemberRegistry.Strength(2, 7, 7, 5, 3);
    vm.assertEq(abi.encode(members.strength()), abi.encode(expected), "and gone");
  }

  function test_getPastVotes_overTime_isTheElectoratesOfThen() external {
    _found(3);
    uint256 first = members.foundedAt();
    vm.assertEq(members.getPastVotes(_hot(1), first - 1), 0, "before founding");
    vm.assertEq(members.getPastTotalSupply(first - 1), 0, "nothing before founding");
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.ERC5805FutureLookup.selector, _now(), _now()));
    members.getPastVotes(_hot(1), _now());
    vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.ERC5805FutureLookup.selector, NEVER, _now()));
    members.getPastTotalSupply(NEVER);
    vm.assertEq(members.getPastVotes(_hot(1), first), 1, "founded");
    _skip(10);
    _decree();
    members.suspend(1, uint40(_now() + 5));
    vm.assertEq(members.getVotes(_hot(1)), 0, "it may not vote now");
    _decree();
    members.remove(2);
    _skip(1);
    vm.assertEq(members.getPastVotes(_hot(1), _now() - 1), 1, "weight stays while suspended");
    vm.assertEq(members.getPastTotalSupply(_now() - 2), 3, "before");
    vm.assertEq(members.getPastTotalSupply(_now() - 1), 2, "after");
    vm.assertEq(members.getPastVotes(address(0x57a), _now() - 1), 0, "a stranger");
    vm.assertEq(members.getVotes(address(0x57a)), 0, "a stranger now");
    vm.assertEq(members.delegates(_hot(1)), _hot(1), "everybody stands for itself");
  }

  function test_holdsDuty_keyInScopeOfAMemberOnDuty_does() external {
    Plan memory plan = _plan(3);
    (plan.duties[0], plan.duties[1], plan.duties[2]) = (DUTY_BATCHER | DUTY_GUARDIAN, DUTY_BATCHER, DUTY_GUARDIAN);
    _found(plan);
    vm.assertTrue(members.holdsDuty(_hot(0), DUTY_GUARDIAN), "one of two");
    vm.assertFalse(members.holdsDuty(_hot(1), DUTY_GUARDIAN), "another duty");
    vm.assertFalse(members.holdsDuty(address(0x57a), DUTY_GUARDIAN), "a stranger");
    vm.assertFalse(members.holdsDuty(_cold(0), DUTY_GUARDIAN), "a cold account");
    _add(0, abi.encodePacked(_hot(9)), ALL_SCOPES ^ SCOPE_DUTY, FOREVER);
    vm.assertFalse(members.holdsDuty(_hot(9), DUTY_GUARDIAN), "a key without the scope");
    vm.assertEq(members.dutyMasksHeld(), (1 << 5) | (1 << 1) | (1 << 4), "sets of duties");
    _decree();
    members.suspend(2, uint40(_now() + 5));
    _decree();
    members.remove(1);
    vm.assertEq(members.dutyMasksHeld(), 1 << 5, "of members that are active");
    _decree();
    members.setDuties(0, DUTY_BATCHER);
    _decree();
    members.admit(_cold(3), 1, 0);
    _decree();
    members.setDuties(3, DUTY_BATCHER | DUTY_GUARDIAN);
    vm.assertEq(members.dutyMasksHeld(), 1 << 1, "not of applicants");
    _accept(3);
    vm.assertEq(members.dutyMasksHeld(), (1 << 1) | (1 << 5), "once they have accepted");
    _skip(5);
    vm.assertEq(members.dutyMasksHeld(), (1 << 1) | (1 << 5) | (1 << 4), "once the suspension is over");
    _decree();
    members.setDuties(2, ALL_DUTIES);
    vm.assertEq(members.dutyMasksHeld(), (1 << 1) | (1 << 5) | (1 << 7), "all duties in one hand");
  }

  // ---------------------------------------------------------------- roots

  function _membershipRoot() private view returns (bytes32 root) {
    for (uint16 i = 0; i < members.seatCount(); ++i) {
      IMemberRegistry.Seat memory seat = members.seat(i);
      if (seat.leftAt == 0) root = keccak256(abi.encode(root, i, seat.weight, seat.cold));
    }
  }

  function _assertMembershipRoot(uint256 version) private view {
    vm.assertEq(members.membershipVersion(), version, "version");
    (bytes32 root, uint48 since) = members.membershipRootAt(version);
    vm.assertEq(root, _membershipRoot(), "root");
    vm.assertEq(since, _now(), "since");
  }

  function test_membershipRootAt_seatsWeightsAndColds_areInItAndNothingElse() external {
    _found(3);
    vm.assertEq(members.membershipVersion(), 1, "accepting changes nothing");
    (bytes32 first, ) = members.membershipRootAt(1);
    vm.assertEq(first, _membershipRoot(), "root");
    vm.expectEmit(true, true, true, false, address(members));
    emit IMemberRegistry.MembershipChanged(2, 0);
    _decree();
    members.admit(_cold(3), 1, 0);
    _assertMembershipRoot(2);
    _decree();
    members.setWeight(1, 4);
    _assertMembershipRoot(3);
    _decree();
    members.replaceCold(1, _cold(9));
    _assertMembershipRoot(4);
    _decree();
    members.remove(2);
    _assertMembershipRoot(5);
    _decree();
    members.setDuties(1, 1);
    _decree();
    members.suspend(1, uint40(_now() + 9));
    vm.assertEq(members.membershipVersion(), 5, "duties and standing are not in it");
  }

  function test_stateRoot_everythingThatMatters_isInIt() external {
    _found(3);
    bytes32 before = members.stateRoot();
    _decree();
    members.setDuties(1, 1);
    vm.assertNotEq(members.stateRoot(), before, "duties");
    _decree();
    members.setDuties(1, 0);
    vm.assertEq(members.stateRoot(), before, "the same content, the same root");

    _add(1, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    bytes32 added = members.stateRoot();
    vm.assertNotEq(added, before, "keys");
    bytes32 key = _keyOf(_hot(9));
    vm.prank(address(guardians));
    members.suspendKey(key, FOREVER, 0);
    vm.assertNotEq(members.stateRoot(), added, "a suspended key");
    vm.prank(_cold(1));
    members.revokeKey(1, key);
    vm.assertNotEq(members.stateRoot(), before, "a suspension that outlives its key");
    _add(1, abi.encodePacked(_hot(9)), SCOPE_VOTE, FOREVER);
    vm.prank(address(guardians));
    members.restoreKey(key);
    vm.assertEq(members.stateRoot(), added, "restored");
    vm.prank(_cold(1));
    members.revokeKey(1, key);
    vm.assertEq(members.stateRoot(), before, "without the key");
    _decree();
    members.suspend(1, uint40(_now() + 9));
    vm.assertNotEq(members.stateRoot(), before, "standing");
  }

  function test_stateRoot_approvedVerifiers_areInItInWhateverOrder() external {
    _found(2);
    address first = address(new ScriptedSigner());
    address second = address(new ScriptedSigner());
    bytes32 none = members.stateRoot();
    _decree();
    members.approveVerifier(first);
    bytes32 one = members.stateRoot();
    vm.assertNotEq(one, none, "one");
    _decree();
    members.approveVerifier(second);
    bytes32 both = members.stateRoot();
    vm.assertNotEq(both, one, "two");
    _decree();
    members.retireVerifier(first);
    vm.assertNotEq(members.stateRoot(), both, "without the first");
    vm.assertNotEq(members.stateRoot(), one, "the second is not the first");
    _decree();
    members.approveVerifier(first);
    vm.assertEq(members.stateRoot(), both, "the same two");
    _decree();
    members.retireVerifier(second);
    vm.assertEq(members.stateRoot(), one, "the first again");
    _decree();
    members.retireVerifier(first);
    vm.assertEq(members.stateRoot(), none, "none again");
  }

  /// @dev The copies of a seat's facts in its keys are what the seat says, whatever happened.
  function testFuzz_keyFacts_whateverHappens_areWhatTheSeatSays(uint256[6] calldata seeds) external {
    Plan memory plan = _plan(3);
    (plan.keys[0], plan.keys[1], plan.keys[2]) = (2, 2, 2);
    _found(plan);
    for (uint256 i = 0; i < seeds.length; ++i) {
      uint16 seat = uint16((seeds[i] >> 8) % 3);
      _skip((seeds[i] >> 16) % 1000);
      uint8 what = uint8(seeds[i] % 5);
      if (what < 3) {
        bytes memory call =
          what == 0
            ? abi.encodeCall(IMemberRegistry.setWeight, (seat, uint16(1 + ((seeds[i] >> 32) % 9))))
            : what == 1
              ? abi.encodeCall(IMemberRegistry.suspend, (seat, uint40(_now() + 1 + ((seeds[i] >> 32) % 999))))
              : abi.encodeCall(IMemberRegistry.reinstate, (seat));
        _decree();
        (bool success, ) = address(members).call(call);
        success; // Refused or not: what follows holds in both cases.
      } else {
        vm.prank(_cold(seat));
        (bool success, ) = address(members).call(
          abi.encodeCall(IMemberRegistry.setBallotsNeeded, (seat, uint8((seeds[i] >> 32) % 3)))
        );
        success;
      }
      _assertCopies();
    }
  }

  function _assertCopies() private view {
    for (uint16 seat = 0; seat < 3; ++seat) {
      IMemberRegistry.Seat memory facts = members.seat(seat);
      for (uint256 k = 0; k < 2; ++k) {
        KeyFacts key = members.keyFacts(_keyOf(_hot(seat, k)));
        vm.assertEq(key.weight(), facts.weight, "weight");
        vm.assertEq(key.ballotsNeeded(), facts.ballotsNeeded, "ballots needed");
        vm.assertEq(key.eligibleSince(), facts.eligibleSince, "eligible since");
        uint256 until = members.suspendedUntil(seat);
        vm.assertEq(key.blockedUntil() > _now() ? key.blockedUntil() : 0, until, "blocked until");
      }
    }
  }
}
