// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {
  MODULE_ACCESSION,
  MODULE_CONSTITUTION,
  MODULE_GOVERNOR,
  MODULE_MEMBERS
} from "../../../contracts/types/ModuleNames.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";

/// @title Laying the constitution, and the seal after which the founder is nobody.
contract ConstitutionFoundingTest is Consortium {
  IConstitution private _fresh;
  address private constant STRANGER = address(0x57a);

  function setUp() external {
    _fresh = IConstitution(_create("contracts/constitution/Constitution.sol:Constitution", ""));
  }

  function _fallback() private pure returns (IConstitution.FoundingRule[] memory rules) {
    rules = new IConstitution.FoundingRule[](1);
    rules[0] = IConstitution.FoundingRule(0, 0, 0, false, 0, _majority());
  }

  function _names(bytes32 first, bytes32 second) private pure returns (bytes32[] memory names) {
    names = new bytes32[](2);
    (names[0], names[1]) = (first, second);
  }

  function _modules(address first, address second) private pure returns (address[] memory modules) {
    modules = new address[](2);
    (modules[0], modules[1]) = (first, second);
  }

  function test_constructor_deployer_isTheFounderOfAnEmptyConstitution() external view {
    vm.assertEq(_fresh.founder(), address(this), "founder");
    vm.assertEq(_fresh.module(MODULE_CONSTITUTION), address(_fresh), "its own place in the directory");
    vm.assertEq(_fresh.nameOf(address(_fresh)), MODULE_CONSTITUTION, "its own name");
    vm.assertEq(_fresh.moduleNames().length, 1, "nothing else");
    vm.assertFalse(_fresh.fallbackRule().exists(), "no rules");
    vm.assertEq(_fresh.rulesVersion(), 0, "no version");
    vm.assertEq(_fresh.parameterKeys().length, 0, "no parameters");
  }

  function test_founding_byAnybodyElse_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionNotFounder.selector, STRANGER);
    vm.startPrank(STRANGER);
    vm.expectRevert(refusal);
    _fresh.layRules(_fallback());
    vm.expectRevert(refusal);
    _fresh.layParameters(_parameters());
    vm.expectRevert(refusal);
    _fresh.seal(new bytes32[](0), new address[](0));
    vm.stopPrank();
  }

  function test_layRules_beforeTheFallback_reverts() external {
    IConstitution.FoundingRule[] memory rules = new IConstitution.FoundingRule[](1);
    rules[0] = _ruleFor("subject", 0x12345678, 1, _majority());
    vm.expectRevert(IConstitution.ConstitutionIncomplete.selector);
    _fresh.layRules(rules);
  }

  function test_layRules_keyedRuleBeforeItsAction_reverts() external {
    IConstitution.FoundingRule[] memory rules = new IConstitution.FoundingRule[](2);
    rules[0] = _fallback()[0];
    rules[1] = IConstitution.FoundingRule("subject", 0x12345678, 2, true, "word", _majority());
    bytes memory unknown = abi.encodeWithSelector(
      IConstitution.ConstitutionUnknownAction.selector,
      bytes32("subject"),
      bytes4(0x12345678)
    );
    vm.expectRevert(unknown);
    _fresh.layRules(rules);
  }

  function test_layRules_fallbackAndKeyedRule_areInForce() external {
    IConstitution.FoundingRule[] memory rules = new IConstitution.FoundingRule[](3);
    rules[0] = _fallback()[0];
    rules[1] = _ruleFor("subject", 0x12345678, 2, _majority());
    rules[2] = IConstitution.FoundingRule("subject", 0x12345678, 2, true, "word", _majority());
    rules[2].rule.votingPeriod = 1 days;
    _fresh.layRules(rules);

    vm.assertEq(_fresh.fallbackRule().version(), 1, "fallback");
    vm.assertEq(_fresh.ruleOf("subject", 0x12345678).version(), 2, "action");
    vm.assertEq(_fresh.ruleOf("subject", 0x12345678).words(), 2, "words");
    vm.assertTrue(_fresh.ruleOf("subject", 0x12345678).isKeyed(), "marked");
    vm.assertEq(_fresh.keyedRuleOf("subject", 0x12345678, "word").votingPeriod(), 1 days, "keyed");
    vm.assertEq(_fresh.ruleVersions().length, 3, "three rules");
    vm.assertEq(_fresh.rulesVersion(), 1, "one change");
    (, uint48 since) = _fresh.rulesRootAt(1);
    vm.assertEq(since, _now(), "since");
  }

  function test_layRules_moreThanTheTableHolds_reverts() external {
    IConstitution.FoundingRule[] memory rules = new IConstitution.FoundingRule[](256);
    rules[0] = _fallback()[0];
    for (uint256 i = 1; i < 256; ++i) rules[i] = _ruleFor(bytes32(i), 0x12345678, 0, _majority());
    _fresh.layRules(rules);
    vm.assertEq(_fresh.ruleVersions().length, 256, "full");

    IConstitution.FoundingRule[] memory more = new IConstitution.FoundingRule[](1);
    more[0] = _ruleFor(bytes32(uint256(256)), 0x12345678, 0, _majority());
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionTooManyRules.selector, 256));
    _fresh.layRules(more);
  }

  function test_layParameters_moreThanTheTableHolds_reverts() external {
    IConstitution.FoundingParameter[] memory parameters = new IConstitution.FoundingParameter[](256);
    for (uint256 i = 0; i < 256; ++i) {
      parameters[i] = _parameters()[0];
      parameters[i].key = bytes32(i + 1);
    }
    _fresh.layParameters(parameters);
    vm.assertEq(_fresh.parameterKeys().length, 256, "full");
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionTooManyParameters.selector, 256));
    _fresh.layParameters(_parameters());
  }

  // ---------------------------------------------------------------- the seal

  function test_seal_complete_givesAllPowerAway() external {
    _fresh.layRules(_fallback());
    _fresh.layParameters(_parameters());
    (bytes32 rulesRoot, ) = _fresh.rulesRootAt(1);
    (bytes32 parametersRoot, ) = _fresh.parametersRootAt(1);
    address module = address(new Sealed());
    vm.expectEmit(true, true, true, true, address(_fresh));
    emit IConstitution.ModuleChanged(MODULE_MEMBERS, address(0), address(0x33));
    vm.expectEmit(true, true, true, true, address(_fresh));
    emit IConstitution.ConstitutionSealed(rulesRoot, parametersRoot);
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_GOVERNOR), _modules(address(0x33), module));

    vm.assertEq(_fresh.founder(), address(0), "no founder");
    vm.assertEq(_fresh.module(MODULE_GOVERNOR), module, "governor");
    vm.assertEq(_fresh.nameOf(module), MODULE_GOVERNOR, "its name");
    bytes32[] memory names = _fresh.moduleNames();
    vm.assertEq(names.length, 3, "names");
    vm.assertEq(names[2], MODULE_GOVERNOR, "in order");
  }

  function test_seal_done_leavesTheFounderPowerless() external {
    _found(2);
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionNotFounder.selector, address(this));
    vm.expectRevert(refusal);
    constitution.layRules(_fallback());
    vm.expectRevert(refusal);
    constitution.layParameters(_parameters());
    vm.expectRevert(refusal);
    constitution.seal(new bytes32[](0), new address[](0));
  }

  function test_seal_incomplete_reverts() external {
    address module = address(new Sealed());
    vm.expectRevert(IConstitution.ConstitutionIncomplete.selector);
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_GOVERNOR), _modules(address(0x33), module));

    _fresh.layRules(_fallback());
    vm.expectRevert(IConstitution.ConstitutionIncomplete.selector);
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_GOVERNOR), new address[](1));
    vm.expectRevert(IConstitution.ConstitutionIncomplete.selector);
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_GOVERNOR), _modules(module, address(0x33)));
    vm.expectRevert(IConstitution.ConstitutionIncomplete.selector);
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_ACCESSION), _modules(address(0x33), module));
    vm.assertEq(_fresh.founder(), address(this), "not sealed");
  }

  function test_seal_badModule_reverts() external {
    _fresh.layRules(_fallback());
    address module = address(new Sealed());
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionZeroModule.selector, MODULE_MEMBERS));
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_GOVERNOR), _modules(address(0), module));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionZeroModule.selector, bytes32(0)));
    _fresh.seal(_names(0, MODULE_GOVERNOR), _modules(address(0x33), module));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, MODULE_GOVERNOR));
    _fresh.seal(_names(MODULE_MEMBERS, MODULE_GOVERNOR), _modules(module, module));
    vm.expectRevert(IConstitution.ConstitutionIsFixed.selector);
    _fresh.seal(_names(MODULE_CONSTITUTION, MODULE_GOVERNOR), _modules(address(0x33), module));
  }
}

/// @title Something with code.
contract Sealed {}
