// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Ballots of 66 bytes: `uint16(support << 14 | seat) || r || vs`, the signature as in EIP-2098.
/// @dev In assembly because a large vote is made of nothing else; `test/contracts/libraries` holds both functions against
/// plain twins.
library CompactBallots {
  uint256 internal constant SIZE = 66;
  uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

  /// @notice The ballot at an offset, which the caller keeps within `ballots`.
  /// @return seat 0 to 16,383.
  /// @return support 0 against, 1 for, 2 abstain, 3 invalid.
  function at(bytes calldata ballots, uint256 offset) internal pure returns (uint256 seat, uint256 support) {
    assembly ("memory-safe") {
      let head := shr(240, calldataload(add(ballots.offset, offset)))
      seat := and(head, 0x3fff)
      support := shr(14, head)
    }
  }

  /// @notice Who signed `digest` with the ballot at an offset; the zero address for an invalid or malleable signature.
  function signerAt(bytes calldata ballots, uint256 offset, bytes32 digest) internal view returns (address signer) {
    assembly ("memory-safe") {
      let from := add(ballots.offset, offset)
      let vs := calldataload(add(from, 34))
      let s := and(vs, 0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff)
      if iszero(gt(s, HALF_ORDER)) {
        let free := mload(0x40)
        mstore(free, digest)
        mstore(add(free, 32), add(27, shr(255, vs)))
        mstore(add(free, 64), calldataload(add(from, 2)))
        mstore(add(free, 96), s)
        mstore(0, 0)
        pop(staticcall(gas(), 1, free, 128, 0, 32))
        signer := mload(0)
      }
    }
  }

  /// @notice Counts ballots in favour, from an offset on, as long as each is the common one: by the key in the snapshot, which
  /// has not expired, in ascending order of seats. Stops at the first that is not, which the caller looks at.
  /// @param nextSeat The lowest seat that may still vote.
  /// @param entries The snapshot, one `ElectorateEntry` a seat.
  /// @param digest What a ballot in favour signs.
  /// @param proposer The proposing seat.
  /// @return end Offset behind the last ballot counted.
  /// @return next The lowest seat that may still vote, now.
  /// @return weight The weight of the ballots counted.
  /// @return agrees Whether the proposing seat is among them, with a key that may propose.
  function countCommon(
    bytes calldata ballots,
    uint256 offset,
    uint256 nextSeat,
    uint256[] memory entries,
    bytes32 digest,
    uint256 proposer
  ) internal view returns (uint256 end, uint256 next, uint256 weight, bool agrees) {
    assembly ("memory-safe") {
      let from := add(ballots.offset, offset)
      let stop_ := add(ballots.offset, ballots.length)
      let seats := mload(entries)
      let free := mload(0x40)
      next := nextSeat
      mstore(free, digest)
      for {} lt(from, stop_) {
        from := add(from, SIZE)
      } {
        // Any support but 1 makes the seat larger than every seat there is.
        let seat := sub(shr(240, calldataload(from)), 0x4000)
        if or(iszero(lt(seat, seats)), lt(seat, next)) {
          break
        }
        let vs := calldataload(add(from, 34))
        let s := and(vs, 0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff)
        if gt(s, HALF_ORDER) {
          break
        }
        mstore(add(free, 32), add(27, shr(255, vs)))
        mstore(add(free, 64), calldataload(add(from, 2)))
        mstore(add(free, 96), s)
        mstore(0, 0)
        pop(staticcall(gas(), 1, free, 128, 0, 32))
        let entry := mload(add(add(entries, 32), shl(5, seat)))
        if or(iszero(mload(0)), shl(96, xor(mload(0), entry))) {
          break
        }
        if iszero(lt(timestamp(), and(shr(176, entry), 0xffffffffff))) {
          break
        }
        weight := add(weight, and(shr(160, entry), 0xffff))
        agrees := or(agrees, and(eq(seat, proposer), and(shr(217, entry), 1)))
        next := add(seat, 1)
      }
      end := sub(from, ballots.offset)
    }
  }
}
