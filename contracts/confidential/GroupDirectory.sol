// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Governed} from "../access/Governed.sol";
import {MemberActions} from "../access/MemberActions.sol";
import {IConstitution} from "../interfaces/IConstitution.sol";
import {IGroupDirectory} from "../interfaces/IGroupDirectory.sol";
import {IMemberRegistry} from "../interfaces/IMemberRegistry.sol";
import {IModule} from "../interfaces/IModule.sol";
import {SCOPE_RECORDS} from "../types/Duty.sol";
import {GroupPolicy} from "../types/GroupPolicy.sol";
import {KeyFacts} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {SeatSet, SeatSets} from "../types/SeatSet.sol";
import {Standing} from "../types/Standing.sol";

/// @title Groups of members, epoch by epoch.
contract GroupDirectory is IGroupDirectory, MemberActions {
  bytes32 private constant CHANGE_TYPEHASH = keccak256(
    "GroupChange(uint32 group,uint32 expectedEpoch,bytes32 contentHash,uint16 seat,uint48 deadline)"
  );
  uint32 private constant MAX_PERIOD = 3650 days;
  /// The cipher suites that there are: 1, 2 and 3.
  uint8 private constant SUITES = 14;

  uint32 public groupCount;
  mapping(uint32 group => uint32) public epochOf;
  mapping(uint32 group => mapping(uint32 epoch => Epoch)) private _epochs;
  bytes32 private _root;

  constructor(IConstitution constitution_) Governed(constitution_) EIP712("Quorate Groups", "1") {}

  /// @inheritdoc IGroupDirectory
  function createGroup(
    bytes32 metadata,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy
  ) external onlyGovernance returns (uint32 group) {
    group = ++groupCount;
    emit GroupCreated(group, metadata);
    _startEpoch(group, 1, seats, mandatory, policy);
  }

  /// @inheritdoc IGroupDirectory
  function changeGroup(
    uint32 group,
    uint32 expectedEpoch,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy
  ) external onlyGovernance {
    _change(group, expectedEpoch, seats, mandatory, policy);
  }

  /// @inheritdoc IGroupDirectory
  function changeGroupByMembers(
    uint32 group,
    uint32 expectedEpoch,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy,
    MemberSignature[] calldata consents
  ) external {
    bytes32 contentHash = keccak256(abi.encode(seats, mandatory, policy));
    _requireEnough(consents.length, _epochs[group][expectedEpoch].policy.changeQuorum);
    for (uint256 i = 0; i < consents.length; ++i) {
      _requireNext(consents, i);
      _requireConsent(group, expectedEpoch, contentHash, consents[i]);
    }
    _change(group, expectedEpoch, seats, mandatory, policy);
  }

  /// @inheritdoc IGroupDirectory
  function epochAt(uint32 group, uint32 epoch) external view returns (Epoch memory) {
    return _epochs[group][epoch];
  }

  /// @inheritdoc IGroupDirectory
  function policyAt(uint32 group, uint32 epoch) external view returns (GroupPolicy memory, uint256 mandatory) {
    Epoch storage at = _epochs[group][epoch];
    return (at.policy, at.mandatory);
  }

  /// @inheritdoc IGroupDirectory
  function mandatoryAt(uint32 group, uint32 epoch) external view returns (uint256) {
    return _epochs[group][epoch].mandatory;
  }

  /// @inheritdoc IGroupDirectory
  function isMember(uint32 group, uint32 epoch, uint16 seat) external view returns (bool) {
    Epoch storage at = _epochs[group][epoch];
    IMemberRegistry.Seat memory holder = _members().seat(seat);
    return at.seats.has(seat) && holder.leftAt == 0 && holder.admittedAt <= at.startedAt;
  }

  /// @inheritdoc IGroupDirectory
  function placeOf(
    uint32 group,
    uint32 epoch,
    uint16 seat
  ) external view returns (uint32 current, uint40 startedAt, bool belongs, bool stays) {
    current = epochOf[group];
    startedAt = _epochs[group][epoch].startedAt;
    belongs = _epochs[group][epoch].seats.has(seat);
    stays = epoch == current ? belongs : _epochs[group][current].seats.has(seat);
  }

  /// @inheritdoc IModule
  /// @dev Every epoch of every group, in order.
  function stateRoot() external view returns (bytes32) {
    return _root;
  }

  function _change(
    uint32 group,
    uint32 expectedEpoch,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy
  ) private {
    uint32 epoch = epochOf[group];
    if (epoch == 0) revert GroupUnknown(group);
    if (epoch != expectedEpoch) revert GroupEpochChanged(group, expectedEpoch, epoch); // DEFENCE: group-compare-and-set
    _epochs[group][epoch].endedAt = uint40(block.timestamp);
    _startEpoch(group, epoch + 1, seats, mandatory, policy);
  }

  function _startEpoch(
    uint32 group,
    uint32 epoch,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy
  ) private {
    uint16 members = _requireActive(seats);
    uint256 named = _requireMandatory(seats, mandatory);
    _requireSound(policy, members, named);

    epochOf[group] = epoch;
    Epoch storage at = _epochs[group][epoch];
    at.startedAt = uint40(block.timestamp);
    at.members = members;
    at.policy = policy;
    at.seats = seats;
    at.mandatory = mandatory;
    _root = keccak256(abi.encode(_root, group, epoch, block.timestamp, seats, mandatory, policy));

    emit GroupChanged(group, epoch, seats, mandatory, policy);
  }

  function _requireConsent(
    uint32 group,
    uint32 epoch,
    bytes32 contentHash,
    MemberSignature calldata consent
  ) private view {
    bytes32 message = keccak256(abi.encode(CHANGE_TYPEHASH, group, epoch, contentHash, consent.seat, consent.deadline));
    KeyFacts key = _requireMember(consent, SCOPE_RECORDS, message);
    Epoch storage at = _epochs[group][epoch];
    bool belongs = at.seats.has(consent.seat) && _hadSeatAt(key, at.startedAt);
    if (!belongs) revert MemberActionNotAllowed(consent.seat, consent.by.signer); // DEFENCE: group-own-members
  }

  /// @dev Bounded by the seats that there can be.
  function _requireActive(SeatSet calldata seats) private view returns (uint16 members) {
    IMemberRegistry registry = _members();
    for (uint256 page = 0; page < 2; ++page) {
      uint16 seat = uint16(page << 8);
      for (uint256 left = seats.words[page]; left != 0; left >>= 1) {
        if (left & 1 != 0) {
          ++members;
          if (registry.standing(seat) != Standing.Active) revert GroupMemberNotActive(seat); // DEFENCE: group-of-active
        }
        ++seat;
      }
    }
    if (members == 0) revert GroupBadMembers();
  }

  function _requireMandatory(SeatSet calldata seats, uint256 mandatory) private pure returns (uint256 named) {
    uint256 last;
    for (uint256 left = mandatory; left != 0; left >>= 16) {
      uint256 next = uint16(left);
      bool sound = next > last && next <= SeatSets.MAX_SEATS;
      bool belongs = sound && (seats.words[(next - 1) >> 8] >> ((next - 1) & 255)) & 1 != 0;
      if (!belongs) revert GroupBadMembers(); // DEFENCE: mandatory-are-members
      last = next;
      ++named;
    }
  }

  function _requireSound(GroupPolicy calldata policy, uint256 members, uint256 named) private pure {
    bool sound =
      policy.minAcks != 0 &&
        policy.minAcks >= named &&
        policy.minAcks <= members &&
        policy.suites != 0 &&
        policy.suites & ~SUITES == 0 &&
        policy.ackPeriod != 0 &&
        policy.ackPeriod <= MAX_PERIOD &&
        policy.answerPeriod != 0 &&
        policy.answerPeriod <= MAX_PERIOD &&
        policy.timeToLive <= MAX_PERIOD &&
        policy.shredPeriod != 0 &&
        policy.shredPeriod <= MAX_PERIOD &&
        policy.shredQuorum <= members &&
        policy.historyQuorum <= members &&
        policy.changeQuorum <= members;
    if (!sound) revert GroupBadPolicy(); // DEFENCE: group-sound-policy
  }
}
