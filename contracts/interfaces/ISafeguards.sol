// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title What must hold after every execution that touched the suite itself.
interface ISafeguards {
  /// After execution the members could not change the rules any more.
  error SafeguardsUnreachable(uint256 activeWeight, uint256 needed);
  /// After execution one lost key could lock everybody out.
  error SafeguardsCeilingBroken(uint256 needed, uint256 ceiling);
  /// After execution a rule asks for duties that nobody holds.
  error SafeguardsDutiesUnheld(uint256 dutyMask);
  /// After execution the directory names a governor that is wired to something else.
  error SafeguardsWiringBroken(address governor);

  /// @notice Reverts unless the members can still change everything.
  function check() external view;
}
