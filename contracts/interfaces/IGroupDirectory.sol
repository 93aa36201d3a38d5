// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {GroupPolicy} from "../types/GroupPolicy.sol";
import {MemberSignature} from "../types/MemberSignature.sol";
import {SeatSet} from "../types/SeatSet.sol";
import {IModule} from "./IModule.sol";

/// @title Groups of members that exchange confidential records: who they are and what they ask, epoch by epoch.
/// @dev An epoch never changes; every change of members or policy starts another. Groups are numbered from 1.
interface IGroupDirectory is IModule {
  /// @notice What held during one epoch. `endedAt` is 0 for the current one.
  struct Epoch {
    uint40 startedAt;
    uint40 endedAt;
    uint16 members;
    GroupPolicy policy;
    SeatSet seats;
    uint256 mandatory;
  }

  /// @notice A group began. Everybody sees who is in it; `metadata` is a salted commitment to what it is for.
  event GroupCreated(uint32 indexed group, bytes32 metadata);
  /// @notice A group has another epoch. Everybody sees its members and its policy.
  event GroupChanged(uint32 indexed group, uint32 indexed epoch, SeatSet seats, uint256 mandatory, GroupPolicy policy);

  /// No such group.
  error GroupUnknown(uint32 group);
  /// The change was written for another epoch than the current one.
  error GroupEpochChanged(uint32 group, uint32 expected, uint32 actual);
  /// A member of the group is no active member of the consortium.
  error GroupMemberNotActive(uint16 seat);
  /// A group needs members, and mandatory members are distinct members of it.
  error GroupBadMembers();
  /// A period or a number of the policy is zero where it must not be, or more than the group has members, or a suite is
  /// unknown.
  error GroupBadPolicy();

  /// @notice Forms a group.
  /// @param metadata Salted commitment to what the group is for.
  /// @param seats Its members, active ones.
  /// @param mandatory Members whose acknowledgement every record needs: seat + 1 in 16 bits each, from the lowest, at most 16.
  /// @custom:authority governance
  function createGroup(
    bytes32 metadata,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy
  ) external returns (uint32 group);

  /// @notice Gives a group other members or another policy: a new epoch.
  /// @param expectedEpoch The epoch that the change was written against.
  /// @custom:authority governance
  function changeGroup(
    uint32 group,
    uint32 expectedEpoch,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy
  ) external;

  /// @notice The same by the group's own rule: `changeQuorum` of its members consent.
  /// @dev Whoever consents can put others out and change the numbers that this asks for: a group that must not decide that
  /// alone has a `changeQuorum` of 0.
  /// @param consents Over `GroupChange(uint32 group,uint32 expectedEpoch,bytes32 contentHash,uint16 seat,uint48 deadline)`,
  /// ascending by seat; `contentHash` is the hash of the ABI encoding of seats, mandatory members and policy.
  /// @custom:authority member
  function changeGroupByMembers(
    uint32 group,
    uint32 expectedEpoch,
    SeatSet calldata seats,
    uint256 mandatory,
    GroupPolicy calldata policy,
    MemberSignature[] calldata consents
  ) external;

  /// @notice How many groups there are; they are numbered from 1.
  function groupCount() external view returns (uint32);

  /// @notice A group's current epoch, from 1 on; 0 where there is no such group.
  function epochOf(uint32 group) external view returns (uint32);

  /// @notice What held during an epoch.
  function epochAt(uint32 group, uint32 epoch) external view returns (Epoch memory);

  /// @notice The policy of an epoch and its mandatory members.
  function policyAt(uint32 group, uint32 epoch) external view returns (GroupPolicy memory, uint256 mandatory);

  /// @notice The mandatory members of an epoch.
  function mandatoryAt(uint32 group, uint32 epoch) external view returns (uint256);

  /// @notice Whether the member that has the seat now belonged to the group in that epoch. One that has left the consortium, or
  /// that was given the seat later, did not.
  function isMember(uint32 group, uint32 epoch, uint16 seat) external view returns (bool);

  /// @notice What a module has to know of a seat's place in an epoch; in whose hands the seat is now is not asked.
  /// @return current The group's epoch of now, 0 where there is no such group.
  /// @return startedAt When the epoch began.
  /// @return belongs Whether the seat is of the epoch.
  /// @return stays Whether it is of the current epoch.
  function placeOf(
    uint32 group,
    uint32 epoch,
    uint16 seat
  ) external view returns (uint32 current, uint40 startedAt, bool belongs, bool stays);
}
