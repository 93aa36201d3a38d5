// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IGovernorReports} from "../../../contracts/interfaces/IGovernorReports.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {
  FLAG_CANCELED,
  FLAG_DECIDED,
  FLAG_EXECUTED,
  FLAG_EXTENDED,
  FLAG_PASSED,
  FLAG_QUEUED,
  ProposalRecord
} from "../../../contracts/types/ProposalRecord.sol";
import {Rule, RuleWord, packRule} from "../../../contracts/types/Rule.sol";
import {Consortium} from "./Consortium.sol";
import {Vm} from "./Vm.sol";

/// @title The consortium's state as its events tell it, and as nothing else does.
/// @dev What is rebuilt here is never read from the contracts; it is what they are compared with.
abstract contract Replay is Consortium {
  /// As the constitution hashes it.
  struct Action {
    bytes32 subject;
    bytes32 firstWord;
    bytes4 selector;
    bool keyed;
  }

  /// What is rebuilt of a record: choices, tallies, date, electorate, and the flags that events tell.
  uint256 private constant REBUILT =
    ((1 << 136) - 1) | (uint256(type(uint32).max) << 168) | (uint256(0xfffff) << 224) | (uint256(0x3f) << 248);
  /// What may still happen to a record after its vote closed.
  uint256 private constant LATER = FLAG_EXECUTED | FLAG_CANCELED | FLAG_QUEUED;

  /// What must never happen and did.
  string public fault;
  /// The journal's head.
  bytes32 public head;
  /// Weight of members, and who of them accepted and has not left.
  mapping(uint16 seat => uint256) public weightOf;
  mapping(uint16 seat => bool) public counts;
  /// How many ballots were counted or refused.
  uint256 internal _answered;

  mapping(bytes32 key => uint16) private _seatOfKey;
  uint256 private _electorateVersion;
  bytes32 private _electorate;
  mapping(uint256 id => uint256) private _rebuilt;
  /// The records that votes closed with.
  mapping(uint256 id => uint256) private _closed;

  Action[] private _actions;
  mapping(bytes32 action => uint256) private _versionOf;
  mapping(bytes32 action => RuleWord) private _ruleOf;
  bytes32[] private _parameterKeys;
  mapping(bytes32 key => IConstitution.Bounds) private _boundsOf;
  mapping(bytes32 key => uint160) private _valueOf;
  mapping(bytes32 key => uint32) private _changesOf;
  bytes32 private _constitutionRoot;

  function _replay() internal {
    Vm.Log[] memory logs = vm.getRecordedLogs();
    bool amended;
    for (uint256 i = 0; i < logs.length; ++i) {
      if (logs[i].emitter == address(governor)) _replayGovernor(logs[i]);
      if (logs[i].emitter == address(members)) _replayMembers(logs[i]);
      if (logs[i].emitter == address(constitution)) amended = _replayConstitution(logs[i]) || amended;
    }
    if (amended) _compareConstitution();
  }

  // ---------------------------------------------------------------- proposals

  function _replayGovernor(Vm.Log memory log) private {
    bytes32 topic = log.topics[0];
    if (topic == IGovernor.VoteCast.selector) {
      _replayBallot(log);
    } else if (topic == IGovernorReports.BallotSkipped.selector) {
      ++_answered;
    } else if (topic == IGovernor.ProposalCreated.selector) {
      _replayCreated(log.data);
    } else if (topic == IGovernorReports.ProposalOpened.selector) {
      (bytes32 salt, bytes32 simulation) = abi.decode(log.data, (bytes32, bytes32));
      bytes32 payload = keccak256(abi.encode(salt, simulation, _electorate));
      _advance(IGovernorReports.JournalKind.Created, log.topics[1], payload);
    } else if (topic == IGovernorReports.ProposalExtended.selector) {
      _rebuilt[uint256(log.topics[1])] |= FLAG_EXTENDED;
    } else if (topic == IGovernorReports.ProposalClosed.selector) {
      (uint256 kept, uint256[] memory pages) = abi.decode(log.data, (uint256, uint256[]));
      _closed[uint256(log.topics[1])] = kept;
      _rebuilt[uint256(log.topics[1])] |= FLAG_DECIDED | (kept & FLAG_PASSED);
      if (kept & FLAG_PASSED == 0) {
        _advance(IGovernorReports.JournalKind.Closed, log.topics[1], keccak256(abi.encode(kept, pages)));
      }
    } else if (topic == IGovernor.ProposalQueued.selector) {
      (uint256 id, ) = abi.decode(log.data, (uint256, uint256));
      _rebuilt[id] |= FLAG_QUEUED;
    } else if (topic == IGovernorReports.ProposalCanceledFor.selector) {
      _rebuilt[uint256(log.topics[1])] |= FLAG_CANCELED;
      _advance(IGovernorReports.JournalKind.Canceled, log.topics[1], keccak256(log.data));
    } else if (topic == IGovernor.ProposalExecuted.selector) {
      uint256 id = abi.decode(log.data, (uint256));
      // What closed may have been queued since.
      uint256 kept = _closed[id] | (_rebuilt[id] & FLAG_QUEUED);
      _rebuilt[id] |= FLAG_EXECUTED;
      bytes32 payload = keccak256(abi.encode(kept, new uint256[](0)));
      _advance(IGovernorReports.JournalKind.Executed, bytes32(id), payload);
    } else if (topic == IGovernorReports.ProposalEnacted.selector) {
      (uint256 kept, bytes memory enactment) = abi.decode(log.data, (uint256, bytes));
      if (ProposalRecord.unwrap(governor.record(uint256(log.topics[1]))) != kept) fault = "enacted another record";
      bytes32 payload = keccak256(abi.encode(kept, _electorate, keccak256(enactment)));
      _advance(IGovernorReports.JournalKind.Enacted, log.topics[1], payload);
    }
  }

  function _replayCreated(bytes memory data) private {
    (uint256 id, , , , , , uint256 voteStart, , ) = abi.decode(
      data,
      (uint256, address, address[], uint256[], string[], bytes[], uint256, uint256, string)
    );
    _rebuilt[id] = (voteStart << 168) | (_electorateVersion << 224);
  }

  /// @dev A ballot replaces the one that its seat cast before.
  function _replayBallot(Vm.Log memory log) private {
    ++_answered;
    (uint256 id, uint256 support, uint256 weight, ) = abi.decode(log.data, (uint256, uint256, uint256, string));
    uint256 shift = uint256(_seatOfKey[log.topics[1]]) * 2;
    uint256 rebuilt = _rebuilt[id];
    uint256 previous = (rebuilt >> shift) & 3;
    if (previous != 0) rebuilt -= (previous << shift) + (weight << _tallyOf(previous));
    _rebuilt[id] = rebuilt + ((support + 1) << shift) + (weight << _tallyOf(support + 1));
  }

  /// @dev Where a record keeps the weight against (1), for (2) and abstaining (3).
  function _tallyOf(uint256 choice) private pure returns (uint256) {
    if (choice == 1) return 104;
    return choice == 2 ? 88 : 120;
  }

  function _advance(IGovernorReports.JournalKind kind, bytes32 id, bytes32 payload) private {
    head = keccak256(abi.encode(head, kind, id, payload));
  }

  /// @notice Holds a record against what its events tell.
  function _compareRecord(uint256 id, ProposalRecord kept) internal {
    uint256 word = ProposalRecord.unwrap(kept);
    if (word & REBUILT != _rebuilt[id]) fault = "a record is not what its events tell";
    if (_closed[id] != 0 && word & ~LATER != _closed[id] & ~LATER) fault = "a record changed after its vote closed";
  }

  // ---------------------------------------------------------------- members

  function _replayMembers(Vm.Log memory log) private {
    bytes32 topic = log.topics[0];
    uint16 seat = log.topics.length > 1 ? uint16(uint256(log.topics[1])) : 0;
    if (topic == IMemberRegistry.MemberAdmitted.selector) {
      (, weightOf[seat], ) = abi.decode(log.data, (address, uint256, bytes32));
    } else if (topic == IMemberRegistry.MemberAccepted.selector) {
      counts[seat] = true;
    } else if (topic == IMemberRegistry.MemberRemoved.selector) {
      counts[seat] = false;
    } else if (topic == IMemberRegistry.ElectorateChanged.selector) {
      _electorateVersion = uint256(log.topics[1]);
      (, _electorate, ) = abi.decode(log.data, (address, bytes32, uint256));
    } else if (topic == IMemberRegistry.MemberWeightChanged.selector) {
      (, weightOf[seat]) = abi.decode(log.data, (uint256, uint256));
    } else if (topic == IMemberRegistry.MemberKeyAdded.selector) {
      _seatOfKey[log.topics[2]] = seat;
    }
  }

  // ---------------------------------------------------------------- constitution

  function _replayConstitution(Vm.Log memory log) private returns (bool amended) {
    bytes32 topic = log.topics[0];
    amended = true;
    if (topic == IConstitution.RuleChanged.selector) {
      _replayRule(log);
    } else if (topic == IConstitution.ParameterDefined.selector) {
      bytes32 key = log.topics[1];
      if (_changesOf[key] == 0) _parameterKeys.push(key);
      _boundsOf[key] = abi.decode(log.data, (IConstitution.Bounds));
    } else if (topic == IConstitution.ParameterChanged.selector) {
      bytes32 key = log.topics[1];
      (uint160 oldValue, uint160 newValue, uint32 version) = abi.decode(log.data, (uint160, uint160, uint32));
      bool follows = oldValue == _valueOf[key] && version == _changesOf[key] + 1;
      if (!follows) fault = "a parameter did not change from where it was";
      (_valueOf[key], _changesOf[key]) = (newValue, version);
    } else {
      amended = false;
    }
  }

  function _replayRule(Vm.Log memory log) private {
    (bytes32 firstWord, bool keyed, uint256 oldVersion, uint256 newVersion, uint8 words, Rule memory rule) = abi.decode(
      log.data,
      (bytes32, bool, uint256, uint256, uint8, Rule)
    );
    Action memory action = Action(log.topics[1], firstWord, bytes4(log.topics[2]), keyed);
    bytes32 key = keccak256(abi.encode(action));
    if (oldVersion != _versionOf[key]) fault = "a rule superseded another than the one in force";
    if (oldVersion == 0) _actions.push(action);
    else if (constitution.ruleAt(oldVersion).supersededAt() != _now()) fault = "an old rule is still in force";
    _versionOf[key] = newVersion;
    _ruleOf[key] = packRule(rule).withWords(words);
  }

  /// @dev Versions one by one; values, components and bounds through the roots that members accept.
  function _compareConstitution() private {
    uint256[] memory versions = constitution.ruleVersions();
    if (versions.length != _actions.length) fault = "rules that no event tells";
    bytes32 rules;
    for (uint256 i = 0; i < versions.length; ++i) {
      bytes32 key = keccak256(abi.encode(_actions[i]));
      if (versions[i] != _versionOf[key]) fault = "another version of a rule than its events tell";
      rules = keccak256(abi.encode(rules, _actions[i], _ruleOf[key]));
    }
    bytes32 parameters;
    for (uint256 i = 0; i < _parameterKeys.length; ++i) {
      bytes32 key = _parameterKeys[i];
      if (constitution.parameter(key).version != _changesOf[key]) fault = "another version of a parameter";
      parameters = keccak256(abi.encode(parameters, key, _valueOf[key], _boundsOf[key]));
    }
    _constitutionRoot = keccak256(abi.encode(rules, parameters));
  }

  // ---------------------------------------------------------------- comparing

  function assertJournal() external view {
    vm.assertEq(governor.journalHead(), head, "journal head");
  }

  function assertConstitution() external view {
    vm.assertEq(constitution.stateRoot(), _constitutionRoot, "rules and parameters");
  }
}
