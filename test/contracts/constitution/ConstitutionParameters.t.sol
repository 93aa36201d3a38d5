// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {
  MODULE_ACCESSION,
  MODULE_CONSTITUTION,
  MODULE_GOVERNOR,
  MODULE_GUARDIANS,
  MODULE_MEMBERS
} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Parameters and the directory: typed values with bounds, compare-and-set, modules that a vote replaces.
contract ConstitutionParametersTest is Consortium {
  bytes32 private constant KEY = "network.fee";

  function setUp() external {
    _found(2);
  }

  function _bounds(
    uint160 min,
    uint160 max,
    uint160 maxStep,
    uint40 coolDown
  ) private pure returns (IConstitution.Bounds memory) {
    return IConstitution.Bounds(IConstitution.ParameterType.Uint, min, max, maxStep, coolDown, "wei");
  }

  function _define(uint160 value, IConstitution.Bounds memory bounds) private {
    _decree();
    constitution.defineParameter(KEY, value, bounds);
  }

  function _set(uint32 expectedVersion, uint160 value) private {
    _decree();
    constitution.setParameter(KEY, expectedVersion, value);
  }

  function test_governed_byAnybodyElse_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionNotGovernor.selector, address(this));
    vm.expectRevert(refusal);
    constitution.setParameter(KEY, 1, 1);
    vm.expectRevert(refusal);
    constitution.defineParameter(KEY, 1, _bounds(0, 1, 0, 1));
    vm.expectRevert(refusal);
    constitution.setBounds(KEY, _bounds(0, 1, 0, 1));
    vm.expectRevert(refusal);
    constitution.setModule("name", address(ledger), address(ledger).codehash);
  }

  // ---------------------------------------------------------------- defining

  function test_defineParameter_sound_isThereAtVersionOne() external {
    IConstitution.Bounds memory bounds = _bounds(1, 100, 5, 60);
    uint256 version = constitution.parametersVersion();
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.ParameterDefined(KEY, bounds);
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.ParameterChanged(KEY, 0, 7, 1);
    _define(7, bounds);

    IConstitution.Parameter memory expected = IConstitution.Parameter(7, 1, uint48(_now()));
    vm.assertEq(abi.encode(constitution.parameter(KEY)), abi.encode(expected), "parameter");
    vm.assertEq(abi.encode(constitution.bounds(KEY)), abi.encode(bounds), "bounds");
    bytes32[] memory keys = constitution.parameterKeys();
    vm.assertEq(keys.length, 4, "keys");
    vm.assertEq(keys[3], KEY, "in order");
    vm.assertEq(constitution.parametersVersion(), version + 1, "version");
  }

  function test_defineParameter_unsoundOrThereAlready_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionBadBounds.selector, KEY);
    vm.expectRevert(refusal);
    _define(7, _bounds(8, 100, 0, 1));
    vm.expectRevert(refusal);
    _define(101, _bounds(8, 100, 0, 1));
    vm.expectRevert(refusal);
    _define(8, _bounds(9, 8, 0, 1));
    vm.expectRevert(refusal);
    _define(8, _bounds(8, 9, 0, 0));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionBadBounds.selector, bytes32(0)));
    _decree();
    constitution.defineParameter(0, 8, _bounds(8, 9, 0, 1));

    _define(8, _bounds(8, 9, 0, 1));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionParameterExists.selector, KEY));
    _define(9, _bounds(8, 9, 0, 1));
  }

  function test_reads_unknownParameter_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionUnknownParameter.selector, KEY);
    vm.expectRevert(refusal);
    constitution.parameter(KEY);
    vm.expectRevert(refusal);
    constitution.bounds(KEY);
    vm.expectRevert(refusal);
    _set(0, 1);
    vm.expectRevert(refusal);
    _decree();
    constitution.setBounds(KEY, _bounds(0, 1, 0, 1));
  }

  // ---------------------------------------------------------------- changing

  function test_setParameter_fromTheVersionSeen_changesIt() external {
    _define(7, _bounds(1, 100, 5, 60));
    uint256 version = constitution.parametersVersion();
    _skip(60);
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.ParameterChanged(KEY, 7, 12, 2);
    _set(1, 12);

    IConstitution.Parameter memory expected = IConstitution.Parameter(12, 2, uint48(_now()));
    vm.assertEq(abi.encode(constitution.parameter(KEY)), abi.encode(expected), "parameter");
    vm.assertEq(constitution.parametersVersion(), version + 1, "version");
    (, uint48 since) = constitution.parametersRootAt(version + 1);
    vm.assertEq(since, _now(), "root since");
  }

  function test_setParameter_everyReason_reverts() external {
    _define(7, _bounds(2, 100, 5, 60));
    uint48 until = uint48(_now() + 60);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionParameterChanged.selector, KEY, 2, 1));
    _set(2, 8);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, KEY));
    _set(1, 7);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionOutOfBounds.selector, KEY, 1, 2, 100));
    _set(1, 1);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionOutOfBounds.selector, KEY, 101, 2, 100));
    _set(1, 101);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionStepTooLarge.selector, KEY, 6, 5));
    _set(1, 13);
    vm.warp(until - 1);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionCoolingDown.selector, KEY, until));
    _set(1, 12);
    vm.warp(until);
    _set(1, 2);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionParameterChanged.selector, KEY, 1, 2));
    _set(1, 7);
    vm.assertEq(constitution.parameter(KEY).value, 2, "value");
  }

  function testFuzz_setParameter_anyMove_isTakenWithinBoundsStepAndCoolDown(
    uint8 from,
    uint8 to,
    uint8 maxStep,
    uint8 wait
  ) external {
    IConstitution.Bounds memory bounds = _bounds(20, 220, maxStep, 100);
    from = uint8(20 + (uint256(from) % 201));
    _define(from, bounds);
    _skip(wait);
    uint256 step = from > to ? from - to : to - from;
    bool taken = to >= 20 && to <= 220 && to != from && wait >= 100 && (maxStep == 0 || step <= maxStep);
    _decree();
    (bool success, ) = address(constitution).call(abi.encodeCall(IConstitution.setParameter, (KEY, 1, to)));
    vm.assertTrue(success == taken, "taken");
    vm.assertEq(constitution.parameter(KEY).value, taken ? to : from, "value");
    vm.assertEq(constitution.parameter(KEY).version, taken ? 2 : 1, "version");
  }

  function test_setBounds_aroundTheValueInForce_areInForce() external {
    _define(7, _bounds(1, 100, 5, 60));
    IConstitution.Bounds memory bounds = _bounds(7, 7, 0, 1);
    uint256 version = constitution.parametersVersion();
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.ParameterDefined(KEY, bounds);
    _decree();
    constitution.setBounds(KEY, bounds);
    vm.assertEq(abi.encode(constitution.bounds(KEY)), abi.encode(bounds), "bounds");
    vm.assertEq(constitution.parametersVersion(), version + 1, "version");
    vm.assertEq(constitution.parameter(KEY).version, 1, "the value did not change");
  }

  function test_setBounds_unsoundOrSame_reverts() external {
    _define(7, _bounds(1, 100, 5, 60));
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionBadBounds.selector, KEY);
    vm.expectRevert(refusal);
    _decree();
    constitution.setBounds(KEY, _bounds(8, 100, 5, 60));
    vm.expectRevert(refusal);
    _decree();
    constitution.setBounds(KEY, _bounds(1, 100, 5, 0));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, KEY));
    _decree();
    constitution.setBounds(KEY, _bounds(1, 100, 5, 60));
  }

  function test_isStale_onlyASetParameterOfAnotherVersion_is() external view {
    bytes memory call = abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 1, 9));
    bytes memory old = abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 0, 9));
    vm.assertFalse(constitution.isStale(address(constitution), call), "of the version in force");
    vm.assertTrue(constitution.isStale(address(constitution), old), "of another");
    vm.assertFalse(constitution.isStale(address(members), old), "elsewhere");
    bytes memory shorter = abi.encodePacked(IConstitution.setParameter.selector, new bytes(63));
    vm.assertFalse(constitution.isStale(address(constitution), shorter), "not a call");
    bytes memory another = abi.encodePacked(IConstitution.setBounds.selector, new bytes(96));
    vm.assertFalse(constitution.isStale(address(constitution), another), "another function");
  }

  function test_parametersRootAt_newest_isTheHashOverKeysValuesAndBounds() external {
    _define(7, _bounds(1, 100, 5, 60));
    bytes32 expected;
    bytes32[] memory keys = constitution.parameterKeys();
    for (uint256 i = 0; i < keys.length; ++i) {
      expected = keccak256(
        abi.encode(expected, keys[i], constitution.parameter(keys[i]).value, constitution.bounds(keys[i]))
      );
    }
    uint256 version = constitution.parametersVersion();
    (bytes32 root, ) = constitution.parametersRootAt(version);
    vm.assertEq(root, expected, "root");
    _skip(60);
    _set(1, 8);
    _skip(60);
    _set(2, 7);
    (bytes32 again, ) = constitution.parametersRootAt(version + 2);
    vm.assertEq(again, root, "the same content, the same root");
    (root, ) = constitution.parametersRootAt(version + 3);
    vm.assertEq(root, bytes32(0), "no such version");
  }

  // ---------------------------------------------------------------- the directory

  function test_setModule_newName_isInTheDirectory() external {
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.ModuleChanged("Ledger", address(0), address(ledger));
    _decree();
    constitution.setModule("Ledger", address(ledger), address(ledger).codehash);
    vm.assertEq(constitution.module("Ledger"), address(ledger), "module");
    vm.assertEq(constitution.nameOf(address(ledger)), bytes32("Ledger"), "name");
    vm.assertEq(constitution.moduleNames().length, 6, "names");
    vm.assertEq(constitution.moduleNames()[5], bytes32("Ledger"), "in order");
  }

  function test_setModule_successorWithTheSameState_takesOver() external {
    address successor = _create("contracts/membership/Accession.sol:Accession", abi.encode(constitution));
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.ModuleChanged(MODULE_ACCESSION, address(accession), successor);
    _decree();
    constitution.setModule(MODULE_ACCESSION, successor, successor.codehash);
    vm.assertEq(constitution.module(MODULE_ACCESSION), successor, "module");
    vm.assertEq(constitution.nameOf(successor), MODULE_ACCESSION, "name");
    vm.assertEq(constitution.nameOf(address(accession)), bytes32(0), "the predecessor has none");
    vm.assertEq(constitution.moduleNames().length, 5, "no new name");
  }

  function test_setModule_everyReason_reverts() external {
    vm.startPrank(address(governor));
    bytes32 codeHash = address(ledger).codehash;
    vm.expectRevert(IConstitution.ConstitutionIsFixed.selector);
    constitution.setModule(MODULE_CONSTITUTION, address(ledger), codeHash);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, MODULE_GUARDIANS));
    constitution.setModule(MODULE_GUARDIANS, address(guardians), address(guardians).codehash);
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionModuleCode.selector,
        bytes32("Ledger"),
        ledger,
        bytes32("x"),
        codeHash
      )
    );
    constitution.setModule("Ledger", address(ledger), "x");
    bytes32 none = address(0xdead).codehash;
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionModuleCode.selector,
        bytes32("Ledger"),
        address(0xdead),
        none,
        none
      )
    );
    constitution.setModule("Ledger", address(0xdead), none);
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionZeroModule.selector, bytes32(0)));
    constitution.setModule(0, address(ledger), codeHash);
    bytes32 governorsCode = address(governor).codehash;
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, bytes32("Ledger")));
    constitution.setModule("Ledger", address(governor), governorsCode);
    vm.stopPrank();
  }

  function test_setModule_successorWithAnotherState_reverts() external {
    address successor = _create(
      "contracts/membership/MemberRegistry.sol:MemberRegistry",
      abi.encode(constitution, uint16(10_000))
    );
    bytes32 held = members.stateRoot();
    bytes32 shown = IConstitution(successor).stateRoot();
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionStateDiffers.selector, MODULE_MEMBERS, held, shown)
    );
    _decree();
    constitution.setModule(MODULE_MEMBERS, successor, successor.codehash);
    vm.assertEq(constitution.module(MODULE_MEMBERS), address(members), "unchanged");
    vm.assertEq(constitution.module(MODULE_GOVERNOR), address(governor), "unchanged too");
  }

  function test_stateRoot_rulesAndParameters_areBothInIt() external {
    bytes32 before = constitution.stateRoot();
    (bytes32 rulesRoot, ) = constitution.rulesRootAt(constitution.rulesVersion());
    (bytes32 parametersRoot, ) = constitution.parametersRootAt(constitution.parametersVersion());
    vm.assertEq(before, keccak256(abi.encode(rulesRoot, parametersRoot)), "root");
    _define(7, _bounds(1, 100, 5, 60));
    vm.assertNotEq(constitution.stateRoot(), before, "changed");
  }
}
