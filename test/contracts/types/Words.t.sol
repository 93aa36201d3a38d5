// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Electorate, packElectorate} from "../../../contracts/types/Electorate.sol";
import {ElectorateEntry, packEntry} from "../../../contracts/types/ElectorateEntry.sol";
import {
  FLAG_CANCELED,
  FLAG_COMPLEX,
  FLAG_DECIDED,
  FLAG_EXECUTED,
  FLAG_EXTENDED,
  FLAG_MODULES,
  FLAG_PASSED,
  FLAG_QUEUED,
  INLINE_SEATS,
  ProposalRecord,
  SEATS_PER_PAGE,
  packRecord,
  pagesFor
} from "../../../contracts/types/ProposalRecord.sol";
import {isConcerned} from "../../../contracts/types/Ruling.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title Facts of an electorate, of a seat in it and of a proposal, in one word each.
contract WordsTest is Tested {
  // ---------------------------------------------------------------- the electorate

  function testFuzz_packElectorate_anyFacts_areReadBack(
    address snapshot,
    uint24 version,
    uint16 weight,
    uint40 touchedAt,
    uint8 pages
  ) external pure {
    Electorate electorate = packElectorate(snapshot, version, weight, touchedAt, pages & 15);
    _assertElectorate(electorate, snapshot, version, weight, touchedAt, pages & 15);
    vm.assertEq(electorate.deviations(), 0, "deviations");
  }

  function testFuzz_withDeviation_upToEverySeat_changesNothingElse(
    address snapshot,
    uint24 version,
    uint16 weight,
    uint40 touchedAt
  ) external pure {
    Electorate electorate = packElectorate(snapshot, version, weight, touchedAt, 4);
    for (uint256 i = 0; i < 512; ++i) electorate = electorate.withDeviation();
    _assertElectorate(electorate, snapshot, version, weight, touchedAt, 4);
    vm.assertEq(electorate.deviations(), 512, "deviations");
  }

  function testFuzz_withTouch_anyTime_changesNothingElse(
    address snapshot,
    uint24 version,
    uint16 weight,
    uint40 before,
    uint40 time
  ) external pure {
    Electorate electorate = packElectorate(snapshot, version, weight, before, 15).withDeviation().withTouch(time);
    _assertElectorate(electorate, snapshot, version, weight, time, 15);
    vm.assertEq(electorate.deviations(), 1, "deviations");
  }

  function _assertElectorate(
    Electorate electorate,
    address snapshot,
    uint256 version,
    uint256 weight,
    uint256 touchedAt,
    uint256 pages
  ) private pure {
    vm.assertEq(electorate.snapshot(), snapshot, "snapshot");
    vm.assertEq(electorate.version(), version, "version");
    vm.assertEq(electorate.weight(), weight, "weight");
    vm.assertEq(electorate.touchedAt(), touchedAt, "touched");
    vm.assertEq(electorate.pages(), pages, "pages");
  }

  function testFuzz_packEntry_anyFacts_areReadBack(
    address key,
    uint16 weight,
    uint40 expiresAt,
    uint8 scopes
  ) external pure {
    ElectorateEntry entry = ElectorateEntry.wrap(packEntry(key, weight, expiresAt, scopes));
    vm.assertEq(entry.key(), key, "key");
    vm.assertEq(entry.weight(), weight, "weight");
    vm.assertEq(entry.expiresAt(), expiresAt, "expiry");
    vm.assertEq(entry.scopes(), scopes, "scopes");
  }

  // ---------------------------------------------------------------- the record

  function testFuzz_packRecord_anyHeader_isReadBack(
    uint16 needed,
    uint16 mayLose,
    uint32 createdAt,
    uint24 closesAfter,
    uint24 version,
    uint8 pages
  ) external pure {
    ProposalRecord kept = packRecord(needed, mayLose, createdAt, closesAfter, version & 0xfffff, pages & 15);
    vm.assertEq(kept.needed(), needed, "needed");
    vm.assertEq(kept.mayLose(), mayLose, "may lose");
    vm.assertEq(kept.createdAt(), createdAt, "created");
    vm.assertEq(kept.closesAfter(), closesAfter, "closes");
    vm.assertEq(kept.electorateVersion(), version & 0xfffff, "version");
    vm.assertEq(kept.pages(), pages & 15, "pages");
    vm.assertEq(kept.weightFor() | kept.weightAgainst() | kept.weightAbstain(), 0, "tallies");
    vm.assertFalse(kept.isSettled(), "settled");
  }

  function testFuzz_withWeight_thenWithout_leavesTheOthersAlone(
    uint256 word,
    uint16 weightAgainst,
    uint16 weightFor,
    uint16 weightAbstain
  ) external pure {
    // A record whose tallies are empty, and everything else anything.
    uint256 kept = word & ~(uint256(type(uint48).max) << 88);
    ProposalRecord counted = ProposalRecord.wrap(kept).withWeight(0, weightAgainst).withWeight(1, weightFor).withWeight(
      2,
      weightAbstain
    );
    vm.assertEq(counted.weightAgainst(), weightAgainst, "against");
    vm.assertEq(counted.weightFor(), weightFor, "for");
    vm.assertEq(counted.weightAbstain(), weightAbstain, "abstain");
    vm.assertEq(ProposalRecord.unwrap(counted) & ~(uint256(type(uint48).max) << 88), kept, "everything else");

    counted = counted.withoutWeight(1, weightFor);
    vm.assertEq(counted.weightFor(), 0, "taken away");
    counted = counted.withoutWeight(0, weightAgainst).withoutWeight(2, weightAbstain);
    vm.assertEq(ProposalRecord.unwrap(counted), kept, "all taken away");
  }

  function testFuzz_withClosesAfter_anyRecord_changesNothingElse(uint256 word, uint24 closesAfter) external pure {
    ProposalRecord kept = ProposalRecord.wrap(word).withClosesAfter(closesAfter);
    vm.assertEq(kept.closesAfter(), closesAfter, "closes");
    vm.assertEq((ProposalRecord.unwrap(kept) ^ word) & ~(uint256(type(uint24).max) << 200), 0, "everything else");
  }

  function testFuzz_withFlag_anyRecord_setsThatFlagAlone(uint256 word, uint8 which) external pure {
    uint256 flag = FLAG_EXECUTED << (which % 8);
    ProposalRecord kept = ProposalRecord.wrap(word).withFlag(flag);
    vm.assertTrue(kept.has(flag), "flag");
    vm.assertEq(ProposalRecord.unwrap(kept), word | flag, "everything else");
    vm.assertFalse(ProposalRecord.wrap(word & ~flag).has(flag), "without");
  }

  function test_isSettled_onlyExecutedCanceledOrDecided_is() external pure {
    for (uint256 flag = FLAG_EXECUTED; ; flag <<= 1) {
      bool settles = flag == FLAG_EXECUTED || flag == FLAG_CANCELED || flag == FLAG_DECIDED;
      vm.assertTrue(ProposalRecord.wrap(flag).isSettled() == settles, "settled");
      vm.assertTrue(ProposalRecord.wrap(flag).exists(), "exists");
      if (flag == FLAG_MODULES) break;
    }
    vm.assertFalse(ProposalRecord.wrap(0).exists(), "none");
  }

  function test_flags_values_areTheEightHighestBits() external pure {
    vm.assertEq(FLAG_EXECUTED, 1 << 248, "executed");
    vm.assertEq(FLAG_CANCELED, 1 << 249, "canceled");
    vm.assertEq(FLAG_EXTENDED, 1 << 250, "extended");
    vm.assertEq(FLAG_QUEUED, 1 << 251, "queued");
    vm.assertEq(FLAG_DECIDED, 1 << 252, "decided");
    vm.assertEq(FLAG_PASSED, 1 << 253, "passed");
    vm.assertEq(FLAG_COMPLEX, 1 << 254, "complex");
    vm.assertEq(FLAG_MODULES, 1 << 255, "modules");
  }

  function test_pagesFor_edgesOfPages_areJustEnough() external pure {
    vm.assertEq(pagesFor(0), 0, "nobody");
    vm.assertEq(pagesFor(44), 0, "what the record holds");
    vm.assertEq(pagesFor(45), 1, "one more");
    vm.assertEq(pagesFor(172), 1, "a full page");
    vm.assertEq(pagesFor(173), 2, "one more");
    vm.assertEq(pagesFor(512), 4, "all there may be");
  }

  function testFuzz_pagesFor_anyNumberOfSeats_areJustEnough(uint16 seats) external pure {
    uint256 pages = pagesFor(seats);
    vm.assertLe(seats, INLINE_SEATS + pages * SEATS_PER_PAGE, "enough");
    if (pages != 0) vm.assertLt(INLINE_SEATS + (pages - 1) * SEATS_PER_PAGE, seats, "no more than enough");
  }

  // ---------------------------------------------------------------- concerned seats

  function testFuzz_isConcerned_packedSeats_areFoundAndNoOthers(uint16[16] memory seats, uint16 other) external pure {
    uint256 packed;
    bool listed;
    for (uint256 i = 0; i < seats.length; ++i) {
      seats[i] %= 512;
      packed = (packed << 16) | (uint256(seats[i]) + 1);
      if (seats[i] == other % 512) listed = true;
    }
    for (uint256 i = 0; i < seats.length; ++i) vm.assertTrue(isConcerned(packed, seats[i]), "listed");
    vm.assertTrue(isConcerned(packed, other % 512) == listed, "another");
    vm.assertFalse(isConcerned(0, other), "nobody");
  }
}
