// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";
import {IModule} from "../interfaces/IModule.sol";
import {MODULE_CONSTITUTION, MODULE_GOVERNOR} from "../types/ModuleNames.sol";

/// @title The directory: which contract is which module. What it names the governor is who governs.
abstract contract Directory is IConstitution {
  /// Of all rules, or of all parameters, as they stood from a time on.
  struct Root {
    bytes32 hash;
    uint48 since;
  }

  mapping(bytes32 name => address) internal _modules;
  mapping(address module => bytes32) internal _names;
  bytes32[] private _moduleNames;

  modifier onlyGovernance() {
    // DEFENCE: setters-governance-only
    if (msg.sender != _modules[MODULE_GOVERNOR]) revert ConstitutionNotGovernor(msg.sender);
    _;
  }

  constructor() {
    _names[address(this)] = MODULE_CONSTITUTION;
    _modules[MODULE_CONSTITUTION] = address(this);
    _moduleNames.push(MODULE_CONSTITUTION);
  }

  /// @inheritdoc IConstitution
  function setModule(bytes32 name, address module_, bytes32 codeHash) external onlyGovernance {
    _requireNotFixed(name);
    address predecessor = _modules[name];
    if (module_ == predecessor) revert ConstitutionUnchanged(name);
    if (module_.code.length == 0 || module_.codehash != codeHash) {
      // DEFENCE: module-code
      revert ConstitutionModuleCode(name, module_, codeHash, module_.codehash);
    }
    if (predecessor != address(0)) {
      bytes32 held = IModule(predecessor).stateRoot();
      bytes32 shown = IModule(module_).stateRoot();
      if (held != shown) revert ConstitutionStateDiffers(name, held, shown); // DEFENCE: module-state
    }

    _enterModule(name, module_);
  }

  /// @inheritdoc IConstitution
  function module(bytes32 name) external view returns (address) {
    return _modules[name];
  }

  /// @inheritdoc IConstitution
  function nameOf(address module_) external view returns (bytes32) {
    return _names[module_];
  }

  /// @inheritdoc IConstitution
  function moduleNames() external view returns (bytes32[] memory) {
    return _moduleNames;
  }

  function _enterModule(bytes32 name, address module_) internal {
    _requireNotFixed(name);
    if (module_ == address(0) || name == 0) revert ConstitutionZeroModule(name);
    if (_names[module_] != 0) revert ConstitutionUnchanged(name);
    address predecessor = _modules[name];

    if (predecessor == address(0)) _moduleNames.push(name);
    else delete _names[predecessor];
    _modules[name] = module_;
    _names[module_] = name;

    emit ModuleChanged(name, predecessor, module_);
  }

  /// @dev Everything in the constitution is data that a vote changes; the contract itself is what all modules obey.
  function _requireNotFixed(bytes32 name) private pure {
    if (name == MODULE_CONSTITUTION) revert ConstitutionIsFixed(); // DEFENCE: constitution-fixed
  }
}
