// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IConstitution} from "../../../contracts/interfaces/IConstitution.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {ISafeguards} from "../../../contracts/interfaces/ISafeguards.sol";
import {SignedBallot} from "../../../contracts/types/Ballots.sol";
import {Call} from "../../../contracts/types/Call.sol";
import {DUTY_GUARDIAN} from "../../../contracts/types/Duty.sol";
import {PARAMETER_KEY_COOL_DOWN} from "../../../contracts/types/ParameterKeys.sol";
import {FLAG_EXECUTED, ProposalRecord} from "../../../contracts/types/ProposalRecord.sol";
import {Rule} from "../../../contracts/types/Rule.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {Ledger} from "./Ledger.sol";
import {Replay} from "./Replay.sol";

/// @title A consortium to which things happen at random, and who writes down what must not happen.
contract Chronicle is Replay {
  uint256 public constant SEATS = 12;
  uint256 private constant PROPOSALS = 8;
  uint256 private constant FINAL =
    (1 << uint8(IGovernor.ProposalState.Canceled)) |
      (1 << uint8(IGovernor.ProposalState.Defeated)) |
      (1 << uint8(IGovernor.ProposalState.Expired)) |
      (1 << uint8(IGovernor.ProposalState.Executed));

  uint256[] public ids;
  /// How many things happened.
  uint256 public acts;
  mapping(uint256 id => uint256) private _seen;
  mapping(uint256 id => uint256) private _values;
  uint256 private _next;

  function start() external {
    Rule memory strictest = _majority();
    strictest.executionDelay = 1 days;
    Plan memory plan = _plan(6);
    plan.foundingQuorum = 10_000;
    (plan.strictest, plan.rule) = (strictest, strictest);
    plan.duties[5] = DUTY_GUARDIAN;
    plan.weights[2] = 2;
    ledger = new Ledger();
    plan.more = _ruleForLedger(_majority());
    vm.recordLogs();
    _found(plan);
    _replay();
  }

  // ---------------------------------------------------------------- what may happen

  function propose(uint256 seat, bool inFavour) external {
    if (ids.length < PROPOSALS) _propose(_pick(seat), inFavour);
    _watch();
  }

  function vote(uint256 index, uint256 seat, uint256 support) external {
    if (ids.length == 0) return;
    _do(_hot(_pick(seat)), address(governor), abi.encodeCall(IGovernor.castVote, (_id(index), uint8(support % 3))));
    _watch();
  }

  function submit(uint256 index, uint256 seat, uint256 support, uint64 nonce) external {
    if (ids.length == 0) return;
    uint256 id = _id(index);
    SignedBallot[] memory ballots = new SignedBallot[](2);
    ballots[0] = _ballot(id, _pick(seat), uint8(support % 3), 1, nonce % 4, NEVER);
    ballots[1] = _ballot(id, _pick(seat / 16), uint8((support / 3) % 3), 1);
    _replay();
    uint256 before = _answered;
    (bool success, ) = _do(address(this), address(governor), abi.encodeCall(governor.castBallots, (id, ballots)));
    _watch();
    if (success && _answered != before + ballots.length) fault = "a ballot was neither counted nor refused";
  }

  function settle(uint256 index, uint256 how) external {
    if (ids.length == 0) return;
    uint256 id = _id(index);
    if (how % 4 == 0) _do(address(this), address(governor), abi.encodeCall(governor.queueProposal, (id)));
    else if (how % 4 == 1) _do(_hot(uint16(id)), address(governor), abi.encodeCall(governor.withdraw, (id)));
    else _do(address(this), address(governor), abi.encodeCall(governor.poke, (id)));
    _watch();
  }

  function carryOut(uint256 index) external {
    if (ids.length == 0) return;
    _carryOut(_id(index));
    _watch();
  }

  function pass(uint256 time) external {
    _skip(1 + (time % 2 days));
    _watch();
  }

  function enact(uint256 seat, uint256 value) external {
    uint16 proposer = _pick(seat);
    Call[] memory calls = _entry(value % 1000);
    uint256 id = _idOf(calls, proposer);
    bytes memory ballots = _compacts(id, 0, members.seatCount());
    _do(
      address(this),
      address(governor),
      abi.encodeCall(governor.enact, (calls, DESCRIPTION, SALT, proposer, NEVER, ballots, _none()))
    );
    _watch();
  }

  function decide(uint256 what, uint256 seat, uint256 amount) external {
    uint16 target = _pick(seat);
    uint40 until = uint40(_now() + 1 + (amount % 3 days));
    if (what % 8 == 0) _decreeSafely(address(members), abi.encodeCall(IMemberRegistry.remove, (target)));
    if (what % 8 == 1) _decreeSafely(address(members), abi.encodeCall(IMemberRegistry.suspend, (target, until)));
    if (what % 8 == 2) _decreeSafely(address(members), abi.encodeCall(IMemberRegistry.reinstate, (target)));
    if (what % 8 == 3) {
      uint16 weight = uint16(1 + (amount % 3));
      _decreeSafely(address(members), abi.encodeCall(IMemberRegistry.setWeight, (target, weight)));
    }
    if (what % 8 == 4) _admit();
    if (what % 8 == 5) {
      Rule memory rule = _majority();
      rule.votingPeriod = uint32(1 days + (amount % 2 days));
      rule.executionDelay = amount % 2 == 0 ? 0 : 1 hours;
      _decreeSafely(
        address(constitution),
        abi.encodeCall(IConstitution.setRule, (_ledgerSubject(), Ledger.enter.selector, 1, rule))
      );
    }
    if (what % 8 == 6) {
      uint32 version = constitution.parameter(PARAMETER_KEY_COOL_DOWN).version;
      uint160 value = uint160(1 hours + (amount % 1 days));
      bytes memory change = abi.encodeCall(IConstitution.setParameter, (PARAMETER_KEY_COOL_DOWN, version, value));
      _decreeSafely(address(constitution), change);
    }
    if (what % 8 == 7) {
      Rule memory strictest = _majority();
      (strictest.executionDelay, strictest.votingPeriod) = (1 days, uint32(PERIOD + (amount % 1 days)));
      _decreeSafely(address(constitution), abi.encodeCall(IConstitution.setFallback, (strictest)));
    }
    _watch();
  }

  function manageKeys(uint256 seat, bool add) external {
    uint16 target = _pick(seat);
    bytes memory data =
      add
        ? abi.encodeCall(IMemberRegistry.addKey, (target, _newKey(_hot(target, 1))))
        : abi.encodeCall(IMemberRegistry.revokeKey, (target, _keyOf(_hot(target, 1))));
    _do(_cold(target), address(members), data);
    _watch();
  }

  function breakGlass(uint256 seat) external {
    bytes32 key = _keyOf(_hot(_pick(seat), 1));
    _do(_hot(5), address(guardians), abi.encodeCall(guardians.suspendKey, (key, "reason")));
    _watch();
  }

  // ---------------------------------------------------------------- liveness

  /// @notice From here, wherever that is: the active members open a proposal, vote in favour and carry it out.
  function liveOn() external {
    for (uint16 seat = 0; seat < members.seatCount(); ++seat) {
      uint256 before = ids.length;
      _propose(seat, false);
      if (ids.length == before) continue;
      uint256 id = ids[before];
      // Whoever joined in this very second is not in the electorate.
      for (uint16 voter = 0; voter < members.seatCount(); ++voter) {
        _do(_hot(voter), address(governor), abi.encodeCall(IGovernor.castVote, (id, FOR)));
      }
      _do(address(this), address(governor), abi.encodeCall(governor.queueProposal, (id)));
      _skip(1 days);
      _carryOut(id);
      _assertState(id, IGovernor.ProposalState.Executed);
      return;
    }
    vm.assertTrue(false, "nobody could open a proposal");
  }

  // ---------------------------------------------------------------- doing

  function _propose(uint16 seat, bool inFavour) private {
    uint256 value = ++_next;
    Call[] memory calls = _entry(value);
    bytes memory data =
      inFavour
        ? abi.encodeCall(governor.openInFavour, (calls, DESCRIPTION, SALT, bytes32(0)))
        : abi.encodeCall(governor.open, (calls, DESCRIPTION, SALT, bytes32(0)));
    (bool success, bytes memory answer) = _do(_hot(seat), address(governor), data);
    if (!success) return;
    uint256 id = abi.decode(answer, (uint256));
    ids.push(id);
    _values[id] = value;
  }

  function _carryOut(uint256 id) private {
    Call[] memory calls = _entry(_values[id]);
    uint256 before = _stateOf(id);
    uint256 eta = governor.proposalEta(id);
    bytes memory data = abi.encodeCall(governor.executeProposal, (id, calls, SALT, keccak256(bytes(DESCRIPTION))));
    (bool success, ) = _do(address(this), address(governor), data);
    bool passed =
      before == uint256(IGovernor.ProposalState.Succeeded) || before == uint256(IGovernor.ProposalState.Queued);
    if (success && !passed) fault = "executed what had not passed";
    if (success && eta > _now()) fault = "executed before its delay";
  }

  function _admit() private {
    uint16 seat = members.seatCount();
    if (seat == SEATS) return;
    vm.prank(address(governor));
    try members.admit(_cold(seat), 1, 0) returns (uint16 given) {
      if (given != seat) return;
      vm.prank(_cold(seat));
      members.addKey(seat, _newKey(_hot(seat)));
      _accept(seat);
    } catch {}
  }

  /// @dev What a passed proposal may do: nothing after which the safeguards would object.
  function _decreeSafely(address target, bytes memory data) private {
    _replay();
    try this.decreeAndCheck(target, data) {} catch {
      _forget();
    }
  }

  function decreeAndCheck(address target, bytes calldata data) external {
    require(msg.sender == address(this), "only by itself");
    vm.prank(address(governor));
    (bool success, ) = target.call(data);
    require(success, "refused");
    ISafeguards(safeguards).check();
  }

  function _do(address caller, address target, bytes memory data) private returns (bool success, bytes memory answer) {
    _replay();
    vm.prank(caller);
    (success, answer) = target.call(data);
    if (!success) _forget();
  }

  /// @dev The recorder keeps what a call logged before it reverted.
  function _forget() private {
    vm.getRecordedLogs();
  }

  function _pick(uint256 seat) private view returns (uint16) {
    return uint16(seat % members.seatCount());
  }

  function _id(uint256 index) private view returns (uint256) {
    return ids[index % ids.length];
  }

  // ---------------------------------------------------------------- watching

  function _watch() private {
    ++acts;
    _replay();
    for (uint256 i = 0; i < ids.length; ++i) {
      uint256 id = ids[i];
      uint256 current = _stateOf(id);
      if ((1 << _seen[id]) & FINAL != 0 && current != _seen[id]) fault = "a final state changed";
      _seen[id] = current;
      ProposalRecord kept = governor.record(id);
      _compareRecord(id, kept);
      if (kept.has(FLAG_EXECUTED) && current != uint256(IGovernor.ProposalState.Executed)) fault = "not executed";
      (uint256 against, uint256 inFavour, uint256 abstaining, uint256 total) = governor.tally(id);
      if (against + inFavour + abstaining > total) fault = "more weight was counted than there is";
    }
  }

  // ---------------------------------------------------------------- comparing

  function assertWeights() external view {
    uint256 total;
    bytes memory snapshot = members.electorate().snapshot().code;
    for (uint16 seat = 0; seat < members.seatCount(); ++seat) {
      uint256 weight = counts[seat] ? weightOf[seat] : 0;
      total += weight;
      uint256 word;
      if (snapshot.length > uint256(seat) * 32 + 1) {
        assembly ("memory-safe") {
          word := mload(add(snapshot, add(33, mul(seat, 32))))
        }
      }
      vm.assertEq(uint16(word >> 160), weight, "weight in the snapshot");
      bool stands = members.standing(seat) == Standing.Active || members.standing(seat) == Standing.Suspended;
      vm.assertEq(stands ? members.seat(seat).weight : 0, weight, "weight of the seat");
    }
    vm.assertEq(members.electorate().weight(), total, "weight of the electorate");

    vm.assertEq(members.strength().total, total, "strength");
  }

  function assertKeys() external view {
    for (uint16 seat = 0; seat < members.seatCount(); ++seat) {
      IMemberRegistry.Seat memory facts = members.seat(seat);
      bytes32[] memory keys = members.keysOf(seat);
      vm.assertEq(keys.length, facts.keys, "keys");
      for (uint256 i = 0; i < keys.length; ++i) {
        vm.assertEq(members.keyFacts(keys[i]).seat(), seat, "seat of the key");
        vm.assertEq(members.keyFacts(keys[i]).weight(), facts.weight, "weight of the key");
        vm.assertEq(members.keyFacts(keys[i]).ballotsNeeded(), facts.ballotsNeeded, "ballots needed");
        vm.assertEq(members.keyFacts(keys[i]).eligibleSince(), facts.eligibleSince, "eligible since");
        bool blocked = members.keyFacts(keys[i]).blockedUntil() > _now();
        vm.assertEq(blocked ? 1 : 0, members.standing(seat) == Standing.Suspended ? 1 : 0, "blocked");
      }
    }
  }
}
