// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {MODULE_CONSTITUTION, MODULE_MEMBERS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule, RuleWord, packRule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title What the constitution says, to the bit: the root that members accept, and the edges of what it reads.
contract ConstitutionContentsTest is Consortium {
  struct Action {
    bytes32 subject;
    bytes32 firstWord;
    bytes4 selector;
    bool keyed;
  }

  bytes4 private constant ENTER = Ledger.enter.selector;
  bytes4 private constant SET_WEIGHT = IMemberRegistry.setWeight.selector;
  bytes32 private constant WORD = bytes32(uint256(5));

  function setUp() external {
    Plan memory plan = _plan(4);
    plan.strictest = _majority();
    plan.strictest.votingPeriod = 9 days;
    ledger = new Ledger();
    _found(plan);
  }

  function _weak(uint32 period) private pure returns (Rule memory) {
    return Rule(1, 0, 0, period, 0, 90 days, 0, 0);
  }

  // ---------------------------------------------------------------- the root

  /// @dev The fallback, the governed functions as they were laid, and then one action with a rule for one word.
  function _expectedRoot(Rule memory strictest, Rule[2] memory more) private view returns (bytes32 root) {
    IConstitution.FoundingRule[] memory laid = _governedRules(strictest, _majority());
    for (uint256 i = 0; i < laid.length; ++i) {
      Action memory action = Action(laid[i].subject, 0, laid[i].selector, false);
      root = keccak256(abi.encode(root, action, packRule(laid[i].rule).withWords(laid[i].words)));
    }
    Action memory last = Action(_ledgerSubject(), 0, ENTER, false);
    root = keccak256(abi.encode(root, last, packRule(more[0]).withWords(1)));
    (last.firstWord, last.keyed) = (WORD, true);
    root = keccak256(abi.encode(root, last, packRule(more[1]).withWords(1)));
  }

  function _root() private view returns (bytes32 root) {
    (root, ) = constitution.rulesRootAt(constitution.rulesVersion());
  }

  // REQ-GOV-05
  function test_rulesRootAt_afterEveryChange_isOverActionsWordsAndComponents() external {
    bytes32 subject = _ledgerSubject();
    Rule memory strictest = constitution.fallbackRule().unpack();
    _setLedgerRule(_weak(1));
    _decree();
    constitution.setKeyedRule(subject, ENTER, WORD, _weak(2));
    vm.assertTrue(constitution.ruleOf(subject, ENTER).isKeyed(), "marked, which is not in the root");
    vm.assertEq(_root(), _expectedRoot(strictest, [_weak(1), _weak(2)]), "a keyed rule");

    _skip(1);
    _setLedgerRule(_weak(3));
    _decree();
    constitution.setKeyedRule(subject, ENTER, WORD, _weak(4));
    vm.assertEq(_root(), _expectedRoot(strictest, [_weak(3), _weak(4)]), "both changed");

    strictest.votingPeriod = 10 days;
    uint256 version = constitution.rulesVersion();
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.RuleChanged(
      0,
      0,
      0,
      false,
      1,
      constitution.keyedRuleOf(subject, ENTER, WORD).version() + 1,
      0,
      strictest
    );
    _decree();
    constitution.setFallback(strictest);
    vm.assertEq(constitution.rulesVersion(), version + 1, "one change");
    vm.assertEq(_root(), _expectedRoot(strictest, [_weak(3), _weak(4)]), "the fallback, too");
  }

  // REQ-GOV-10
  function test_setRule_sameRuleOfAnActionWithKeyedRules_reverts() external {
    bytes32 subject = _ledgerSubject();
    _setLedgerRule(_weak(1));
    _decree();
    constitution.setKeyedRule(subject, ENTER, WORD, _weak(2));
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, keccak256(abi.encode(subject, ENTER)))
    );
    _setLedgerRule(_weak(1));
  }

  // ---------------------------------------------------------------- what rules are for

  // REQ-GOV-15
  function test_layRules_paymentToAnAccount_isNotTheFallback() external {
    IConstitution fresh = IConstitution(_create("contracts/constitution/Constitution.sol:Constitution", ""));
    IConstitution.FoundingRule[] memory rules = new IConstitution.FoundingRule[](3);
    rules[0] = IConstitution.FoundingRule(0, 0, 0, false, 0, _majority());
    rules[1] = _ruleFor(bytes32(uint256(0xbeef)), 0, 0, _weak(1));
    rules[2] = _ruleFor(0, ENTER, 1, _weak(2));
    fresh.layRules(rules);

    vm.assertEq(fresh.fallbackRule().version(), 1, "the fallback stays");
    vm.assertEq(fresh.ruleOf(bytes32(uint256(0xbeef)), 0).votingPeriod(), 1, "payments to one account");
    vm.assertEq(fresh.ruleOf(0, ENTER).votingPeriod(), 2, "a function at no address");
  }

  // REQ-GOV-15
  function test_setFallback_higherBars_areCarriedToTheFirstRuleLaid() external {
    Rule memory strictest = constitution.fallbackRule().unpack();
    strictest.quorum = 7500;
    _decree();
    constitution.setFallback(strictest);
    RuleWord first = constitution.ruleOf(MODULE_CONSTITUTION, IConstitution.setRule.selector);
    vm.assertEq(constitution.ruleVersions()[1], first.version(), "laid first behind the fallback");
    vm.assertEq(first.quorum(), 7500, "carried");
  }

  // REQ-GOV-16
  function test_setRule_moduleActionWithOtherWords_saysHowManyBytesItTakes() external {
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionEncodingNotStrict.selector,
        MODULE_MEMBERS,
        SET_WEIGHT,
        4 + 32 * 2,
        4 + 32 * 3
      )
    );
    _decree();
    constitution.setRule(MODULE_MEMBERS, SET_WEIGHT, 3, _majority());
  }

  // ---------------------------------------------------------------- which rule decides

  // REQ-GOV-13
  function test_ruleForCall_loweringAKeyedRule_isJoinedWithThatRule() external {
    _setLedgerRule(_weak(1));
    Rule memory strict = _weak(8 days);
    _decree();
    constitution.setKeyedRule(_ledgerSubject(), ENTER, WORD, strict);
    bytes memory lower = abi.encodeCall(IConstitution.setKeyedRule, (_ledgerSubject(), ENTER, WORD, _weak(2)));
    (RuleWord rule, , ) = constitution.ruleForCall(address(constitution), lower);
    vm.assertEq(rule.votingPeriod(), 8 days, "the period of the rule in force for that word");
  }

  // REQ-GOV-16
  function test_ruleForCall_functionsOfTheSameNameElsewhere_areReadByNobody() external {
    bytes32 subject = _ledgerSubject();
    bytes4[2] memory names = [IConstitution.setParameter.selector, IConstitution.setFallback.selector];
    for (uint256 i = 0; i < names.length; ++i) {
      _decree();
      constitution.setRule(subject, names[i], 0, _weak(1));
      // Neither a parameter's version nor a rule can be read of this.
      bytes memory data = abi.encodePacked(names[i], type(uint256).max, type(uint256).max);
      (RuleWord rule, , bool isModule) = constitution.ruleForCall(address(ledger), data);
      vm.assertEq(rule.votingPeriod(), 1, "its own rule");
      vm.assertFalse(isModule, "no module");
    }
  }

  // REQ-GOV-44
  function test_isStale_noMoreThanKeyAndVersion_isEnough() external view {
    bytes memory data = abi.encodePacked(IConstitution.setParameter.selector, PARAMETER_KEY_COOL_DOWN, uint256(2));
    vm.assertEq(data.length, 68, "bytes");
    vm.assertTrue(constitution.isStale(address(constitution), data), "another version");
  }
}
