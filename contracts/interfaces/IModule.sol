// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

/// @title A module of the suite: immutable, found through the directory, replaced only by vote.
interface IModule {
  /// @notice What this module holds, as one hash; a successor must show the same before it may take over.
  /// @dev Recomputed from content, so two contracts with equal content have equal roots whatever their history.
  function stateRoot() external view returns (bytes32);
}
