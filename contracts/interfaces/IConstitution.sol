// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IModule} from "./IModule.sol";
import {Call} from "../types/Call.sol";
import {Rule, RuleWord} from "../types/Rule.sol";
import {Ruling} from "../types/Ruling.sol";

/// @title The constitution: rules, typed parameters and the directory, as data that only a vote changes.
/// @dev Calls nobody. Reads are safe to make from any module.
interface IConstitution is IModule {
  /// @notice What a parameter's 160 bits mean.
  enum ParameterType {
    None,
    Uint,
    Bool,
    Duration,
    Address
  }

  /// @notice A parameter's bounds and manners.
  /// @param kind What the value means; None means there is no such parameter.
  /// @param min Smallest value allowed.
  /// @param max Largest value allowed.
  /// @param maxStep Largest change in one step, 0 for no limit.
  /// @param coolDown Seconds that must pass between two changes, at least 1.
  /// @param unit What the value counts, as a short string.
  struct Bounds {
    ParameterType kind;
    uint160 min;
    uint160 max;
    uint160 maxStep;
    uint40 coolDown;
    bytes32 unit;
  }

  /// @notice A parameter's value with the version that a compare-and-set names.
  struct Parameter {
    uint160 value;
    uint32 version;
    uint48 changedAt;
  }

  /// @notice A rule as it is laid at founding. `subject` is a module name or an address, left-padded; an empty selector with
  /// subject 0 is the fallback; `keyed` says that the rule is for calls whose first static word is `firstWord`.
  struct FoundingRule {
    bytes32 subject;
    bytes4 selector;
    uint8 words;
    bool keyed;
    bytes32 firstWord;
    Rule rule;
  }

  /// @notice A parameter as it is laid at founding.
  struct FoundingParameter {
    bytes32 key;
    uint160 value;
    Bounds bounds;
  }

  /// @notice A rule has a new version; the former one, if there was one, is superseded and its open proposals are canceled.
  event RuleChanged(
    bytes32 indexed subject,
    bytes4 indexed selector,
    bytes32 firstWord,
    bool keyed,
    uint256 oldVersion,
    uint256 newVersion,
    uint8 words,
    Rule rule
  );
  /// @notice A parameter was defined, or has other bounds.
  event ParameterDefined(bytes32 indexed key, Bounds bounds);
  /// @notice A parameter has a new value and version.
  event ParameterChanged(bytes32 indexed key, uint160 oldValue, uint160 newValue, uint32 version);
  /// @notice A module stands in the directory, in the place of its predecessor or as the first of its name.
  event ModuleChanged(bytes32 indexed name, address oldModule, address newModule);
  /// @notice The founder has no power any more; these roots are what founding members accept.
  event ConstitutionSealed(bytes32 rulesRoot, bytes32 parametersRoot);

  /// The caller is not the governor.
  error ConstitutionNotGovernor(address caller);
  /// Only the founder may do this, and only before the seal.
  error ConstitutionNotFounder(address caller);
  /// There are no rules yet, or no fallback rule.
  error ConstitutionIncomplete();
  /// No such action is registered for this module.
  error ConstitutionUnknownAction(bytes32 subject, bytes4 selector);
  /// A call to a module is not the strict encoding of its static words, or a rule would change how many an action has.
  error ConstitutionEncodingNotStrict(bytes32 subject, bytes4 selector, uint256 expectedBytes, uint256 actualBytes);
  /// A component of the rule is outside what any rule may be.
  error ConstitutionRuleOutOfRange(Rule rule);
  /// The rule would be stricter than the fallback, or the fallback weaker than this rule.
  error ConstitutionStricterThanFallback(bytes32 subject, bytes4 selector);
  /// A rule of an action that changes the electorate, bounds, a module or a rule is below the fallback's bars.
  error ConstitutionWeakerThanFallback(bytes32 subject, bytes4 selector);
  /// Setting what is already so.
  error ConstitutionUnchanged(bytes32 key);
  /// The table of rules is full, or one proposal joins more rules than it may.
  error ConstitutionTooManyRules(uint256 limit);
  /// The table of parameters is full.
  error ConstitutionTooManyParameters(uint256 limit);
  /// No parameter has that key.
  error ConstitutionUnknownParameter(bytes32 key);
  /// The parameter exists already.
  error ConstitutionParameterExists(bytes32 key);
  /// The parameter changed since the proposal was written.
  error ConstitutionParameterChanged(bytes32 key, uint32 expectedVersion, uint32 actualVersion);
  /// The value is outside the parameter's bounds, or not of its type.
  error ConstitutionOutOfBounds(bytes32 key, uint160 value, uint160 min, uint160 max);
  /// The step is larger than the parameter allows.
  error ConstitutionStepTooLarge(bytes32 key, uint160 step, uint160 maxStep);
  /// The parameter changed too recently.
  error ConstitutionCoolingDown(bytes32 key, uint48 until);
  /// The bounds contradict themselves or the value in force.
  error ConstitutionBadBounds(bytes32 key);
  /// The successor is no contract, or not the code that was voted.
  error ConstitutionModuleCode(bytes32 name, address module, bytes32 expected, bytes32 actual);
  /// The successor does not hold what the predecessor holds.
  error ConstitutionStateDiffers(bytes32 name, bytes32 predecessor, bytes32 successor);
  /// The constitution is not replaced; its rules, parameters and modules are.
  error ConstitutionIsFixed();
  /// The zero address is no module.
  error ConstitutionZeroModule(bytes32 name);

  // ---------------------------------------------------------------- founding

  /// @notice Lays rules before the seal. The first one must be the fallback.
  /// @custom:authority founder
  function layRules(FoundingRule[] calldata rules) external;

  /// @notice Lays parameters before the seal.
  /// @custom:authority founder
  function layParameters(FoundingParameter[] calldata parameters) external;

  /// @notice Names the modules and gives all power to governance, for ever: the founder is nobody from here on.
  /// @custom:authority founder
  function seal(bytes32[] calldata names, address[] calldata modules) external;

  // ---------------------------------------------------------------- governed

  /// @notice Sets the rule of one action, registering the action where it is new.
  /// @dev Decided under the join of the rule for `setRule`, the rule in force and the new one. Supersedes the version in
  /// force, which cancels the proposals opened under it.
  /// @param subject A module name, or an address in the low 160 bits.
  /// @param selector The function.
  /// @param words Static words the function takes; for modules any other length of call data is refused.
  /// @custom:authority governance
  function setRule(bytes32 subject, bytes4 selector, uint8 words, Rule calldata rule) external;

  /// @notice Sets the rule for calls of an action whose first static word is `firstWord`, such as one parameter's key.
  /// @custom:authority governance
  function setKeyedRule(bytes32 subject, bytes4 selector, bytes32 firstWord, Rule calldata rule) external;

  /// @notice Sets the rule for everything that has none of its own. It stays at least as strict as every other rule.
  /// @custom:authority governance
  function setFallback(Rule calldata rule) external;

  /// @notice Changes a parameter from the version that people saw to a new value.
  /// @param expectedVersion The version that the proposal was written against.
  /// @custom:authority governance
  function setParameter(bytes32 key, uint32 expectedVersion, uint160 value) external;

  /// @notice Adds a parameter to the constitution.
  /// @custom:authority governance
  function defineParameter(bytes32 key, uint160 value, Bounds calldata bounds) external;

  /// @notice Changes a parameter's bounds and manners; the value in force must fit the new ones.
  /// @custom:authority governance
  function setBounds(bytes32 key, Bounds calldata bounds) external;

  /// @notice Puts a module in the directory under a name.
  /// @dev A successor must show the state root of its predecessor, and be the code that was voted.
  /// @param codeHash The `extcodehash` of the successor.
  /// @custom:authority governance
  function setModule(bytes32 name, address module, bytes32 codeHash) external;

  // ---------------------------------------------------------------- reads

  /// @notice The founder before the seal, the zero address for ever after.
  function founder() external view returns (address);

  /// @notice Where a module is, the zero address where there is none.
  function module(bytes32 name) external view returns (address);

  /// @notice The name under which an address is in the directory, 0 where it is not.
  function nameOf(address module) external view returns (bytes32);

  /// @notice All names in the directory.
  function moduleNames() external view returns (bytes32[] memory);

  /// @notice What decides a list of calls: the strictest of their rules, component by component.
  function rulingOn(Call[] calldata calls) external view returns (Ruling memory);

  /// @notice The rule that decides a call.
  /// @dev Most specific first: (subject, selector, first word), (subject, selector), fallback. A call that sets a rule is
  /// decided under the join of its own rule, the rule in force and the new one; such a join has version 0.
  /// A parameter change against another version than the one in force reverts.
  /// @return rule What decides the call.
  /// @return version The version of the rule in force for the action, also where `rule` is a join.
  /// @return isModule Whether the target is in the directory.
  function ruleForCall(
    address target,
    bytes calldata data
  ) external view returns (RuleWord rule, uint256 version, bool isModule);

  /// @notice A rule by its version, with the time it was superseded, which is 0 while it is in force.
  function ruleAt(uint256 version) external view returns (RuleWord);

  /// @notice The rule in force for an action, 0 where it has none of its own.
  function ruleOf(bytes32 subject, bytes4 selector) external view returns (RuleWord);

  /// @notice The rule in force for an action with this first word, 0 where it has none of its own.
  function keyedRuleOf(bytes32 subject, bytes4 selector, bytes32 firstWord) external view returns (RuleWord);

  /// @notice The rule for everything that has none of its own.
  function fallbackRule() external view returns (RuleWord);

  /// @notice The versions of all rules in force, the fallback's first.
  function ruleVersions() external view returns (uint256[] memory);

  /// @notice Counts up with every change of the rules; not the version of any one rule.
  function rulesVersion() external view returns (uint256);

  /// @notice The hash over all rules in force after change `version`, and when it came into force.
  function rulesRootAt(uint256 version) external view returns (bytes32 root, uint48 since);

  /// @notice A set of duty masks, bit m set when a rule in force asks its proposer for exactly the duties m (m below 256).
  function proposerDutyMasks() external view returns (uint256);

  /// @notice The union of all veto duties of the rules in force.
  function vetoDutiesInUse() external view returns (uint8);

  /// @notice A parameter's value, version and last change. Reverts for an unknown key.
  function parameter(bytes32 key) external view returns (Parameter memory);

  /// @notice Whether a call is a `setParameter` whose expected version is not the one in force: it can never succeed.
  function isStale(address target, bytes calldata data) external view returns (bool);

  /// @notice A parameter's bounds. Reverts for an unknown key.
  function bounds(bytes32 key) external view returns (Bounds memory);

  /// @notice All parameter keys, in the order of their definition.
  function parameterKeys() external view returns (bytes32[] memory);

  /// @notice Counts up with every parameter defined, changed or bounded anew.
  function parametersVersion() external view returns (uint256);

  /// @notice The hash over all parameters and bounds after change `version`, and when it came into force.
  function parametersRootAt(uint256 version) external view returns (bytes32 root, uint48 since);
}
