// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice One seat in a snapshot; a snapshot is contract code that holds one such word per seat, in seat order.
/// Bits from the lowest: key address 160 (0: ask the registry), weight 16 (0: not eligible), expiresAt 40, scopes 8.
type ElectorateEntry is uint256;

using ElectorateEntries for ElectorateEntry global;

/// @title Reads of one seat in a snapshot.
library ElectorateEntries {
  function key(ElectorateEntry entry) internal pure returns (address) {
    return address(uint160(ElectorateEntry.unwrap(entry)));
  }

  function weight(ElectorateEntry entry) internal pure returns (uint256) {
    return uint16(ElectorateEntry.unwrap(entry) >> 160);
  }

  function expiresAt(ElectorateEntry entry) internal pure returns (uint256) {
    return uint40(ElectorateEntry.unwrap(entry) >> 176);
  }

  function scopes(ElectorateEntry entry) internal pure returns (uint8) {
    return uint8(ElectorateEntry.unwrap(entry) >> 216);
  }
}

function packEntry(address key_, uint256 weight_, uint256 expiresAt_, uint256 scopes_) pure returns (uint256) {
  return uint256(uint160(key_)) | (weight_ << 160) | (expiresAt_ << 176) | (scopes_ << 216);
}
