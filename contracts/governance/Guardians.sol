// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {Governed} from "../access/Governed.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGuardians} from "../interfaces/IGuardians.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {DUTY_GUARDIAN} from "../types/Duty.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {PARAMETER_GUARDIAN_COOL_DOWN, PARAMETER_GUARDIAN_SUNSET} from "../types/ParameterKeys.sol";

/// @title Break-glass with a sunset: one guardian acts at once, the members ratify or the act lapses.
contract Guardians is IGuardians, Governed {
  /// Lifting an act does not give another one.
  struct LastAct {
    bytes32 key;
    uint40 busyUntil;
  }

  mapping(bytes32 key => Act) private _acts;
  mapping(uint16 guardian => LastAct) private _lastActs;
  bytes32 private _root;
  /// The module that this one succeeds, whose acts it knows; zero for the first.
  IGuardians private immutable _predecessor;

  constructor(IConstitution constitution_, IGuardians predecessor_) Governed(constitution_) {
    _predecessor = predecessor_;
  }

  /// @inheritdoc IGuardians
  function suspendKey(bytes32 key, bytes32 reason) external onlyDuty(DUTY_GUARDIAN) {
    IMemberRegistry members = _members();
    KeyFacts facts = members.keyFacts(key);
    if (!facts.exists()) revert GuardiansUnknownKey(key);
    uint16 guardian = _guardian();
    if (facts.seat() == guardian) revert GuardiansOwnKey(key);
    Act memory act = actOn(key);
    if (act.ratifiedUntil > block.timestamp) revert GuardiansSuspendedByVote(key, act.ratifiedUntil); // DEFENCE: vote-stands
    uint48 until = uint48(act.at) + _seconds(PARAMETER_GUARDIAN_COOL_DOWN);
    // DEFENCE: break-glass-cool-down
    if (act.at != 0 && block.timestamp < until) revert GuardiansCoolingDown(key, until);
    (bytes32 last, uint40 busyUntil) = lastActBy(guardian);
    if (block.timestamp < busyUntil) revert GuardiansActPending(guardian, last); // DEFENCE: one-act-per-guardian

    uint40 sunset = _seconds(PARAMETER_GUARDIAN_SUNSET);
    uint40 lapsesAt = uint40(block.timestamp) + sunset;
    _acts[key] = Act(guardian, uint40(block.timestamp), lapsesAt, 0);
    _lastActs[guardian] = LastAct(key, lapsesAt);
    _note(key);

    emit KeySuspensionActed(key, guardian, lapsesAt, reason);

    members.suspendKey(key, lapsesAt, sunset); // DEFENCE: break-glass-sunset
  }

  /// @inheritdoc IGuardians
  function lift(bytes32 key) external onlyDuty(DUTY_GUARDIAN) {
    Act memory act = actOn(key);
    if (!_isPending(act) || act.guardian != _guardian()) revert GuardiansNothingToDo(key);
    _end(key, act);
  }

  /// @inheritdoc IGuardians
  function ratify(bytes32 key, uint40 until) external onlyGovernance {
    Act memory act = actOn(key);
    if (!_isPending(act)) revert GuardiansNothingToDo(key);
    if (until <= block.timestamp) revert GuardiansBadDate(until);

    act.ratifiedUntil = until;
    _acts[key] = act;
    _lastActs[act.guardian] = LastAct(key, uint40(block.timestamp));
    _note(key);

    emit KeySuspensionRatified(key, until);

    _members().suspendKey(key, until, 0);
  }

  /// @inheritdoc IGuardians
  function overrule(bytes32 key) external onlyGovernance {
    Act memory act = actOn(key);
    if (!_isPending(act) && act.ratifiedUntil <= block.timestamp) revert GuardiansNothingToDo(key);
    _end(key, act);
  }

  /// @inheritdoc IGuardians
  function actOn(bytes32 key) public view returns (Act memory act) {
    act = _acts[key];
    if (act.at == 0 && address(_predecessor) != address(0)) act = _predecessor.actOn(key);
  }

  /// @inheritdoc IGuardians
  function lastActBy(uint16 guardian) public view returns (bytes32 key, uint40 busyUntil) {
    LastAct memory last = _lastActs[guardian];
    if (last.busyUntil == 0 && address(_predecessor) != address(0)) return _predecessor.lastActBy(guardian);
    return (last.key, last.busyUntil);
  }

  /// @inheritdoc IModule
  function stateRoot() public view returns (bytes32 root) {
    root = _root;
    if (root == 0 && address(_predecessor) != address(0)) root = _predecessor.stateRoot();
  }

  function _end(bytes32 key, Act memory act) private {
    act.lapsesAt = uint40(block.timestamp);
    act.ratifiedUntil = 0;
    _acts[key] = act;
    _note(key);

    emit KeySuspensionLifted(key);

    _members().restoreKey(key);
  }

  function _note(bytes32 key) private {
    _root = keccak256(abi.encode(stateRoot(), key, _acts[key]));
  }

  function _isPending(Act memory act) private view returns (bool) {
    return act.ratifiedUntil == 0 && block.timestamp < act.lapsesAt;
  }

  function _guardian() private view returns (uint16) {
    return uint16(_members().keyFacts(bytes32(uint256(uint160(msg.sender)))).seat());
  }

  function _seconds(bytes32 parameter) private view returns (uint40) {
    return uint40(constitution.parameter(parameter).value);
  }
}
