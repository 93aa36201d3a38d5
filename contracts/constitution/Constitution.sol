// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {ALL_DUTIES} from "../types/Duty.sol";
import {MODULE_CONSTITUTION, MODULE_GOVERNOR, MODULE_MEMBERS} from "../types/ModuleNames.sol";
import {Call} from "../types/Call.sol";
import {Rule, RuleWord, packRule} from "../types/Rule.sol";
import {JOINED_RULES, Ruling, isConcerned} from "../types/Ruling.sol";
import {Bounds as BoundsMath} from "./Bounds.sol";

/// @title The constitution as data: rules, parameters, directory.
contract Constitution is IConstitution {
  using BoundsMath for Bounds;

  uint256 private constant MAX_RULES = 256;
  uint256 private constant MAX_PARAMETERS = 256;
  uint256 private constant MAX_JOINED = 10;
  /// More than there are; keeps a seat that does not exist from spilling over in a packed list.
  uint256 private constant MAX_SEATS = 16_384;
  uint256 private constant BASIS_POINTS = 10_000;
  uint256 private constant MAX_PERIOD = 90 days;
  uint256 private constant MAX_EXTENSION = 30 days;
  /// Functions of this contract that set rules; their calls are decided under a join with what they set.
  bytes4 private constant SET_RULE = IConstitution.setRule.selector;
  bytes4 private constant SET_KEYED_RULE = IConstitution.setKeyedRule.selector;
  bytes4 private constant SET_FALLBACK = IConstitution.setFallback.selector;
  bytes4 private constant SET_PARAMETER = IConstitution.setParameter.selector;

  struct Root {
    bytes32 hash;
    uint48 since;
  }

  /// What a rule is for; all zero is the fallback.
  struct Action {
    bytes32 subject;
    bytes32 firstWord;
    bytes4 selector;
    bool keyed;
  }

  address public founder;

  mapping(bytes32 key => RuleWord) private _rules;
  mapping(uint256 version => RuleWord) private _ruleAt;
  Action[] private _actions;
  uint256 private _lastRule;
  uint256 public rulesVersion;
  mapping(uint256 version => Root) private _rulesRoots;

  mapping(bytes32 key => Parameter) private _parameters;
  mapping(bytes32 key => Bounds) private _bounds;
  bytes32[] private _parameterKeys;
  uint256 public parametersVersion;
  mapping(uint256 version => Root) private _parametersRoots;

  mapping(bytes32 name => address) private _modules;
  mapping(address module => bytes32) private _names;
  bytes32[] private _moduleNames;

  modifier onlyGovernance() {
    // DEFENCE: setters-governance-only
    if (msg.sender != _modules[MODULE_GOVERNOR]) revert ConstitutionNotGovernor(msg.sender);
    _;
  }

  modifier onlyFounder() {
    if (msg.sender != founder) revert ConstitutionNotFounder(msg.sender);
    _;
  }

  constructor() {
    founder = msg.sender;
    _names[address(this)] = MODULE_CONSTITUTION;
    _modules[MODULE_CONSTITUTION] = address(this);
    _moduleNames.push(MODULE_CONSTITUTION);
  }

  // ---------------------------------------------------------------- founding

  /// @inheritdoc IConstitution
  function layRules(FoundingRule[] calldata rules) external onlyFounder {
    // Bounded by MAX_RULES: every round adds one or replaces one.
    for (uint256 i = 0; i < rules.length; ++i) {
      FoundingRule calldata rule = rules[i];
      if (rule.subject == 0 && rule.selector == 0) {
        _setFallback(rule.rule);
      } else {
        if (_actions.length == 0) revert ConstitutionIncomplete();
        _setRule(Action(rule.subject, rule.firstWord, rule.selector, rule.keyed), rule.words, rule.rule);
      }
    }
    _rootRules();
  }

  /// @inheritdoc IConstitution
  function layParameters(FoundingParameter[] calldata parameters) external onlyFounder {
    for (uint256 i = 0; i < parameters.length; ++i) {
      _defineParameter(parameters[i].key, parameters[i].value, parameters[i].bounds);
    }
    _rootParameters();
  }

  /// @inheritdoc IConstitution
  function seal(bytes32[] calldata names, address[] calldata modules) external onlyFounder {
    if (!_rules[0].exists() || names.length != modules.length) revert ConstitutionIncomplete();

    for (uint256 i = 0; i < names.length; ++i) _enterModule(names[i], modules[i]);
    if (_modules[MODULE_GOVERNOR].code.length == 0) revert ConstitutionIncomplete();
    founder = address(0); // DEFENCE: founder-powerless

    emit ConstitutionSealed(_rulesRoots[rulesVersion].hash, _parametersRoots[parametersVersion].hash);
  }

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

  // ---------------------------------------------------------------- reads

  /// @inheritdoc IConstitution
  function rulingOn(Call[] calldata calls) external view returns (Ruling memory ruling) {
    // Bounded by the governor, which takes a bounded number of calls.
    for (uint256 i = 0; i < calls.length; ++i) {
      Call calldata call = calls[i];
      (RuleWord rule, uint256 version, bool isModule) = ruleForCall(call.target, call.data);
      if (isModule) {
        ruling.modules = true;
        if (call.target == _modules[MODULE_MEMBERS]) ruling.concerned = _concern(ruling.concerned, call.data);
      }
      if (i == 0) {
        (ruling.rule, ruling.version, ruling.versions) = (rule, rule.version(), version);
      } else if (rule.version() == 0 || rule.version() != ruling.version) {
        ruling.rule = ruling.rule.join(rule); // DEFENCE: join-of-calls
        ruling.version = 0;
        ruling.versions = _withVersion(ruling.versions, version);
      }
    }
    if (ruling.version == 0) ruling.version = JOINED_RULES | _newest(ruling.versions); // DEFENCE: id-binds-joined-rules
  }

  /// @inheritdoc IConstitution
  function ruleForCall(
    address target,
    bytes calldata data
  ) public view returns (RuleWord rule, uint256 version, bool isModule) {
    bytes32 subject = _names[target];
    isModule = subject != 0;
    if (!isModule) subject = bytes32(uint256(uint160(target)));
    bytes4 selector = data.length < 4 ? bytes4(0) : bytes4(data);

    rule = _rules[_keyOf(subject, selector)];
    if (!rule.exists()) {
      // The list of what a module may be told is closed; everything else in the world falls to the strictest rule.
      if (isModule) revert ConstitutionUnknownAction(subject, selector); // DEFENCE: closed-actions
      rule = _rules[0];
      return (rule, rule.version(), false);
    }
    if (isModule && data.length != 4 + 32 * rule.words()) {
      // DEFENCE: strict-encoding
      revert ConstitutionEncodingNotStrict(subject, selector, 4 + 32 * rule.words(), data.length);
    }
    if (rule.isKeyed() && data.length >= 36) {
      RuleWord keyed = _rules[_keyOf(subject, selector, bytes32(data[4:36]))];
      if (keyed.exists()) rule = keyed;
    }
    version = rule.version();
    if (target != address(this)) return (rule, version, isModule);
    _requireFresh(selector, data);
    rule = _joinWithWhatItSets(rule, selector, data);
  }

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

  /// @inheritdoc IConstitution
  function parameter(bytes32 key) external view returns (Parameter memory) {
    if (_bounds[key].kind == ParameterType.None) revert ConstitutionUnknownParameter(key);
    return _parameters[key];
  }

  /// @inheritdoc IConstitution
  function isStale(address target, bytes calldata data) external view returns (bool) {
    if (target != address(this) || data.length < 68 || bytes4(data) != SET_PARAMETER) return false;
    (bytes32 key, uint32 expected) = abi.decode(data[4:68], (bytes32, uint32));
    return _parameters[key].version != expected;
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
  function parametersRootAt(uint256 version) external view returns (bytes32 root, uint48 since) {
    return (_parametersRoots[version].hash, _parametersRoots[version].since);
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

  /// @inheritdoc IModule
  function stateRoot() external view returns (bytes32) {
    return keccak256(abi.encode(_rulesRoots[rulesVersion].hash, _parametersRoots[parametersVersion].hash));
  }

  // ---------------------------------------------------------------- rules

  function _setRule(Action memory action, uint8 words, Rule calldata rule) private {
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
  function _setFallback(Rule calldata rule) private {
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

  /// @dev A change that was written against another version than the one in force is not worth anybody's vote.
  function _requireFresh(bytes4 selector, bytes calldata data) private view {
    if (selector != SET_PARAMETER) return;
    (bytes32 key, uint32 expected) = abi.decode(data[4:68], (bytes32, uint32));
    uint32 actual = _parameters[key].version;
    if (actual != expected) revert ConstitutionParameterChanged(key, expected, actual); // DEFENCE: stale-at-propose
  }

  /// @dev A rule change is decided under the strictest of its own rule, the rule in force and the new one, so that nobody
  /// sets a bar it could not clear, and nobody lowers a bar without clearing it.
  function _joinWithWhatItSets(RuleWord rule, bytes4 selector, bytes calldata data) private view returns (RuleWord) {
    RuleWord current;
    Rule memory next;
    if (selector == SET_RULE) {
      (bytes32 subject, bytes4 set, , Rule memory given) = abi.decode(data[4:], (bytes32, bytes4, uint8, Rule));
      current = _rules[_keyOf(Action(subject, 0, set, false))];
      next = given;
    } else if (selector == SET_KEYED_RULE) {
      (bytes32 subject, bytes4 set, bytes32 word, Rule memory given) = abi.decode(
        data[4:],
        (bytes32, bytes4, bytes32, Rule)
      );
      current = _rules[_keyOf(Action(subject, word, set, true))];
      if (!current.exists()) current = _rules[_keyOf(Action(subject, 0, set, false))];
      next = given;
    } else if (selector == SET_FALLBACK) {
      next = abi.decode(data[4:], (Rule));
    } else {
      return rule;
    }
    if (!current.exists()) current = _rules[0];
    // DEFENCE: rule-join [rule.join(current).join(packRule(next)) => rule]
    RuleWord joined = rule.join(current).join(packRule(next));
    return rule.isAtLeastAsStrictAs(joined) ? rule : joined;
  }

  function _withVersion(uint256 versions, uint256 version) private pure returns (uint256) {
    uint256 places;
    for (uint256 left = versions; left != 0; left >>= 24) {
      if (uint24(left) == version) return versions;
      ++places;
    }
    if (places == MAX_JOINED) revert ConstitutionTooManyRules(MAX_JOINED);
    return (versions << 24) | version;
  }

  function _newest(uint256 versions) private pure returns (uint256 newest) {
    for (uint256 left = versions; left != 0; left >>= 24) {
      if (uint24(left) > newest) newest = uint24(left);
    }
  }

  /// @dev The seat that a call removes or suspends: its first word, which the strict encoding guarantees.
  function _concern(uint256 concerned, bytes calldata data) private pure returns (uint256) {
    bytes4 selector = bytes4(data);
    if (selector != IMemberRegistry.remove.selector && selector != IMemberRegistry.suspend.selector) return concerned;
    uint256 seat = uint256(bytes32(data[4:36])) % MAX_SEATS;
    // DEFENCE: concerned-seat-known [(concerned << 16) | (seat + 1) => concerned]
    return isConcerned(concerned, seat) ? concerned : (concerned << 16) | (seat + 1);
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
    if (action.subject == MODULE_CONSTITUTION) return action.selector != SET_PARAMETER;
    return action.subject == MODULE_MEMBERS;
  }

  function _content(RuleWord rule) private pure returns (uint256) {
    return RuleWord.unwrap(rule.withVersion(0).withSupersededAt(0)) & ~(uint256(type(uint8).max) << 208);
  }

  function _keyOf(Action memory action) private pure returns (bytes32) {
    if (action.subject == 0 && action.selector == 0) return 0;
    return
      action.keyed
        ? _keyOf(action.subject, action.selector, action.firstWord)
        : _keyOf(action.subject, action.selector);
  }

  function _keyOf(bytes32 subject, bytes4 selector) private pure returns (bytes32) {
    return keccak256(abi.encode(subject, selector));
  }

  function _keyOf(bytes32 subject, bytes4 selector, bytes32 firstWord) private pure returns (bytes32) {
    return keccak256(abi.encode(subject, selector, firstWord));
  }

  // ---------------------------------------------------------------- parameters

  function _defineParameter(bytes32 key, uint160 value, Bounds calldata bounds_) private {
    if (key == 0 || !bounds_.areSound() || !bounds_.allow(value)) revert ConstitutionBadBounds(key);
    if (_bounds[key].kind != ParameterType.None) revert ConstitutionParameterExists(key);
    if (_parameterKeys.length == MAX_PARAMETERS) revert ConstitutionTooManyParameters(MAX_PARAMETERS);

    _parameterKeys.push(key);
    _bounds[key] = bounds_;
    _parameters[key] = Parameter(value, 1, uint48(block.timestamp));

    emit ParameterDefined(key, bounds_);
    emit ParameterChanged(key, 0, value, 1);
  }

  // ---------------------------------------------------------------- directory and roots

  /// @dev Everything in the constitution is data that a vote changes; the contract itself is what all modules obey.
  function _requireNotFixed(bytes32 name) private pure {
    if (name == MODULE_CONSTITUTION) revert ConstitutionIsFixed(); // DEFENCE: constitution-fixed
  }

  function _enterModule(bytes32 name, address module_) private {
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

  /// @dev Over subject, selector, first word and components of every rule, in the order in which they were first laid.
  function _rootRules() private {
    bytes32 root;
    for (uint256 i = 0; i < _actions.length; ++i) {
      root = keccak256(abi.encode(root, _actions[i], _content(_rules[_keyOf(_actions[i])])));
    }
    _rulesRoots[++rulesVersion] = Root(root, uint48(block.timestamp));
  }

  /// @dev Over key, value and bounds of every parameter, in the order of definition; not over versions and dates.
  function _rootParameters() private {
    bytes32 root;
    for (uint256 i = 0; i < _parameterKeys.length; ++i) {
      bytes32 key = _parameterKeys[i];
      root = keccak256(abi.encode(root, key, _parameters[key].value, _bounds[key]));
    }
    _parametersRoots[++parametersVersion] = Root(root, uint48(block.timestamp));
  }
}
