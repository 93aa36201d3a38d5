// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {RuleWord} from "./Rule.sol";

/// @notice What decides a list of calls.
/// @param rule The strictest of the calls' rules, component by component.
/// @param version The one version that `rule` is; of a join, `JOINED_RULES` and the newest of the versions that it was made of,
/// so that it changes whenever one of them does.
/// @param versions All versions it was made of, up to ten, 24 bits each.
/// @param concerned Seats that the calls remove or suspend, up to sixteen, 16 bits each, as seat plus one.
/// @param modules Whether at least one call goes to a module of the suite.
struct Ruling {
  RuleWord rule;
  uint256 version;
  uint256 versions;
  uint256 concerned;
  bool modules;
}

// The bit of a version that says that it is a join.
uint256 constant JOINED_RULES = 1 << 23;

/// @notice Whether a seat is in a packed list of seats.
function isConcerned(uint256 concerned, uint256 seat) pure returns (bool) {
  for (uint256 seats = concerned; seats != 0; seats >>= 16) {
    if (uint16(seats) == seat + 1) return true;
  }
  return false;
}
