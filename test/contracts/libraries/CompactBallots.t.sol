// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {CompactBallots} from "../../../contracts/libraries/CompactBallots.sol";
import {ElectorateEntry, packEntry} from "../../../contracts/types/ElectorateEntry.sol";
import {Tested} from "../../support/contracts/Tested.sol";

/// @title The assembly against plain twins.
contract CompactBallotsTest is Tested {
  uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

  struct Counted {
    uint256 end;
    uint256 next;
    uint256 weight;
    bool agrees;
  }

  function at(bytes calldata ballots, uint256 offset) external pure returns (uint256, uint256) {
    return CompactBallots.at(ballots, offset);
  }

  function signerAt(bytes calldata ballots, uint256 offset, bytes32 digest) external view returns (address) {
    return CompactBallots.signerAt(ballots, offset, digest);
  }

  function countCommon(
    bytes calldata ballots,
    uint256 offset,
    uint256 nextSeat,
    uint256[] calldata entries,
    bytes32 digest,
    uint256 proposer
  ) external view returns (Counted memory count) {
    (count.end, count.next, count.weight, count.agrees) = CompactBallots.countCommon(
      ballots,
      offset,
      nextSeat,
      entries,
      digest,
      proposer
    );
  }

  function atPlainly(bytes calldata ballots, uint256 offset) public pure returns (uint256, uint256) {
    uint256 head = uint16(bytes2(ballots[offset:offset + 2]));
    return (head % 16_384, head / 16_384);
  }

  function signerAtPlainly(bytes calldata ballots, uint256 offset, bytes32 digest) public pure returns (address) {
    bytes32 r = bytes32(ballots[offset + 2:offset + 34]);
    uint256 vs = uint256(bytes32(ballots[offset + 34:offset + 66]));
    uint256 s = vs % 2 ** 255;
    if (s > HALF_ORDER) return address(0);
    return ecrecover(digest, uint8(27 + vs / 2 ** 255), r, bytes32(s));
  }

  function countPlainly(
    bytes calldata ballots,
    uint256 offset,
    uint256 nextSeat,
    uint256[] calldata entries,
    bytes32 digest,
    uint256 proposer
  ) external view returns (Counted memory count) {
    (count.end, count.next) = (offset, nextSeat);
    for (; count.end < ballots.length; count.end += 66) {
      (uint256 seat, uint256 support) = atPlainly(ballots, count.end);
      if (support != 1 || seat < count.next || seat >= entries.length) return count;
      address signer = signerAtPlainly(ballots, count.end, digest);
      ElectorateEntry entry = ElectorateEntry.wrap(entries[seat]);
      if (signer == address(0) || signer != entry.key() || block.timestamp >= entry.expiresAt()) return count;
      count.weight += entry.weight();
      if (seat == proposer && entry.scopes() & 2 != 0) count.agrees = true;
      count.next = seat + 1;
    }
  }

  /// @dev With r = 1 either s is a valid signature of some account; the higher one is the malleable form of another.
  // REQ-GOV-36
  function test_signerAt_halfTheOrderAndOneAbove_takesTheLowerOnly() external view {
    bytes32 digest = "digest";
    for (uint256 above = 0; above < 2; ++above) {
      address signer = ecrecover(digest, 27, bytes32(uint256(1)), bytes32(HALF_ORDER + above));
      vm.assertNotEq(uint256(uint160(signer)), 0, "a valid signature");
      bytes memory ballots = abi.encodePacked(uint16(1 << 14), uint256(1), HALF_ORDER + above);
      vm.assertEq(this.signerAt(ballots, 0, digest), above == 0 ? signer : address(0), "one by one");
      uint256[] memory entries = new uint256[](1);
      entries[0] = packEntry(signer, 5, type(uint40).max, 15);
      vm.assertEq(this.countCommon(ballots, 0, 0, entries, digest, 0).weight, above == 0 ? 5 : 0, "together");
    }
  }

  // REQ-GOV-40
  function testFuzz_at_anyBallot_agreesWithThePlainTwin(
    uint16 head,
    bytes32 r,
    bytes32 vs,
    uint8 before
  ) external view {
    bytes memory ballots = abi.encodePacked(new bytes(before), head, r, vs);
    (uint256 seat, uint256 support) = this.at(ballots, before);
    (uint256 plainSeat, uint256 plainSupport) = this.atPlainly(ballots, before);
    vm.assertEq(seat, plainSeat, "seat");
    vm.assertEq(support, plainSupport, "support");
  }

  // REQ-GOV-40
  function testFuzz_signerAt_signed_agreesWithThePlainTwin(
    uint256 secret,
    bytes32 digest,
    uint16 head,
    uint8 before
  ) external view {
    secret = (secret % 1000) + 1;
    bytes memory ballots = abi.encodePacked(new bytes(before), _ballot(secret, digest, head));
    vm.assertEq(this.signerAt(ballots, before, digest), vm.addr(secret), "signer");
    vm.assertEq(this.signerAtPlainly(ballots, before, digest), vm.addr(secret), "plain signer");
  }

  // REQ-GOV-40
  function testFuzz_signerAt_anything_agreesWithThePlainTwin(bytes32 digest, bytes32 r, bytes32 vs) external view {
    bytes memory ballots = abi.encodePacked(uint16(0x4001), r, vs);
    vm.assertEq(this.signerAt(ballots, 0, digest), this.signerAtPlainly(ballots, 0, digest), "signer");
  }

  // REQ-GOV-36
  function test_signerAt_malleable_isNobody() external view {
    bytes32 digest = "digest";
    bytes32 r = bytes32(uint256(7));
    bytes32 largest = bytes32(HALF_ORDER);
    bytes memory edge = abi.encodePacked(uint16(0), r, largest);
    vm.assertEq(this.signerAt(edge, 0, digest), ecrecover(digest, 27, r, largest), "the largest low s");
    bytes memory beyond = abi.encodePacked(uint16(0), r, bytes32(HALF_ORDER + 1));
    vm.assertEq(this.signerAt(beyond, 0, digest), address(0), "the smallest high s");

    uint256[] memory entries = new uint256[](1);
    address signer = ecrecover(digest, 27, r, bytes32(HALF_ORDER + 1));
    entries[0] = packEntry(signer, 1, type(uint40).max, 15);
    bytes memory favouring = abi.encodePacked(uint16(1 << 14), r, bytes32(HALF_ORDER + 1));
    vm.assertEq(this.countCommon(favouring, 0, 0, entries, digest, 0).weight, 0, "not counted either");
  }

  // REQ-GOV-40
  function testFuzz_countCommon_anyBallots_agreesWithThePlainTwin(uint256 seed) external view {
    bytes32 digest = keccak256(abi.encode(seed));
    uint256[] memory entries = new uint256[](6);
    for (uint256 i = 0; i < entries.length; ++i) {
      uint256 roll = uint256(keccak256(abi.encode(seed, "entry", i)));
      uint256 expiresAt = roll % 8 == 0 ? block.timestamp : block.timestamp + 1 + (roll % 100);
      address key = roll % 16 == 1 ? address(0) : vm.addr(i + 1);
      entries[i] = packEntry(key, (roll >> 8) % 65_536, expiresAt, (roll >> 32) % 256);
    }
    bytes memory ballots;
    for (uint256 i = 0; i < 6; ++i) {
      uint256 roll = uint256(keccak256(abi.encode(seed, "ballot", i)));
      uint256 seat = roll % 10 == 0 ? roll % 9 : i;
      uint256 support = (roll >> 8) % 10 == 0 ? (roll >> 16) % 4 : 1;
      uint256 secret = (roll >> 24) % 10 == 0 ? 99 : seat + 1;
      ballots = bytes.concat(ballots, _ballot(secret, digest, uint16((support << 14) | seat)));
    }
    for (uint256 start = 0; start < 6; ++start) {
      Counted memory count = this.countCommon(ballots, start * 66, seed % 3, entries, digest, start);
      Counted memory plain = this.countPlainly(ballots, start * 66, seed % 3, entries, digest, start);
      vm.assertEq(keccak256(abi.encode(count)), keccak256(abi.encode(plain)), "count");
    }
  }

  function _ballot(uint256 secret, bytes32 digest, uint16 head) private pure returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, digest);
    return abi.encodePacked(head, r, bytes32((uint256(v - 27) << 255) | uint256(s)));
  }
}
