// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {MODULE_GOVERNOR, MODULE_MEMBERS} from "../types/ModuleNames.sol";

/// @title The one place where authority is asked.
abstract contract Governed {
  /// The caller is not the governor that the directory names.
  error GovernedNotGovernor(address caller);
  /// The caller has no active key of a member that holds the duty.
  error GovernedNotOnDuty(address caller, uint8 duty);
  /// Only the founder may do this, and only before the seal.
  error GovernedNotFounder(address caller);

  /// @notice The constitution that this module obeys, for ever.
  IConstitution public immutable constitution;

  constructor(IConstitution constitution_) {
    constitution = constitution_;
  }

  modifier onlyGovernance() {
    _requireGovernance();
    _;
  }

  modifier onlyDuty(uint8 duty) {
    if (!_members().holdsDuty(msg.sender, duty)) revert GovernedNotOnDuty(msg.sender, duty);
    _;
  }

  modifier onlyFounder() {
    if (msg.sender != constitution.founder()) revert GovernedNotFounder(msg.sender);
    _;
  }

  function _requireGovernance() private view {
    if (msg.sender != constitution.module(MODULE_GOVERNOR)) revert GovernedNotGovernor(msg.sender); // DEFENCE: governance-only
  }

  function _members() internal view returns (IMemberRegistry) {
    return IMemberRegistry(constitution.module(MODULE_MEMBERS));
  }
}
