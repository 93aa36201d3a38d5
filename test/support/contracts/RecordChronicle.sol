// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {IConfidentialRegistry} from "../../../contracts/interfaces/IConfidentialRegistry.sol";
import {IMemberRegistry} from "../../../contracts/interfaces/IMemberRegistry.sol";
import {ConfidentialRecord} from "../../../contracts/types/ConfidentialRecord.sol";
import {GroupPolicy} from "../../../contracts/types/GroupPolicy.sol";
import {RecordState, RejectionReason} from "../../../contracts/types/RecordState.sol";
import {SeatSet} from "../../../contracts/types/SeatSet.sol";
import {Standing} from "../../../contracts/types/Standing.sol";
import {RecordGroup} from "./RecordGroup.sol";

/// @title A group to whose records things happen at random, and who writes down what must not happen.
contract RecordChronicle is RecordGroup {
  uint256 private constant SEATS = 7;
  uint256 private constant RECORDS = 6;
  uint256 private constant OVER =
    (1 << uint8(RecordState.Superseded)) |
      (1 << uint8(RecordState.Rejected)) |
      (1 << uint8(RecordState.Expired)) |
      (1 << uint8(RecordState.Cancelled)) |
      (1 << uint8(RecordState.Shredded));
  uint256 private constant DOOMED = (1 << uint8(RecordState.ShredPending)) | (1 << uint8(RecordState.Shredded));

  /// @dev What is known of a record without asking it.
  struct Memory {
    uint256 acknowledged;
    uint256 mandatory;
    GroupPolicy policy;
    uint256 members;
    uint256 finalAt;
    uint256 deadline;
    RecordState state;
  }

  /// What went wrong first.
  string public fault;
  bytes32[] public ids;
  /// How many records became final, and how many were destroyed.
  uint256 public finals;
  uint256 public shreds;
  mapping(bytes32 recordId => Memory) private _known;
  uint256 private _epoch;

  function start() external {
    GroupPolicy memory policy = _policy();
    policy.waivesLeavers = true;
    _foundGroup(SEATS, policy);
    _epoch = groups.epochOf(GROUP);
  }

  // ---------------------------------------------------------------- what may happen

  function register(uint256 sender, bool follows) external {
    if (ids.length == RECORDS) return;
    IConfidentialRegistry.Registration memory registration = _registration();
    if (follows && ids.length != 0) registration.previous = ids[ids.length - 1];
    uint16 seat = _pick(sender);
    bytes32 recordId = records.idOf(registration, seat);
    if (_do(_hot(seat), abi.encodeCall(records.register, (registration, _own(seat))))) {
      ids.push(recordId);
      Memory storage known = _known[recordId];
      (known.policy, known.mandatory) = groups.policyAt(GROUP, registration.epoch);
      known.members = groups.epochAt(GROUP, registration.epoch).members;
      known.state = RecordState.Proposed;
    }
    _watch();
  }

  function acknowledge(uint256 index, uint256 seat) external {
    if (ids.length == 0) return;
    (bytes32 recordId, uint16 by) = (_id(index), _pick(seat));
    if (_do(_hot(by), abi.encodeCall(records.acknowledge, (recordId, _own(by))))) _noteAck(recordId, by);
    _watch();
  }

  function acknowledgeAll(uint256 index, uint256 seats) external {
    if (ids.length == 0) return;
    bytes32 recordId = _id(index);
    IConfidentialRegistry.Acknowledgement[] memory acks = new IConfidentialRegistry.Acknowledgement[](3);
    for (uint256 i = 0; i < 3; ++i) {
      acks[i] = IConfidentialRegistry.Acknowledgement(recordId, _ackBy(recordId, _pick(seats >> (8 * i))));
    }
    uint256 before = records.recordOf(recordId).acks;
    records.acknowledgeAll(acks);
    for (uint256 i = 0; i < 3; ++i) {
      uint16 seat = acks[i].consent.seat;
      bool isNew = (_known[recordId].acknowledged >> seat) & 1 == 0;
      if (isNew && records.hasAcknowledged(recordId, seat)) {
        _noteAck(recordId, seat);
        ++before;
      }
    }
    if (records.recordOf(recordId).acks != before) _accuse("acknowledgements do not add up");
    _watch();
  }

  function dispute(uint256 index, uint256 seat, uint256 how) external {
    if (ids.length == 0) return;
    (bytes32 recordId, uint16 by) = (_id(index), _pick(seat));
    uint16 sender = records.recordOf(recordId).sender;
    if (how % 4 < 2) {
      _do(_hot(by), abi.encodeCall(records.reject, (recordId, RejectionReason.NoSlot, EVIDENCE, _own(by))));
    } else if (how % 4 == 2) {
      _do(_hot(sender), abi.encodeCall(records.answer, (recordId, by, REVEAL, _own(sender))));
    } else {
      _do(_hot(by), abi.encodeCall(records.standBy, (recordId, _own(by))));
    }
    _watch();
  }

  function decide(uint256 index, uint256 how) external {
    if (ids.length == 0) return;
    bytes32 recordId = _id(index);
    if (how % 4 == 0) _do(address(governor), abi.encodeCall(records.uphold, (recordId)));
    if (how % 4 == 1 && how % 3 == 0) _do(address(governor), abi.encodeCall(records.dismiss, (recordId)));
    if (how % 4 == 2) _do(address(governor), abi.encodeCall(records.hold, (recordId)));
    if (how % 4 == 3) _do(address(governor), abi.encodeCall(records.release, (recordId)));
    _watch();
  }

  function conclude(uint256 index, uint256 how) external {
    if (ids.length == 0) return;
    bytes32 recordId = _id(index);
    uint16 sender = records.recordOf(recordId).sender;
    if (how % 4 == 0) _do(address(this), abi.encodeCall(records.settle, (recordId)));
    if (how % 4 == 1 && how % 3 == 0) _do(_hot(sender), abi.encodeCall(records.cancel, (recordId, _own(sender))));
    if (how % 4 == 2) _do(_hot(sender), abi.encodeCall(records.supersede, (recordId, _id(index / 2), _own(sender))));
    if (how % 4 == 3) {
      bytes32 last = ids[ids.length - 1];
      _do(_hot(sender), abi.encodeCall(records.supersede, (recordId, last, _own(sender))));
    }
    _watch();
  }

  function destroy(uint256 index, uint256 seat) external {
    if (ids.length == 0) return;
    (bytes32 recordId, uint16 by) = (_id(index), _pick(seat));
    if (seat % 3 == 0) _do(address(this), abi.encodeCall(records.shred, (recordId, _shredBy(recordId, 3))));
    else _do(_hot(by), abi.encodeCall(records.confirmShred, (recordId, _own(by))));
    _watch();
  }

  /// @dev Others join and leave the group, and now and then one leaves the consortium.
  function change(uint256 seats, uint256 how) external {
    SeatSet memory next;
    next.words[0] = (seats % (1 << SEATS)) | 7;
    GroupPolicy memory policy = _policy();
    (policy.waivesLeavers, policy.changeQuorum) = (how % 2 == 0, 1);
    uint32 epoch = groups.epochOf(GROUP);
    bytes memory data = abi.encodeCall(groups.changeGroup, (GROUP, epoch, next, _mandatory(1), policy));
    vm.prank(address(governor));
    (bool success, ) = address(groups).call(data);
    if (success && groups.epochOf(GROUP) != epoch + 1) _accuse("an epoch did not follow its predecessor");
    if (how % 16 == 7) {
      vm.prank(address(governor));
      (success, ) = address(members).call(abi.encodeCall(IMemberRegistry.remove, (_pick(seats >> 16))));
    }
    _watch();
  }

  function pass(uint256 time) external {
    _skip(1 + (time % 3 days));
    _watch();
  }

  // ---------------------------------------------------------------- what must not happen

  function _watch() private {
    uint256 epoch = groups.epochOf(GROUP);
    if (epoch < _epoch) _accuse("an epoch came back");
    _epoch = epoch;
    for (uint256 i = 0; i < ids.length; ++i) _watchRecord(ids[i]);
  }

  function _watchRecord(bytes32 recordId) private {
    Memory storage known = _known[recordId];
    ConfidentialRecord memory kept = records.recordOf(recordId);
    RecordState state = records.stateOf(recordId);
    bool isDoomed = (1 << uint8(state)) & DOOMED != 0;
    if (known.state != state) {
      if (known.state == RecordState.Shredded) _accuse("something left Shredded");
      if (known.state == RecordState.ShredPending && !isDoomed) _accuse("something left ShredPending");
      if ((1 << uint8(known.state)) & OVER != 0 && !isDoomed) _accuse("what was over goes on");
      bool wasOpen = known.state == RecordState.Proposed || known.state == RecordState.Contested;
      if (wasOpen && isDoomed) _accuse("something was destroyed before its end");
      bool fromFinal = known.state == RecordState.Final;
      if (fromFinal && !isDoomed && state != RecordState.Superseded) _accuse("what was final is not");
      if (state == RecordState.Shredded) ++shreds;
    }
    if (known.finalAt == 0 && kept.finalAt != 0) {
      ++finals;
      if (kept.finalAt > kept.deadline) _accuse("final behind its deadline");
      _watchFinal(known);
    } else if (kept.finalAt != known.finalAt) {
      _accuse("finalAt changed");
    }
    bool isContested = state == RecordState.Contested;
    if (isContested && kept.trouble.waiting == 0) _accuse("a contest goes on without a rejection");
    if (kept.deadline < known.deadline) _accuse("a deadline came nearer");
    uint256 last = kept.proposedAt + ACK_PERIOD + known.members * ANSWER_PERIOD;
    if (kept.deadline > last) _accuse("a contest gave more time than it can have taken");
    if (kept.acks != _count(known.acknowledged)) _accuse("somebody acknowledged who did not");
    (known.state, known.finalAt, known.deadline) = (state, kept.finalAt, kept.deadline);
  }

  function _watchFinal(Memory storage known) private {
    if (_count(known.acknowledged) < known.policy.minAcks) _accuse("final with too few acknowledgements");
    for (uint256 left = known.mandatory; left != 0; left >>= 16) {
      uint16 seat = uint16(left) - 1;
      bool isWaived = known.policy.waivesLeavers && members.standing(seat) == Standing.Former;
      bool has = (known.acknowledged >> seat) & 1 != 0;
      if (!has && !isWaived) _accuse("final without a mandatory member");
    }
  }

  function _noteAck(bytes32 recordId, uint16 seat) private {
    if ((_known[recordId].acknowledged >> seat) & 1 != 0) _accuse("one member acknowledged twice");
    _known[recordId].acknowledged |= 1 << seat;
  }

  function _accuse(string memory what) private {
    if (bytes(fault).length == 0) fault = what;
  }

  function _do(address sender, bytes memory data) private returns (bool success) {
    vm.prank(sender);
    (success, ) = address(records).call(data);
  }

  function _id(uint256 index) private view returns (bytes32) {
    return ids[index % ids.length];
  }

  function _pick(uint256 seat) private pure returns (uint16) {
    return uint16(seat % SEATS);
  }

  function _count(uint256 bits) private pure returns (uint256 count) {
    for (uint256 left = bits; left != 0; left &= left - 1) ++count;
  }
}
