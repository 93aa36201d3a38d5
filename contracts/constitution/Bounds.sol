// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";

/// @title What a parameter's value may be, and how it may move.
library Bounds {
  /// @notice Whether the bounds make sense in themselves: a type, min not above max, a cool-down of at least one second, and
  /// the type's own limits.
  /// @dev A cool-down of at least one second keeps one proposal from making two steps.
  function areSound(IConstitution.Bounds memory bounds) internal pure returns (bool) {
    if (bounds.kind == IConstitution.ParameterType.None) return false;
    if (bounds.min > bounds.max || bounds.coolDown == 0) return false;
    if (bounds.kind == IConstitution.ParameterType.Bool) return bounds.max <= 1;
    if (bounds.kind == IConstitution.ParameterType.Duration) return bounds.max <= type(uint40).max;
    return true;
  }

  /// @notice Whether a value lies within the bounds.
  function allow(IConstitution.Bounds memory bounds, uint160 value) internal pure returns (bool) {
    return bounds.min <= value && value <= bounds.max;
  }

  /// @notice The size of the step from one value to another.
  function step(uint160 from, uint160 to) internal pure returns (uint160) {
    return from > to ? from - to : to - from;
  }
}
