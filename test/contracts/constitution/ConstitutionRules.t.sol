// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGuardians} from "../../../contracts/interfaces/IGuardians.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {MODULE_CONSTITUTION, MODULE_GUARDIANS, MODULE_MEMBERS} from "../../../contracts/types/ModuleNames.sol";
import {PARAMETER_GUARDIAN_SUNSET, PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {Rule, RuleWord, packRule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "../../support/contracts/Consortium.sol";
import {Ledger} from "../../support/contracts/Ledger.sol";

/// @title Rules: who sets them, in which bounds, and that the fallback stays the strictest.
contract ConstitutionRulesTest is Consortium {
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

  function _strictest() private view returns (Rule memory) {
    return constitution.fallbackRule().unpack();
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

  function test_governed_byAnybodyElse_reverts() external {
    bytes memory refusal = abi.encodeWithSelector(IConstitution.ConstitutionNotGovernor.selector, address(this));
    vm.expectRevert(refusal);
    constitution.setRule(_subject, ENTER, 1, _weak());
    vm.expectRevert(refusal);
    constitution.setKeyedRule(_subject, ENTER, 0, _weak());
    vm.expectRevert(refusal);
    constitution.setFallback(_weak());
  }

  // ---------------------------------------------------------------- setRule

  function test_setRule_newAction_isInForce() external {
    uint256 rules = constitution.ruleVersions().length;
    uint256 changes = constitution.rulesVersion();
    vm.assertFalse(constitution.ruleOf(_subject, ENTER).exists(), "none before");
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.RuleChanged(_subject, ENTER, 0, false, 0, rules + 1, 1, _weak());
    _set(_weak());

    RuleWord rule = constitution.ruleOf(_subject, ENTER);
    _same(rule, packRule(_weak()), "rule");
    vm.assertEq(rule.version(), rules + 1, "version");
    vm.assertEq(rule.words(), 1, "words");
    vm.assertEq(rule.supersededAt(), 0, "in force");
    vm.assertEq(constitution.ruleVersions()[rules], rules + 1, "listed");
    vm.assertEq(constitution.rulesVersion(), changes + 1, "one change");
    (, uint48 since) = constitution.rulesRootAt(changes + 1);
    vm.assertEq(since, _now(), "since");
  }

  function test_setRule_again_supersedesForGood() external {
    _set(_weak());
    uint256 first = constitution.ruleOf(_subject, ENTER).version();
    _skip(5);
    Rule memory other = _weak();
    other.quorum = 2;
    _set(other);
    vm.assertEq(constitution.ruleAt(first).supersededAt(), _now(), "superseded");
    _same(constitution.ruleAt(first), packRule(_weak()), "and still readable");
    _skip(5);
    _set(_weak());
    vm.assertEq(constitution.ruleOf(_subject, ENTER).version(), first + 2, "versions never return");
    vm.assertEq(constitution.ruleAt(first).supersededAt(), _now() - 5, "superseded then");
    vm.assertEq(constitution.ruleVersions().length, 20, "one place in the list");
  }

  function test_setRule_unchangedOrForNothing_reverts() external {
    _set(_weak());
    bytes32 key = keccak256(abi.encode(_subject, ENTER));
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, key));
    _set(_weak());
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnknownAction.selector, bytes32(0), bytes4(0)));
    _decree();
    constitution.setRule(0, 0, 0, _weak());
  }

  function test_setRule_otherWordsThanTheActionHas_reverts() external {
    _set(_weak());
    Rule memory other = _weak();
    other.quorum = 2;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionEncodingNotStrict.selector, _subject, ENTER, 36, 68)
    );
    _decree();
    constitution.setRule(_subject, ENTER, 2, other);
    vm.assertEq(constitution.ruleOf(_subject, ENTER).words(), 1, "words");
  }

  function _outOfRange(Rule memory rule) private {
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionRuleOutOfRange.selector, rule));
    _set(rule);
  }

  function test_setRule_componentOutOfRange_reverts() external {
    for (uint256 i = 0; i < 12; ++i) {
      Rule memory rule = _weak();
      if (i == 0) rule.quorum = 0;
      if (i == 1) rule.quorum = 10_001;
      if (i == 2) rule.threshold = 10_001;
      if (i == 3) rule.votingPeriod = 0;
      if (i == 4) rule.votingPeriod = 90 days + 1;
      if (i == 5) rule.executionDelay = 90 days + 1;
      if (i == 6) rule.executionWindow = 0;
      if (i == 7) rule.executionWindow = 90 days + 1;
      if (i == 8) rule.lateExtension = 30 days + 1;
      if (i == 9) rule.vetoDuties = 8;
      if (i == 10) rule.proposerDuties = 128;
      if (i == 11) (rule.vetoDuties, rule.proposerDuties) = (15, 7);
      _outOfRange(rule);
    }
    _decree();
    constitution.setFallback(Rule(10_000, 10_000, 7, 90 days, 90 days, 1, 30 days, 7));
    _set(Rule(10_000, 10_000, 7, 90 days, 90 days, 1, 30 days, 7));
    vm.assertEq(constitution.ruleOf(_subject, ENTER).executionDelay(), 90 days, "the edges are within");
  }

  function testFuzz_setRule_anyRule_staysBeneathTheFallback(uint16[2] calldata bars, uint8[6] calldata rest) external {
    Rule memory rule = Rule(
      (bars[0] % 8000) + 1,
      bars[1] % 8000,
      rest[0] % 8,
      (uint32(rest[1]) % 12) * 1 days + 1,
      (uint32(rest[2]) % 7) * 1 days,
      (uint32(rest[3]) % 5) * 1 days + 1,
      (uint32(rest[4]) % 3) * 1 days,
      rest[5] % 8
    );
    RuleWord strictest = constitution.fallbackRule();
    bool taken = strictest.isAtLeastAsStrictAs(packRule(rule));
    if (!taken) {
      vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionStricterThanFallback.selector, _subject, ENTER));
    }
    _set(rule);
    vm.assertTrue(constitution.ruleOf(_subject, ENTER).exists() == taken, "taken");
  }

  function test_setRule_constitutionalAction_keepsTheFallbacksBars() external {
    Rule memory weaker = Rule(5999, 6000, 0, 3 days, 0, 7 days, 0, 0);
    bytes4[5] memory selectors = [
      IConstitution.setRule.selector,
      IConstitution.setKeyedRule.selector,
      IConstitution.setFallback.selector,
      IConstitution.setBounds.selector,
      IConstitution.setModule.selector
    ];
    for (uint256 i = 0; i < selectors.length; ++i) {
      vm.expectRevert(
        abi.encodeWithSelector(IConstitution.ConstitutionWeakerThanFallback.selector, MODULE_CONSTITUTION, selectors[i])
      );
      _decree();
      constitution.setRule(MODULE_CONSTITUTION, selectors[i], 3, weaker);
    }
    (weaker.quorum, weaker.threshold) = (6000, 5999);
    vm.expectRevert(
      abi.encodeWithSelector(
        IConstitution.ConstitutionWeakerThanFallback.selector,
        MODULE_MEMBERS,
        IMemberRegistry.suspend.selector
      )
    );
    _decree();
    constitution.setRule(MODULE_MEMBERS, IMemberRegistry.suspend.selector, 2, weaker);

    _decree();
    constitution.setRule(MODULE_CONSTITUTION, IConstitution.setParameter.selector, 3, weaker);
    _decree();
    constitution.setRule(MODULE_GUARDIANS, IGuardians.ratify.selector, 2, weaker);
    vm.assertEq(constitution.ruleOf(MODULE_GUARDIANS, IGuardians.ratify.selector).threshold(), 5999, "others may");
  }

  // ---------------------------------------------------------------- setFallback

  function test_setFallback_higherBars_areCarriedToConstitutionalActions() external {
    Rule memory next = _strictest();
    (next.quorum, next.threshold) = (7500, 7000);
    bytes4 admit = IMemberRegistry.admit.selector;
    uint256 old = constitution.ruleOf(MODULE_MEMBERS, admit).version();
    _skip(1);
    _decree();
    constitution.setFallback(next);

    vm.assertEq(constitution.fallbackRule().quorum(), 7500, "fallback");
    RuleWord rule = constitution.ruleOf(MODULE_MEMBERS, admit);
    vm.assertEq(rule.quorum(), 7500, "carried quorum");
    vm.assertEq(rule.threshold(), 7000, "carried threshold");
    vm.assertEq(rule.votingPeriod(), 3 days, "the rest stays");
    vm.assertEq(rule.words(), 3, "words too");
    vm.assertEq(constitution.ruleAt(old).supersededAt(), _now(), "a new version");
    vm.assertEq(
      constitution.ruleOf(MODULE_CONSTITUTION, IConstitution.setParameter.selector).quorum(),
      6000,
      "not to others"
    );
  }

  function test_setFallback_keyedConstitutionalRule_isCarriedToo() external {
    Rule memory rule = Rule(6000, 6000, 0, 4 days, 0, 7 days, 0, 0);
    bytes4 setWeight = IMemberRegistry.setWeight.selector;
    _decree();
    constitution.setKeyedRule(MODULE_MEMBERS, setWeight, bytes32(uint256(1)), rule);
    Rule memory next = _strictest();
    next.quorum = 7500;
    _decree();
    constitution.setFallback(next);
    RuleWord keyed = constitution.keyedRuleOf(MODULE_MEMBERS, setWeight, bytes32(uint256(1)));
    vm.assertEq(keyed.quorum(), 7500, "keyed");
    vm.assertEq(keyed.votingPeriod(), 4 days, "the rest stays");
    vm.assertTrue(constitution.ruleOf(MODULE_MEMBERS, setWeight).isKeyed(), "still marked");
  }

  function test_setFallback_unchangedOrWeakerThanARule_reverts() external {
    Rule memory next = _strictest();
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnchanged.selector, bytes32(0)));
    _decree();
    constitution.setFallback(next);

    _set(Rule(1, 1, 0, 10 days, 0, 90 days, 0, 0));
    next.votingPeriod = 9 days;
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionStricterThanFallback.selector, _subject, ENTER));
    _decree();
    constitution.setFallback(next);
    next.votingPeriod = 91 days;
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionRuleOutOfRange.selector, next));
    _decree();
    constitution.setFallback(next);
  }

  function testFuzz_setFallback_whateverIsTried_staysTheStrictest(uint256[6] calldata seeds) external {
    for (uint256 i = 0; i < seeds.length; ++i) {
      Rule memory rule = Rule(
        uint16(5000 + (seeds[i] % 3) * 1000),
        uint16(5000 + ((seeds[i] >> 8) % 3) * 1000),
        uint8((seeds[i] >> 16) % 8),
        uint32(3 days + ((seeds[i] >> 24) % 9) * 1 days),
        uint32(((seeds[i] >> 32) % 6) * 1 days),
        uint32(1 days + ((seeds[i] >> 40) % 9) * 1 days),
        uint32(((seeds[i] >> 48) % 2) * 1 days),
        uint8((seeds[i] >> 56) % 8)
      );
      bytes memory call =
        (seeds[i] >> 64) % 2 == 0
          ? abi.encodeCall(IConstitution.setFallback, (rule))
          : abi.encodeCall(IConstitution.setRule, (_subject, ENTER, 1, rule));
      _decree();
      (bool success, ) = address(constitution).call(call);
      success; // Taken or not: what follows holds in both cases.
    }
    RuleWord strictest = constitution.fallbackRule();
    uint256[] memory versions = constitution.ruleVersions();
    for (uint256 i = 0; i < versions.length; ++i) {
      vm.assertTrue(strictest.isAtLeastAsStrictAs(constitution.ruleAt(versions[i])), "strictest");
    }
    RuleWord remove = constitution.ruleOf(MODULE_MEMBERS, IMemberRegistry.remove.selector);
    vm.assertEq(remove.quorum(), strictest.quorum(), "the fallback's quorum");
    vm.assertEq(remove.threshold(), strictest.threshold(), "the fallback's threshold");
  }

  // ---------------------------------------------------------------- keyed rules

  function test_setKeyedRule_oneParameter_hasItsOwn() external {
    bytes4 setParameter = IConstitution.setParameter.selector;
    Rule memory rule = Rule(6000, 6000, 0, 9 days, 0, 7 days, 0, 0);
    uint256 rules = constitution.ruleVersions().length;
    vm.expectEmit(true, true, true, true, address(constitution));
    emit IConstitution.RuleChanged(
      MODULE_CONSTITUTION,
      setParameter,
      PARAMETER_KEY_COOL_DOWN,
      true,
      0,
      rules + 1,
      3,
      rule
    );
    _decree();
    constitution.setKeyedRule(MODULE_CONSTITUTION, setParameter, PARAMETER_KEY_COOL_DOWN, rule);

    (RuleWord own, uint256 version, bool isModule) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 1, 9))
    );
    vm.assertEq(own.votingPeriod(), 9 days, "its own");
    vm.assertEq(version, rules + 1, "version");
    vm.assertTrue(isModule, "module");
    (RuleWord other, , ) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setParameter, (PARAMETER_GUARDIAN_SUNSET, 1, 9))
    );
    vm.assertEq(other.votingPeriod(), 3 days, "all others");

    _decree();
    constitution.setRule(MODULE_CONSTITUTION, setParameter, 3, _weak());
    (own, , ) = _ruleFor(
      address(constitution),
      abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, 1, 9))
    );
    vm.assertEq(own.votingPeriod(), 9 days, "its own, whatever becomes of the action's");
  }

  function test_setKeyedRule_unknownActionOrTooWeak_reverts() external {
    vm.expectRevert(abi.encodeWithSelector(IConstitution.ConstitutionUnknownAction.selector, _subject, ENTER));
    _decree();
    constitution.setKeyedRule(_subject, ENTER, "word", _weak());
    bytes4 setWeight = IMemberRegistry.setWeight.selector;
    vm.expectRevert(
      abi.encodeWithSelector(IConstitution.ConstitutionWeakerThanFallback.selector, MODULE_MEMBERS, setWeight)
    );
    _decree();
    constitution.setKeyedRule(MODULE_MEMBERS, setWeight, bytes32(uint256(1)), _weak());
  }

  // ---------------------------------------------------------------- which rule decides a call

  function _ruleFor(address target, bytes memory data) private view returns (RuleWord, uint256, bool) {
    return constitution.ruleForCall(target, data);
  }

  // ---------------------------------------------------------------- reads

  function test_rulesRootAt_newest_isTheHashOverAllRules() external {
    _set(_weak());
    uint256 version = constitution.rulesVersion();
    (bytes32 root, ) = constitution.rulesRootAt(version);
    Rule memory other = _weak();
    other.quorum = 2;
    _set(other);
    (bytes32 changed, ) = constitution.rulesRootAt(version + 1);
    vm.assertNotEq(changed, root, "another rule");
    _set(_weak());
    (bytes32 again, ) = constitution.rulesRootAt(version + 2);
    vm.assertEq(again, root, "the same content, the same root");
  }

  function test_dutiesInUse_ofAllRulesInForce_areListed() external {
    vm.assertEq(constitution.proposerDutyMasks(), (1 << 7) | 1, "of the fallback, and none");
    vm.assertEq(constitution.vetoDutiesInUse(), 7, "of the fallback");
    Rule memory rule = _weak();
    rule.proposerDuties = 2;
    _set(rule);
    vm.assertEq(constitution.proposerDutyMasks(), (1 << 7) | (1 << 2) | 1, "one more set");
    _set(_weak());
    vm.assertEq(constitution.proposerDutyMasks(), (1 << 7) | 1, "only those in force");
  }
}
