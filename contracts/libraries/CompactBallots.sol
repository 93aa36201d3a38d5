// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title Ballots of 66 bytes: `uint16(support << 14 | seat) || r || vs`, the signature as in EIP-2098.
library CompactBallots {
  uint256 internal constant SIZE = 66;

  /// @notice The ballot at an index, which the caller keeps below `ballots.length / SIZE`.
  /// @return seat 0 to 16,383.
  /// @return support 0 against, 1 for, 2 abstain, 3 invalid.
  function at(
    bytes calldata ballots,
    uint256 index
  ) internal pure returns (uint256 seat, uint256 support, bytes32 r, bytes32 vs) {
    assembly ("memory-safe") {
      let offset := add(ballots.offset, mul(index, SIZE))
      let head := shr(240, calldataload(offset))
      seat := and(head, 0x3fff)
      support := shr(14, head)
      r := calldataload(add(offset, 2))
      vs := calldataload(add(offset, 34))
    }
  }
}
