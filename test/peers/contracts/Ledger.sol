// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title The one action that every peer carries out.
/// @notice Writes one number under one key. A key that was never used is a cold, empty slot: the same cost for everybody.
/// @dev The authority is part of the code, so asking for it costs no storage read and favours nobody.
contract Ledger {
  /// @notice The only account that may record.
  address public immutable authority;

  mapping(uint256 key => uint256 value) private _values;

  /// @notice `caller` is not the authority.
  error LedgerCallerNotAuthority(address caller);

  /// @param authority_ the account that carries out what was decided
  constructor(address authority_) {
    authority = authority_;
  }

  /// @notice Records `value` under `key`.
  function record(uint256 key, uint256 value) external {
    if (msg.sender != authority) revert LedgerCallerNotAuthority(msg.sender);
    _values[key] = value;
  }

  /// @notice What is recorded under `key`; zero when nothing is.
  function recorded(uint256 key) external view returns (uint256) {
    return _values[key];
  }
}
