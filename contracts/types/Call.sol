// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @notice One thing a proposal does when it is executed: a power as a value.
/// @param target The contract that is called, by `call`, never by `delegatecall`.
/// @param value The wei sent along, out of the Governor's own balance or the executor's payment.
/// @param data The ABI-encoded call.
struct Call {
  address target;
  uint256 value;
  bytes data;
}
