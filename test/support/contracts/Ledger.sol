// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title What proposals act on: outside the suite, obeys anybody, remembers what it was told.
contract Ledger {
  uint256 public entry;
  uint256 public entries;
  uint256 public received;

  error LedgerRefused(uint256 value);

  /// @notice Remembers a value; the largest one is refused.
  function enter(uint256 value) external payable {
    if (value == type(uint256).max) revert LedgerRefused(value);
    entry = value;
    received += msg.value;
    ++entries;
  }

  /// @notice A second thing to do, for calls that fall to another rule.
  function clear() external {
    entry = 0;
    ++entries;
  }
}
