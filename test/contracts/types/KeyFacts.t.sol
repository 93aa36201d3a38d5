// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {AGREEMENT_BITS, KeyFacts, agreementOf, packKeyFacts, toKey} from "../../../contracts/types/KeyFacts.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title What a ballot has to know of a key, in one word.
contract KeyFactsTest is Tested {
  struct Facts {
    uint16 seat;
    uint8 scopes;
    uint8 position;
    uint40 activeFrom;
    uint40 expiresAt;
    uint40 suspendedUntil;
    uint16 weight;
    uint8 ballotsNeeded;
    uint40 eligibleSince;
    uint40 blockedUntil;
  }

  function _pack(Facts memory facts) private pure returns (KeyFacts) {
    uint256 own = packKeyFacts(
      facts.seat,
      facts.scopes,
      facts.position,
      facts.activeFrom,
      facts.expiresAt,
      facts.suspendedUntil
    );
    uint256 seatBits =
      (uint256(facts.weight) << 152) |
        (uint256(facts.ballotsNeeded) << 168) |
        (uint256(facts.eligibleSince) << 176) |
        (uint256(facts.blockedUntil) << 216);
    return KeyFacts.wrap(own | seatBits);
  }

  function testFuzz_packKeyFacts_anyFacts_areReadBack(Facts memory facts) external pure {
    KeyFacts key = _pack(facts);
    vm.assertEq(key.seat(), facts.seat, "seat");
    vm.assertEq(key.scopes(), facts.scopes, "scopes");
    vm.assertEq(key.position(), facts.position, "position");
    vm.assertEq(key.activeFrom(), facts.activeFrom, "active from");
    vm.assertEq(key.expiresAt(), facts.expiresAt, "expiry");
    vm.assertEq(key.suspendedUntil(), facts.suspendedUntil, "suspended");
    vm.assertEq(key.weight(), facts.weight, "weight");
    vm.assertEq(key.ballotsNeeded(), facts.ballotsNeeded, "ballots needed");
    vm.assertEq(key.eligibleSince(), facts.eligibleSince, "eligible");
    vm.assertEq(key.blockedUntil(), facts.blockedUntil, "blocked");
    vm.assertTrue(key.exists() == (facts.scopes != 0), "exists");
  }

  function testFuzz_mayNow_anyFacts_isWhatTheyAllSay(Facts memory facts, uint8 scope, uint40 time) external pure {
    bool may =
      facts.scopes & scope != 0 &&
        facts.activeFrom <= time &&
        time < facts.expiresAt &&
        facts.suspendedUntil <= time &&
        facts.eligibleSince != 0 &&
        facts.blockedUntil <= time;
    vm.assertTrue(_pack(facts).mayNow(scope, time) == may, "may");
  }

  function testFuzz_couldAt_anyFacts_isMayNowOfASeatThatIsNotBlocked(
    Facts memory facts,
    uint8 scope,
    uint40 time
  ) external pure {
    bool could = _pack(facts).couldAt(scope, time);
    facts.blockedUntil = 0;
    vm.assertTrue(could == _pack(facts).mayNow(scope, time), "could");
  }

  /// @dev Facts drawn at random almost never allow anything: here one reason after the other forbids.
  function test_mayNow_oneReasonAgainst_mayNot() external pure {
    Facts memory facts = Facts(1, 2, 0, 100, 102, 101, 1, 1, 1, 101);
    vm.assertTrue(_pack(facts).mayNow(2, 101), "nothing against it");
    vm.assertFalse(_pack(facts).mayNow(1, 101), "another scope");
    vm.assertFalse(_pack(facts).mayNow(2, 102), "expired");
    vm.assertFalse(_pack(facts).mayNow(2, 100), "suspended and blocked");
    facts.suspendedUntil = 102;
    vm.assertFalse(_pack(facts).mayNow(2, 101), "suspended");
    facts.suspendedUntil = 0;
    facts.blockedUntil = 102;
    vm.assertFalse(_pack(facts).mayNow(2, 101), "blocked");
    facts.blockedUntil = 0;
    facts.eligibleSince = 0;
    vm.assertFalse(_pack(facts).mayNow(2, 101), "not accepted");
    facts.eligibleSince = 101;
    vm.assertFalse(_pack(facts).mayNow(2, 99), "not active yet");
  }

  function testFuzz_toKey_accountOrLonger_isItsNumberOrItsHash(address account, bytes memory more) external pure {
    vm.assertEq(toKey(abi.encodePacked(account)), bytes32(uint256(uint160(account))), "account");
    bytes memory signer = abi.encodePacked(account, hex"00", more);
    vm.assertEq(toKey(signer), keccak256(signer), "ERC-7913");
  }

  function testFuzz_agreementOf_anyKey_isItsChoiceAndNeverNone(
    bytes32 key,
    bytes32 other,
    uint40 activeFrom,
    uint8 support
  ) external pure {
    support %= 3;
    uint256 agreement = agreementOf(key, activeFrom, support);
    vm.assertGt(agreement, 0, "some agreement");
    vm.assertLt(agreement, 1 << AGREEMENT_BITS, "fits its place");
    vm.assertEq(agreement & 3, support + 1, "the choice");
    vm.assertNotEq(agreement, agreementOf(key, activeFrom, (support + 1) % 3), "another choice");
    uint256 nameBits = uint256(keccak256(abi.encode(key, activeFrom))) & 0x3fffff;
    vm.assertEq(agreement >> 2, nameBits, "bits of the key's name and date");
    vm.assume(uint256(keccak256(abi.encode(other, activeFrom))) & 0x3fffff != nameBits);
    vm.assertNotEq(agreement, agreementOf(other, activeFrom, support), "another key");
  }
}
