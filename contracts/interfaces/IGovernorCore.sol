// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Call} from "../types/Call.sol";

/// @title What the governor does for a caller that came through its face, and for nobody else.
interface IGovernorCore {
  /// Only the governor's own face may name another caller, and no proposal may call it.
  error GovernorNotFace(address caller);

  /// @notice Opens a proposal for the holder of `key`, who called or signed.
  /// @custom:authority face
  function openFor(
    bytes32 key,
    Call[] calldata calls,
    string calldata description,
    bytes32 salt,
    bytes32 simulation
  ) external returns (uint256);

  /// @notice Withdraws a proposal for `caller`.
  /// @custom:authority face
  function withdrawFor(address caller, uint256 proposalId) external;

  /// @notice Casts the ballot of `voter`, who called or signed.
  /// @custom:authority face
  function castFor(
    address voter,
    uint256 proposalId,
    uint8 support,
    string calldata reason,
    bytes calldata params
  ) external returns (uint256 weight);
}
