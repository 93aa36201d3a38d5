// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice A set of seats, a bit each: seats 0 to 255 in the first word, 256 to 511 in the second.
struct SeatSet {
  uint256[2] words;
}

using SeatSets for SeatSet global;

/// @title Questions to a set of seats, additions to one, and what is taken out of it.
library SeatSets {
  uint256 internal constant MAX_SEATS = 512;

  function has(SeatSet storage set, uint256 seat) internal view returns (bool) {
    return seat < MAX_SEATS && (set.words[seat >> 8] >> (seat & 255)) & 1 != 0;
  }

  /// @notice Adds a seat below 512; false if it was in the set already.
  function add(SeatSet storage set, uint256 seat) internal returns (bool) {
    uint256 bit = 1 << (seat & 255);
    uint256 bits = set.words[seat >> 8];
    if (bits & bit != 0) return false;
    set.words[seat >> 8] = bits | bit;
    return true;
  }

  /// @notice Takes a seat out; false if it was not in the set.
  function remove(SeatSet storage set, uint256 seat) internal returns (bool) {
    if (!has(set, seat)) return false;
    set.words[seat >> 8] &= ~(1 << (seat & 255));
    return true;
  }

  /// @notice Takes all seats out.
  function clear(SeatSet storage set) internal {
    delete set.words;
  }
}
