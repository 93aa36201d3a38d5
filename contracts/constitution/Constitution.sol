// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConstitution} from "../interfaces/IConstitution.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {Call} from "../types/Call.sol";
import {MODULE_GOVERNOR, MODULE_MEMBERS} from "../types/ModuleNames.sol";
import {Rule, RuleWord, packRule} from "../types/Rule.sol";
import {JOINED_RULES, Ruling, isConcerned} from "../types/Ruling.sol";
import {ParameterBook} from "./ParameterBook.sol";
import {RuleBook} from "./RuleBook.sol";

/// @title The constitution as data: rules, parameters, directory. Founded once; afterwards it rules on what is proposed.
contract Constitution is ParameterBook, RuleBook {
  uint256 private constant MAX_JOINED = 10;
  /// More than there are; keeps a seat that does not exist from spilling over in a packed list.
  uint256 private constant MAX_SEATS = 16_384;
  /// Functions of this contract that set rules; their calls are decided under a join with what they set.
  bytes4 private constant SET_RULE = IConstitution.setRule.selector;
  bytes4 private constant SET_KEYED_RULE = IConstitution.setKeyedRule.selector;
  bytes4 private constant SET_FALLBACK = IConstitution.setFallback.selector;

  address public founder;

  modifier onlyFounder() {
    if (msg.sender != founder) revert ConstitutionNotFounder(msg.sender);
    _;
  }

  constructor() {
    founder = msg.sender;
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

  // ---------------------------------------------------------------- ruling

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

  /// @inheritdoc IModule
  function stateRoot() external view returns (bytes32) {
    return keccak256(abi.encode(_rulesRoots[rulesVersion].hash, _parametersRoots[parametersVersion].hash));
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
}
