// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {PackedCalls} from "../../../contracts/libraries/PackedCalls.sol";
import {Hostile} from "../../support/contracts/Hostile.sol";
import {Recipient} from "../../support/contracts/Recipient.sol";
import {Tested} from "../../support/contracts/Tested.sol";
import {Trees} from "../../support/contracts/Trees.sol";

/// @title The assembly against plain twins.
contract PackedCallsTest is Tested {
  /// @notice What a run did.
  struct Ran {
    uint256 end;
    uint256 used;
    uint256 made;
    bool failed;
  }

  uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
  uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
  /// The x of the curve's generator.
  uint256 private constant GENERATOR = 0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798;
  uint256 private constant CALL_GAS = 200_000;
  uint256 private constant USUAL_GAS = 150_000;
  bytes32 private constant TYPEHASH = keccak256(
    "MemberCall(uint16 seat,uint64 nonce,uint48 deadline,address target,uint32 gas,bytes data)"
  );
  bytes32 private constant SEPARATOR = "a domain";

  Recipient private recipient;
  Recipient private other;

  function setUp() external {
    recipient = new Recipient(address(this));
    other = new Recipient(address(this));
    if (_now() < 1_000_000) vm.warp(1_800_000_000);
  }

  // ---------------------------------------------------------------- as they are

  function facts(
    bytes calldata packed,
    uint256 offset
  ) external pure returns (uint256, uint256, uint256, address, uint256, address, uint256) {
    uint256 head = PackedCalls.wordAt(packed, offset);
    uint256 aim = PackedCalls.wordAt(packed, offset + 29);
    return (
      PackedCalls.kindOf(head),
      PackedCalls.seatOf(head),
      PackedCalls.deadlineOf(head),
      PackedCalls.signerOf(head),
      PackedCalls.nonceOf(aim),
      PackedCalls.targetOf(aim),
      PackedCalls.gasOf(aim)
    );
  }

  function digestOf(bytes calldata packed, uint256 offset, uint256 length) external pure returns (bytes32) {
    PackedCalls.createDesk(TYPEHASH, SEPARATOR);
    uint256 head = PackedCalls.wordAt(packed, offset);
    PackedCalls.lay(packed, offset + 63, length, PackedCalls.signerOf(head));
    return PackedCalls.digestOf(head, PackedCalls.wordAt(packed, offset + 29), length);
  }

  function recover(bytes calldata packed, uint256 end, bytes32 digest) external view returns (address) {
    PackedCalls.createDesk(TYPEHASH, SEPARATOR);
    return PackedCalls.recover(packed, end, digest);
  }

  function rootAt(bytes calldata packed, uint256 offset, uint256 count) external pure returns (bytes32, uint256) {
    return PackedCalls.rootAt(packed, offset, count);
  }

  function runCommon(bytes calldata packed, uint256 offset, uint256 used) external returns (Ran memory ran) {
    PackedCalls.createDesk(TYPEHASH, SEPARATOR);
    (ran.end, ran.used, ran.made, ran.failed) = PackedCalls.runCommon(packed, offset, CALL_GAS, used);
  }

  function make(
    bytes calldata data,
    address target,
    address sender,
    uint256 gas_
  ) external returns (bool, bool, bytes memory) {
    PackedCalls.createDesk(TYPEHASH, SEPARATOR);
    PackedCalls.lay(data, 0, data.length, sender);
    (bool enough, bool success) = PackedCalls.make(target, gas_, data.length);
    return (enough, success, PackedCalls.answer(64));
  }

  function askTrust(address target, uint256 gas_) external view returns (bool, bool) {
    return PackedCalls.askTrust(target, gas_);
  }

  function createDeskLate(uint256 words) external pure {
    uint256[] memory taken = new uint256[](words);
    PackedCalls.createDesk(TYPEHASH, bytes32(taken.length));
  }

  function shorten(uint256[] memory words, uint256 length) external pure returns (uint256[] memory) {
    return PackedCalls.shorten(words, length);
  }

  // ---------------------------------------------------------------- plainly

  function digestPlainly(bytes calldata call_, uint256 length) public pure returns (bytes32) {
    uint256 seat = uint16(bytes2(call_[1:3]));
    uint256 deadline = uint48(bytes6(call_[3:9]));
    uint256 nonce = uint64(bytes8(call_[29:37]));
    address target = address(bytes20(call_[37:57]));
    uint256 gas_ = uint32(bytes4(call_[57:61]));
    bytes32 dataHash = keccak256(call_[63:63 + length]);
    bytes32 structHash = keccak256(abi.encode(TYPEHASH, seat, nonce, deadline, target, gas_, dataHash));
    return keccak256(abi.encodePacked(hex"1901", SEPARATOR, structHash));
  }

  function signerPlainly(bytes calldata signature, bytes32 digest) public pure returns (address) {
    uint256 s = uint256(bytes32(signature[32:64]));
    if (s > HALF_ORDER) return address(0);
    return ecrecover(digest, uint8(signature[64]), bytes32(signature[:32]), bytes32(s));
  }

  function runPlainly(bytes calldata packed, uint256 offset, uint256 used) external view returns (Ran memory ran) {
    (ran.end, ran.used) = (offset, used);
    while (ran.end + 63 <= packed.length) {
      bytes calldata call_ = packed[ran.end:];
      uint256 length = uint16(bytes2(call_[61:63]));
      if (length > 4_096 || ran.end + 128 + length > packed.length) return ran;
      // Alike in all but deadline, lowest byte of the nonce, and data.
      bytes calldata first = packed[offset:];
      if (keccak256(call_[:3]) != keccak256(first[:3])) return ran;
      if (keccak256(call_[9:36]) != keccak256(first[9:36])) return ran;
      if (keccak256(call_[37:63]) != keccak256(first[37:63])) return ran;
      if (uint48(bytes6(call_[3:9])) < block.timestamp) return ran;
      if (uint32(bytes4(call_[57:61])) > CALL_GAS) return ran;
      uint256 bit = 1 << uint8(call_[36]);
      if (ran.used & bit != 0) return ran;
      address signer = signerPlainly(call_[63 + length:128 + length], digestPlainly(call_, length));
      if (signer == address(0) || signer != address(bytes20(call_[9:29]))) return ran;
      ran.used |= bit;
      // The recipient refuses one value.
      if (uint256(bytes32(call_[67:99])) == 13) {
        ran.failed = true;
        return ran;
      }
      ++ran.made;
      ran.end += 128 + length;
    }
  }

  // ---------------------------------------------------------------- the same

  // REQ-BATCH-50
  function testFuzz_facts_anyCall_areWhereTheyAre(
    uint8 kind,
    uint16 seat,
    uint48 deadline,
    address signer,
    uint64 nonce,
    address target,
    uint32 gas_
  ) external view {
    bytes memory packed = abi.encodePacked(hex"ffff", kind, seat, deadline, signer, nonce, target, gas_);
    bytes32 found = _hashFacts(packed);
    vm.assertEq(
      found,
      keccak256(abi.encode(uint256(kind), uint256(seat), uint256(deadline), signer, nonce, target, gas_)),
      "facts"
    );
  }

  function _hashFacts(bytes memory packed) private view returns (bytes32) {
    (bool success, bytes memory answer) = address(this).staticcall(abi.encodeCall(this.facts, (packed, 2)));
    vm.assertTrue(success, "read");
    return keccak256(answer);
  }

  // REQ-BATCH-50
  function testFuzz_digestOf_anyCall_agreesWithThePlainTwin(
    uint256 seed,
    uint8 before,
    bytes calldata data
  ) external view {
    bytes memory call_ = abi.encodePacked(_filled(seed, 61), uint16(data.length), data, _filled(seed, 65));
    bytes memory packed = bytes.concat(new bytes(before), call_);
    vm.assertEq(this.digestOf(packed, before, data.length), this.digestPlainly(call_, data.length), "digest");
  }

  // REQ-BATCH-50
  function testFuzz_recover_signed_agreesWithThePlainTwin(uint256 secret, bytes32 digest, uint8 before) external view {
    secret = (secret % 1_000) + 1;
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, digest);
    bytes memory signature = abi.encodePacked(r, s, v);
    bytes memory packed = bytes.concat(new bytes(before), signature);
    vm.assertEq(this.recover(packed, packed.length, digest), vm.addr(secret), "signer");
    vm.assertEq(this.signerPlainly(signature, digest), vm.addr(secret), "plain signer");
  }

  // REQ-BATCH-50
  function testFuzz_recover_anything_agreesWithThePlainTwin(
    bytes32 digest,
    bytes32 r,
    bytes32 s,
    uint8 v
  ) external view {
    bytes memory signature = abi.encodePacked(r, s, v % 2 == 0 ? v : 27 + (v % 4) / 2);
    vm.assertEq(this.recover(signature, 65, digest), this.signerPlainly(signature, digest), "signer");
  }

  // REQ-BATCH-42
  function test_recover_halfTheOrderAndOneAbove_takesTheLowerOnly() external view {
    for (uint256 above = 0; above < 2; ++above) {
      address signer = ecrecover("digest", 27, bytes32(uint256(1)), bytes32(HALF_ORDER + above));
      vm.assertTrue(signer != address(0), "a valid signature");
      bytes memory signature = abi.encodePacked(uint256(1), HALF_ORDER + above, uint8(27));
      vm.assertEq(this.recover(signature, 65, "digest"), above == 0 ? signer : address(0), "signer");
    }
  }

  // REQ-BATCH-50
  function testFuzz_rootAt_anyCalls_agreesWithThePlainTwin(uint256 seed, uint256 count, uint8 before) external view {
    count = (count % 40) + 1;
    bytes32[] memory leaves = new bytes32[](count);
    bytes memory packed = new bytes(before);
    for (uint256 i = 0; i < count; ++i) {
      uint256 roll = uint256(keccak256(abi.encode(seed, i)));
      bytes memory data = _filled(roll, roll % 70);
      (address target, uint32 gas_) = (address(uint160(roll >> 8)), uint32(roll >> 200));
      leaves[i] = keccak256(bytes.concat(keccak256(abi.encode(i, target, gas_, keccak256(data)))));
      packed = abi.encodePacked(packed, target, gas_, uint16(data.length), data);
    }
    (bytes32 root, uint256 end) = this.rootAt(packed, before, count);
    vm.assertEq(root, Trees.rootOf(leaves), "root");
    vm.assertEq(end, packed.length, "end");
    (root, end) = this.rootAt(packed, before, count + 1);
    vm.assertEq(end, 0, "more than there are");
    vm.assertEq(root, bytes32(0), "and no root");
  }

  // REQ-BATCH-48
  function test_rootAtAndRunCommon_theMostDataAndAByteMore_takeTheMostOnly() external {
    for (uint256 more = 0; more < 2; ++more) {
      bytes memory data = bytes.concat(_entry(), new bytes(4_060 + more));
      bytes memory item = abi.encodePacked(address(1), uint32(1), uint16(data.length), data);
      (, uint256 end) = this.rootAt(item, 0, 1);
      vm.assertEq(end, more == 0 ? item.length : 0, "end");
      vm.assertEq(this.runCommon(_signed(_unsigned(vm.addr(1), 0, data), 1), 0, 0).made, 1 - more, "made");
    }
  }

  // REQ-BATCH-50
  function testFuzz_runCommon_anyCalls_agreesWithThePlainTwin(uint256 seed) external {
    bytes memory packed = new bytes(seed % 3);
    for (uint256 i = 0; i < 6; ++i) packed = bytes.concat(packed, _rolled(seed, i));
    uint256 used = uint256(keccak256(abi.encode(seed, "used"))) & uint256(keccak256(abi.encode(seed, "and")));
    used &= uint256(keccak256(abi.encode(seed, "and", used)));
    Ran memory plain = this.runPlainly(packed, seed % 3, used);
    Ran memory ran = this.runCommon(packed, seed % 3, used);
    vm.assertEq(keccak256(abi.encode(ran)), keccak256(abi.encode(plain)), "run");
    vm.assertEq(recipient.entries() + other.entries(), plain.made, "entries");
    if (plain.made == 0) return;
    Recipient reached = recipient.entries() == 0 ? other : recipient;
    vm.assertEq(reached.lastSender(), vm.addr(1), "sender");
  }

  // REQ-BATCH-50
  function test_runCommon_anyBitOfTheSecondCallChanged_agreesWithThePlainTwin() external {
    bytes memory first = _signed(_unsigned(vm.addr(1), 0, _entry()), 1);
    uint256 alike;
    for (uint256 bit = 0; bit < 63 * 8; ++bit) {
      bytes memory second = _unsigned(vm.addr(1), 1, _entry());
      second[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
      bytes memory packed = bytes.concat(first, _signed(second, 1));
      Ran memory plain = this.runPlainly(packed, 0, 0);
      vm.assertEq(keccak256(abi.encode(this.runCommon(packed, 0, 0))), keccak256(abi.encode(plain)), "run");
      alike += plain.made - 1;
    }
    vm.assertGt(alike, 20, "other deadlines and nonces");
    vm.assertLt(alike, 7 * 8, "nothing else");
  }

  // REQ-BATCH-42
  function test_runCommon_halfTheOrderAndOneAbove_takesTheLowerOnly() external {
    bytes32 digest = this.digestPlainly(_unsigned(address(0), 1, _entry()), 36);
    for (uint256 above = 0; above < 2; ++above) {
      uint256 secret = _secretThatSignsWith(digest, HALF_ORDER + above);
      address signer = vm.addr(secret);
      bytes memory signature = abi.encodePacked(GENERATOR, HALF_ORDER + above, uint8(27));
      vm.assertEq(ecrecover(digest, 27, bytes32(GENERATOR), bytes32(HALF_ORDER + above)), signer, "a valid signature");
      bytes memory first = _signed(_unsigned(signer, 0, _entry()), secret);
      bytes memory second = bytes.concat(_unsigned(signer, 1, _entry()), signature);
      vm.assertEq(this.runCommon(bytes.concat(first, second), 0, 0).made, 2 - above, "made");
    }
  }

  /// @dev Whose signature of the digest, made with the generator itself, has this s: (s - digest) / x.
  function _secretThatSignsWith(bytes32 digest, uint256 s) private pure returns (uint256 secret) {
    secret = addmod(s, ORDER - (uint256(digest) % ORDER), ORDER);
    uint256 power = GENERATOR;
    for (uint256 exponent = ORDER - 2; exponent != 0; exponent >>= 1) {
      if (exponent & 1 != 0) secret = mulmod(secret, power, ORDER);
      power = mulmod(power, power, ORDER);
    }
  }

  function _entry() private pure returns (bytes memory) {
    return abi.encodeCall(Recipient.enter, (100));
  }

  function _unsigned(address signer, uint8 nonce, bytes memory data) private view returns (bytes memory) {
    uint48 deadline = uint48(block.timestamp + 100);
    bytes memory head = abi.encodePacked(uint8(2), uint16(7), deadline, signer, (uint64(5) << 8) + nonce);
    return abi.encodePacked(head, address(recipient), uint32(USUAL_GAS), uint16(data.length), data);
  }

  /// @dev Whatever its own bytes say of the length of its data.
  function _signed(bytes memory unsigned, uint256 secret) private view returns (bytes memory) {
    (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, this.digestPlainly(unsigned, unsigned.length - 63));
    return abi.encodePacked(unsigned, r, s, v);
  }

  /// @dev Mostly alike and well signed, so that runs become long.
  function _rolled(uint256 seed, uint256 i) private view returns (bytes memory) {
    uint256 roll = uint256(keccak256(abi.encode(seed, i)));
    bytes memory data = _rolledData(roll);
    bytes memory unsigned = abi.encodePacked(_rolledHead(roll), _rolledAim(roll), uint16(data.length), data);
    bytes memory call_ = _signed(unsigned, (roll >> 32) % 29 == 0 ? 2 : 1);
    uint8 v = uint8(call_[call_.length - 1]);
    if ((roll >> 96) % 31 == 0) call_[call_.length - 1] = bytes1(55 - v);
    return call_;
  }

  function _rolledHead(uint256 roll) private view returns (bytes memory) {
    uint8 kind = (roll >> 88) % 41 == 0 ? 4 : 2;
    uint16 seat = roll % 31 == 0 ? 8 : 7;
    uint48 deadline = uint48(block.timestamp + ((roll >> 8) % 40)) - 1;
    uint64 nonce = uint64((roll >> 16) % 37 == 0 ? 1 << 8 : 5 << 8) + uint8(roll >> 24);
    return abi.encodePacked(kind, seat, deadline, vm.addr(1), nonce);
  }

  function _rolledAim(uint256 roll) private view returns (bytes memory) {
    address target = (roll >> 40) % 29 == 0 ? address(other) : address(recipient);
    uint32 gas_ = (roll >> 48) % 29 == 0 ? uint32(CALL_GAS) + (uint32(roll >> 56) % 2) : uint32(USUAL_GAS);
    return abi.encodePacked(target, gas_);
  }

  function _rolledData(uint256 roll) private pure returns (bytes memory) {
    uint256 value = (roll >> 64) % 23 == 0 ? 13 : 100 + ((roll >> 72) % 100);
    return abi.encodePacked(Recipient.enter.selector, value, _filled(roll, (roll >> 80) % 23 == 0 ? 5 : 0));
  }

  // ---------------------------------------------------------------- calls and answers

  // REQ-BATCH-50
  function test_make_laidData_reachesTheTargetWithItsSender() external {
    bytes memory data = abi.encodeCall(Recipient.enter, (5));
    (bool enough, bool success, ) = this.make(data, address(recipient), address(77), 200_000);
    vm.assertTrue(enough && success, "made");
    vm.assertEq(recipient.lastSender(), address(77), "sender");
    bytes memory said;
    (, success, said) = this.make(abi.encodeCall(Recipient.enter, (13)), address(recipient), address(77), 200_000);
    vm.assertFalse(success, "refused");
    vm.assertEq(said, abi.encodeWithSelector(Recipient.RecipientRefused.selector, 13), "answer");
    (, , said) = this.make(abi.encodeCall(Hostile.refuse, (99)), address(new Hostile()), address(77), 200_000);
    vm.assertEq(said.length, 64, "the most");
  }

  // REQ-BATCH-43
  function test_make_withTooLittleGas_doesNothing() external {
    bytes memory data = abi.encodeCall(Recipient.enter, (5));
    (bool enough, bool success, ) = this.make{gas: 200_000}(data, address(recipient), address(77), 200_000);
    vm.assertFalse(enough || success, "not made");
    vm.assertEq(recipient.entries(), 0, "entries");
    (enough, success) = this.askTrust{gas: 50_000}(address(recipient), 50_000);
    vm.assertFalse(enough || success, "not asked");
    (enough, success) = this.askTrust(address(recipient), 50_000);
    vm.assertTrue(enough && success, "asked");
  }

  // REQ-BATCH-50
  function test_createDesk_whereMemoryIsTaken_reverts() external {
    this.createDeskLate(10);
    vm.expectRevert(PackedCalls.PackedCallsNoDesk.selector);
    this.createDeskLate(40);
  }

  // REQ-BATCH-50
  function test_shorten_aList_keepsItsFirstWords() external view {
    uint256[] memory words = new uint256[](3);
    (words[0], words[1], words[2]) = (5, 6, 7);
    words = this.shorten(words, 2);
    vm.assertEq(words.length, 2, "length");
    vm.assertEq(words[1], 6, "word");
  }

  function _filled(uint256 seed, uint256 length) private pure returns (bytes memory filled) {
    filled = new bytes(length);
    for (uint256 i = 0; i < length; ++i) filled[i] = bytes1(keccak256(abi.encode(seed, i)));
  }
}
