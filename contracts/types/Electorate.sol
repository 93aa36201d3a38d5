// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice The electorate in force: where its snapshot lies and what changed since it was taken.
/// Bits from the lowest: snapshot address 160, version 24, total weight 16, touchedAt 40 (last suspension, reinstatement or
/// removal of any seat), deviations 12 (seats whose snapshot entry must not be trusted any more), pages 4 (how many pages of
/// choices a proposal of this electorate has behind its inline seats).
type Electorate is uint256;

using Electorates for Electorate global;

/// @title Reads of the electorate in force.
library Electorates {
  function snapshot(Electorate electorate) internal pure returns (address) {
    return address(uint160(Electorate.unwrap(electorate)));
  }

  function version(Electorate electorate) internal pure returns (uint256) {
    return uint24(Electorate.unwrap(electorate) >> 160);
  }

  function weight(Electorate electorate) internal pure returns (uint256) {
    return uint16(Electorate.unwrap(electorate) >> 184);
  }

  function touchedAt(Electorate electorate) internal pure returns (uint256) {
    return uint40(Electorate.unwrap(electorate) >> 200);
  }

  function deviations(Electorate electorate) internal pure returns (uint256) {
    return (Electorate.unwrap(electorate) >> 240) & 0xfff;
  }

  function pages(Electorate electorate) internal pure returns (uint256) {
    return Electorate.unwrap(electorate) >> 252;
  }

  /// @notice The same electorate with one more seat whose entry must not be trusted.
  function withDeviation(Electorate electorate) internal pure returns (Electorate) {
    return Electorate.wrap(Electorate.unwrap(electorate) + (1 << 240));
  }

  /// @notice The same electorate, in which a seat was suspended, reinstated or removed at `time`.
  function withTouch(Electorate electorate, uint256 time) internal pure returns (Electorate) {
    return Electorate.wrap((Electorate.unwrap(electorate) & ~(uint256(type(uint40).max) << 200)) | (time << 200));
  }
}

/// @notice A fresh electorate, from which no seat deviates.
function packElectorate(
  address snapshot_,
  uint256 version_,
  uint256 weight_,
  uint256 touchedAt_,
  uint256 pages_
) pure returns (Electorate) {
  return
    Electorate.wrap(
      uint256(uint160(snapshot_)) | (version_ << 160) | (weight_ << 184) | (touchedAt_ << 200) | (pages_ << 252)
    );
}
