// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";
import {Bounds as BoundsMath} from "./Bounds.sol";
import {Directory} from "./Directory.sol";

/// @title The parameters of the network: typed values within bounds, changed by compare-and-set.
abstract contract ParameterBook is Directory {
  using BoundsMath for Bounds;

  uint256 private constant MAX_PARAMETERS = 256;
  bytes4 private constant SET_PARAMETER = IConstitution.setParameter.selector;

  mapping(bytes32 key => Parameter) private _parameters;
  mapping(bytes32 key => Bounds) private _bounds;
  bytes32[] private _parameterKeys;
  uint256 public parametersVersion;
  mapping(uint256 version => Root) internal _parametersRoots;

  // ---------------------------------------------------------------- governed

  /// @inheritdoc IConstitution
  function setParameter(bytes32 key, uint32 expectedVersion, uint160 value) external onlyGovernance {
    Parameter storage current = _parameters[key];
    Bounds memory limits = _bounds[key];
    if (limits.kind == ParameterType.None) revert ConstitutionUnknownParameter(key);
    if (current.version != expectedVersion) {
      // DEFENCE: compare-and-set
      revert ConstitutionParameterChanged(key, expectedVersion, current.version);
    }
    uint160 oldValue = current.value;
    if (oldValue == value) revert ConstitutionUnchanged(key);
    // DEFENCE: parameter-bounds
    if (!limits.allow(value)) revert ConstitutionOutOfBounds(key, value, limits.min, limits.max);
    uint160 step = BoundsMath.step(oldValue, value);
    if (limits.maxStep != 0 && step > limits.maxStep) revert ConstitutionStepTooLarge(key, step, limits.maxStep);
    uint48 until = current.changedAt + limits.coolDown;
    if (block.timestamp < until) revert ConstitutionCoolingDown(key, until);

    current.value = value;
    current.version = expectedVersion + 1;
    current.changedAt = uint48(block.timestamp);
    _rootParameters();

    emit ParameterChanged(key, oldValue, value, expectedVersion + 1);
  }

  /// @inheritdoc IConstitution
  function defineParameter(bytes32 key, uint160 value, Bounds calldata bounds_) external onlyGovernance {
    _defineParameter(key, value, bounds_);
    _rootParameters();
  }

  /// @inheritdoc IConstitution
  function setBounds(bytes32 key, Bounds calldata bounds_) external onlyGovernance {
    if (_bounds[key].kind == ParameterType.None) revert ConstitutionUnknownParameter(key);
    if (!bounds_.areSound() || !bounds_.allow(_parameters[key].value)) revert ConstitutionBadBounds(key);
    if (keccak256(abi.encode(bounds_)) == keccak256(abi.encode(_bounds[key]))) revert ConstitutionUnchanged(key);

    _bounds[key] = bounds_;
    _rootParameters();

    emit ParameterDefined(key, bounds_);
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IConstitution
  function parameter(bytes32 key) external view returns (Parameter memory) {
    if (_bounds[key].kind == ParameterType.None) revert ConstitutionUnknownParameter(key);
    return _parameters[key];
  }

  /// @inheritdoc IConstitution
  function bounds(bytes32 key) external view returns (Bounds memory) {
    if (_bounds[key].kind == ParameterType.None) revert ConstitutionUnknownParameter(key);
    return _bounds[key];
  }

  /// @inheritdoc IConstitution
  function parameterKeys() external view returns (bytes32[] memory) {
    return _parameterKeys;
  }

  /// @inheritdoc IConstitution
  function isStale(address target, bytes calldata data) external view returns (bool) {
    if (target != address(this) || data.length < 68 || bytes4(data) != SET_PARAMETER) return false;
    (bytes32 key, uint32 expected) = abi.decode(data[4:68], (bytes32, uint32));
    return _parameters[key].version != expected;
  }

  /// @inheritdoc IConstitution
  function parametersRootAt(uint256 version) external view returns (bytes32 root, uint48 since) {
    return (_parametersRoots[version].hash, _parametersRoots[version].since);
  }

  // ---------------------------------------------------------------- inside

  function _defineParameter(bytes32 key, uint160 value, Bounds calldata bounds_) internal {
    if (key == 0 || !bounds_.areSound() || !bounds_.allow(value)) revert ConstitutionBadBounds(key);
    if (_bounds[key].kind != ParameterType.None) revert ConstitutionParameterExists(key);
    if (_parameterKeys.length == MAX_PARAMETERS) revert ConstitutionTooManyParameters(MAX_PARAMETERS);

    _parameterKeys.push(key);
    _bounds[key] = bounds_;
    _parameters[key] = Parameter(value, 1, uint48(block.timestamp));

    emit ParameterDefined(key, bounds_);
    emit ParameterChanged(key, 0, value, 1);
  }

  /// @dev A change that was written against another version than the one in force is not worth anybody's vote.
  function _requireFresh(bytes4 selector, bytes calldata data) internal view {
    if (selector != SET_PARAMETER) return;
    (bytes32 key, uint32 expected) = abi.decode(data[4:68], (bytes32, uint32));
    uint32 actual = _parameters[key].version;
    if (actual != expected) revert ConstitutionParameterChanged(key, expected, actual); // DEFENCE: stale-at-propose
  }

  /// @dev Over key, value and bounds of every parameter, in the order of definition; not over versions and dates.
  function _rootParameters() internal {
    bytes32 root;
    for (uint256 i = 0; i < _parameterKeys.length; ++i) {
      bytes32 key = _parameterKeys[i];
      root = keccak256(abi.encode(root, key, _parameters[key].value, _bounds[key]));
    }
    _parametersRoots[++parametersVersion] = Root(root, uint48(block.timestamp));
  }
}
