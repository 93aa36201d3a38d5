// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Signed calls, packed one after another, read and made where they lie; the layout is `IBatchExecutor.execute`'s.
/// @dev In assembly because an execution is made of nothing else; `test/contracts/libraries` holds each function against a
/// plain twin. The desk is the memory that one call after another is laid on: type hash, seat, nonce, deadline, target, gas and
/// hash of the data; at 224 what is signed; at 320 what `ecrecover` is asked; at 448 the data, followed by the sender.
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

  // ---------------------------------------------------------------- words

  /// @notice The 32 bytes at an offset, zeros or what follows behind the end: the caller asks `packed.length` first or after.
  function wordAt(bytes calldata packed, uint256 offset) internal pure returns (uint256 word) {
    assembly ("memory-safe") {
      word := calldataload(add(packed.offset, offset))
    }
  }

  // The first word of a call or a bundle: kind 8, seat 16, deadline 48, signer 160 bits, and 24 of what follows.

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

  // The word behind a call's signer: nonce 64, target 160, gas 32 bits.

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

  /// @notice Sets up the memory on which calls are laid.
  function createDesk(bytes32 typeHash, bytes32 domainSeparator) internal pure returns (uint256 desk) {
    assembly ("memory-safe") {
      desk := mload(0x40)
      mstore(0x40, add(desk, 4608))
      mstore(desk, typeHash)
      mstore(add(desk, 224), shl(240, 0x1901))
      mstore(add(desk, 226), domainSeparator)
    }
  }

  /// @notice Lays the data at an offset on the desk, followed by the sender.
  /// @param length At most `MAX_DATA`.
  function lay(uint256 desk, bytes calldata packed, uint256 offset, uint256 length, address sender) internal pure {
    assembly ("memory-safe") {
      let data := add(desk, 448)
      calldatacopy(data, add(packed.offset, offset), length)
      mstore(add(data, length), shl(96, sender))
    }
  }

  /// @notice What the signer of a call signs whose data lies on the desk.
  function digestOf(uint256 desk, uint256 head, uint256 aim, uint256 length) internal pure returns (bytes32 digest) {
    assembly ("memory-safe") {
      mstore(add(desk, 32), and(shr(232, head), 0xffff))
      mstore(add(desk, 64), shr(192, aim))
      mstore(add(desk, 96), and(shr(184, head), 0xffffffffffff))
      mstore(add(desk, 128), shr(96, shl(64, aim)))
      mstore(add(desk, 160), and(aim, 0xffffffff))
      mstore(add(desk, 192), keccak256(add(desk, 448), length))
      mstore(add(desk, 258), keccak256(desk, 224))
      digest := keccak256(add(desk, 224), 66)
    }
  }

  /// @notice Who signed a digest with the signature at an offset; the zero address for an invalid or malleable one.
  /// @dev Too little gas for `ecrecover` leaves too little for anything that follows.
  function recover(
    uint256 desk,
    bytes calldata packed,
    uint256 offset,
    bytes32 digest
  ) internal view returns (address signer) {
    assembly ("memory-safe") {
      let from := add(packed.offset, offset)
      let s := calldataload(add(from, 32))
      if iszero(gt(s, HALF_ORDER)) {
        let asked := add(desk, 320)
        mstore(asked, digest)
        mstore(add(asked, 32), byte(0, calldataload(add(from, 64))))
        mstore(add(asked, 64), calldataload(from))
        mstore(add(asked, 96), s)
        mstore(0, 0)
        pop(staticcall(gas(), 1, asked, 128, 0, 32))
        signer := mload(0)
      }
    }
  }

  /// @notice Makes the call whose data lies on the desk, with exactly `gas_`, and takes nothing of its answer.
  /// @return enough Whether there was enough gas left; if not, nothing was done.
  function make(
    uint256 desk,
    address target,
    uint256 gas_,
    uint256 length
  ) internal returns (bool enough, bool success) {
    assembly ("memory-safe") {
      // An EVM call forwards at most 63/64 of the gas left: with less than this, failure would be the sender's doing.
      enough := iszero(lt(gas(), add(add(gas_, div(gas_, 63)), RESERVE)))
      if enough {
        success := call(gas_, target, 0, add(desk, 448), add(length, 20), 0, 0)
      }
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

  /// @notice The first words of a list.
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
    assembly ("memory-safe") {
      let nodes := mload(0x40)
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
      if end {
        for {
          let i := sub(count, 1)
        } i {
        } {
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
}
