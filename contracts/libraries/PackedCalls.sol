// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Signed calls, packed one after another, read and made where they lie; the layout is `IBatchExecutor.execute`'s.
/// @dev In assembly because an execution is made of nothing else; `test/contracts/libraries` holds each function against a
/// plain twin. Calls are laid on the desk one after another: memory at an address that the compiler knows, so that a word of it
/// costs one push to reach.
library PackedCalls {
  uint256 internal constant CALL = 2;
  uint256 internal constant BUNDLE = 4;
  uint256 internal constant MAX_DATA = 4_096;
  uint256 internal constant MAX_CALLS = 1_000;
  /// Bytes before the data of a call, before the calls of a bundle, before the data of one of these, and of a signature.
  uint256 internal constant CALL_HEAD = 63;
  uint256 internal constant BUNDLE_HEAD = 39;
  uint256 internal constant ITEM_HEAD = 26;
  uint256 internal constant SIGNATURE = 65;
  /// What is kept back when a call is made: enough for what lies between the question and the call.
  uint256 internal constant RESERVE = 3_000;

  uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

  // The desk: what is hashed into a call's struct hash,
  uint256 private constant DESK = 0x400;
  uint256 private constant SEAT = 0x420;
  uint256 private constant NONCE = 0x440;
  uint256 private constant NONCE_LOW = 0x45f;
  uint256 private constant DEADLINE = 0x460;
  uint256 private constant DEADLINE_LOW = 0x47a;
  uint256 private constant TARGET = 0x480;
  uint256 private constant GAS = 0x4a0;
  uint256 private constant DATA_HASH = 0x4c0;
  // what is signed: two bytes, domain separator, struct hash,
  uint256 private constant SIGNED = 0x4e0;
  uint256 private constant SEPARATOR = 0x4e2;
  uint256 private constant STRUCT_HASH = 0x502;
  // what the precompile that recovers is asked, of whose second word only the last byte is ever written,
  uint256 private constant ASKED = 0x540;
  uint256 private constant ASKED_V = 0x57f;
  uint256 private constant ASKED_R = 0x580;
  uint256 private constant ASKED_S = 0x5a0;
  // what a run of common calls shares: what their two words must be, which bits of these count, the lowest first word that is
  // in time, where the last byte of the last signature can be, gas left that is enough, who signs, a call's length less one,
  uint256 private constant FIRST = 0x5c0;
  uint256 private constant FIRST_MASK = 0x5e0;
  uint256 private constant SECOND = 0x600;
  uint256 private constant SECOND_MASK = 0x620;
  uint256 private constant EARLIEST = 0x640;
  uint256 private constant LAST = 0x660;
  uint256 private constant NEEDED = 0x680;
  uint256 private constant SIGNER = 0x6a0;
  uint256 private constant SPAN = 0x6c0;
  uint256 private constant LARGEST_S = 0x6e0;
  // and the data, followed by the sender.
  uint256 private constant DATA = 0x700;
  uint256 private constant DESK_END = 0x1740;

  /// Something took so much memory that the desk has no place.
  error PackedCallsNoDesk();

  // ---------------------------------------------------------------- words

  /// @notice The 32 bytes at an offset, zeros or what follows behind the end: the caller looks at `packed.length`.
  function wordAt(bytes calldata packed, uint256 offset) internal pure returns (uint256 word) {
    assembly ("memory-safe") {
      word := calldataload(add(packed.offset, offset))
    }
  }

  // The first word of a call or a bundle, its head: kind 8, seat 16, deadline 48, signer 160 bits, and 24 of what follows.

  function kindOf(uint256 head) internal pure returns (uint256) {
    return head >> 248;
  }

  function seatOf(uint256 head) internal pure returns (uint256) {
    return (head >> 232) & 0xffff;
  }

  function deadlineOf(uint256 head) internal pure returns (uint256) {
    return (head >> 184) & 0xffffffffffff;
  }

  function signerOf(uint256 head) internal pure returns (address) {
    return address(uint160(head >> 24));
  }

  // The word behind a call's signer, its aim: nonce 64, target 160, gas 32 bits.

  function nonceOf(uint256 aim) internal pure returns (uint256) {
    return aim >> 192;
  }

  function targetOf(uint256 aim) internal pure returns (address) {
    return address(uint160(aim >> 32));
  }

  function gasOf(uint256 aim) internal pure returns (uint256) {
    return aim & 0xffffffff;
  }

  // ---------------------------------------------------------------- the desk

  /// @notice Takes the memory on which calls are laid: before all else that takes memory.
  function createDesk(bytes32 typeHash, bytes32 domainSeparator) internal pure {
    bool free;
    assembly ("memory-safe") {
      free := iszero(gt(mload(0x40), DESK))
      if free {
        mstore(0x40, DESK_END)
        mstore(DESK, typeHash)
        mstore(SIGNED, shl(240, 0x1901))
        mstore(SEPARATOR, domainSeparator)
        mstore(0x560, 0)
        // All but the deadline, and all but the nonce's lowest byte.
        mstore(FIRST_MASK, not(shl(184, 0xffffffffffff)))
        mstore(SECOND_MASK, not(shl(208, 0xff)))
        mstore(LARGEST_S, HALF_ORDER)
      }
    }
    if (!free) revert PackedCallsNoDesk();
  }

  /// @notice Lays the data at an offset on the desk, followed by the sender.
  /// @param length At most `MAX_DATA`.
  function lay(bytes calldata packed, uint256 offset, uint256 length, address sender) internal pure {
    assembly ("memory-safe") {
      calldatacopy(DATA, add(packed.offset, offset), length)
      mstore(add(DATA, length), shl(96, sender))
    }
  }

  /// @notice What the signer of a call signs whose data lies on the desk.
  function digestOf(uint256 head, uint256 aim, uint256 length) internal pure returns (bytes32 digest) {
    assembly ("memory-safe") {
      mstore(SEAT, and(shr(232, head), 0xffff))
      mstore(NONCE, shr(192, aim))
      mstore(DEADLINE, and(shr(184, head), 0xffffffffffff))
      mstore(TARGET, shr(96, shl(64, aim)))
      mstore(GAS, and(aim, 0xffffffff))
      mstore(DATA_HASH, keccak256(DATA, length))
      mstore(STRUCT_HASH, keccak256(DESK, 224))
      digest := keccak256(SIGNED, 66)
    }
  }

  /// @notice Who signed a digest with the signature that ends at an offset; the zero address for an invalid or malleable one.
  /// @dev Too little gas for the precompile leaves too little for anything that follows.
  function recover(bytes calldata packed, uint256 end, bytes32 digest) internal view returns (address signer) {
    assembly ("memory-safe") {
      let last := sub(add(packed.offset, end), 1)
      calldatacopy(ASKED_R, sub(last, 64), 64)
      if iszero(gt(mload(ASKED_S), HALF_ORDER)) {
        mstore(ASKED, digest)
        calldatacopy(ASKED_V, last, 1)
        mstore(0, 0)
        pop(staticcall(gas(), 1, ASKED, 128, 0, 32))
        signer := mload(0)
      }
    }
  }

  /// @notice Makes the call whose data lies on the desk, with exactly `gas_`, and takes nothing of its answer.
  /// @return enough Whether there was enough gas left; if not, nothing was done.
  function make(address target, uint256 gas_, uint256 length) internal returns (bool enough, bool success) {
    assembly ("memory-safe") {
      // An EVM call forwards at most 63/64 of the gas left: with less than this, failure would be the sender's doing.
      enough := iszero(lt(gas(), add(add(gas_, div(gas_, 63)), RESERVE)))
      if enough {
        success := call(gas_, target, 0, DATA, add(length, 20), 0, 0)
      }
    }
  }

  /// @notice Makes calls, from an offset on, as long as each is a common one: in all but deadline, data and the nonce's lowest
  /// byte like the first, in time, unused and well signed. Stops at the first that is not, which the caller looks at, and at
  /// one that fails.
  /// @dev The caller knows that the first one's key may act and that its target trusts this contract. Where nobody signed, the
  /// digest stays where the signer would be.
  /// @param callGas The most that they may be signed for.
  /// @param used The nonces of the first one's page that are used.
  /// @return end Offset behind the last call that succeeded.
  /// @return usedNow The nonces that are used now.
  /// @return made How many succeeded, one after another.
  /// @return failed Whether the one at `end` was made, and failed; what it answered is still there.
  function runCommon(
    bytes calldata packed,
    uint256 offset,
    uint256 callGas,
    uint256 used
  ) internal returns (uint256 end, uint256 usedNow, uint256 made, bool failed) {
    uint256 length = _prepareRun(packed, offset, callGas);
    assembly ("memory-safe") {
      usedNow := used
      let from := add(packed.offset, offset)
      for {} 1 {} {
        let first := calldataload(from)
        let second := calldataload(add(from, 31))
        let last := add(from, mload(SPAN))
        let bit := shl(byte(5, second), 1)
        calldatacopy(ASKED_R, sub(last, 64), 64)
        if or(
          or(
            or(and(xor(first, mload(FIRST)), mload(FIRST_MASK)), and(xor(second, mload(SECOND)), mload(SECOND_MASK))),
            or(gt(last, mload(LAST)), lt(first, mload(EARLIEST)))
          ),
          or(and(usedNow, bit), gt(mload(ASKED_S), mload(LARGEST_S)))
        ) {
          break
        }
        calldatacopy(DATA, add(from, CALL_HEAD), length)
        calldatacopy(DEADLINE_LOW, add(from, 3), 6)
        mstore8(NONCE_LOW, byte(5, second))
        mstore(DATA_HASH, keccak256(DATA, length))
        mstore(STRUCT_HASH, keccak256(DESK, 224))
        mstore(ASKED, keccak256(SIGNED, 66))
        calldatacopy(ASKED_V, last, 1)
        pop(staticcall(gas(), 1, ASKED, 128, ASKED, 32))
        if or(xor(mload(ASKED), mload(SIGNER)), lt(gas(), mload(NEEDED))) {
          break
        }
        usedNow := or(usedNow, bit)
        if iszero(call(mload(GAS), mload(TARGET), 0, DATA, add(length, 20), 0, 0)) {
          failed := 1
          break
        }
        from := add(last, 1)
      }
      end := sub(from, packed.offset)
      made := div(sub(end, offset), add(mload(SPAN), 1))
    }
  }

  /// @dev Lays out what the calls of a run share with the first of them.
  /// @return length Of the data of each.
  function _prepareRun(bytes calldata packed, uint256 offset, uint256 callGas) private view returns (uint256 length) {
    assembly ("memory-safe") {
      let from := add(packed.offset, offset)
      length := shr(240, calldataload(add(from, 61)))
      let first := calldataload(from)
      // The bytes from 31 to 62: of the nonce 48 bits, target 160, gas 32, length 16.
      let second := calldataload(add(from, 31))
      let gas_ := and(shr(16, second), 0xffffffff)
      mstore(FIRST, first)
      mstore(SECOND, second)
      mstore(EARLIEST, or(shl(232, shr(232, first)), shl(184, timestamp())))
      mstore(LAST, sub(add(packed.offset, packed.length), 1))
      mstore(NEEDED, add(add(gas_, div(gas_, 63)), RESERVE))
      mstore(SIGNER, shr(96, shl(72, first)))
      mstore(SPAN, add(length, 127))
      mstore(SEAT, and(shr(232, first), 0xffff))
      mstore(NONCE, shr(192, calldataload(add(from, 29))))
      mstore(DEADLINE, 0)
      mstore(TARGET, shr(96, shl(48, second)))
      mstore(GAS, gas_)
      // Nothing at all where the length or the gas of all is too much.
      if or(gt(length, MAX_DATA), gt(gas_, callGas)) {
        mstore(LAST, 0)
        length := 0
      }
      // Behind the sender stand other bytes of the head, which nobody reads.
      mstore(add(DATA, length), shl(72, first))
    }
  }

  // ---------------------------------------------------------------- answers

  /// @notice Whether a target says with at most `gas_` that it trusts this contract as ERC-2771's forwarder.
  /// @return enough Whether there was enough gas left to ask; if not, nothing was done.
  function askTrust(address target, uint256 gas_) internal view returns (bool enough, bool trusts) {
    assembly ("memory-safe") {
      enough := iszero(lt(gas(), add(add(gas_, div(gas_, 63)), RESERVE)))
      if enough {
        mstore(0, shl(224, 0x572b6c05)) // isTrustedForwarder(address)
        mstore(4, address())
        let answered := staticcall(gas_, target, 0, 36, 0, 32)
        trusts := and(and(answered, gt(returndatasize(), 31)), eq(mload(0), 1))
      }
    }
  }

  /// @notice The first bytes of what the last call answered.
  function answer(uint256 most) internal pure returns (bytes memory said) {
    assembly ("memory-safe") {
      let size := returndatasize()
      if gt(size, most) {
        size := most
      }
      said := mload(0x40)
      mstore(said, size)
      returndatacopy(add(said, 32), 0, size)
      mstore(0x40, and(add(add(said, 63), size), not(31)))
    }
  }

  /// @notice The first words of a list, which is no longer what it was.
  function shorten(uint256[] memory words, uint256 length) internal pure returns (uint256[] memory) {
    assembly ("memory-safe") {
      mstore(words, length)
    }
    return words;
  }

  // ---------------------------------------------------------------- bundles

  /// @notice The root over the calls of a bundle, which begin at an offset.
  /// @dev OpenZeppelin's complete tree in a flat array of 2n - 1 nodes: leaf i at 2n - 2 - i, node i over nodes 2i + 1 and
  /// 2i + 2, sorted.
  /// @param count From 1 to `MAX_CALLS`.
  /// @return root The root.
  /// @return end Offset behind the last call; 0 where a call is longer than one may be, or does not end within `packed`.
  function rootAt(
    bytes calldata packed,
    uint256 offset,
    uint256 count
  ) internal pure returns (bytes32 root, uint256 end) {
    uint256 nodes;
    assembly ("memory-safe") {
      nodes := mload(0x40)
      let leaf := add(nodes, shl(6, sub(count, 1)))
      let item := add(leaf, 32)
      end := offset
      for {
        let i := 0
      } lt(i, count) {
        i := add(i, 1)
      } {
        let from := add(packed.offset, end)
        let head := calldataload(from)
        let length := and(shr(48, head), 0xffff)
        end := add(add(end, ITEM_HEAD), length)
        if or(gt(length, MAX_DATA), gt(end, packed.length)) {
          end := 0
          break
        }
        calldatacopy(add(item, 128), add(from, ITEM_HEAD), length)
        mstore(item, i)
        mstore(add(item, 32), shr(96, head))
        mstore(add(item, 64), and(shr(64, head), 0xffffffff))
        mstore(add(item, 96), keccak256(add(item, 128), length))
        mstore(0, keccak256(item, 128))
        mstore(leaf, keccak256(0, 32))
        leaf := sub(leaf, 32)
      }
    }
    if (end != 0) root = _fold(nodes, count);
  }

  /// @dev The root over the leaves in the last `count` of 2 `count` - 1 nodes.
  function _fold(uint256 nodes, uint256 count) private pure returns (bytes32 root) {
    assembly ("memory-safe") {
      for {
        let i := sub(count, 1)
      } i {} {
        i := sub(i, 1)
        let pair := add(add(nodes, 32), shl(6, i))
        let left := mload(pair)
        let right := mload(add(pair, 32))
        let swap := mul(xor(left, right), gt(left, right))
        mstore(0, xor(left, swap))
        mstore(32, xor(right, swap))
        mstore(add(nodes, shl(5, i)), keccak256(0, 64))
      }
      root := mload(nodes)
    }
  }
}
