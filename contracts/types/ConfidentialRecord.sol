// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.34;

import {SeatSet} from "./SeatSet.sol";

/// @notice What is stored of a confidential record: one slot, and a second once something is wrong with it or it is to be
/// destroyed. What its id binds, content and envelope, is not stored again. Dates are unix seconds, 0 where it has not
/// happened.
/// @param acks Members that have acknowledged it.
/// @param minAcks How many make it final, by the policy of its epoch.
/// @param mandatoryLeft One bit for each mandatory member, in the policy's order, that has not acknowledged yet.
/// @param deadline Until when it may become final.
struct ConfidentialRecord {
  uint32 group;
  uint32 epoch;
  uint16 sender;
  uint16 acks;
  uint16 minAcks;
  uint16 mandatoryLeft;
  uint40 proposedAt;
  uint40 deadline;
  uint40 finalAt;
  uint8 flags;
  RecordTrouble trouble;
}

/// @notice A record's second slot.
/// @param rejections Members that have rejected it, ever.
/// @param waiting Those of them that neither the sender nor a vote has answered.
/// @param stoodBy Those that were answered and stand by it.
/// @param answerBy Until when the sender may answer.
/// @param contestedAt When the present contest began.
/// @param shredAt When its destruction was decided.
/// @param receipts Members that have said that they destroyed it.
struct RecordTrouble {
  uint16 rejections;
  uint16 waiting;
  uint16 stoodBy;
  uint40 answerBy;
  uint40 contestedAt;
  uint40 shredAt;
  uint16 receipts;
  bool held;
}

/// @notice What the parties have said of a record, each set written when somebody says so for the first time.
/// @param rejected Who has rejected it, ever: nobody does twice.
/// @param waiting Whose rejection is not answered.
/// @param answered Whose rejection is answered, and who has not said what it thinks of the answer.
/// @param stoodBy Who stands by its rejection.
struct RecordParties {
  SeatSet acknowledged;
  SeatSet rejected;
  SeatSet waiting;
  SeatSet answered;
  SeatSet stoodBy;
  SeatSet shredded;
}

uint8 constant RECORD_CANCELLED = 1;
uint8 constant RECORD_REJECTED = 2;
uint8 constant RECORD_SUPERSEDED = 4;
