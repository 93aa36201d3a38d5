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
}
