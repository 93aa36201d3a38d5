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
import {KeyFacts, toKey} from "../types/KeyFacts.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {SeatSet, SeatSets} from "../types/SeatSet.sol";
import {Standing} from "../types/Standing.sol";

/// @title Groups of members, epoch by epoch.
contract GroupDirectory is IGroupDirectory, MemberActions {
  bytes32 private constant CHANGE_TYPEHASH = keccak256(
    "GroupChange(uint32 group,uint32 expectedEpoch,bytes32 contentHash,uint48 deadline)"
  );
  uint32 private constant MAX_PERIOD = 3650 days;

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
    uint256 needed = _epochs[group][expectedEpoch].policy.changeQuorum;
    // DEFENCE: group-own-rule
    if (needed == 0 || consents.length < needed) revert MemberActionTooFew(consents.length, needed);
    for (uint256 i = 0; i < consents.length; ++i) {
      MemberSignature calldata consent = consents[i];
      // DEFENCE: consents-distinct
      if (i != 0 && consent.seat <= consents[i - 1].seat) revert MemberActionOutOfOrder(consent.seat);
      _requireMember(
        consent,
        SCOPE_RECORDS,
        keccak256(abi.encode(CHANGE_TYPEHASH, group, expectedEpoch, contentHash, consent.deadline))
      );
      _requireOfEpoch(group, expectedEpoch, consent);
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
  function isMember(uint32 group, uint32 epoch, uint256 seat, uint256 eligibleSince) public view returns (bool) {
    Epoch storage at = _epochs[group][epoch];
    // A seat that was given to somebody else since is not the member that the group took in.
    return at.seats.has(seat) && eligibleSince <= at.startedAt; // DEFENCE: seat-given-again
  }

  /// @inheritdoc IModule
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
    _root = keccak256(abi.encode(_root, group, epoch, seats, mandatory, policy));

    emit GroupChanged(group, epoch, seats, mandatory, policy);
  }

  function _requireOfEpoch(uint32 group, uint32 epoch, MemberSignature calldata consent) private view {
    KeyFacts key = _members().keyFacts(toKey(consent.by.signer));
    if (!isMember(group, epoch, consent.seat, key.eligibleSince())) {
      revert MemberActionNotAllowed(consent.seat, consent.by.signer);
    }
  }

  /// @dev Bounded by the seats that there can be.
  function _requireActive(SeatSet calldata seats) private view returns (uint16 members) {
    IMemberRegistry registry = _members();
    for (uint16 seat = 0; seat < SeatSets.MAX_SEATS; ++seat) {
      if ((seats.words[seat >> 8] >> (seat & 255)) & 1 == 0) continue;
      ++members;
      if (registry.standing(seat) != Standing.Active) revert GroupMemberNotActive(seat); // DEFENCE: group-of-active
    }
    if (members == 0) revert GroupBadMembers();
  }

  function _requireMandatory(SeatSet calldata seats, uint256 mandatory) private pure returns (uint256 named) {
    uint256 last;
    for (uint256 left = mandatory; left != 0; left >>= 16) {
      uint256 next = uint16(left);
      bool sound = next > last && next <= SeatSets.MAX_SEATS;
      if (!sound || (seats.words[(next - 1) >> 8] >> ((next - 1) & 255)) & 1 == 0) revert GroupBadMembers();
      last = next;
      ++named;
    }
  }

  function _requireSound(GroupPolicy calldata policy, uint256 members, uint256 named) private pure {
    bool sound =
      policy.minAcks >= named &&
        policy.minAcks <= members &&
        policy.suites != 0 &&
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
    if (!sound) revert GroupBadPolicy();
  }
}
