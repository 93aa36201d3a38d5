// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {MODULE_CONSTITUTION, MODULE_MEMBERS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule, RuleWord, packRule} from "../../../contracts/types/Rule.sol";
import {JOINED_RULES, Ruling} from "../../../contracts/types/Ruling.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Which rule decides a call, and which a list of calls.
contract ConstitutionRulingsTest is Consortium {
  bytes4 private constant ENTER = Ledger.enter.selector;
  bytes32 private _subject;

  /// @dev A fallback that is strict in every component, weak rules beneath it, equal bars everywhere.
  function setUp() external {
    Plan memory plan = _plan(4);
    plan.strictest = Rule(6000, 6000, 7, 10 days, 5 days, 2 days, 1 days, 7);
    plan.rule = Rule(6000, 6000, 0, 3 days, 0, 7 days, 0, 0);
    _found(plan);
    _subject = _ledgerSubject();
  }

  function _weak() private pure returns (Rule memory) {
    return Rule(1, 0, 0, 1, 0, 90 days, 0, 0);
  }

  function _set(Rule memory rule) private {
    _setLedgerRule(rule);
  }

  function _same(RuleWord left, RuleWord right, string memory message) private pure {
    vm.assertEq(abi.encode(left.unpack()), abi.encode(right.unpack()), message);
  }

  // ---------------------------------------------------------------- which rule decides a call

  function _ruleFor(address target, bytes memory data) private view returns (RuleWord, uint256, bool) {
    return constitution.ruleForCall(target, data);
  }

  function test_ruleForCall_outsideTheSuite_isItsOwnRuleOrTheFallback() external {
    (RuleWord rule, uint256 version, bool isModule) = _ruleFor(address(ledger), abi.encodeCall(Ledger.enter, (1)));
    _same(rule, constitution.fallbackRule(), "unknown: the fallback");
    vm.assertEq(version, 1, "its version");
    vm.assertFalse(isModule, "no module");
    _set(_weak());
    (rule, version, ) = _ruleFor(address(ledger), abi.encodePacked(ENTER));
    _same(rule, packRule(_weak()), "its own, in whatever encoding");
    vm.assertEq(version, 20, "its own version");
    (rule, , ) = _ruleFor(address(ledger), "");
    _same(rule, constitution.fallbackRule(), "a mere payment");
    _decree();
    constitution.setRule(_subject, 0, 0, _weak());
    (rule, , ) = _ruleFor(address(ledger), hex"123456");
    _same(rule, packRule(_weak()), "no selector");
    _decree();
    constitution.setKeyedRule(_subject, ENTER, bytes32(uint256(5)), Rule(2, 2, 0, 2, 0, 90 days, 0, 0));
    (rule, , ) = _ruleFor(address(ledger), abi.encodeCall(Ledger.enter, (5)));
    vm.assertEq(rule.quorum(), 2, "of this word");
    (rule, , ) = _ruleFor(address(ledger), abi.encodePacked(ENTER, new bytes(31)));
    vm.assertEq(rule.quorum(), 1, "no whole word");
  }

  function test_ruleForCall_module_takesListedActionsInStrictEncodingOnly() external {
    bytes4 unknown = 0x12345678;
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnknownAction.selector, MODULE_MEMBERS, unknown));
    constitution.ruleForCall(address(members), abi.encodePacked(unknown, uint256(1)));
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionUnknownAction.selector, MODULE_MEMBERS, bytes4(0))
    );
    constitution.ruleForCall(address(members), "");
    bytes4 remove = IMemberRegistry.remove.selector;
    for (uint256 size = 0; size < 70; size += 31) {
      vm.expectRevert(
        abi.encodeWithSelector(
          IConstitution.ConstitutionEncodingNotStrict.selector,
          MODULE_MEMBERS,
          remove,
          36,
          4 + size
        )
      );
      constitution.ruleForCall(address(members), abi.encodePacked(remove, new bytes(size)));
    }
  }

  function test_ruleForCall_parameterAgainstAnotherVersion_reverts() external {
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionParameterChanged.selector, PARAMETER_KEY_COOL_DOWN, 2, 1)
    );
    constitution.ruleForCall(
      address(constitution),
      abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 2, 9))
    );
  }

  function test_ruleForCall_thatSetsARule_joinsWhatIsAndWhatWillBe() external {
    _set(Rule(1, 1, 0, 10 days, 0, 90 days, 0, 0));
    Rule memory next = Rule(2, 2, 2, 1, 4 days, 3 days, 0, 0);
    (RuleWord rule, uint256 version, ) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setRule, (_subject, ENTER, 1, next))
    );
    _same(rule, packRule(Rule(6000, 6000, 2, 10 days, 4 days, 3 days, 0, 0)), "strictest of all three");
    vm.assertEq(rule.version(), 0, "a join");
    vm.assertEq(version, 2, "the rule for setting rules");

    (rule, , ) = _ruleFor(address(constitution), abi.encodeCall(IConstitution.setFallback, (next)));
    _same(rule, constitution.fallbackRule(), "the fallback in force is in it");
    (rule, , ) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setKeyedRule, (_subject, ENTER, bytes32("word"), _weak()))
    );
    _same(rule, packRule(Rule(6000, 6000, 0, 10 days, 0, 7 days, 0, 0)), "the action's, where the word has none");
    (rule, , ) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setRule, (bytes32("another"), ENTER, 1, _weak()))
    );
    _same(rule, constitution.fallbackRule(), "the fallback, where there is none");

    bytes4 setParameter = IConstitution.setParameter.selector;
    (rule, version, ) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setRule, (MODULE_CONSTITUTION, setParameter, 3, _weak()))
    );
    vm.assertEq(rule.version(), version, "no join where the rule for setting rules is the strictest");
  }

  // ---------------------------------------------------------------- which rule decides a list of calls

  function test_rulingOn_oneCallOrSeveralUnderOneRule_isThatRule() external view {
    Call[] memory calls = new Call[](2);
    calls[0] = Call(address(ledger), 0, abi.encodeCall(Ledger.enter, (1)));
    calls[1] = Call(address(ledger), 0, abi.encodeCall(Ledger.clear, ()));
    Ruling memory ruling = constitution.rulingOn(calls);
    _same(ruling.rule, constitution.fallbackRule(), "rule");
    vm.assertEq(ruling.version, 1, "version");
    vm.assertEq(ruling.versions, 1, "versions");
    vm.assertEq(ruling.concerned, 0, "concerned");
    vm.assertFalse(ruling.modules, "modules");
  }

  function test_rulingOn_severalRules_isTheirJoin() external {
    _set(Rule(1, 1, 0, 10 days, 0, 90 days, 0, 0));
    Call[] memory calls = new Call[](3);
    calls[0] = Call(address(ledger), 0, abi.encodeCall(Ledger.enter, (1)));
    calls[1] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.setWeight, (1, 2)));
    calls[2] = Call(address(ledger), 0, abi.encodeCall(Ledger.enter, (2)));
    Ruling memory ruling = constitution.rulingOn(calls);
    _same(ruling.rule, packRule(Rule(6000, 6000, 0, 10 days, 0, 7 days, 0, 0)), "rule");
    vm.assertEq(ruling.version, JOINED_RULES | 20, "a join, and its newest version");
    vm.assertEq(ruling.versions, (20 << 24) | 13, "each version once");
    vm.assertTrue(ruling.modules, "modules");
  }

  function test_rulingOn_moreRulesThanItMayJoin_reverts() external {
    Call[] memory calls = new Call[](11);
    for (uint256 i = 0; i < 11; ++i) {
      Rule memory rule = _weak();
      rule.quorum = uint16(i + 1);
      address target = address(uint160(0xbeef00 + i));
      _decree();
      constitution.setRule(bytes32(uint256(uint160(target))), 0, 0, rule);
      calls[i] = Call(target, 1, "");
    }
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionTooManyRules.selector, 10));
    constitution.rulingOn(calls);
    assembly {
      mstore(calls, 10)
    }
    vm.assertEq(constitution.rulingOn(calls).rule.quorum(), 10, "ten");
  }

  function test_rulingOn_removalsAndSuspensions_concernEachSeatOnce() external view {
    Call[] memory calls = new Call[](4);
    calls[0] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (1)));
    calls[1] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.suspend, (1, 9)));
    calls[2] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.suspend, (3, 9)));
    calls[3] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.reinstate, (2)));
    vm.assertEq(constitution.rulingOn(calls).concerned, (2 << 16) | 4, "seats plus one");
    calls[3] = Call(address(members), 0, abi.encodeCall(IMemberRegistry.remove, (type(uint16).max)));
    vm.assertEq(constitution.rulingOn(calls).concerned >> 48, 0, "a seat that cannot be takes one place");
    vm.assertEq(constitution.rulingOn(calls).concerned >> 16, (2 << 16) | 4, "and pushes out no other");
  }
}
