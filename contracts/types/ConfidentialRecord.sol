// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {SeatSet} from "./SeatSet.sol";

/// @notice What is stored of a confidential record: three slots, and a fourth once something is wrong with it or it is to be
/// destroyed. Dates are unix seconds, 0 where it has not happened.
/// @param mandatoryLeft One bit for each mandatory member, in the policy's order, that has not acknowledged yet.
/// @param deadline Until when it may become final.
struct ConfidentialRecord {
  bytes32 contentRoot;
  bytes32 bodyHash;
  uint32 group;
  uint32 epoch;
  uint16 sender;
  uint16 acks;
  uint16 mandatoryLeft;
  uint40 proposedAt;
  uint40 deadline;
  uint40 finalAt;
  uint8 flags;
  RecordTrouble trouble;
}

/// @notice A record's fourth slot.
/// @param rejections Members that have rejected it.
/// @param openRejections Those of them whose rejection the sender has not answered.
/// @param answerBy Until when the sender may answer.
/// @param contestedAt When the present contest began.
/// @param shredAt When its destruction was decided.
/// @param receipts Members that have said that they destroyed it.
struct RecordTrouble {
  uint16 rejections;
  uint16 openRejections;
  uint40 answerBy;
  uint40 contestedAt;
  uint40 shredAt;
  uint16 receipts;
  bool held;
}

/// @notice Who has acknowledged a record, rejected it, is unanswered, and has destroyed it.
struct RecordParties {
  SeatSet acknowledged;
  SeatSet rejected;
  SeatSet answered;
  SeatSet shredded;
}

uint8 constant RECORD_CANCELLED = 1;
uint8 constant RECORD_REJECTED = 2;
uint8 constant RECORD_SUPERSEDED = 4;
