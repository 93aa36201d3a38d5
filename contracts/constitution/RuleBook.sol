// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";
import {ALL_DUTIES} from "../types/Duty.sol";
import {MODULE_CONSTITUTION, MODULE_MEMBERS} from "../types/ModuleNames.sol";
import {Rule, RuleWord, packRule} from "../types/Rule.sol";
import {Directory} from "./Directory.sol";

/// @title The rules: for every action the bar that a vote on it must clear. The fallback is the strictest of them.
abstract contract RuleBook is Directory {
  uint256 private constant MAX_RULES = 256;
  uint256 private constant BASIS_POINTS = 10_000;
  uint256 private constant MAX_PERIOD = 90 days;
  uint256 private constant MAX_EXTENSION = 30 days;

  /// What a rule is for; all zero is the fallback.
  struct Action {
    bytes32 subject;
    bytes32 firstWord;
    bytes4 selector;
    bool keyed;
  }

  mapping(bytes32 key => RuleWord) internal _rules;
  mapping(uint256 version => RuleWord) private _ruleAt;
  Action[] internal _actions;
  uint256 private _lastRule;
  uint256 public rulesVersion;
  mapping(uint256 version => Root) internal _rulesRoots;

  // ---------------------------------------------------------------- governed

  /// @inheritdoc IConstitution
  function setRule(bytes32 subject, bytes4 selector, uint8 words, Rule calldata rule) external onlyGovernance {
    if (subject == 0 && selector == 0) revert ConstitutionUnknownAction(subject, selector);
    _setRule(Action(subject, 0, selector, false), words, rule);
    _rootRules();
  }

  /// @inheritdoc IConstitution
  function setKeyedRule(
    bytes32 subject,
    bytes4 selector,
    bytes32 firstWord,
    Rule calldata rule
  ) external onlyGovernance {
    RuleWord action = _rules[_keyOf(subject, selector)];
    if (!action.exists()) revert ConstitutionUnknownAction(subject, selector);
    _setRule(Action(subject, firstWord, selector, true), uint8(action.words()), rule);
    _rootRules();
  }

  /// @inheritdoc IConstitution
  function setFallback(Rule calldata rule) external onlyGovernance {
    _setFallback(rule);
    _rootRules();
  }

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IConstitution
  function ruleAt(uint256 version) external view returns (RuleWord) {
    return _ruleAt[version];
  }

  /// @inheritdoc IConstitution
  function ruleOf(bytes32 subject, bytes4 selector) external view returns (RuleWord) {
    return _rules[_keyOf(subject, selector)];
  }

  /// @inheritdoc IConstitution
  function keyedRuleOf(bytes32 subject, bytes4 selector, bytes32 firstWord) external view returns (RuleWord) {
    return _rules[_keyOf(subject, selector, firstWord)];
  }

  /// @inheritdoc IConstitution
  function fallbackRule() external view returns (RuleWord) {
    return _rules[0];
  }

  /// @inheritdoc IConstitution
  function ruleVersions() external view returns (uint256[] memory versions) {
    versions = new uint256[](_actions.length);
    for (uint256 i = 0; i < versions.length; ++i) versions[i] = _rules[_keyOf(_actions[i])].version();
  }

  /// @inheritdoc IConstitution
  function rulesRootAt(uint256 version) external view returns (bytes32 root, uint48 since) {
    return (_rulesRoots[version].hash, _rulesRoots[version].since);
  }

  /// @inheritdoc IConstitution
  function proposerDutyMasks() external view returns (uint256 masks) {
    for (uint256 i = 0; i < _actions.length; ++i) masks |= 1 << _rules[_keyOf(_actions[i])].proposerDuties();
  }

  /// @inheritdoc IConstitution
  function vetoDutiesInUse() external view returns (uint8 duties) {
    for (uint256 i = 0; i < _actions.length; ++i) duties |= _rules[_keyOf(_actions[i])].vetoDuties();
  }

  // ---------------------------------------------------------------- laying

  function _setRule(Action memory action, uint8 words, Rule calldata rule) internal {
    _requireInRange(rule);
    RuleWord next = packRule(rule).withWords(words);
    RuleWord strictest = _rules[0];
    if (!strictest.isAtLeastAsStrictAs(next)) {
      // DEFENCE: fallback-strictest
      revert ConstitutionStricterThanFallback(action.subject, action.selector);
    }
    bool below = next.quorum() < strictest.quorum() || next.threshold() < strictest.threshold();
    if (below && _isConstitutional(action)) {
      // DEFENCE: constitutional-bars
      revert ConstitutionWeakerThanFallback(action.subject, action.selector);
    }

    RuleWord current = _rules[_keyOf(action)];
    if (current.exists() && current.words() != words) {
      // DEFENCE: words-fixed
      revert ConstitutionEncodingNotStrict(action.subject, action.selector, 4 + 32 * current.words(), 4 + 32 * words);
    }

    if (action.keyed) _markKeyed(action);
    _write(action, next);
  }

  /// @dev The rules of constitutional actions follow the fallback's bars; all others must already be within them.
  function _setFallback(Rule calldata rule) internal {
    _requireInRange(rule);
    RuleWord next = packRule(rule);

    _write(Action(0, 0, 0, false), next);
    // Bounded by MAX_RULES, and only when the fallback changes.
    for (uint256 i = 1; i < _actions.length; ++i) {
      Action memory action = _actions[i];
      RuleWord current = _rules[_keyOf(action)];
      if (_isConstitutional(action) && (current.quorum() != next.quorum() || current.threshold() != next.threshold())) {
        Rule memory carried = current.unpack();
        carried.quorum = rule.quorum;
        carried.threshold = rule.threshold;
        current = packRule(carried).withWords(current.words());
        _write(action, current);
      }
      if (!next.isAtLeastAsStrictAs(current)) {
        // DEFENCE: fallback-stays-strictest
        revert ConstitutionStricterThanFallback(action.subject, action.selector);
      }
    }
  }

  function _write(Action memory action, RuleWord next) private {
    bytes32 key = _keyOf(action);
    RuleWord current = _rules[key];
    if (_content(current) == _content(next)) revert ConstitutionUnchanged(key);

    uint256 oldVersion = current.version();
    uint256 newVersion = ++_lastRule;
    if (current.exists()) {
      _ruleAt[oldVersion] = _ruleAt[oldVersion].withSupersededAt(block.timestamp); // DEFENCE: rule-superseded
    } else {
      if (_actions.length == MAX_RULES) revert ConstitutionTooManyRules(MAX_RULES);
      _actions.push(action);
    }
    next = next.withVersion(newVersion);
    _ruleAt[newVersion] = next;
    _rules[key] = current.isKeyed() ? next.withKeyed() : next;

    emit RuleChanged(
      action.subject,
      action.selector,
      action.firstWord,
      action.keyed,
      oldVersion,
      newVersion,
      uint8(next.words()),
      next.unpack()
    );
  }

  /// @dev A mark on the action saves all other actions the look-up of a first word. It is no new version.
  function _markKeyed(Action memory action) private {
    bytes32 key = _keyOf(Action(action.subject, 0, action.selector, false));
    // A mark alone would be a rule that asks for nothing.
    if (!_rules[key].exists()) revert ConstitutionUnknownAction(action.subject, action.selector);
    _rules[key] = _rules[key].withKeyed();
  }

  /// @dev Over subject, selector, first word and components of every rule, in the order in which they were first laid.
  function _rootRules() internal {
    bytes32 root;
    for (uint256 i = 0; i < _actions.length; ++i) {
      root = keccak256(abi.encode(root, _actions[i], _content(_rules[_keyOf(_actions[i])])));
    }
    _rulesRoots[++rulesVersion] = Root(root, uint48(block.timestamp));
  }

  function _requireInRange(Rule calldata rule) private pure {
    bool inRange =
      rule.quorum > 0 &&
        rule.quorum <= BASIS_POINTS &&
        rule.threshold <= BASIS_POINTS &&
        rule.votingPeriod > 0 &&
        rule.votingPeriod <= MAX_PERIOD &&
        rule.executionDelay <= MAX_PERIOD &&
        rule.executionWindow > 0 &&
        rule.executionWindow <= MAX_PERIOD &&
        rule.lateExtension <= MAX_EXTENSION &&
        (rule.vetoDuties | rule.proposerDuties) & ~ALL_DUTIES == 0;
    if (!inRange) revert ConstitutionRuleOutOfRange(rule);
  }

  /// @dev Actions that change the electorate, bounds, a module or a rule: strictness could be walked around through them.
  function _isConstitutional(Action memory action) private pure returns (bool) {
    if (action.subject == MODULE_CONSTITUTION) return action.selector != IConstitution.setParameter.selector;
    return action.subject == MODULE_MEMBERS;
  }

  function _content(RuleWord rule) private pure returns (uint256) {
    return RuleWord.unwrap(rule.withVersion(0).withSupersededAt(0)) & ~(uint256(type(uint8).max) << 208);
  }

  // ---------------------------------------------------------------- keys

  function _keyOf(Action memory action) internal pure returns (bytes32) {
    if (action.subject == 0 && action.selector == 0) return 0;
    return
      action.keyed
        ? _keyOf(action.subject, action.selector, action.firstWord)
        : _keyOf(action.subject, action.selector);
  }

  function _keyOf(bytes32 subject, bytes4 selector) internal pure returns (bytes32) {
    return keccak256(abi.encode(subject, selector));
  }

  function _keyOf(bytes32 subject, bytes4 selector, bytes32 firstWord) internal pure returns (bytes32) {
    return keccak256(abi.encode(subject, selector, firstWord));
  }
}
